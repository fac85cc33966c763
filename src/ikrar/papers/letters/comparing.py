"""What was changed in a DOCX that came back, line by line and in words.

The number, the day and the block of the signatory may be filled in; everything else stays as it was issued, or it is named.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ikrar.kernel.words import Words
from ikrar.papers.letters.opening import CannotOpen, Trouble
from ikrar.papers.letters.reading import Read, read_docx
from ikrar.papers.letters.walking import FILL, REGION, Line

MOST_FILLED = 160  # characters in one blank
MOST_SIGNED = 14  # lines in the block of a signatory
SHOWN = 160  # characters of a line in a sentence
UNFILLED = "…. _"

TROUBLE_WORDS: dict[Trouble, Words] = {
    Trouble.NOT_A_DOCX: Words(
        "Berkas ini bukan DOCX yang dapat dibaca.", "This file is no DOCX that can be read."
    ),
    Trouble.LOCKED: Words(
        "Berkas ini terkunci kata sandi, atau berbentuk .doc lama. Simpan sebagai .docx tanpa kata sandi.",
        "This file is locked by a password, or an old .doc. Save it as .docx without a password.",
    ),
    Trouble.TOO_LARGE: Words(
        "Berkas ini terlalu besar untuk sebuah surat.", "This file is too large for a letter."
    ),
    Trouble.BOMB: Words(
        "Berkas ini mengembang jauh melebihi ukurannya; tidak dibuka.",
        "This file swells far beyond its size; it was not opened.",
    ),
    Trouble.BROKEN: Words("Susunan berkas ini rusak.", "The structure of this file is broken."),
    Trouble.ENTITIES: Words(
        "Berkas ini memuat entitas XML, yang tidak pernah ada dalam surat.",
        "This file holds XML entities, which no letter has.",
    ),
    Trouble.MACROS: Words("Berkas ini memuat makro.", "This file holds macros."),
    Trouble.OUTSIDE: Words(
        "Berkas ini menunjuk ke luar dirinya (tautan, gambar, atau templat).",
        "This file points outside itself (a link, picture or template).",
    ),
    Trouble.TRACKED: Words(
        "Berkas ini memuat perubahan terlacak yang belum diterima atau ditolak.",
        "This file holds tracked changes that were neither accepted nor rejected.",
    ),
    Trouble.HIDDEN: Words("Berkas ini memuat teks tersembunyi.", "This file holds hidden text."),
    Trouble.COMMENTS: Words("Berkas ini memuat komentar.", "This file holds comments."),
    Trouble.EMBEDDED: Words("Berkas ini memuat objek tertanam.", "This file holds embedded objects."),
    Trouble.FIELDS: Words(
        "Berkas ini memuat isian yang mengambil isi dari tempat lain.",
        "This file holds fields that take their content from elsewhere.",
    ),
    Trouble.TOO_DIFFERENT: Words(
        "Berkas ini bukan kembalian surat ini: hampir semua barisnya lain.",
        "This file is no return of this letter: almost every line is another.",
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Why the file is refused whatever its words are."""

    code: Trouble
    detail: str

    @property
    def words(self) -> Words:
        said = TROUBLE_WORDS[self.code]
        return Words(f"{said.id} ({self.detail})", f"{said.en} ({self.detail})") if self.detail else said


@dataclass(frozen=True, slots=True)
class Change:
    """One line that is another, gone, or new; `was` or `now` is empty then. Lines count from one, as issued."""

    line: int
    was: str
    now: str

    @property
    def words(self) -> Words:
        was, now = _short(self.was), _short(self.now)
        if not now:
            return Words(f"Baris {self.line} hilang: “{was}”.", f"Line {self.line} is gone: “{was}”.")
        if not was:
            return Words(
                f"Ditambahkan setelah baris {self.line}: “{now}”.", f"Added after line {self.line}: “{now}”."
            )
        return Words(
            f"Baris {self.line} berubah: semula “{was}”, menjadi “{now}”.",
            f"Line {self.line} was changed: from “{was}” to “{now}”.",
        )


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled into a blank: the line as issued, and what stands there now."""

    line: int
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs; nothing is decided by it but whether the file may be taken back."""

    findings: tuple[Finding, ...]
    changes: tuple[Change, ...]
    filled: tuple[Filled, ...]

    @property
    def is_faithful(self) -> bool:
        return not self.findings and not self.changes

    @property
    def sentences(self) -> tuple[Words, ...]:
        """Why it is refused, one sentence each; empty where it is not."""
        return (*(one.words for one in self.findings), *(one.words for one in self.changes))


