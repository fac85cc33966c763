"""Puts the records of all files together to one book, and refuses it whole if anything is wrong."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from ikrar.kernel.canonical import Value, canonical
from ikrar.law.domain import Book
from ikrar.law.reading import (
    backings,
    calendars,
    conducts,
    doors,
    holidays,
    instruments,
    norms,
    pacts,
    parsing,
    procedures,
    questions,
    sanctions,
    terms,
)
from ikrar.law.reading.checking import complaints_about
from ikrar.law.reading.folder import OWN, Complaint, RawTexts, files_of, line_in, raw_texts, version_of
from ikrar.law.reading.record import Record, RecordIsWrong, built
from ikrar.law.reading.remembering import key_of, remember, remembered

_Item = TypeVar("_Item")
LineOf: TypeAlias = "Callable[[str, parsing.Path], int]"
Place: TypeAlias = "tuple[str, parsing.Path]"  # file, and where in it

# Key at the top of a file -> (name in the book, what makes a record of it).
LISTS: dict[str, tuple[str, Callable[[Record], Any]]] = {
    "instruments": ("instruments", instruments.instrument),
    "articles": ("articles", instruments.article),
    "norms": ("norms", norms.norm),
    "sanctions": ("sanctions", sanctions.sanction),
    "competence": ("competences", sanctions.competence),
    "penalties": ("penalties", sanctions.penalty),
    "handlers": ("handlers", procedures.handler),
    "procedures": ("procedures", procedures.procedure),
    "terms": ("terms", terms.term),
    "reception": ("receptions", terms.reception),
    "questions": ("questions", questions.question),
    "regions": ("regions", calendars.regions),
    "conducts": ("conducts", conducts.conduct),
    "doors": ("doors", doors.door),
    "holiday_years": ("holiday_years", holidays.year),
    "days_off": ("days_off", holidays.day_off),
}
# Folder -> (name in the book, what makes a record of a whole file).
FILES: dict[str, tuple[str, Callable[[Record], Any]]] = {
    "calendars": ("calendars", calendars.calendar),
    "pacts": ("pacts", pacts.pact),
}
SOURCES = "sources"
OWN_CODES = "LOKAL-"
OWN_QUESTIONS = 1000


class LawTextIsBroken(Exception):
    """The texts cannot be used; says for each fault the file, the line, the record and why."""

    def __init__(self, complaints: list[Complaint]) -> None:
        super().__init__("\n".join(str(complaint) for complaint in complaints))
        self.complaints = complaints


@dataclass(slots=True)
class Shelf:
    """Records by name in the book and by code, each with the place it was found at."""

    records: dict[str, dict[Any, Any]] = field(default_factory=dict)
    places: dict[tuple[str, Any], Place] = field(default_factory=dict)
    faults: list[tuple[str, parsing.Path, str, str]] = field(default_factory=list)

    def put(self, name: str, code: Any, item: Any, place: Place) -> None:
        if code in self.records.setdefault(name, {}):
            first = self.places[name, code][0]
            self.faults.append((*place, str(code), f"the code stands twice (first in {first})"))
            return
        self.records[name][code] = item
        self.places[name, code] = place


def _no_line(_file: str, _path: parsing.Path) -> int:
    return 0


def read_folder(folder: Path, own: Path | None = None, *, memory: Path | None = None) -> Book:
    """The book of this folder and the operator's additions; `LawTextIsBroken` tells all that is wrong.

    `memory` is a file in which texts that were accepted are kept, so that the next start need not parse them.
    """
    key = key_of(files_of(folder, own)) if memory else ""
    known = remembered(memory, key) if memory else None
    if known is not None:
        return rebuild(known)
    texts, complaints = raw_texts(folder, own)
    if complaints:
        raise LawTextIsBroken(complaints)
    book = build(texts, line=partial(line_in, folder, own))
    if memory:
        remember(memory, key, canonical(texts))
    return book


def build(texts: RawTexts, *, line: LineOf = _no_line) -> Book:
    """The book of these texts, checked. `line` finds a fault's line."""
    shelf = _shelved(texts, line)
    book = _book(shelf, version_of(texts))
    for name, code, reason in (*complaints_about(book), *_own_codes(shelf)):
        shelf.faults.append((*shelf.places[name, code], str(code), reason))
    _raise_if_any(shelf, line)
    return book


