"""The whole law book as a paper for a lawyer to check: every record with basis, sources, confidence and open questions."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from ikrar.kernel.words import Words
from ikrar.law import records
from ikrar.law.domain import CONFIDENCE_WORDS, Article, Backing, Book, Confidence
from ikrar.law.records import Counted, Kind, Row, Told
from ikrar.law.records.counting import ARTICLES
from ikrar.law.records.rows import joined, row, span
from ikrar.web.typesetting import typeset

TEMPLATE = Path(__file__).with_name("book.typ")


def printed(book: Book, *, english: bool, at: datetime) -> bytes:
    """The book as PDF."""
    return typeset(TEMPLATE, contents(book, english=english), at=at)


def contents(book: Book, *, english: bool) -> dict[str, Any]:
    """What the paper says, in one language, as plain data."""
    say = partial(_in, english=english)
    chapters = [_chapter(book, kind, say) for kind in records.KINDS if getattr(book, kind.name)]
    return {
        "lang": "en" if english else "id",
        "version": book.version,
        "confidence": {mark.value: say(words) for mark, words in CONFIDENCE_WORDS.items()},
        "counts": [_count(counted, say) for counted in records.counts(book)],
        "marks": [mark.value for mark in Confidence],
        "chapters": [*chapters, _articles(book, say)],
        "unverified": [
            {"code": one.code, "title": say(one.title), "confidence": one.confidence.value}
            for one in records.unverified(book)
        ],
        "sources": [
            {"code": source.code, "what": say(source.what), "address": source.address}
            for source in book.sources.values()
        ],
    }


def _in(words: Words, *, english: bool) -> str:
    return words.en if english else words.id


def _count(counted: Counted, say: Any) -> dict[str, Any]:
    marks = [counted.by_confidence.get(mark, 0) for mark in Confidence]
    return {"kind": say(counted.kind.words), "total": counted.total, "marks": marks}


def _chapter(book: Book, kind: Kind, say: Any) -> dict[str, Any]:
    found = [_record(records.tell(book, one), say) for one in records.all_of(book, kind)]
    return {"title": say(kind.words), "about": say(kind.about), "records": found}


def _record(told: Told, say: Any) -> dict[str, Any]:
    return {
        "code": told.found.code,
        "title": say(told.title),
        "rows": [_row(one, say) for one in told.rows],
        "notes": [say(note) for note in told.notes],
        **_borne(told.backing, told.warning, say),
    }


def _borne(backing: Backing, warning: Words | None, say: Any) -> dict[str, Any]:
    return {
        "confidence": backing.confidence.value,
        "unsure": backing.confidence.needs_confirmation,
        "warning": say(warning) if warning else "",
        "doubt": say(backing.doubt) if backing.doubt else "",
        "sources": list(backing.sources),
        "questions": list(backing.questions),
    }


def _row(told: Row, say: Any) -> dict[str, Any]:
    pieces = [{"says": say(piece.says), "code": piece.code} for piece in told.pieces]
    return {"label": say(told.label), "pieces": pieces}


def _articles(book: Book, say: Any) -> dict[str, Any]:
    found = [_article(article, say) for article in book.articles]
    return {"title": say(ARTICLES.words), "about": say(ARTICLES.about), "records": found}


def _article(article: Article, say: Any) -> dict[str, Any]:
    after = article.replaced_by
    rows = (
        *row("Masa berlaku", "In force", span(article.validity)),
        *row("Yang berlaku sebagai gantinya", "What applies instead", Words(*[f"{after.instrument} {after.article}"] * 2) if after else None),
    )  # fmt: skip
    return {
        "code": "",
        "title": say(joined([Words(*[f"{article.instrument} {article.article}"] * 2), article.says], ": ")),
        "rows": [_row(one, say) for one in rows],
        "notes": [],
        **_borne(article.backing, article.warning, say),
    }
