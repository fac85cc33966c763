"""What an examination of a download finds, each with its sentence in both languages."""

from dataclasses import dataclass, field
from typing import Any

from ikrar.kernel.words import Words

File = dict[str, Any]
LONGEST = 200  # of a value that is told: as much as can be read

SAID: dict[str, Words] = {
    "NotReadable": Words(
        "berkas ini bukan arsip atau terbitan angka: {what}",
        "this is neither an archive nor a publication of figures: {what}",
    ),
    "MemberIsMissing": Words("{what} tidak ada di dalam arsip", "{what} is not in the archive"),
    "MemberIsUnknown": Words(
        "{what} tidak dikenal: arsip ini ditambahi", "{what} is not known: something was added to the archive"
    ),
    "FileIsNotAsListed": Words(
        "{what} tidak sama dengan sidik atau panjangnya di datapackage.json",
        "{what} does not have the hash or length that datapackage.json tells",
    ),
    "DescriptorDiffers": Words(
        "datapackage.json tidak menggambarkan {what} seperti seharusnya",
        "datapackage.json does not describe {what} as it should",
    ),
    "SheetDiffers": Words(
        "{what}: tertulis {found}, seharusnya {wanted}", "{what}: it says {found}, it should say {wanted}"
    ),
    "SheetIsNotAsDescribed": Words(
        "tabel tidak seperti yang digambarkan: {what}", "a table is not as described: {what}"
    ),
    "ValueDoesNotFit": Words(
        "{what}: nilai {found} tidak boleh di sini", "{what}: {found} may not stand here"
    ),
    "RowIsMissing": Words(
        "{what}: baris ini hilang dari tabel", "{what}: this row is missing from the table"
    ),
    "RowWasAdded": Words("{what}: baris ini ditambahkan", "{what}: this row was added"),
    "TablesMakeNoFile": Words(
        "tabel tidak dapat disusun menjadi terbitan {what}", "the tables make no publication {what}"
    ),
    "HashDiffers": Words(
        "sidik angka ini {found}, yang tercatat {wanted}",
        "these figures hash to {found}; on record is {wanted}",
    ),
    "EntryIsAnother": Words(
        "catatan registernya menyebut {what} {found}, terbitan ini {wanted}",
        "its register entry says {what} {found}, this publication {wanted}",
    ),
    "EntryIsNotProved": Words(
        "catatan registernya tidak terbukti: {what}", "its register entry is not proved: {what}"
    ),
    "NoEntry": Words(
        "catatan registernya tidak disertakan; belum diperiksa",
        "its register entry was not given; not checked",
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that differs, and in which publication; zero for the archive itself."""

    publication: int
    code: str
    words: Words


@dataclass(slots=True)
class Outcome:
    """What came of it. `files` are the publications as they were put together from the tables."""

    files: dict[int, File] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    proved: dict[int, int] = field(default_factory=dict)  # publication: index in the register
    unproved: list[int] = field(default_factory=list)
    is_trusted: bool = False

    @property
    def is_consistent(self) -> bool:
        return not self.findings

    def add(
        self, number: int, code: str, what: object = "", *, found: object = "", wanted: object = ""
    ) -> None:
        words = filled(code, what=what, found=found, wanted=wanted)
        self.findings.append(Finding(number, code, words))


def filled(code: str, **told: object) -> Words:
    """The sentence with its values; a value that is `Words` is told in each language."""
    said = SAID[code]
    languages = (
        text.format(
            **{name: _short(value[n] if isinstance(value, Words) else value) for name, value in told.items()}
        )
        for n, text in enumerate(said)
    )
    return Words(*languages)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
