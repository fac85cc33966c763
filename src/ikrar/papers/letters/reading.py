"""The words of a DOCX, line by line as a person reads them: paragraphs, and the rows of tables.

Of our own file the blanks are known by their tags; a file that came back needs no tags.
"""

import re
from dataclasses import dataclass

from ikrar.papers.letters.opening import MAIN, Opened, Trouble, opened, pictures_of
from ikrar.papers.letters.styles import hidden_styles, worded_lists
from ikrar.papers.letters.walking import FILL, Line, Walk, plain

_PICTURE = re.compile(r"\[gambar \w+\]")


@dataclass(frozen=True, slots=True)
class Read:
    """A document in lines: its body, and what stands at head, foot and in notes of every page."""

    body: tuple[Line, ...]
    margins: tuple[Line, ...]
    found: tuple[tuple[Trouble, str], ...]


def text_of(file: bytes) -> str:
    """The words of one of our own files as a PDF of it shows them, blanks as dots. Raises `CannotOpen`.

    Pictures are left out, and what a page repeats: see `beside_of`.
    """
    lines = read_docx(file, knows_blanks=True).body
    told = (line.region or line.told.replace(FILL, "……") for line in lines if not line.repeats)
    return "\n".join(filter(None, (plain(_PICTURE.sub("", words)) for words in told))) + "\n"


def beside_of(file: bytes) -> tuple[str, ...]:
    """What may stand again on every page of a PDF of it: the foot, without numbers of pages, and headers of tables."""
    found = read_docx(file, knows_blanks=True)
    headers = (line.told for line in found.body if line.repeats)
    return tuple(dict.fromkeys([*(line.told for line in found.margins), *headers]))


def read_docx(file: bytes, *, knows_blanks: bool) -> Read:
    """Every line, and what makes the document other than it looks. Raises `CannotOpen`."""
    one = opened(file)
    walks = [_walked(one, part, knows_blanks=knows_blanks) for part in one.texts()]
    found = [*one.found, *(trouble for walk in walks for trouble in walk.found)]
    used = frozenset().union(*(walk.styles for walk in walks))
    found += [
        (Trouble.HIDDEN, name) for name in sorted(used & hidden_styles(one.parts.get("word/styles.xml", b"")))
    ]
    found += [(Trouble.HIDDEN, words) for words in worded_lists(one.parts.get("word/numbering.xml", b""))]
    margins = [line for walk in walks[1:] for line in walk.lines]
    return Read(tuple(walks[0].lines), tuple(margins), tuple(dict.fromkeys(found)))


def _walked(one: Opened, part: str, *, knows_blanks: bool) -> Walk:
    walk = Walk(pictures_of(one, part), knows_blanks=knows_blanks and part == MAIN)
    walk.through(one.parts[part])
    return walk
