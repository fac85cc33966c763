"""The office's own retention schedule: activity, years or months, JRA code, decree and its day."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

from ikrar.privacy.domain.activities import Record
from ikrar.privacy.domain.retention import LONGEST_MONTHS, SHORTEST_MONTHS, Line, Schedule
from ikrar.privacy.reading.faults import RecordIsBroken
from ikrar.privacy.reading.processing import loaded

WORDS = ("activity", "jra", "decree", "decided_on")
LENGTHS = ("years", "months")
CHARACTERS = 120


def read_schedule(file: Path, *, record: Record) -> Schedule:
    """Only activities whose keeping is the office's to decide, each once."""
    rows = loaded(file).get("retention")
    if not isinstance(rows, list):
        raise RecordIsBroken(file, "retention", "must be a list")
    scheduled = frozenset(one.code for one in record.activities if one.is_scheduled)
    lines: dict[str, Line] = {}
    for row in rows:
        line = _line(file, row, scheduled)
        if line.activity in lines:
            raise RecordIsBroken(file, line.activity, "stands here twice")
        lines[line.activity] = line
    return Schedule(lines)


def _line(file: Path, row: Any, scheduled: Collection[str]) -> Line:
    name = str(row.get("activity", "?")) if isinstance(row, dict) else "?"
    if not isinstance(row, dict) or not set(WORDS) <= set(row) <= {*WORDS, *LENGTHS}:
        raise RecordIsBroken(file, name, f"must have {', '.join(WORDS)}, and years or months")
    if name not in scheduled:
        raise RecordIsBroken(file, name, f"is none of {', '.join(sorted(scheduled))}")
    if not isinstance(row["decided_on"], date):
        raise RecordIsBroken(file, name, "decided_on must be a day like 2026-03-01")
    return Line(
        name, _months(file, name, row), _said(file, name, row, "jra"), _said(file, name, row, "decree"),
        row["decided_on"],
    )  # fmt: skip


def _months(file: Path, name: str, row: dict[str, Any]) -> int:
    years, months = (row.get(word, 0) for word in LENGTHS)
    if type(years) is not int or type(months) is not int or years < 0 or months < 0:
        raise RecordIsBroken(file, name, "years and months must be whole numbers")
    if not SHORTEST_MONTHS <= years * 12 + months <= LONGEST_MONTHS:
        raise RecordIsBroken(file, name, "must be kept at least one year and at most a hundred")
    return years * 12 + months


def _said(file: Path, name: str, row: dict[str, Any], word: str) -> str:
    said = row[word]
    if not isinstance(said, str) or not said.strip() or len(said) > CHARACTERS:
        raise RecordIsBroken(file, name, f"{word} must be some words")
    return said.strip()
