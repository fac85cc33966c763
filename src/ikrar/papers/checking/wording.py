"""Texts as words, and whether one is the text that was awaited."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

_BLANK = re.compile(r"[._…‥․‐-―\-]{3,}|_+|…+")
_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_HYPHENS = re.compile("[-\u2010\u2011]")  # a line may be broken at one, or not
MOST_ADDED = 12  # words somebody may write into one blank
SHOWN = 12
MOST_COMPARED = 40_000_000  # pairs of words; beyond, only the first unlike place is told


def words_of(text: str) -> list[str]:
    r"""The words, whatever the line breaks, blanks and soft hyphens between them.

    >>> words_of("Dengan  ini\nmenya\u00adtakan")
    ['Dengan', 'ini', 'menyatakan']
    """
    return unicodedata.normalize("NFKC", text).translate(_SOFT).split()


def digest(text: str) -> str:
    """The hash of the words; empty where there are none."""
    words = words_of(text)
    return hashlib.sha256(" ".join(words).encode()).hexdigest() if words else ""


def passage(text: str, awaited: str) -> str:
    r"""Nothing where the awaited words stand in the text in one piece; else what is different, told shortly.

    >>> passage("Kota Contoh\nkami siap menjaga netralitas\nhalaman 1", "Kami siap menjaga netralitas")
    '…Kami…'
    >>> passage("kami siap menjaga netralitas", "siap menjaga netralitas")
    ''
    """
    have, want = words_of(text), words_of(awaited)
    if _joined(want) in _joined(have):
        return ""
    matched = SequenceMatcher(None, have, want, autojunk=False)
    lost = [
        " ".join(want[start:end])
        for kind, _, _, start, end in matched.get_opcodes()
        if kind in {"replace", "insert"}
    ]
    if lost:
        return _short(lost[0])
    first = matched.find_longest_match().a
    return _short(" ".join(have[first : first + SHOWN]))


def difference(text: str, issued: str, *, number: str = "") -> str:
    """Nothing where the text is the issued one with its blanks filled; else the first thing that is different.

    >>> difference("Nomor: 12/BA/2026 tanggal 3 Mei", "Nomor: ........ tanggal ____", number="12/BA/2026")
    ''
    >>> difference("kami tidak akan netral", "kami akan netral")
    '+ …tidak…'
    """
    have, want = words_of(text), words_of(issued)
    if _joined(have) == _joined(want):
        return ""
    if len(have) * len(want) > MOST_COMPARED:
        return _first_unlike(have, want)
    matched = SequenceMatcher(None, want, have, autojunk=False)
    for kind, a, b, c, d in matched.get_opcodes():
        if kind != "equal" and not _is_filled(want[a:b], have[c:d], number):
            return _told(want[a:b], have[c:d])
    return ""


def has_number(text: str, number: str) -> bool:
    """Whether the number is written in the text, with or without blanks inside it."""
    return _joined(words_of(number)) in _joined(words_of(text))


def _is_filled(blank: Sequence[str], written: Sequence[str], number: str) -> bool:
    """Whether the words only fill a blank: dots and low lines in the issued text, or the number itself."""
    if blank and _joined(blank) == _joined(written):
        return True
    if len(written) > MOST_ADDED:
        return False
    if all(_BLANK.fullmatch(word) for word in blank):
        return bool(blank) or _joined(written) == _joined(words_of(number)) != ""
    if len(blank) != 1 or not _BLANK.search(blank[0]):
        return not written and all(_BLANK.fullmatch(word) for word in blank)
    kept = [re.escape(part) for part in _BLANK.split(blank[0])]
    return re.fullmatch(".{0,120}?".join(kept), " ".join(written)) is not None


def _told(lost: Sequence[str], added: Sequence[str]) -> str:
    told = [f"− {_short(' '.join(lost))}"] if lost else []
    told += [f"+ {_short(' '.join(added))}"] if added else []
    return "; ".join(told)


def _first_unlike(have: Sequence[str], want: Sequence[str]) -> str:
    at = next(
        (i for i, (a, b) in enumerate(zip(have, want, strict=False)) if a != b), min(len(have), len(want))
    )
    return _told(want[at : at + SHOWN], have[at : at + SHOWN])


def _short(text: str) -> str:
    words = text.split()
    return f"…{' '.join(words[:SHOWN])}…"


def _joined(words: Sequence[str]) -> str:
    return _HYPHENS.sub("", "".join(words))
