"""The paper roll: what a scan may be, and who confirms it. Plain Python."""

from enum import StrEnum

PAGE_BYTES = 12_000_000


class ScanKind(StrEnum):
    """What a scanned page may be; told from its first bytes, never from its name."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    PDF = "application/pdf"


_BEGINS = {ScanKind.JPEG: b"\xff\xd8\xff", ScanKind.PNG: b"\x89PNG\r\n\x1a\n", ScanKind.PDF: b"%PDF-"}
_ENDS = {ScanKind.JPEG: b"\xff\xd9", ScanKind.PNG: b"IEND\xaeB`\x82", ScanKind.PDF: b"%%EOF"}
_TAIL = 1024


class NotAScan(Exception):
    """The file is no JPEG, PNG or PDF, or was cut off."""


class ScanTooLarge(Exception):
    """A single page is larger than any scan needs to be."""


class ScanUsedBefore(Exception):
    """This very scan was uploaded before; each counts once."""


class RollNotFound(Exception):
    """No such roll, or it was discarded."""


class RollIsConfirmed(Exception):
    """A confirmed roll is not changed any more."""


class RollIsEmpty(Exception):
    """Nobody was found on any page yet."""


class ConfirmedByAnother(Exception):
    """Who entered a roll does not confirm it."""


class NotOfThisRoll(Exception):
    """Somebody ticked does not belong to the unit of this roll."""


class PaperCapReached(Exception):
    """So many paper entries wait for confirmation that no more are taken today."""

    def __init__(self, cap: int) -> None:
        super().__init__(cap)
        self.cap = cap


def kind_of(content: bytes) -> ScanKind:
    """What the bytes are; raises `NotAScan` for anything else and for half a file.

    >>> kind_of(b"%PDF-1.7 ... %%EOF")
    <ScanKind.PDF: 'application/pdf'>
    """
    if len(content) > PAGE_BYTES:
        raise ScanTooLarge
    for kind, begins in _BEGINS.items():
        if content.startswith(begins) and _ENDS[kind] in content[-_TAIL:]:
            return kind
    raise NotAScan
