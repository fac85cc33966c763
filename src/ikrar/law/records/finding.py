"""Finding a record by its code, of whatever kind, and searching all of them by words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from ikrar.kernel import text
from ikrar.kernel.words import Words
from ikrar.law.domain import Book

QUESTION = re.compile(r"[Qq]?(\d{1,4})")
BEFORE = {"questions": "Q", "regions": "daerah-"}
MOST = 60  # found records a person can still look through


class NoSuchRecord(Exception):
    """The book has no record of this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its name in the book, in an address, and in words."""

    name: str
    slug: str
    words: Words
    about: Words


@dataclass(frozen=True, slots=True)
class Found:
    """A record with its kind; `code` is what people call it by."""

    kind: Kind
    code: str
    item: Any

    @property
    def title(self) -> Words:
        """What the record is called in words."""
        for attribute in ("name", "ask", "question", "conduct", "person", "says", "decree"):
            words = getattr(self.item, attribute, None)
            if isinstance(words, Words):
                return words
        return Words(self.code, self.code)


KINDS: tuple[Kind, ...] = (
    Kind("norms", "norma", Words("Norma", "Norms"), Words("apa yang diminta dari siapa, dan kapan", "what is asked of whom, and when")),
    Kind("conducts", "perbuatan", Words("Pertanyaan pegawai", "Questions of the staff"), Words("yang sering ditanyakan, dengan aturan jawabannya", "what is often asked, with the rules that answer")),
    Kind("sanctions", "sanksi", Words("Jenis sanksi", "Kinds of sanction"), Words("sebagaimana tertulis; tidak satu pun dipilihkan", "as enacted; none is ever picked")),
    Kind("competences", "wenang", Words("Siapa yang berwenang", "Who is competent"), Words("siapa dapat menjatuhkan sanksi kepada siapa", "who may impose a sanction on whom")),
    Kind("penalties", "pidana", Words("Catatan ancaman pidana", "Notes on penalties"), Words("perubahan sejak 2 Januari 2026", "what changed on 2 January 2026")),
    Kind("terms", "tenggat", Words("Tenggat", "Terms"), Words("berapa lama, dihitung dari apa", "how long, counted from what")),
    Kind("doors", "pintu", Words("Jalan lain", "Other doors"), Words("yang tetap terbuka sesudah tenggat lewat", "what stays open when a term has passed")),
    Kind("receptions", "loket", Words("Jam loket", "Counter hours"), Words("saat terakhir yang masih dapat dipakai", "the last usable moment")),
    Kind("handlers", "lembaga", Words("Lembaga pengawas", "Bodies in charge"), Words("siapa mengawasi netralitas pada hari itu", "who watched over neutrality on a day")),
    Kind("procedures", "prosedur", Words("Prosedur", "Procedures"), Words("tahap sebuah perkara dan pelakunya", "the stages of a matter and who acts")),
    Kind("calendars", "kalender", Words("Kalender pemilihan", "Election calendars"), Words("tahapan dan hari penetapan calon", "stages and the day candidates were fixed")),
    Kind("regions", "daerah", Words("Daerah pemilihan", "Regions that vote"), Words("berapa daerah memilih apa", "how many regions elect what")),
    Kind("instruments", "peraturan", Words("Peraturan dan putusan", "Instruments"), Words("masa berlaku, perubahan, dan pencabutannya", "validity, amendments and repeals")),
    Kind("questions", "pertanyaan", Words("Pertanyaan terbuka", "Open questions"), Words("tempat hukum bertentangan atau diam, dan siapa yang memutuskan", "where the law conflicts or is silent, and who decides")),
    Kind("holiday_years", "libur", Words("Tahun hari libur", "Years of holidays"), Words("keputusan libur dan cuti bersama", "decrees on holidays and joint leave")),
    Kind("days_off", "hari-libur", Words("Hari libur tersendiri", "Days off of their own"), Words("hari yang diliburkan dengan keputusan sendiri", "days off by a decree of their own")),
    Kind("pacts", "pakta", Words("Naskah pakta", "Pact texts"), Words("ikrar dan pakta integritas", "pledge and integrity pact")),
)  # fmt: skip
SLUGS = {kind.slug: kind for kind in KINDS}


def all_of(book: Book, kind: Kind) -> tuple[Found, ...]:
    """Every record of a kind, in the order of the files."""
    return tuple(Found(kind, _called(kind, code), item) for code, item in getattr(book, kind.name).items())


def find(book: Book, code: str) -> Found:
    """The record of this code, however it is written; a question is found by its number too."""
    wanted = code.strip().strip("/")
    number = QUESTION.fullmatch(wanted)
    if number and int(number[1]) in book.questions:
        question = int(number[1])
        return Found(SLUGS["pertanyaan"], f"Q{question}", book.questions[question])
    found = _exactly(book, wanted) or _in_other_letters(book, wanted)
    if found is None:
        raise NoSuchRecord(code)
    return found


def _exactly(book: Book, wanted: str) -> Found | None:
    for kind in KINDS:
        item = getattr(book, kind.name).get(wanted)
        if item is not None and kind.name not in BEFORE:
            return Found(kind, wanted, item)
    return None


def _in_other_letters(book: Book, wanted: str) -> Found | None:
    """As people type it: "skb k4", "uu 20/2023"."""
    bare = _bare(wanted)
    matches = (one for kind in KINDS for one in all_of(book, kind) if _bare(one.code) == bare)
    return next(matches, None)


def _bare(code: str) -> str:
    return re.sub(r"[\s_-]", "", code).casefold()


def _called(kind: Kind, code: str | int) -> str:
    """A question and the regions of a calendar need a name of their own."""
    return BEFORE.get(kind.name, "") + str(code)


def search(book: Book, wanted: str) -> tuple[Found, ...]:
    """Records that hold all these words, those called so first."""
    words = text.folded(wanted).split()
    if not words:
        return ()
    ranked = []
    for kind in KINDS:
        for place, one in enumerate(all_of(book, kind)):
            rank = _rank(one, words)
            if rank is not None:
                ranked.append((rank, KINDS.index(kind), place, one))
    ranked.sort(key=lambda found: found[:3])
    return tuple(found[-1] for found in ranked[:MOST])


def _rank(found: Found, words: list[str]) -> int | None:
    """0: it is called so; 1: its code or name holds the words; 2: they stand in its text."""
    code = text.folded(found.code)
    if code == " ".join(words) or code.replace(" ", "") == "".join(words):
        return 0
    name = f"{code} {text.folded(' '.join(found.title))}"
    if all(word in name for word in words):
        return 1
    whole = f"{name} {text.folded(' '.join(_texts(found.item)))}"
    return 2 if all(word in whole for word in words) else None


def _texts(item: Any) -> Iterator[str]:
    """Every text in a record, in both languages."""
    if isinstance(item, Words):
        yield from item
    elif isinstance(item, tuple):
        for inner in item:
            yield from _texts(inner)
    elif isinstance(item, str):
        yield item
    elif is_dataclass(item):
        for part in fields(item):
            yield from _texts(getattr(item, part.name))
