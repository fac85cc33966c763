"""Names, staff numbers, and Indonesian days and numbers in words."""

import re
import unicodedata
from datetime import date

NIP_LENGTH = 18
TAIL = 4
_SPACES = re.compile(r"\s+")
_UNWANTED = frozenset({"Cc", "Cf", "Co", "Cs"})
_APOSTROPHES = "'’‘`´ʼ"  # what spreadsheets put before a long number to keep it text
_BEFORE = frozenset(
    [
        "prof",
        "dr",
        "dr.",
        "drg",
        "drs",
        "dra",
        "ir",
        "h",
        "hj",
        "apt",
        "ns",
        "kh",
        "k.h",
        "r.r",
        "rr",
        "ra",
        "t",
        "tgk",
        "pdt",
        "rm",
        "rp",
        "st",
        "sgt",
        "kapten",
        "letkol",
    ]
)
_INITIAL = 2


class NotANumber(ValueError):
    """These characters are no NIP: eighteen digits that begin with a real day of birth."""


def squeezed(text: str) -> str:
    r"""One line, composed characters, single blanks, nothing at the ends.

    >>> squeezed("  Siti\n Rahma ")
    'Siti Rahma'
    """
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def has_hidden_characters(text: str) -> bool:
    r"""Whether it holds control, direction or invisible characters, which can make a name look like another.

    >>> has_hidden_characters("Siti \u202eatiS"), has_hidden_characters("Siti\nRahma")
    (True, False)
    """
    return any(unicodedata.category(c) in _UNWANTED for c in text if c not in "\n\r\t")


