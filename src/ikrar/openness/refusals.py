"""How this context's refusals are told."""

from ikrar.kernel.words import Words
from ikrar.openness.data_refusals import DATA_REFUSALS
from ikrar.openness.domain import OutsideTheGrid, TooManyTiles, TwoOnOneSpot, UnitPlacedTwice
from ikrar.openness.operations import (
    AlreadyAnnounced,
    ClosingIsAhead,
    FiguresMovedOn,
    HourOutsideTheDay,
    LayoutNotRead,
    LayoutTooLarge,
    NothingToAnnounce,
    NothingToRepublish,
    ReasonIsMissing,
    StillCounting,
    TooManyDays,
)
from ikrar.openness.queries import NotOnThePublicSite, SnapshotNotFound
from ikrar.openness.tables import NoSuchUnit
from ikrar.web.problems import Refusal

REFUSALS: tuple[Refusal, ...] = (
    *DATA_REFUSALS,
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
            "Angka pertama terbit sendiri pada waktu yang diumumkan.",
            "The first figures appear by themselves at the announced time.",
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
    Refusal(
        AlreadyAnnounced,
        409,
        Words(
            "Waktu terbit deklarasi ini sudah diumumkan dan tidak dapat dipindah. Tidak ada yang berubah.",
            "This declaration's times of publication have been announced and cannot be moved. Nothing changed.",
        ),
        Words(
            "Angka terbit pada waktu yang diumumkan. Bila terlambat, halamannya mengatakan berapa lama.",
            "Figures appear at the announced time. If they are late, the page says by how much.",
        ),
    ),
    Refusal(
        NothingToAnnounce,
        409,
        Words(
            "Gladi, catatan dari berita, dan deklarasi yang dibatalkan tidak menerbitkan angka.",
            "Rehearsals, records from the press and cancelled declarations publish no figures.",
        ),
        Words("Pilih deklarasi yang direncanakan.", "Choose a declaration that is planned."),
    ),
    Refusal(
        HourOutsideTheDay,
        422,
        Words(
            "Angka terbit antara pukul {earliest} dan {latest} WIB.",
            "Figures appear between {earliest} and {latest} WIB.",
        ),
        Words("Pilih jam di antaranya.", "Choose an hour between them."),
    ),
    Refusal(
        TooManyDays,
        422,
        Words(
            "Angka penutupan terbit satu sampai {most} hari sesudah acara.",
            "Closing figures appear one to {most} days after the event.",
        ),
        Words("Pilih jumlah hari di antaranya.", "Choose a number of days between."),
    ),
    Refusal(
        FiguresMovedOn,
        409,
        Words(
            "Angkanya bergerak sejak Anda melihatnya. Belum ada yang terbit.",
            "The figures moved since you looked. Nothing was published.",
        ),
        Words(
            "Buka lagi halaman pembetulan dan lihat yang akan berubah.",
            "Open the correction again and see what would change.",
        ),
    ),
    Refusal(
        ClosingIsAhead,
        409,
        Words(
            "Angka penutupan diumumkan untuk {announced}. Pembetulan tidak boleh mendahuluinya.",
            "The closing figures are announced for {announced}. A correction must not forestall them.",
        ),
        Words("Betulkan sesudah angka penutupan terbit.", "Correct them after the closing figures appeared."),
    ),
    Refusal(
        OutsideTheGrid,
        422,
        Words(
            "Baris {row}, kolom {column} ada di luar petak.",
            "Row {row}, column {column} lies outside the grid.",
        ),
        Words(
            "Petak paling besar {most} baris dan {most} kolom.",
            "A grid has at most {most} rows and {most} columns.",
        ),
    ),
    Refusal(
        TwoOnOneSpot,
        422,
        Words(
            "Dua unit ada di baris {row}, kolom {column}. Peta tidak berubah.",
            "Two units stand at row {row}, column {column}. The map did not change.",
        ),
        Words("Beri setiap unit tempatnya sendiri.", "Give each unit a place of its own."),
    ),
    Refusal(
        UnitPlacedTwice,
        422,
        Words(
            "Unit {unit} ada di dua tempat. Peta tidak berubah.",
            "Unit {unit} stands in two places. The map did not change.",
        ),
        Words("Hapus salah satu barisnya dari berkas.", "Take one of its lines out of the file."),
    ),
    Refusal(
        TooManyTiles,
        422,
        Words(
            "{count} petak terlalu banyak untuk satu peta; paling banyak {most}.",
            "{count} tiles are too many for one map; at most {most}.",
        ),
        Words(
            "Tata satu tingkat saja; unit di bawahnya digambar sendiri.",
            "Lay out one level; units below it are drawn by themselves.",
        ),
    ),
    Refusal(
        LayoutNotRead,
        422,
        Words(
            "Baris {line} berkas ini tidak terbaca: {said}. Peta tidak berubah.",
            "Line {line} of this file cannot be read: {said}. The map did not change.",
        ),
        Words(
            "Kolomnya id, baris, kolom, label; id adalah pengenal unit lembaga ini. Mulailah dari berkas yang diunduh.",
            "Its columns are id, baris, kolom, label; id names a unit of this institution. Begin with the downloaded file.",
        ),
    ),
    Refusal(
        LayoutTooLarge,
        413,
        Words("Berkas ini terlalu besar untuk sebuah peta petak.", "This file is too large for a tile map."),
        Words("Kirim hanya unit yang digambar.", "Send only the units that are drawn."),
    ),
)
