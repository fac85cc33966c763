"""One walk through one part of a DOCX: its lines, and on the way what hides, fetches, remarks or tracks."""

import hashlib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from ikrar.papers.letters.opening import CannotOpen, Trouble, read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TRACKED = frozenset(
    {"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "tblGridChange", "trPrChange",
     "tcPrChange", "sectPrChange", "numberingChange", "cellIns", "cellDel", "cellMerge"}
)  # fmt: skip
REMARKS = frozenset({"commentReference", "commentRangeStart"})
EMBEDDED = frozenset({"object", "altChunk", "subDoc", "control", "dataBinding", "OLEObject"})
SHAPES = frozenset({"wsp", "wgp", "wpc", "rect", "roundrect", "oval", "line", "polyline"})
SPACES = frozenset({"br", "cr", "tab", "ptab"})
HARMLESS_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
OFF = frozenset({"0", "false", "off", "none"})
PALE, TINY = 0xE0, 6  # of 255 for each colour; in half points
FILL, REGION = "\x00", "\x01"  # where something may be filled in; a whole block that may be
OURS = "ikrar."
SIGNATORY = "ikrar.penanda-tangan"
MOST_LINES = 30_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is read; pictures stand in it by their hash. A `region` is a block to be signed in."""

    key: str
    region: str = ""
    told: str = ""  # as it is read aloud: cells without bars, with the number of a list
    repeats: bool = False  # the header of a table, which stands again on every page


def plain(text: str) -> str:
    """Composed, with single blanks: how a line is compared."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def is_too_pale(value: str) -> bool:
    """Whether a colour can hardly be seen on white paper."""
    try:
        return len(value) == 6 and min(bytes.fromhex(value)) >= PALE  # noqa: PLR2004 (RRGGBB)
    except ValueError:
        return False


def is_too_small(value: str) -> bool:
    return value.isdigit() and int(value) <= TINY