def folded(text: str) -> str:
    """For comparing: no case, no accents, no punctuation.

    >>> folded("Kel.  Contoh-A / Seksi Pemerintahan")
    'kel contoh a seksi pemerintahan'
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())


def split_name(written: str) -> tuple[str, str, str]:
    """Titles before, the bare name, titles after.

    >>> split_name("Dr. Hj. Siti Rahma Contoh, S.Sos., M.Si")
    ('Dr. Hj.', 'Siti Rahma Contoh', 'S.Sos., M.Si')
    """
    bare, _, after = squeezed(written).partition(",")
    words = bare.split()
    first = 0
    while first < len(words) - 1 and words[first].rstrip(".").casefold() in _BEFORE:
        first += 1
    return " ".join(words[:first]), " ".join(words[first:]), after.strip(" ,")


def full_name(name: str, before: str = "", after: str = "") -> str:
    """The name with its titles, as letters and minutes print it.

    >>> full_name("Siti Rahma Contoh", "Dr.", "M.Si")
    'Dr. Siti Rahma Contoh, M.Si'
    """
    head = f"{before} {name}".strip()
    return f"{head}, {after}" if after else head


def short_name(name: str) -> str:
    """Enough to know oneself by, too little to be listed by.

    >>> short_name("Siti Rahma Contoh"), short_name("Contoh"), short_name("M. Rizki Contoh")
    ('Siti R.', 'Contoh', 'M. Rizki C.')
    """
    words = name.split()
    given = 1
    while given < len(words) and len(words[given - 1].rstrip(".")) < _INITIAL:
        given += 1
    rest = words[given : given + 1]
    return " ".join([*words[:given], *(f"{word[0].upper()}." for word in rest)])


def clean_number(typed: str) -> str:
    """The digits or letters of a staff number, without the blanks, dots and apostrophes people add.

    >>> clean_number("'19850330 201001 1 002")
    '198503302010011002'
    """
    return "".join(c for c in typed.strip().lstrip(_APOSTROPHES) if c.isalnum()).upper()


def check_nip(number: str) -> None:
    """Raise `NotANumber` unless it has the shape of a NIP.

    >>> check_nip("198503302010011002")
    """
    if len(number) != NIP_LENGTH or not (number.isascii() and number.isdigit()):
        raise NotANumber
    try:
        date(int(number[:4]), int(number[4:6]), int(number[6:8]))
    except ValueError:
        raise NotANumber from None


def is_nip(number: str) -> bool:
    """Whether it has the shape of a NIP.

    >>> is_nip("198503302010011002"), is_nip("198513302010011002"), is_nip("7K3M01")
    (True, False, False)
    """
    try:
        check_nip(number)
    except NotANumber:
        return False
    return True


def tail(number: str) -> str:
    """The last four characters: all of a number that a page may show.

    >>> tail("198503302010011002")
    '1002'
    """
    return number[-TAIL:]


def masked(number: str) -> str:
    """The tail behind dots; the birth date in a NIP stays hidden.

    >>> masked("198503302010011002")
    '•••• 1002'
    """
    return f"•••• {tail(number)}"


DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ONES = (
    "nol",
    *["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"],
)
_TEEN, _TWENTY, _HUNDRED, _THOUSAND = 12, 20, 100, 1000
_LARGE = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))
MOST = 10**15


def day(on: date) -> str:
    """A day as Indonesian letters write it.

    >>> day(date(2024, 11, 14))
    'Kamis, 14 November 2024'
    """
    return f"{DAYS[on.weekday()]}, {on.day} {MONTHS[on.month - 1]} {on.year}"


def day_en(on: date) -> str:
    """A day in English.

    >>> day_en(date(2024, 11, 14))
    'Thursday, 14 November 2024'
    """
    return f"{DAYS_EN[on.weekday()]}, {on.day} {MONTHS_EN[on.month - 1]} {on.year}"


def day_in_words(on: date) -> str:
    """A day as the minutes (berita acara) spell it out.

    >>> day_in_words(date(2024, 11, 14))
    'Kamis tanggal empat belas bulan November tahun dua ribu dua puluh empat'
    """
    return (
        f"{DAYS[on.weekday()]} tanggal {number_in_words(on.day)} "
        f"bulan {MONTHS[on.month - 1]} tahun {number_in_words(on.year)}"
    )


def number_in_words(number: int) -> str:
    """A whole number below 10^15 in Indonesian words.

    >>> number_in_words(309), number_in_words(1998), number_in_words(2024)
    ('tiga ratus sembilan', 'seribu sembilan ratus sembilan puluh delapan', 'dua ribu dua puluh empat')
    """
    if not 0 <= number < MOST:
        raise ValueError(number)
    for size, word in _LARGE:
        if number >= size:
            return _joined(f"{number_in_words(number // size)} {word}", number % size)
    return _below_a_million(number)


def _below_a_million(number: int) -> str:
    if number >= 2 * _THOUSAND:
        return _joined(f"{_below_a_thousand(number // _THOUSAND)} ribu", number % _THOUSAND)
    if number >= _THOUSAND:
        return _joined("seribu", number % _THOUSAND)
    return _below_a_thousand(number)


def _below_a_thousand(number: int) -> str:
    if number >= 2 * _HUNDRED:
        return _joined(f"{_ONES[number // _HUNDRED]} ratus", number % _HUNDRED)
    if number >= _HUNDRED:
        return _joined("seratus", number % _HUNDRED)
    return _below_a_hundred(number)


def _below_a_hundred(number: int) -> str:
    if number < _TEEN:
        return _ONES[number]
    if number < _TWENTY:
        return f"{_ONES[number - 10]} belas"
    return _joined(f"{_ONES[number // 10]} puluh", number % 10)


def _joined(head: str, rest: int) -> str:
    return f"{head} {number_in_words(rest)}" if rest else head


_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED_DAY = re.compile(r"(\d{1,2})\s+([^\W\d]+)\s+(\d{4})")


def read_day(written: str) -> date | None:
    """The day that was written, day before month as everywhere in Indonesia; None if it is none.

    >>> read_day("03/04/2025"), read_day("3 April 2025"), read_day("2025-04-03")
    (datetime.date(2025, 4, 3), datetime.date(2025, 4, 3), datetime.date(2025, 4, 3))
    """
    text = squeezed(written).split("T")[0].removesuffix(" 00:00:00").lstrip(_APOSTROPHES)
    try:
        if found := _DAY.fullmatch(text):
            d, m, y, y2, m2, d2 = found.groups()
            return date(int(y or y2), int(m or m2), int(d or d2))
        if found := _NAMED_DAY.fullmatch(text):
            return date(int(found[3]), _month(found[2]), int(found[1]))
    except ValueError:
        return None
    return None


def _month(word: str) -> int:
    for names in (MONTHS, MONTHS_EN):
        for number, name in enumerate(names, 1):
            if name.casefold().startswith(word.casefold()[:3]) and len(word) >= len("Mei"):
                return number
    raise ValueError(word)


FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """A text that no spreadsheet program takes for a formula.

    >>> harmless("=HYPERLINK()"), harmless("Sari")
    ("'=HYPERLINK()", 'Sari')
    """
    return f"'{text}" if text.startswith(FORMULA) else text
