"""The record of processing, as it is written in texts/processing.yaml."""

from pathlib import Path
from typing import Any

import yaml

from ikrar.kernel.words import Words
from ikrar.privacy.domain.activities import Activity, Basis, Keeping, KeepingKind, Record, Subject
from ikrar.privacy.reading.faults import RecordIsBroken

KEYS = frozenset(
    {"code", "name", "purpose", "basis", "of", "data", "left_out", "tables", "seen_by", "keeping", "how"}
)
CONFIDENCE = "ABCD"


def read_record(file: Path) -> Record:
    """Every activity once, every table once."""
    said = loaded(file)
    rows = said.get("activities")
    if not isinstance(rows, list) or not isinstance(said.get("without"), list):
        raise RecordIsBroken(file, "activities, without", "both must be lists")
    activities = tuple(_activity(file, row) for row in rows)
    _check_once(file, [one.code for one in activities], "an activity")
    tables = [table for one in activities for table in one.tables] + said["without"]
    _check_once(file, tables, "a table")
    return Record(activities, tuple(said["without"]))


def loaded(file: Path) -> dict[str, Any]:
    """The mapping at the top of a YAML file."""
    try:
        said = yaml.safe_load(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as e:
        raise RecordIsBroken(file, "-", str(e)) from e
    if not isinstance(said, dict):
        raise RecordIsBroken(file, "-", "is not a mapping")
    return said


def _check_once(file: Path, words: list[str], what: str) -> None:
    for word in words:
        if words.count(word) > 1:
            raise RecordIsBroken(file, word, f"{what} stands here twice")


def _activity(file: Path, row: Any) -> Activity:
    code = row.get("code", "?") if isinstance(row, dict) else "?"
    if not isinstance(row, dict) or set(row) != KEYS:
        raise RecordIsBroken(file, str(code), f"must have exactly {', '.join(sorted(KEYS))}")
    try:
        return Activity(
            code=code,
            of=Subject(row["of"]),
            tables=tuple(row["tables"]),
            basis=tuple(_basis(one) for one in row["basis"]),
            keeping=_keeping(row["keeping"]),
            **{key: _words(row[key]) for key in ("name", "purpose", "data", "left_out", "seen_by", "how")},
        )
    except (KeyError, TypeError, ValueError) as e:
        raise RecordIsBroken(file, str(code), f"{type(e).__name__}: {e}") from e


def _words(said: Any) -> Words:
    return Words(str(said["id"]), str(said["en"]))


def _basis(said: Any) -> Basis:
    if said["confidence"] not in CONFIDENCE:
        raise ValueError(said["confidence"])
    return Basis(said["instrument"], said["article"], said["confidence"])


def _keeping(said: Any) -> Keeping:
    return Keeping(KeepingKind(said["kind"]), _words(said["from"]), str(said.get("after", "")))
