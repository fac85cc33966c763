"""How this context's refusals are told."""

from ikrar.kernel.words import Words
from ikrar.openness.operations import NothingToRepublish, ReasonIsMissing, StillCounting
from ikrar.openness.queries import NotOnThePublicSite, SnapshotNotFound
from ikrar.openness.tables import NoSuchUnit
from ikrar.web.problems import Refusal

REFUSALS: tuple[Refusal, ...] = (
    Refusal(
        NoSuchUnit,
        404,
        Words("Unit ini tidak ada dalam terbitan ini.", "This publication knows no such unit."),
        Words(
            "Mulailah dari semua unit di halaman deklarasi.",
            "Begin with all units on the declaration's page.",
        ),
    ),
    Refusal(
        SnapshotNotFound,
        404,
        Words("Angka nomor {number} tidak ada.", "There are no figures with number {number}."),
        Words(
            "Lihat daftar terbitan di halaman deklarasinya.",
            "See the list of publications on the declaration's page.",
        ),
    ),
    Refusal(
        NotOnThePublicSite,
        404,
        Words("Gladi tidak diterbitkan.", "Rehearsals are not published."),
        Words("Lihat daftar deklarasi yang sebenarnya.", "See the list of real declarations."),
    ),
    Refusal(
        NothingToRepublish,
        409,
        Words(
            "Belum ada angka deklarasi ini yang dapat dibetulkan.",
            "No figures of this declaration were published yet.",
        ),
        Words(
            "Angka pertama terbit sendiri pada pukul 20.00 WIB atau saat penutupan.",
            "The first figures appear by themselves at 20:00 WIB or at the close.",
        ),
    ),
    Refusal(
        ReasonIsMissing,
        422,
        Words("Tuliskan alasan pembetulan.", "Say why the figures are corrected."),
        Words("Alasan ini ikut diterbitkan.", "The reason is published too."),
    ),
    Refusal(
        StillCounting,
        409,
        Words(
            "Ada ikrar yang sudah diterima tetapi belum masuk hitungan.",
            "Some accepted pledges have not entered the figures yet.",
        ),
        Words("Coba lagi beberapa detik lagi.", "Try again in a few seconds."),
    ),
)
