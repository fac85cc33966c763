"""Opens a DOCX that somebody hands in, and trusts nothing of it.

Nothing is unpacked to a disk, nothing is fetched, no entity is expanded, and reading stops at a limit. What is wrong is a
`Trouble` with its detail, never an exception from below.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from io import BytesIO
from posixpath import dirname, normpath
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 (the library's own name is lower case)

MOST_BYTES = 20 * 1024 * 1024  # of the file as it lies
MOST_UNPACKED = 80 * 1024 * 1024  # of all parts together
MOST_PARTS = 400
MOST_TIMES = 200  # how much larger a part may be than it was packed
SMALL = 1024 * 1024  # below this the ratio says nothing
MAIN = "word/document.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = 0x1


class Trouble(StrEnum):
    """What is wrong with a DOCX that came back, apart from its words."""

    NOT_A_DOCX = "NOT_A_DOCX"
    LOCKED = "LOCKED"
    TOO_LARGE = "TOO_LARGE"
    BOMB = "BOMB"
    BROKEN = "BROKEN"
    ENTITIES = "ENTITIES"
    MACROS = "MACROS"
    OUTSIDE = "OUTSIDE"
    TRACKED = "TRACKED"
    HIDDEN = "HIDDEN"
    COMMENTS = "COMMENTS"
    EMBEDDED = "EMBEDDED"
    FIELDS = "FIELDS"
    TOO_DIFFERENT = "TOO_DIFFERENT"


class CannotOpen(Exception):
    """The file cannot be read as a DOCX at all; carries the trouble and its detail."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(trouble, detail)
        self.trouble, self.detail = trouble, detail


@dataclass(slots=True)
class Opened:
    """The parts of a DOCX in memory, and what was found on the way."""

    parts: dict[str, bytes]
    found: list[tuple[Trouble, str]] = field(default_factory=list)

    def texts(self) -> list[str]:
        """Every part that holds words, the body first."""
        others = sorted(name for name in self.parts if _HAS_WORDS.fullmatch(name))
        return [MAIN, *others]


_HAS_WORDS = re.compile(r"word/(header|footer|footnotes|endnotes)\d*\.xml")
_MACROS = re.compile(r"vba|activex|\.bin$|customizations", re.IGNORECASE)
_EMBEDDED = re.compile(
    r"embeddings/|/afchunk|word/(charts|diagrams|ink)/|\.(exe|js|vbs|hta|docx?|xlsx?|rtf|html?|mht)$",
    re.IGNORECASE,
)
_REMARKS = re.compile(r"word/comments\w*\.xml", re.IGNORECASE)


def opened(file: bytes) -> Opened:
    """All parts, within the limits; raises `CannotOpen`."""
    if len(file) > MOST_BYTES:
        raise CannotOpen(Trouble.TOO_LARGE, f"{len(file) // 1024 // 1024} MB")
    if file.startswith(OLE):
        raise CannotOpen(Trouble.LOCKED)
    try:
        with ZipFile(BytesIO(file)) as archive:
            parts = dict(_parts(archive))
    except (BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError, OSError, ZlibError):
        raise CannotOpen(Trouble.NOT_A_DOCX) from None
    if MAIN not in parts or "[Content_Types].xml" not in parts:
        raise CannotOpen(Trouble.NOT_A_DOCX)
    one = Opened(parts)
    one.found.extend(_by_name(one))
    one.found.extend(_by_links(one))
    return one


def _parts(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_PARTS:
        raise CannotOpen(Trouble.BOMB, f"{len(entries)} bagian")
    if len({entry.filename.casefold() for entry in entries}) != len(entries):
        raise CannotOpen(Trouble.BROKEN, "dua bagian bernama sama")
    left = MOST_UNPACKED
    for entry in entries:
        content = _content(archive, entry, left)
        left -= len(content)
        yield entry.filename, content


def _content(archive: ZipFile, entry: ZipInfo, left: int) -> bytes:
    """One part; what the file says of its size is not believed."""
    if entry.flag_bits & ENCRYPTED:
        raise CannotOpen(Trouble.LOCKED)
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or _is_elsewhere(entry.filename):
        raise CannotOpen(Trouble.BROKEN, entry.filename[:80])
    most = min(left, max(SMALL, entry.compress_size * MOST_TIMES))
    with archive.open(entry) as part:
        content = part.read(most + 1)
    if len(content) > most:
        raise CannotOpen(Trouble.BOMB, entry.filename[:80])
    return content


def _is_elsewhere(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or "\x00" in name


def _by_name(one: Opened) -> Iterator[tuple[Trouble, str]]:
    for name in one.parts:
        if _MACROS.search(name):
            yield Trouble.MACROS, name
        elif _EMBEDDED.search(name):
            yield Trouble.EMBEDDED, name
        elif _REMARKS.fullmatch(name) and b"<w:t" in one.parts[name]:
            yield Trouble.COMMENTS, name
    if b"macroenabled" in one.parts["[Content_Types].xml"].lower():
        yield Trouble.MACROS, "docm"


def _by_links(one: Opened) -> Iterator[tuple[Trouble, str]]:
    for name, content in one.parts.items():
        if not name.endswith(".rels"):
            continue
        for link in links(content):
            kind, target = link.get("Type", "").casefold(), link.get("Target", "")[:120]
            if link.get("TargetMode", "").casefold() == "external" or "attachedtemplate" in kind:
                yield Trouble.OUTSIDE, target
            elif "afchunk" in kind:
                yield Trouble.EMBEDDED, target


def links(content: bytes) -> list[dict[str, str]]:
    """The relationships of a part."""
    found: list[dict[str, str]] = []

    def begins(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(" ")[2] == "Relationship":
            found.append(attributes)

    read(content, begins=begins)
    return found


def pictures_of(one: Opened, part: str) -> dict[str, bytes]:
    """The pictures a part may show, by the id of their relationship."""
    folder = dirname(part)
    beside = one.parts.get(f"{folder}/_rels/{part.rpartition('/')[2]}.rels", b"")
    found = links(beside) if beside else []
    return {
        link.get("Id", ""): one.parts.get(normpath(f"{folder}/{link.get('Target', '')}").lstrip("/"), b"")
        for link in found
        if link.get("Type", "").endswith("/image")
    }


Begins = Callable[[str, dict[str, str]], None]
Ends = Callable[[str], None]
Hears = Callable[[str], None]


def read(content: bytes, *, begins: Begins, ends: Ends | None = None, text: Hears | None = None) -> None:
    """Walk through XML; an entity or a document type is refused. Names come as "namespace name". Raises `CannotOpen`."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = begins
    if ends is not None:
        parser.EndElementHandler = ends
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as e:
        raise CannotOpen(Trouble.BROKEN, str(e)[:80]) from None


def _refuse(*_: object) -> None:
    raise CannotOpen(Trouble.ENTITIES)
