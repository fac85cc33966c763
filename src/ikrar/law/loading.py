"""Reads law/texts once and checks everything; a broken file stops the start with file and reason."""

import string
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from ikrar.kernel.periods import Period, PeriodIsEmpty
from ikrar.kernel.words import Words
from ikrar.law.domain import Calendar, Confidence, Origin, PactTemplate, Slot, Stage

TEXTS = Path(__file__).parent / "texts"


class LawTextIsBroken(Exception):
    """A file below law/texts cannot be used; says which and why."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


class _UniqueKeys(yaml.SafeLoader):
    """YAML in which a key that stands twice is an error, not a silent overwrite."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 (yaml's signature)
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"key {key.value!r} stands twice", problem_mark=key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def calendars(folder: Path = TEXTS) -> dict[str, Calendar]:
    """Every calendar by its code."""
    return _all(folder / "calendars", _calendar)


def pact_templates(folder: Path = TEXTS) -> dict[str, PactTemplate]:
    """Every shipped pact by its code."""
    return _all(folder / "pacts", _pact)


def _all(folder: Path, build: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path in sorted(folder.glob("*.yaml")):
        item = _built(path, build)
        if item.code in found or item.code != path.stem:
            raise LawTextIsBroken(path.name, f"code {item.code!r} must be the file's name and stand once")
        found[item.code] = item
    return found


def _built(path: Path, build: Any) -> Any:
    try:
        return build(yaml.load(path.read_text(encoding="utf-8"), _UniqueKeys))  # noqa: S506 (a SafeLoader)
    except KeyError as e:
        raise LawTextIsBroken(path.name, f"{e.args[0]!r} is missing") from e
    except PeriodIsEmpty as e:
        raise LawTextIsBroken(path.name, f"a stage ends before it begins ({e.args[0]})") from e
    except (yaml.YAMLError, TypeError, ValueError, AttributeError) as e:
        raise LawTextIsBroken(path.name, str(e)) from e


def _words(raw: dict[str, str]) -> Words:
    if not (raw["id"] and raw["en"]):
        raise ValueError("a text stands in one language only")
    return Words(raw["id"], raw["en"])


def _calendar(raw: dict[str, Any]) -> Calendar:
    source = raw["source"]
    stages = sorted((_stage(item) for item in raw["stages"]), key=lambda s: (s.period.begins_on, s.code))
    codes = [stage.code for stage in stages]
    if len(set(codes)) < len(codes):
        raise ValueError("a stage's code stands twice")
    return Calendar(
        code=raw["code"],
        name=_words(raw["name"]),
        scope=_words(raw["scope"]),
        origin=Origin(
            instrument=source["instrument"],
            dated=source.get("dated"),
            confidence=Confidence(source["confidence"]),
            note=source.get("note", ""),
        ),
        stages=tuple(stages),
    )


def _stage(raw: dict[str, Any]) -> Stage:
    return Stage(
        code=raw["code"],
        name=_words(raw["name"]),
        period=Period(_day(raw["begins_on"]), _day(raw["last_day"]) + timedelta(days=1)),
        is_key=raw.get("key", False),
    )


def _day(value: object) -> date:
    if type(value) is not date:
        raise TypeError(f"{value!r} is not a day (write 2024-09-25)")
    return value


def _pact(raw: dict[str, Any]) -> PactTemplate:
    slots = tuple(Slot(name=s["name"], label=_words(s["label"]), default=s["default"]) for s in raw["slots"])
    pact = PactTemplate(
        code=raw["code"],
        name=_words(raw["name"]),
        title=raw["title"],
        reading=raw["reading"],
        body=raw["body"],
        slots=slots,
        confidence=Confidence(raw["confidence"]),
        sources=tuple(raw["source"].values()),
        unverified=tuple(_words(item) for item in raw["unverified"]),
    )
    _check_slots(pact)
    return pact


def _check_slots(pact: PactTemplate) -> None:
    used = {
        name
        for text in (pact.title, pact.reading, pact.body)
        for _, name, _, _ in string.Formatter().parse(text)
        if name
    }
    known = {slot.name for slot in pact.slots}
    if used != known:
        raise ValueError(f"slots used and slots declared differ: {sorted(used ^ known)}")
