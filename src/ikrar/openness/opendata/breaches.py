"""What may be wrong with published figures, each with its sentence."""

from dataclasses import dataclass

from ikrar.kernel.words import Words

SAID: dict[str, Words] = {
    "UnknownUnitAbove": Words(
        "unit {what} berada di bawah unit yang tidak ada", "unit {what} stands below a unit that is not there"
    ),
    "UnitTwice": Words("unit {what} muncul dua kali", "unit {what} stands there twice"),
    "PeopleDoNotAddUp": Words(
        "wajib di {what}: tertulis {found}, jumlah bagiannya {wanted}",
        "bound in {what}: it says {found}, its parts make {wanted}",
    ),
    "FigureDoesNotAddUp": Words(
        "angka {what}: tertulis {found}, jumlah bagiannya {wanted}",
        "figure of {what}: it says {found}, its parts make {wanted}",
    ),
    "SmallNumberShown": Words(
        "{what}: {found} kurang dari lima dan seharusnya disembunyikan",
        "{what}: {found} is under five and should be hidden",
    ),
    "HiddenCanBeWorkedOut": Words(
        "unit tersembunyi {what} dapat dihitung balik dari angka di atasnya",
        "the hidden unit {what} can be worked out from the figure above it",
    ),
    "FigureIsHalf": Words(
        "{what}: sudah, belum, saat, dan keadaannya tidak cocok satu sama lain",
        "{what}: pledged, missing, moment and standing do not fit each other",
    ),
    "GroupDoesNotFit": Words(
        "gabungan {what} menyebut unit yang tidak ada, tidak bertanda digabung, atau tidak bertetangga",
        "the group {what} names units that are not there, not marked as joined, or not neighbours",
    ),
    "JoinedNowhere": Words(
        "unit {what} bertanda digabung, tetapi tidak ada di satu gabungan pun, atau ada di dua",
        "unit {what} is marked as joined, but stands in no group, or in two",
    ),
    "SplitsDoNotAgree": Words(
        "rincian {what} berjumlah {found}, rincian lain {wanted}",
        "the split {what} makes {found}, another one {wanted}",
    ),
    "SplitDoesNotCover": Words(
        "golongan pada rincian {what} hilang, berulang, atau tidak dikenal",
        "categories of the split {what} are missing, repeated or unknown",
    ),
    "SpansOverlap": Words(
        "rentang waktu mulai {what} tumpang tindih atau terbalik",
        "the span of time from {what} overlaps or runs backwards",
    ),
    "ArrivalsDoNotAddUp": Words(
        "ikrar menurut waktu berjumlah {found}, rincian {wanted}",
        "pledges by time make {found}, the splits {wanted}",
    ),
    "PublicationIsMissing": Words(
        "terbitan nomor {what} tidak ada di antara yang lain",
        "publication number {what} is missing among the others",
    ),
    "PublishedBackwards": Words(
        "terbitan nomor {what} bertanggal sebelum yang mendahuluinya",
        "publication number {what} is dated before the one that precedes it",
    ),
    "StepTooSmall": Words(
        "angka {what} bergeser kurang dari lima sejak terbitan sebelumnya: {wanted} menjadi {found}",
        "the figure of {what} moved by less than five since the publication before: {wanted} to {found}",
    ),
    "AnotherDeclaration": Words(
        "terbitan nomor {what} adalah milik deklarasi lain",
        "publication number {what} is of another declaration",
    ),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it must be; `code` never changes, the words fill `SAID`."""

    publication: int
    code: str
    what: str
    found: str = ""
    wanted: str = ""

    @property
    def words(self) -> Words:
        told = {"what": self.what, "found": self.found, "wanted": self.wanted}
        said = SAID[self.code]
        return Words(said.id.format(**told), said.en.format(**told))