def rebuild(said: bytes) -> Book:
    """The book of canonical texts that were accepted before; what they must keep was checked when they came."""
    return _book(_shelved(json.loads(said), _no_line), hashlib.sha256(said).hexdigest())


def _shelved(texts: RawTexts, line: LineOf) -> Shelf:
    shelf = Shelf()
    for file, value in texts.items():
        _shelve(shelf, file, value)
    _raise_if_any(shelf, line)
    return shelf


def _own_codes(shelf: Shelf) -> Iterator[tuple[str, Any, str]]:
    """An addition of the operator is known by its code, on every page and in every answer."""
    for (name, code), (file, _) in shelf.places.items():
        if not file.startswith(OWN) or name == "articles":
            continue
        if isinstance(code, int):
            if code < OWN_QUESTIONS:
                yield name, code, f"a question of your own has a number from {OWN_QUESTIONS} on"
        elif not code.upper().startswith(OWN_CODES):
            yield name, code, f"a code of your own begins with {OWN_CODES} or {OWN_CODES.lower()}"


def _book(shelf: Shelf, version: str) -> Book:
    parts: dict[str, Any] = {part.name: shelf.records.get(part.name, {}) for part in fields(Book)}
    del parts["version"]
    parts["articles"] = tuple(parts["articles"].values())
    return Book(version=version, **parts)


def _shelve(shelf: Shelf, file: str, value: Value) -> None:
    try:
        if _folder_of(file) in FILES:
            _shelve_file(shelf, file, value)
        else:
            _shelve_lists(shelf, file, value)
    except RecordIsWrong as e:
        shelf.faults.append((file, e.path, _code_in(value), e.reason))


def _folder_of(file: str) -> str:
    return file.removeprefix(OWN).partition("/")[0]


def _shelve_file(shelf: Shelf, file: str, value: Value) -> None:
    name, build_one = FILES[_folder_of(file)]
    item = built(value, (), build_one)
    if item.code != Path(file).stem:
        raise RecordIsWrong(("code",), f"code {item.code!r} must be the file's name, {Path(file).stem!r}")
    shelf.put(name, item.code, item, (file, ()))


def _shelve_lists(shelf: Shelf, file: str, value: Value) -> None:
    if not isinstance(value, dict):
        raise RecordIsWrong((), "must be keys and values")
    for key, inner in value.items():
        if key == SOURCES:
            _shelve_sources(shelf, file, inner)
        else:
            _shelve_list(shelf, file, key, inner)


def _shelve_list(shelf: Shelf, file: str, key: str, value: Value) -> None:
    if key not in LISTS:
        raise RecordIsWrong((key,), f"unknown key {key!r}; a file holds {', '.join((SOURCES, *LISTS))}")
    if not isinstance(value, list):
        raise RecordIsWrong((key,), f"{key!r} must be a list")
    name, build_one = LISTS[key]
    for number, raw in enumerate(value):
        place: Place = (file, (key, number))
        for item in _tried(shelf, place, raw, build_one):
            shelf.put(name, code_of(item), item, place)


def _shelve_sources(shelf: Shelf, file: str, value: Value) -> None:
    if not isinstance(value, dict):
        raise RecordIsWrong((SOURCES,), f"{SOURCES!r} must be keys and values")
    for code, raw in value.items():
        place: Place = (file, (SOURCES, code))
        for item in _tried(shelf, place, raw, partial(backings.source, code=code)):
            shelf.put(SOURCES, code, item, place)


def _tried(shelf: Shelf, place: Place, raw: Value, build_one: Callable[[Record], _Item]) -> Iterator[_Item]:
    """The record, or nothing and a fault: one bad record does not hide the next."""
    file, path = place
    try:
        yield built(raw, path, build_one)
    except RecordIsWrong as e:
        shelf.faults.append((file, e.path, _code_in(raw), e.reason))


def code_of(item: Any) -> Any:
    """What a record is known by within its kind."""
    if hasattr(item, "number"):
        return item.number
    if hasattr(item, "code"):
        return item.code
    return (item.instrument, item.article, item.validity.begins_on)


def _code_in(raw: Value) -> str:
    if not isinstance(raw, dict):
        return ""
    return str(raw.get("code") or raw.get("number") or raw.get("article") or "")


def _raise_if_any(shelf: Shelf, line: LineOf) -> None:
    if shelf.faults:
        raise LawTextIsBroken(
            [Complaint(file, line(file, path), code, why) for file, path, code, why in shelf.faults]
        )
