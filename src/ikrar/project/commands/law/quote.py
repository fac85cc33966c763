"""`./ikrar law quote TEXT [DAY] [--contest KIND]`: what a quoted rule means on a day, and what applies instead."""

import argparse
from collections.abc import Iterator

from ikrar.law import engine, queries
from ikrar.law.engine import Quoted, Reading
from ikrar.law.queries import telling
from ikrar.project.commands.law.frame import Told, day
from ikrar.web.languages import say


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", help="kutipan / quotation: “UU 7/2017 pasal 494”")
    parser.add_argument("day", nargs="?", type=day, help="hari / day; hari ini / today")
    parser.add_argument("--contest", default="", help="pemilu | pilkada | none")
    parser.add_argument("--law", default="", help="versi hukum / law version")


def answer(asked: argparse.Namespace) -> Told:
    book = queries.book(version=queries.full_version(asked.law) if asked.law else "")
    quoted = engine.quote(book, text=asked.text, day=asked.day or asked.today, regime=asked.contest)
    return Told(telling.quoted_told(quoted), _lines(quoted))


def _lines(quoted: Quoted) -> Iterator[str]:
    yield f"“{quoted.text}” · {quoted.day}"
    yield f"  {say(quoted.says)}"
    for item in quoted.readings:
        yield from _reading(item)
    yield from (f"  ? {item.code}  {say(item.name)}" for item in quoted.near)
    yield f"\n  {quoted.trace.law[:12]} · {quoted.trace.hash[:16]}"


def _reading(item: Reading) -> Iterator[str]:
    yield f"\n{item.instrument.code} {item.article}".rstrip()
    yield f"  {say(item.instrument.name)}"
    yield f"  {say(item.says)}"
    if item.record:
        yield f"  {item.record.article}: {say(item.record.says)}"
    if item.warning:
        yield f"  ! {say(item.warning)}"
    yield from (f"  → {other.instrument.code} {other.article}".rstrip() for other in item.instead)
    yield from (f"  + {other.code}" for other in item.amended_by)
    yield from (f"  … {part.article}: {say(part.says)}" for part in item.survives)