def differences(issued: bytes, returned: bytes) -> Comparison:
    """Compare a DOCX as we issued it with the one that came back; bad input becomes findings, never an exception."""
    before = read_docx(issued, knows_blanks=True)
    try:
        after = read_docx(returned, knows_blanks=False)
    except CannotOpen as refused:
        return Comparison((Finding(refused.trouble, refused.detail),), (), ())
    findings = tuple(Finding(trouble, detail) for trouble, detail in after.found)
    if _is_another(before, after):
        return Comparison((*findings, Finding(Trouble.TOO_DIFFERENT, "")), (), ())
    found = list(_compared(before.body, after.body))
    changes = [one for one in found if isinstance(one, Change)]
    changes += _in_margins(before, after)
    return Comparison(findings, tuple(changes), tuple(one for one in found if isinstance(one, Filled)))


def _is_another(before: Read, after: Read) -> bool:
    """Whether hardly a line of the letter is left, so that naming each would say nothing."""
    kept = {line.key for line in before.body} & {line.key for line in after.body}
    return len(kept) * 3 < len({line.key for line in before.body if FILL not in line.key})


def _in_margins(before: Read, after: Read) -> list[Change]:
    was, now = ({line.key for line in one.margins} for one in (before, after))
    gone, new = sorted(was - now), sorted(now - was)
    return [*(Change(0, one, "") for one in gone), *(Change(0, "", one) for one in new)]


def _compared(before: Sequence[Line], after: Sequence[Line]) -> Iterator[Change | Filled]:
    known = {line.key for line in before}
    blanks = [(line.key, _pattern(line.key)) for line in before if FILL in line.key]
    keys = [line.key if line.key in known else _as_blank(line.key, blanks) for line in after]
    steps = SequenceMatcher(None, [line.key for line in before], keys, autojunk=False).get_opcodes()
    for kind, first, last, start, stop in steps:
        now = [line.key for line in after[start:stop]]
        if kind == "equal":
            yield from _filled(before[first:last], now, first)
        else:
            yield from _changed(before[first:last], now, first)


def _pattern(key: str) -> re.Pattern[str]:
    blank = f"(.{{0,{MOST_FILLED}}}?)"
    pieces = (re.escape(piece.strip()) for piece in key.split(FILL))
    return re.compile(rf"\s*{blank}\s*".join(pieces).replace(r"\ ", r"\s+"), re.DOTALL)


def _as_blank(words: str, blanks: Sequence[tuple[str, re.Pattern[str]]]) -> str:
    """The line with blanks that this is a filling of; else the line itself."""
    return next((key for key, pattern in blanks if pattern.fullmatch(words)), words)


def _filled(before: Sequence[Line], now: Sequence[str], first: int) -> Iterator[Filled]:
    for offset, (line, words) in enumerate(zip(before, now, strict=True)):
        if FILL not in line.key:
            continue
        found = _pattern(line.key).fullmatch(words)
        value = ", ".join(filter(None, (part.strip(UNFILLED) for part in found.groups()))) if found else ""
        if value:
            label = " ".join(piece.strip(" :|,") for piece in line.key.split(FILL)).strip()
            yield Filled(first + offset + 1, label, value)


def _changed(before: Sequence[Line], now: Sequence[str], first: int) -> Iterator[Change | Filled]:
    """Lines that differ. A lone block of a signatory among them was filled in."""
    if len(before) == 1 and before[0].key == REGION and len(now) <= MOST_SIGNED:
        if "\n".join(now) != before[0].region:
            yield Filled(first + 1, "Penanda tangan", "; ".join(now))
        return
    was = [
        words for line in before for words in (line.region.split("\n") if line.key == REGION else [line.key])
    ]
    yield from _pairs(was, now, first)


def _pairs(was: Sequence[str], now: Sequence[str], first: int) -> Iterator[Change]:
    """Within a stretch that differs: what still stands is left out, the rest is told pair by pair."""
    for kind, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for offset in range(max(b - a, d - c)):
            gone = was[a + offset].replace(FILL, "……") if a + offset < b else ""
            new = now[c + offset] if c + offset < d else ""
            yield Change(first + a + offset + 1 if gone else first + b, gone, new)


def _short(words: str) -> str:
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
