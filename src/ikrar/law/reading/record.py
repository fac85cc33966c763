"""A record of a file, read key by key: what is missing, of the wrong type or unknown is told with its place."""

import re
from collections.abc import Callable, Collection
from datetime import date
from enum import StrEnum
from typing import TypeVar

from ikrar.kernel.canonical import Value
from ikrar.kernel.words import Words
from ikrar.law.reading.parsing import Path

_Item = TypeVar("_Item")
_Choice = TypeVar("_Choice", bound=StrEnum)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class RecordIsWrong(Exception):
    """A value cannot be used; says where it stands in the file and why."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason


class Record:
    """A mapping of the file. Every key must be asked for before `done()`, or it is unknown.

    >>> norm = Record({"code": "SKB-K1", "colour": "red"}, ())
    >>> norm.text("code")
    'SKB-K1'
    >>> norm.done()
    Traceback (most recent call last):
    ikrar.law.reading.record.RecordIsWrong: (('colour',), "unknown key 'colour'")
    """

    __slots__ = ("_asked", "_raw", "path")

    def __init__(self, raw: Value, path: Path) -> None:
        if not isinstance(raw, dict):
            raise RecordIsWrong(path, "must be keys and values")
        self._raw = raw
        self._asked: set[str] = set()
        self.path = path

    def wrong(self, key: str, reason: str) -> RecordIsWrong:
        return RecordIsWrong((*self.path, key), reason)

    def done(self) -> None:
        for key in self._raw:
            if key not in self._asked:
                raise self.wrong(key, f"unknown key {key!r}")

    def __contains__(self, key: str) -> bool:
        self._asked.add(key)
        return self._raw.get(key) is not None

    def _needed(self, key: str) -> Value:
        if key not in self:
            raise RecordIsWrong(self.path, f"{key!r} is missing")
        return self._raw[key]

    def text(self, key: str) -> str:
        value = self._needed(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, f"{key!r} must be a text")
        return value

    def maybe_text(self, key: str) -> str:
        return self.text(key) if key in self else ""

    def words(self, key: str) -> Words:
        return self.one(key, own_words)

    def maybe_words(self, key: str) -> Words | None:
        return self.words(key) if key in self else None

    def day(self, key: str) -> date:
        value = self._needed(key)
        if isinstance(value, str) and _DAY.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        raise self.wrong(key, f"{value!r} is not a day (write 2024-09-25)")

    def maybe_day(self, key: str) -> date | None:
        return self.day(key) if key in self else None

    def number(self, key: str) -> int:
        value = self._needed(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(key, f"{value!r} is not a whole number")
        return value

    def maybe_number(self, key: str) -> int | None:
        return self.number(key) if key in self else None

    def flag(self, key: str) -> bool:
        """False where the key is absent."""
        value = self._raw[key] if key in self else False
        if not isinstance(value, bool):
            raise self.wrong(key, f"{key!r} must be true or false")
        return value

    def choice(self, key: str, kind: type[_Choice]) -> _Choice:
        return self._chosen(key, self.text(key), kind)

    def maybe_choice(self, key: str, kind: type[_Choice]) -> _Choice | None:
        return self.choice(key, kind) if key in self else None

    def choices(self, key: str, kind: type[_Choice]) -> tuple[_Choice, ...]:
        return tuple(self._chosen(key, word, kind) for word in self.texts(key))

    def _chosen(self, key: str, word: str, kind: type[_Choice]) -> _Choice:
        try:
            return kind(word)
        except ValueError:
            raise self.wrong(key, f"{word!r} is none of {', '.join(kind)}") from None

    def _list(self, key: str) -> list[Value]:
        """Empty where the key is absent."""
        value = self._raw[key] if key in self else []
        if not isinstance(value, list):
            raise self.wrong(key, f"{key!r} must be a list")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        found: list[str] = []
        for word in self._list(key):
            if not isinstance(word, str) or not word.strip():
                raise self.wrong(key, f"{word!r} is not a text")
            if word in found:
                raise self.wrong(key, f"{word!r} stands twice")
            found.append(word)
        return tuple(found)

    def known(self, key: str, words: Collection[str]) -> tuple[str, ...]:
        """Texts, each one of these words."""
        return tuple(self._one_of(key, word, words) for word in self.texts(key))

    def one_of(self, key: str, words: Collection[str]) -> str:
        """A text that is one of these words."""
        return self._one_of(key, self.text(key), words)

    def _one_of(self, key: str, word: str, words: Collection[str]) -> str:
        if word not in words:
            raise self.wrong(key, f"{word!r} is none of {', '.join(sorted(words))}")
        return word

    def numbers(self, key: str) -> tuple[int, ...]:
        found: list[int] = []
        for number in self._list(key):
            if not isinstance(number, int) or isinstance(number, bool):
                raise self.wrong(key, f"{number!r} is not a whole number")
            found.append(number)
        return tuple(found)

    def one(self, key: str, build: "Callable[[Record], _Item]") -> _Item:
        return built(self._needed(key), (*self.path, key), build)

    def maybe_one(self, key: str, build: "Callable[[Record], _Item]") -> _Item | None:
        return self.one(key, build) if key in self else None

    def many(self, key: str, build: "Callable[[Record], _Item]") -> tuple[_Item, ...]:
        return tuple(built(raw, (*self.path, key, place), build) for place, raw in enumerate(self._list(key)))

    def free_texts(self, key: str) -> dict[str, str]:
        """A mapping whose keys are free; empty where the key is absent."""
        raw = self._raw[key] if key in self else {}
        if not isinstance(raw, dict):
            raise self.wrong(key, f"{key!r} must be keys and values")
        inner = Record(raw, (*self.path, key))
        return {name: inner.text(name) for name in raw}


def built(raw: Value, path: Path, build: Callable[[Record], _Item]) -> _Item:
    """What `build` makes of the value; refuses keys it did not ask for."""
    record = Record(raw, path)
    item = build(record)
    record.done()
    return item


def own_words(record: Record) -> Words:
    """The two languages of this record itself."""
    return Words(record.text("id"), record.text("en"))
