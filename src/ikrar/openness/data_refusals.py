"""How refusals of open data are told."""

from ikrar.kernel.words import Words
from ikrar.openness.queries.open_data import (
    EntryIsWaiting,
    NoSuchPublication,
    NoSuchTable,
    NothingPublishedYet,
)
from ikrar.web.problems import Refusal

DATA_REFUSALS: tuple[Refusal, ...] = (
    Refusal(
        NothingPublishedYet,
        404,
        Words("Belum ada angka deklarasi ini.", "No figures of this declaration yet."),
        Words(
            "Lihat di halaman deklarasinya kapan angkanya terbit.",
            "The declaration's page tells when its figures appear.",
        ),
    ),
    Refusal(
        NoSuchTable,
        404,
        Words("Tidak ada tabel {name}.", "There is no table {name}."),
        Words("Kamus data menyebut semua tabel.", "The codebook names all tables."),
    ),
    Refusal(
        NoSuchPublication,
        404,
        Words("Tidak ada terbitan dengan sidik {digest}….", "No publication here has the hash {digest}…."),
        Words(
            "Periksa ketikannya; semua sidik ada di halaman data deklarasinya.",
            "Check how it is typed; every hash stands on the data page of its declaration.",
        ),
    ),
    Refusal(
        EntryIsWaiting,
        404,
        Words(
            "Catatan terbitan ini menunggu titik periksa register berikutnya.",
            "This publication's entry is waiting for the register's next checkpoint.",
        ),
        Words("Coba lagi beberapa detik lagi.", "Try again in a few seconds."),
    ),
)
