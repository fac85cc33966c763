"""The pact's text: slots filled, bytes normalised, one hash; and when it may be signed."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256

PUBLIC_FOR = timedelta(hours=24)  # before anyone can sign
APPROVALS = 2

_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class SlotIsEmpty(ValueError):
    """A place in the text that must say something says nothing."""

    def __init__(self, slot: str) -> None:
        super().__init__(slot)
        self.slot = slot


class TextIsHidden(ValueError):
    """Control or direction characters make a reader see something else than what is signed."""


def slots_in(template: str) -> tuple[str, ...]:
    """The slots of a template, once each, in the order of the text.

    >>> slots_in("Tahun {year}, {level} ({year})")
    ('year', 'level')
    """
    return tuple(dict.fromkeys(_SLOT.findall(template)))


def filled(template: str, values: Mapping[str, str]) -> str:
    """The template with every slot filled; what is put in is never read for slots again.

    >>> filled("Pilkada {year}", {"year": "{level}"})
    'Pilkada {level}'
    """

    def value(match: re.Match[str]) -> str:
        said = values.get(match[1], "").strip()
        if not said:
            raise SlotIsEmpty(match[1])
        return said

    return _SLOT.sub(value, template)


def half_filled(template: str, values: Mapping[str, str]) -> str:
    """The template for a preview: an empty slot stays visible as […].

    >>> half_filled("Pilkada {year}", {})
    'Pilkada […]'
    """
    return _SLOT.sub(lambda match: values.get(match[1], "").strip() or "[…]", template)


def normalised(text: str) -> str:
    r"""The text whose UTF-8 bytes are hashed: NFC, LF, no blank at line ends, one LF at the end.

    >>> normalised("Cafe\u0301  \r\n\r\n")
    'Café\n'
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _BIDI.search(text) or any(_is_control(letter) for letter in text):
        raise TextIsHidden
    lines = [line.rstrip(" \t\u00a0") for line in text.strip("\n \t").split("\n")]
    return "\n".join(lines).strip("\n") + "\n"


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) == "Cc" and letter not in "\n\t"


def text_sha256(body: str) -> str:
    """The hash that every pledge carries; `sha256sum` on the downloaded file gives the same."""
    return sha256(normalised(body).encode()).hexdigest()


def has_enough(approvals: Iterable[tuple[int, str]], *, text_sha256: str) -> bool:
    """Whether two different people stand by exactly this text.

    >>> has_enough([(1, "aa"), (1, "aa")], text_sha256="aa"), has_enough([(1, "aa"), (2, "aa")], text_sha256="aa")
    (False, True)
    """
    return len({user for user, approved in approvals if approved == text_sha256}) >= APPROVALS


def signable_from(published_at: datetime, *, rehearsal: bool) -> datetime:
    """A rehearsal text may be signed at once, any other after a day in public."""
    return published_at if rehearsal else published_at + PUBLIC_FOR
