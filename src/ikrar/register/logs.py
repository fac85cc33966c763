"""Which log is open: one for the real thing, one for rehearsals, each with its own origin and folder."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from ikrar.register.models import Log

REGISTER = "register"
REHEARSAL = "latihan/register"


def kind_of(*, rehearsal: bool) -> Log.Kind:
    return Log.Kind.REHEARSAL if rehearsal else Log.Kind.REAL


def open_log(*, rehearsal: bool, at: datetime) -> Log:
    """The log that takes entries now; made at first use with the origin of the settings."""
    kind = kind_of(rehearsal=rehearsal)
    found = Log.objects.filter(kind=kind, closed_at=None).first()
    if found is not None:
        return found
    return Log.objects.get_or_create(kind=kind, generation=1, defaults=_first(kind, at))[0]


def open_log_id(*, rehearsal: bool, at: datetime) -> int:
    """The same, for those who need no more than its number and cannot wait for a row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM register_log WHERE kind = %s AND closed_at IS NULL",
            [kind_of(rehearsal=rehearsal).value],
        )
        found = cursor.fetchone()
    return int(found[0]) if found else open_log(rehearsal=rehearsal, at=at).id


def find_log(*, rehearsal: bool) -> Log | None:
    return Log.objects.filter(kind=kind_of(rehearsal=rehearsal), closed_at=None).first()


def origin_of(*, kind: str, generation: int) -> str:
    """A successor's origin is its predecessor's address with the generation behind it."""
    origin: str = settings.IKRAR_ORIGIN
    if kind == Log.Kind.REHEARSAL:
        head, slash, tail = origin.rpartition("/")
        origin = f"{head}/latihan/{tail}" if slash else f"latihan/{tail}"
    return origin if generation == 1 else f"{origin}/{generation}"


def path_of(log: Log) -> str:
    """Where a log stands below the data folder and below the address of the site.

    A successor stands inside its first predecessor's folder, so that nothing old moves.
    """
    stem = REHEARSAL if log.kind == Log.Kind.REHEARSAL else REGISTER
    return stem if log.generation == 1 else f"{stem}/{log.generation}"


def folder_of(log: Log) -> Path:
    return Path(settings.IKRAR_DATA) / path_of(log)


def _first(kind: Log.Kind, at: datetime) -> dict[str, object]:
    return {"origin": origin_of(kind=kind, generation=1), "opened_at": at}
