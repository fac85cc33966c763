"""`./ikrar law diff A B`: what changed from one law to another; each a version kept here, a folder, or `now`."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from textwrap import shorten
from typing import Any

from ikrar.kernel.words import Words
from ikrar.law import queries, reading
from ikrar.law.domain import Book
from ikrar.law.engine import ChangeKind, Difference, FieldChange, differ, plain
from ikrar.law.queries.telling import difference_told
from ikrar.project.commands.law.frame import Told
from ikrar.web.languages import say

NOW = "now"
MARKS = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "-", ChangeKind.CHANGED: "~"}
WIDTH = 90


def add(parser: argparse.ArgumentParser) -> None:
    told = "versi, awal versi, folder, atau now / a version, its beginning, a folder, or now"
    parser.add_argument("old", help=told)
    parser.add_argument("new", help=told)


def answer(asked: argparse.Namespace) -> Told:
    difference = differ(_book(asked.old), _book(asked.new))
    return Told(difference_told(difference), _lines(difference))


def _book(named: str) -> Book:
    if named == NOW:
        return queries.book()
    if Path(named).is_dir():
        return reading.read_folder(Path(named))
    current = queries.book()
    return current if current.version == named else queries.book(version=queries.full_version(named))


def _lines(difference: Difference) -> Iterator[str]:
    yield f"{difference.old[:12]} → {difference.new[:12]}"
    if not difference.changes:
        yield say(Words("Tidak ada beda.", "No difference."))
    for change in difference.changes:
        yield f"{MARKS[change.kind]} {change.record.value:<12} {change.code}"
        for field in change.fields:
            yield f"    {field.name}"
            yield from _values(field)
    yield from (f"! {one.what} {one.code}: {say(one.says)}" for one in difference.affected)


def _values(field: FieldChange) -> Iterator[str]:
    for mark, value in (("-", field.before), ("+", field.after)):
        yield f"      {mark} {shorten(_said(value), WIDTH, placeholder=' …')}"


def _said(value: Any) -> str:
    if isinstance(value, Words):
        return say(value)
    told = plain(value)
    return "∅" if told in (None, "", [], {}) else str(told)