class Walk:
    """Lines and findings of one part."""

    def __init__(self, pictures: dict[str, bytes], *, knows_blanks: bool) -> None:
        self.lines: list[Line] = []
        self.found: list[tuple[Trouble, str]] = []
        self.styles: set[str] = set()
        self._pictures, self._knows_blanks = pictures, knows_blanks
        self._paragraphs: list[list[str]] = []  # a text box stands inside a paragraph
        self._rows: list[list[list[str]]] = []
        self._tags: list[str] = []
        self._region: list[str] | None = None
        self._counts: dict[str, int] = {}  # of the lists, by their id
        self._label = ""
        self._is_header = False
        self._skipping = self._runs = self._fields = 0
        self._hears = self._hears_field = self._in_result = False
        self._field: list[str] = []
        self._at_begin: dict[str, Callable[[dict[str, str]], None]] = {
            "p": self._begin_paragraph,
            "tr": self._begin_row,
            "tc": self._begin_cell,
            "tblHeader": self._header,
            "r": self._begin_run,
            "sdt": self._begin_control,
            "tag": self._tag,
            "numId": self._number,
            "fldChar": self._mark,
            "instrText": self._begin_instruction,
            "fldSimple": self._begin_simple,
        }
        self._at_end: dict[str, Callable[[], None]] = {
            "p": self._end_paragraph,
            "tr": self._end_row,
            "r": self._end_run,
            "sdt": self._end_control,
            "instrText": self._end_instruction,
            "fldSimple": self._end_simple,
        }

    def through(self, content: bytes) -> None:
        read(content, begins=self._begins, ends=self._ends, text=self._text)

    # ── elements ─────────────────────────────────────────────────────────────────────────────────

    def _begins(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, local = tag.rpartition(" ")
        if self._skipping or local == "Fallback" or self._is_blank(local):
            self._skipping += 1
        elif namespace == W and (begin := self._at_begin.get(local)):
            begin(attributes)
        else:
            self._look(local, attributes)

    def _look(self, local: str, attributes: dict[str, str]) -> None:
        """What has no words but means something."""
        value = attributes.get(f"{W} val", "")
        if local == "t":
            self._hears = True
        elif local in SPACES and self._runs:
            self._say(" ")
        elif local in ("blip", "imagedata"):
            self._picture(attributes)
        elif local in SHAPES:
            self._say(" [bentuk] ")
        elif local == "textpath":
            self._say(f" {attributes.get('string', '')} ")
        elif local == "sym":
            self._say(f"[lambang {attributes.get(f'{W} char', '')}]")
        elif local == "noBreakHyphen":
            self._say("-")
        else:
            self._suspect(local, value)

    def _suspect(self, local: str, value: str) -> None:
        if local in TRACKED:
            self.found.append((Trouble.TRACKED, ""))
        elif local in REMARKS:
            self.found.append((Trouble.COMMENTS, ""))
        elif local in EMBEDDED:
            self.found.append((Trouble.EMBEDDED, local))
        elif local in ("pStyle", "rStyle", "tblStyle"):
            self.styles.add(value)
        elif self._runs and hides(local, value):
            self.found.append((Trouble.HIDDEN, ""))

    def _ends(self, tag: str) -> None:
        if self._skipping:
            self._skipping -= 1
            return
        namespace, _, local = tag.rpartition(" ")
        if namespace == W and (end := self._at_end.get(local)):
            end()
        elif local == "t":
            self._hears = False

    def _text(self, data: str) -> None:
        if self._skipping:
            return
        if self._hears_field:
            self._field.append(data)
        elif self._hears and not (self._fields and self._in_result):
            self._say(data)

    def _say(self, words: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1].append(words)

    # ── paragraphs, rows, blocks ─────────────────────────────────────────────────────────────────

    def _begin_paragraph(self, _: dict[str, str]) -> None:
        self._paragraphs.append([])

    def _end_paragraph(self) -> None:
        words, label = plain("".join(self._paragraphs.pop())), self._label
        self._label = ""
        self._put(words, told=f"{label} {words}".strip())

    def _number(self, attributes: dict[str, str]) -> None:
        """The paragraph stands in a list: which number it has is nowhere written."""
        number = attributes.get(f"{W} val", "")
        if self._paragraphs:
            self._counts[number] = self._counts.get(number, 0) + 1
            self._label = f"{self._counts[number]}."

    def _put(self, words: str, *, told: str, repeats: bool = False) -> None:
        if self._region is not None:
            self._region.append(words)
        elif self._rows and self._rows[-1]:
            self._rows[-1][-1].append(words)
        elif words:
            self._keep(Line(words, told=told, repeats=repeats))

    def _keep(self, line: Line) -> None:
        self.lines.append(line)
        if len(self.lines) > MOST_LINES:
            raise CannotOpen(Trouble.TOO_LARGE, f"> {MOST_LINES} baris")

    def _begin_row(self, _: dict[str, str]) -> None:
        self._rows.append([])
        self._is_header = False

    def _header(self, attributes: dict[str, str]) -> None:
        self._is_header = attributes.get(f"{W} val", "") not in OFF

    def _begin_cell(self, _: dict[str, str]) -> None:
        if self._rows:
            self._rows[-1].append([])

    def _end_row(self) -> None:
        cells = [" ".join(filter(None, cell)) for cell in self._rows.pop()]
        if any(cells):
            self._put(" | ".join(cells), told=" ".join(filter(None, cells)), repeats=self._is_header)

    def _begin_run(self, _: dict[str, str]) -> None:
        self._runs += 1

    def _end_run(self) -> None:
        self._runs -= 1

    # ── blanks ───────────────────────────────────────────────────────────────────────────────────

    def _begin_control(self, _: dict[str, str]) -> None:
        self._tags.append("")

    def _tag(self, attributes: dict[str, str]) -> None:
        if self._tags:
            self._tags[-1] = attributes.get(f"{W} val", "")
            if self._knows_blanks and self._tags[-1] == SIGNATORY:
                self._region = []

    def _is_blank(self, local: str) -> bool:
        """Whether the content of a control begins that may be filled in."""
        if local != "sdtContent" or not self._knows_blanks or not self._tags:
            return False
        tag = self._tags[-1]
        if not tag.startswith(OURS) or tag == SIGNATORY:
            return False
        self._say(FILL)
        return True

    def _end_control(self) -> None:
        tag = self._tags.pop()
        if tag == SIGNATORY and self._region is not None:
            kept, self._region = "\n".join(filter(None, self._region)), None
            self._keep(Line(REGION, region=kept))

    # ── fields and pictures ──────────────────────────────────────────────────────────────────────

    def _mark(self, attributes: dict[str, str]) -> None:
        kind = attributes.get(f"{W} fldCharType", "")
        if kind == "begin":
            self._fields, self._field, self._in_result = self._fields + 1, [], False
        elif kind == "separate":
            self._check_field("".join(self._field))
            self._in_result = True
        elif kind == "end":
            self._fields, self._in_result = max(0, self._fields - 1), False

    def _begin_instruction(self, _: dict[str, str]) -> None:
        self._hears_field = True

    def _end_instruction(self) -> None:
        self._hears_field = False

    def _begin_simple(self, attributes: dict[str, str]) -> None:
        self._check_field(attributes.get(f"{W} instr", ""))
        self._fields, self._in_result = self._fields + 1, True

    def _end_simple(self) -> None:
        self._fields, self._in_result = max(0, self._fields - 1), False

    def _check_field(self, instruction: str) -> None:
        name = (instruction.split() or [""])[0].upper()
        if name not in HARMLESS_FIELDS:
            self.found.append((Trouble.FIELDS, name[:40]))

    def _picture(self, attributes: dict[str, str]) -> None:
        image = self._pictures.get(attributes.get(f"{R} embed") or attributes.get(f"{R} id") or "", b"")
        self._say(f" [gambar {hashlib.sha256(image).hexdigest()[:16]}] ")


def hides(local: str, value: str) -> bool:
    return (
        (local in ("vanish", "specVanish") and value not in OFF)
        or (local == "color" and is_too_pale(value))
        or (local == "sz" and is_too_small(value))
    )
