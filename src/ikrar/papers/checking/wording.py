"""Texts as words, and whether one is the text that was awaited."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_BLANK = re.compile(r"[._…‥․‐-―\-]{3,}|_+|…+")
_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_HYPHENS = re.compile("[-\u2010\u2011]")  # a line may be broken at one, or not
MOST_ADDED = 12  # words somebody may write into one blank
MOST_SIGNED = 25  # into the block of a signatory
SHOWN = 12
UNLIKE = frozenset({"replace", "insert", "delete"})
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

    >>> passage("Kota Contoh\nkami siap menjaga netralitas\nhalaman 1", "siap menjaga netralitas")
    ''
    >>> passage("Kota Contoh. Kami tidak siap menjaga netralitas.", "Kami siap menjaga netralitas.")
    '+ …tidak…'
    """
    have, want = words_of(text), words_of(awaited)
    if _joined(want) in _joined(have):
        return ""
    if len(have) * len(want) > MOST_COMPARED:
        return _told(want[:SHOWN], ())
    steps = SequenceMatcher(None, want, have, autojunk=False).get_opcodes()
    alike = [at for at, step in enumerate(steps) if step[0] == "equal"]
    within = steps[alike[0] : alike[-1]] if alike else []
    for kind, a, b, c, d in [*within, *steps]:
        if kind in UNLIKE and (a < b or within):
            return _told(want[a:b], have[c:d])
    return _told(want[:SHOWN], have[:SHOWN])


class Compared(NamedTuple):
    """What is different, told shortly, and what was written into blanks. Nothing different is an empty text."""

    unlike: str
    filled: tuple[str, ...] = ()


def difference(text: str, issued: str, *, number: str = "", beside: Sequence[str] = ()) -> Compared:
    """Hold a text against the issued one, whose blanks may be filled. Lines `beside` it (a page's foot) may stand anywhere.

    >>> difference("Nomor: 12/BA/2026 tanggal 3 Mei", "Nomor: ........ tanggal ____", number="12/BA/2026")
    Compared(unlike='', filled=('12/BA/2026', '3 Mei'))
    >>> difference("kami tidak akan netral", "kami akan netral").unlike
    '+ …tidak…'
    >>> difference("satu Surat Contoh, halaman 1 dari 2 dua", "satu dua", beside=["Surat Contoh, halaman dari"]).unlike
    ''
    """
    have, want = _without(words_of(text), [words_of(line) for line in beside]), words_of(issued)
    if _joined(have) == _joined(want):
        return Compared("")
    if len(have) * len(want) > MOST_COMPARED:
        return Compared(_first_unlike(have, want))
    filled = []
    for kind, a, b, c, d in SequenceMatcher(None, want, have, autojunk=False).get_opcodes():
        if kind == "equal" or _joined(want[a:b]) == _joined(have[c:d]):
            continue
        if not _is_filled(want[a:b], have[c:d], number):
            return Compared(_told(want[a:b], have[c:d]))
        filled.append(" ".join(have[c:d]))
    return Compared("", tuple(filter(None, filled)))


def _without(words: list[str], lines: Sequence[Sequence[str]]) -> list[str]:
    """The words without those of the lines; page numbers may stand between theirs."""
    kept: list[str] = []
    place = 0
    while place < len(words):
        ends = [end for line in lines if line and (end := _end_of(words, place, line))]
        if ends:
            place = max(ends)
        else:
            kept.append(words[place])
            place += 1
    return kept


def _end_of(words: Sequence[str], place: int, line: Sequence[str]) -> int:
    """Where the line ends that begins here; nothing if it does not begin here."""
    met, begun = 0, place
    while met < len(line) and place < len(words):
        if words[place] == line[met]:
            met += 1
        elif not met or not words[place].isdecimal():
            return 0
        place += 1
    if met < len(line):
        return 0
    is_numbered = place - begun > len(line)  # "halaman 1 dari 2", and not the header of a table above a 1
    return place + (is_numbered and place < len(words) and words[place].isdecimal())


def has_number(text: str, number: str) -> bool:
    """Whether the number is written in the text, with or without blanks inside it."""
    return _joined(words_of(number)) in _joined(words_of(text))


def _is_filled(blank: Sequence[str], written: Sequence[str], number: str) -> bool:
    """Whether the words only fill a blank: dots and low lines in the issued text, or the number itself."""
    if not blank:
        return _joined(written) == _joined(words_of(number)) != ""
    left = [word for word in blank if not _BLANK.fullmatch(word)]
    if not left:
        return len(written) <= MOST_ADDED
    if len(left) < len(blank) and all(word.endswith(":") for word in left):
        return len(written) <= MOST_SIGNED  # the signatory's block: labels with blanks behind them
    if len(blank) != 1 or not _BLANK.search(blank[0]) or len(written) > MOST_ADDED:
        return False
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
