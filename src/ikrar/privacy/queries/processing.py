"""The record of processing and the office's schedule, read once. A broken file stops the start (see apps.py)."""

from functools import cache
from pathlib import Path

from django.conf import settings

from ikrar.privacy.domain.activities import Record
from ikrar.privacy.domain.retention import Schedule
from ikrar.privacy.reading import read_record, read_schedule

TEXTS = Path(__file__).resolve().parents[1] / "texts"


@cache
def record() -> Record:
    """What the product does with personal data."""
    return read_record(TEXTS / "processing.yaml")


def schedule() -> Schedule:
    """How long the office keeps what; nothing is decided where it has named no file."""
    named: str = settings.IKRAR_RETENTION
    return _schedule(named) if named else Schedule()


@cache
def _schedule(named: str) -> Schedule:
    return read_schedule(Path(named), record=record())
