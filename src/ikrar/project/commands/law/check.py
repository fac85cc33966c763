"""`./ikrar law check [FOLDER]`: everything the law book holds, by kind and confidence, and what nobody has confirmed."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from ikrar.kernel.words import Words
from ikrar.law import queries, reading, records
from ikrar.law.domain import CONFIDENCE_WORDS, Book, Confidence
from ikrar.law.engine import plain
from ikrar.law.records import Counted, Unverified
from ikrar.project.commands.law.frame import Told
from ikrar.web.languages import say


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        help="folder lain untuk diperiksa / another folder to check; bawaan: yang dipakai / default: the one in use",
    )


def answer(asked: argparse.Namespace) -> Told:
    book = reading.read_folder(asked.folder) if asked.folder else queries.book()
    counted, open_ones = records.counts(book), records.unverified(book)
    told = {
        "version": book.version,
        "kinds": [_plain(one) for one in counted],
        "sources": len(book.sources),
        "unverified": [plain(one) | {"kind": one.kind.slug} for one in open_ones],
    }
    return Told(told, _lines(book, counted, open_ones))


def _plain(counted: Counted) -> dict[str, object]:
    levels = {mark.value: counted.by_confidence.get(mark, 0) for mark in Confidence}
    return {"kind": counted.kind.slug, "total": counted.total, **levels}


def _lines(book: Book, counted: tuple[Counted, ...], open_ones: tuple[Unverified, ...]) -> Iterator[str]:
    yield f"{say(Words('Versi', 'Version'))} {book.version}"
    yield ""
    yield _columns("", say(Words("jumlah", "total")), *(mark.value for mark in Confidence))
    for one in counted:
        marks = (one.by_confidence.get(mark, 0) or "·" for mark in Confidence)
        yield _columns(say(one.kind.words), one.total, *marks)
    sums = [sum(one.by_confidence.get(mark, 0) for one in counted) for mark in Confidence]
    yield _columns(say(Words("Seluruhnya", "In all")), sum(sums), *sums)
    yield _columns(say(Words("Sumber", "Sources")), len(book.sources))
    yield ""
    yield from (f"{mark.value}  {say(words)}" for mark, words in CONFIDENCE_WORDS.items())
    yield ""
    yield f"{say(Words('Belum terverifikasi', 'Unverified'))}: {len(open_ones)}"
    yield from map(_open, open_ones)


def _columns(name: str, *numbers: object) -> str:
    return f"{name:<32}" + "".join(f"{number!s:>8}" for number in numbers)


def _open(one: Unverified) -> str:
    first = f"  {one.confidence.value}  {one.code:<26} {say(one.title)}"
    return f"{first}\n{'':<33}{say(one.doubt)}" if one.doubt else first
