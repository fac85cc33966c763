"""What the book holds, and how much of it nobody has confirmed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ikrar.kernel.words import Words
from ikrar.law.domain import Book, Confidence
from ikrar.law.records.finding import KINDS, Found, Kind, all_of
from ikrar.law.records.telling import tell

ARTICLES = Kind(
    "articles", "pasal", Words("Pasal yang dikutip", "Articles quoted"), Words("untuk Periksa kutipan", "for the quotation check")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unverified:
    """A record whose confidence is C or D."""

    kind: Kind
    code: str
    title: Words
    confidence: Confidence
    doubt: Words | None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many records of a kind there are, by confidence."""

    kind: Kind
    by_confidence: Mapping[Confidence, int]

    @property
    def numbers(self) -> tuple[int, ...]:
        """By confidence, A to D."""
        return tuple(self.by_confidence.get(mark, 0) for mark in Confidence)

    @property
    def total(self) -> int:
        return sum(self.by_confidence.values())


def counts(book: Book) -> tuple[Counted, ...]:
    """Every kind with its records by confidence; articles last."""
    counted = [
        Counted(kind, Counter(tell(book, one).backing.confidence for one in all_of(book, kind)))
        for kind in KINDS
    ]
    articles = Counter(article.backing.confidence for article in book.articles)
    return (*counted, Counted(ARTICLES, articles))


def unverified(book: Book) -> tuple[Unverified, ...]:
    """Everything that is badged "perlu konfirmasi", kind by kind."""
    found = [_unverified(book, one) for kind in KINDS for one in all_of(book, kind)]
    found += [
        Unverified(
            ARTICLES, f"{article.instrument} {article.article}", article.says, article.backing.confidence, article.backing.doubt
        )
        for article in book.articles
    ]  # fmt: skip
    return tuple(one for one in found if one.confidence.needs_confirmation)


def _unverified(book: Book, found: Found) -> Unverified:
    told = tell(book, found)
    return Unverified(found.kind, found.code, found.title, told.backing.confidence, told.doubt)
