"""No instrument amends, repeals or replaces itself, not even by way of others."""

from collections.abc import Callable, Collection, Iterator, Mapping

from ikrar.law.domain import Book, Instrument
from ikrar.law.reading.checking.references import Found

RELATIONS: dict[str, Callable[[Instrument], Collection[str]]] = {
    "amends": lambda instrument: instrument.amends,
    "repeals": lambda instrument: instrument.repeals,
    "is replaced by": lambda instrument: (instrument.replaced_by,) if instrument.replaced_by else (),
}


def complaints(book: Book) -> Iterator[Found]:
    for verb, follow in RELATIONS.items():
        ways = {code: follow(instrument) for code, instrument in book.instruments.items()}
        for ring in rings(ways):
            yield "instruments", ring[0], f"{verb} itself: {' → '.join((*ring, ring[0]))}"


def rings(ways: Mapping[str, Collection[str]]) -> list[tuple[str, ...]]:
    """Every way that leads back to where it began, once, from its first code on.

    >>> rings({"A": ["B"], "B": ["C"], "C": ["B"]})
    [('B', 'C')]
    """
    found: list[tuple[str, ...]] = []
    done: set[str] = set()
    way: list[str] = []

    def follow(code: str) -> None:
        if code in way:
            found.append(tuple(way[way.index(code) :]))
        elif code not in done:
            way.append(code)
            for after in ways.get(code, ()):
                follow(after)
            way.pop()
            done.add(code)

    for start in ways:
        follow(start)
    return found
