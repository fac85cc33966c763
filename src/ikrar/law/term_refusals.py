"""How refusals about terms and days off are told."""

from ikrar.kernel.words import Words
from ikrar.law.engine import terms
from ikrar.law.reading.own_holidays import HolidayListIsBroken
from ikrar.web.problems import Refusal

TERMS = (
    Refusal(
        terms.NoSuchTerm,
        404,
        Words("Tenggat “{term}” tidak ada.", "There is no term “{term}”."),
        Words(
            "Maksud Anda {near}? Daftar lengkap ada di /tenggat/.",
            "Did you mean {near}? The whole list is at /tenggat/.",
        ),
    ),
    Refusal(
        terms.MomentNeeded,
        422,
        Words(
            "Tenggat {term} dihitung dalam jam; tanggal saja tidak cukup.",
            "The term {term} runs in hours; a day alone is not enough.",
        ),
        Words("Isi juga jam kejadian dan zona waktunya.", "Give the hour as well, and its time zone."),
    ),
    Refusal(
        terms.MomentWithoutZone,
        422,
        Words(
            "Jam {moment} tanpa zona waktu: WIB, WITA, atau WIT?",
            "The moment {moment} has no time zone: WIB, WITA or WIT?",
        ),
        Words("Sebut zona waktunya.", "Name its time zone."),
    ),
    Refusal(
        terms.NoSuchZone,
        422,
        Words("“{zone}” bukan zona waktu Indonesia.", "“{zone}” is no Indonesian time zone."),
        Words("Pilih WIB, WITA, atau WIT.", "Choose WIB, WITA or WIT."),
    ),
    Refusal(
        terms.EventAfterToday,
        422,
        Words(
            "{day} belum terjadi; hari ini {today}.",
            "{day} has not happened yet; today is {today}.",
        ),
        Words(
            "Tenggat berjalan sejak sesuatu terjadi. Isi hari yang sudah lewat atau hari ini.",
            "A term runs from what has happened. Give a day that has passed, or today.",
        ),
    ),
    Refusal(
        terms.TermNotInForce,
        422,
        Words(
            "Pada {day} tenggat {term} belum atau tidak lagi berlaku, karena {instrument} tidak berlaku pada hari itu.",
            "On {day} the term {term} did not hold, because {instrument} was not in force on that day.",
        ),
        Words(
            "Perbuatan dinilai menurut aturan hari itu. Tanyakan aturan yang berlaku saat itu kepada bagian hukum.",
            "An act is judged by the law of its day. Ask the legal unit which rule held then.",
        ),
    ),
    Refusal(
        terms.DayOutsideHolidays,
        422,
        Words(
            "Libur {year} belum ditetapkan atau tidak tersimpan; yang diketahui {first_year} sampai {last_year}. Perlu konfirmasi.",
            "No holiday decree of {year} is known; known are {first_year} to {last_year}. It needs confirming.",
        ),
        Words(
            "Hitung dengan naskah keputusan libur tahun itu, atau pasang daftarnya (IKRAR_HOLIDAYS).",
            "Count with the decree of that year, or install its list (IKRAR_HOLIDAYS).",
        ),
    ),
    Refusal(
        terms.NothingStartsTheClock,
        422,
        Words(
            "Tenggat {term} berjalan sejak {wanted}; hari itu belum disebut.",
            "The term {term} runs from {wanted}; that day was not given.",
        ),
        Words(
            "Sebut kapan, dan menurut siapa. Hari perbuatan atau unggahan saja tidak menjalankan tenggat.",
            "Say when, and who says so. The day of the act or the posting alone starts no clock.",
        ),
    ),
    Refusal(
        terms.FactsDisagree,
        422,
        Words(
            "Tidak mungkin: {first} {first_day}, sedangkan {second} sudah {second_day}.",
            "Impossible: {first} on {first_day}, but {second} already on {second_day}.",
        ),
        Words("Periksa kedua hari itu.", "Check both days."),
    ),
    Refusal(
        terms.ClockDoesNotTurnSo,
        422,
        Words(
            "Tenggat ini tidak dapat {turn} pada {day}: urutannya tidak cocok.",
            "This clock cannot be {turn} on {day}: the order does not fit.",
        ),
        Words(
            "Urutkan: mulai, lalu ditangguhkan, dilanjutkan, diperpanjang, atau mulai lagi; setiap hari tidak lebih awal dari sebelumnya.",
            "In order: started, then suspended, resumed, extended or started again; no day earlier than the one before.",
        ),
    ),
    Refusal(
        terms.ExtensionOutOfRange,
        422,
        Words("Perpanjangan {days} hari tidak masuk akal.", "An extension of {days} days makes no sense."),
        Words("Isi 1 sampai 366.", "Give 1 to 366."),
    ),
    Refusal(
        HolidayListIsBroken,
        422,
        Words(
            "Daftar libur {file}, baris {line}: {reason}.", "List of days off {file}, line {line}: {reason}."
        ),
        Words(
            "Perbaiki berkas itu; bentuknya di docs/law.md.",
            "Repair that file; its form stands in docs/law.md.",
        ),
    ),
)
