"""Reads settings from the environment and refuses nonsense at start, not in the middle of a roll call."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")
YES = frozenset({"1", "true", "yes", "on", "ya"})
NO = frozenset({"", "0", "false", "no", "off", "tidak"})

# A server that vanished is noticed within ten seconds, whoever was to speak next.
LINE = {
    "connect_timeout": "3",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "9000",
    "application_name": "ikrar",
}
LOCK_SECONDS = 10


def text(name: str, default: str = "") -> str:
    """The variable, or the content of the file that NAME_FILE points to (for secrets)."""
    path = os.environ.get(f"{name}_FILE")
    if path is None:
        return os.environ.get(name, default)
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as e:
        raise ImproperlyConfigured(f"{name}_FILE={path}: {e.strerror}") from e


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value in YES | NO:
        return value in YES
    raise ImproperlyConfigured(f"{name}={value!r}: write 1 or 0")


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as e:
        raise ImproperlyConfigured(f"{name}={value!r}: write a whole number") from e


def read(name: str, default: str, reader: Callable[[str], T]) -> T:
    """A value in a notation of its own; what its reader says of a slip stops the start."""
    try:
        return reader(text(name, default))
    except ValueError as e:
        raise ImproperlyConfigured(f"{name}: {e}") from e


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list without blanks."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(url: str, *, data: Path) -> dict[str, object]:
    """Django's database settings for `sqlite` (in the data folder) or a `postgresql://` address.

    The address is libpq's own and may name several hosts; ikrar.project.postgresql follows the primary among them.
    """
    if url in ("", "sqlite"):
        return _sqlite(data / "ikrar.sqlite3")
    if urlsplit(url).scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("IKRAR_DATABASE: write 'sqlite' or postgresql://user@host1,host2/name")
    return _postgresql(url)


def _sqlite(path: Path) -> dict[str, object]:
    # One process, the clerk, checkpoints the WAL through a SQLite free of the WAL-reset race
    # (docs/decisions/0004); every other connection leaves the WAL alone.
    return {
        "ENGINE": "ikrar.project.sqlite",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA wal_autocheckpoint=0; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000"
            ),
        },
    }


def _postgresql(url: str) -> dict[str, object]:
    parts = _parts(url)
    hosts, ports = parts.pop("host", ""), parts.pop("port", "")
    if "," in hosts:
        parts.setdefault("target_session_attrs", "read-write")
    statement_seconds = number("IKRAR_STATEMENT_SECONDS", 0)
    return {
        "ENGINE": "ikrar.project.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": hosts,
        "PORT": ports,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**LINE, **parts, "options": _options(parts.get("options", ""), statement_seconds)},
        "STATEMENT_SECONDS": statement_seconds and statement_seconds + LOCK_SECONDS,
        "COMMIT_SECONDS": number("IKRAR_COMMIT_SECONDS", 8),
    }


def _parts(url: str) -> dict[str, str]:
    """What libpq itself reads in the address; the message never repeats it, for it may hold a password."""
    from psycopg import Error  # noqa: PLC0415 (where SQLite is used it is never loaded)
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415 (likewise)

    try:
        parts = {name: str(value) for name, value in conninfo_to_dict(url).items() if value != ""}
    except Error as e:
        raise ImproperlyConfigured("IKRAR_DATABASE: libpq cannot read this address") from e
    hosts, ports = (parts.get(name, "").count(",") for name in ("host", "port"))
    if ports not in (0, hosts):
        raise ImproperlyConfigured("IKRAR_DATABASE: name one port for all hosts, or one for each")
    if "synchronous_commit" in parts.get("options", ""):
        raise ImproperlyConfigured("IKRAR_DATABASE: synchronous_commit is not to be chosen here")
    return parts


def _options(own: str, statement_seconds: int) -> str:
    """Settings of each session. They beat those of server, database and user: durability is not left to chance."""
    wanted = ["synchronous_commit=on", f"lock_timeout={LOCK_SECONDS}s"]
    # A process that stands still inside a transaction keeps its rows from others no longer than this.
    wanted += [f"idle_in_transaction_session_timeout={number('IKRAR_IDLE_SECONDS', 120)}s"]
    wanted += [f"statement_timeout={statement_seconds}s"] if statement_seconds else []
    return " ".join([*(f"-c {setting}" for setting in wanted), *([own] if own else [])])
