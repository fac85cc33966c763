"""`./ikrar law show ID [--on DAY] [--law VERSION]`: one record of the law book, whatever its kind."""

import argparse
from collections.abc import Iterator
from textwrap import fill

from ikrar.kernel.words import Words
from ikrar.law import queries, records
from ikrar.law.domain import CONFIDENCE_WORDS, Source
from ikrar.law.engine.wording import HELD_WORDS
from ikrar.law.queries.records_told import record_told
from ikrar.law.records import Row
from ikrar.project.commands.law.frame import Told, day
from ikrar.web.languages import say

WIDTH = 100


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", help="SKB-K4, PP94-n6, PKD-LAPOR, UU20/2023, Q7 …")
    parser.add_argument("--on", type=day, help="hari / day: 2024-10-12")
    parser.add_argument("--law", default="", help="versi hukum / law version")


def answer(asked: argparse.Namespace) -> Told:
    book = queries.book(version=queries.full_version(asked.law) if asked.law else "")
    told = records.tell(book, records.find(book, asked.code), on=asked.on)
    return Told(record_told(book, told, on=asked.on), _lines(told, asked))


def _lines(told: records.Told, asked: argparse.Namespace) -> Iterator[str]:
    yield f"{told.found.code}  ({say(told.found.kind.words)})"
    yield fill(say(told.title), WIDTH)
    if told.held is not None:
        yield f"{asked.on}: {say(HELD_WORDS[told.held])}"
    yield f"{told.backing.confidence.value}: {say(CONFIDENCE_WORDS[told.backing.confidence])}"
    yield ""
    for row in told.rows:
        yield from _row(row)
    for label, words in (
        (say(Words("Perhatian", "Warning")), told.warning),
        (say(Words("Keraguan", "Doubt")), told.doubt),
    ):
        yield from _told(label, [say(words)] if words else [])
    yield from _told(say(Words("Sumber", "Sources")), [*map(_source, told.sources), *map(say, told.notes)])
    yield from _told(
        say(Words("Pertanyaan terbuka", "Open questions")),
        [f"Q{q.number}: {say(q.question)}" for q in told.questions],
    )


def _source(source: Source) -> str:
    return " ".join(
        filter(None, [f"{source.code}:", say(source.what), source.address and f"<{source.address}>"])
    )


def _row(row: Row) -> Iterator[str]:
    yield from _told(say(row.label), [say(piece.says) for piece in row.pieces])


def _told(label: str, said: list[str]) -> Iterator[str]:
    if not said:
        return
    yield f"{label}:"
    yield from (
        fill(one, WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False)
        for one in said
    )
