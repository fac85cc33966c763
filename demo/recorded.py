"""Puts the declarations of demo/recorded.yaml into the calendar."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import yaml

from ikrar.pledges.domain import Format, State
from ikrar.pledges.operations.records import Facts, SourceFact, note_record
from ikrar.roster import operations as roster
from ikrar.roster.domain import InstitutionKind

FILE = Path(__file__).with_name("recorded.yaml")


def plant(*, at: datetime) -> None:
    """Every record, with its institutions entered once."""
    known: dict[str, int] = {}
    for raw in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        note_record(facts=_facts(raw, known, at=at), by=None, at=at)


def _facts(raw: dict[str, Any], known: dict[str, int], *, at: datetime) -> Facts:
    return Facts(
        title=raw["title"],
        institution_id=_institution(raw["institution"], known, at=at),
        election=raw["election"],
        level=raw["level"],
        state=State(raw["state"]),
        summary=raw["summary"],
        held_on=_day(raw.get("held_on")),
        starts_at=time.fromisoformat(raw["starts_at"]) if "starts_at" in raw else None,
        place=raw.get("place", ""),
        format=Format(raw["format"]) if "format" in raw else None,
        co_hosts=[_institution(one, known, at=at) for one in raw.get("co_hosts", [])],
        sources=[SourceFact(s["publisher"], _day(s.get("published_on")), s["says"]) for s in raw["sources"]],
        notes=[f"{one['day']:%d-%m-%Y}: {one['says']}" for one in raw.get("notes", [])],
    )


def _institution(raw: dict[str, str], known: dict[str, int], *, at: datetime) -> int:
    name = raw["name"]
    if name not in known:
        kind = InstitutionKind(raw["kind"])
        known[name] = roster.add_institution(name=name, kind=kind, by=None, at=at).id
    return known[name]


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
