"""The tree head as C2SP tlog-checkpoint writes it: origin, size and root, one a line, inside a signed note."""

import re
from dataclasses import dataclass

from ikrar.register import note as notes
from ikrar.register.armour import NotBase64, armour, unarmour
from ikrar.register.merkle import HASH_BYTES
from ikrar.register.note import Note, SigningKey

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_HEAD_LINES = 3


class NotACheckpoint(ValueError):
    """This note's text is no tree head."""


@dataclass(frozen=True, slots=True)
class TreeHead:
    """What a checkpoint says: this register, so many leaves, this root."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{armour(self.root)}\n"


def parse_head(text: str) -> TreeHead:
    r"""Read the text of a checkpoint. Ikrar writes no extension lines and takes none.

    >>> parse_head("a.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n").size
    0
    """
    lines = text.split("\n")
    if len(lines) != _HEAD_LINES + 1 or lines[3] or not lines[0] or not _SIZE.fullmatch(lines[1]):
        raise NotACheckpoint(text)
    try:
        return TreeHead(lines[0], int(lines[1]), unarmour(lines[2], length=HASH_BYTES))
    except NotBase64 as e:
        raise NotACheckpoint(text) from e


def parse(data: str | bytes) -> tuple[TreeHead, Note]:
    """Read a checkpoint file. Nothing in it is believed before `note.verify`."""
    note = notes.parse(data)
    return parse_head(note.text), note


def seal(head: TreeHead, key: SigningKey) -> Note:
    """The tree head as a note with the log's signature; the same bytes each time."""
    text = str(head)
    return Note(text, (key.sign(text),))


def in_groups(data: bytes, *, letters: int = 4) -> str:
    """Bytes in short readable groups, to compare by eye or over the telephone.

    >>> in_groups(bytes(range(6)))
    '0001 0203 0405'
    """
    spelled = data.hex()
    return " ".join(spelled[at : at + letters] for at in range(0, len(spelled), letters))
