"""Reads settings from the environment and refuses nonsense at start, not in the middle of a roll call."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = frozenset({"1", "true", "yes", "on", "ya"})
NO = frozenset({"", "0", "false", "no", "off", "tidak"})


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


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list without blanks."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(url: str, *, data: Path) -> dict[str, object]:
    """Django's database settings for `sqlite` (in the data folder) or a `postgresql://` address.

    A PostgreSQL address may name several hosts; libpq then follows the primary.
    """
    if url in ("", "sqlite"):
        return _sqlite(data / "ikrar.sqlite3")
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("IKRAR_DATABASE: write 'sqlite' or postgresql://user@host/name")
    return _postgresql(url)


def _sqlite(path: Path) -> dict[str, object]:
    # One process, the clerk, checkpoints the WAL through a SQLite free of the WAL-reset race
    # (docs/decisions/0004); every other connection leaves the WAL alone.
    return {
        "ENGINE": "django.db.backends.sqlite3",
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
    parts = urlsplit(url)
    userinfo, _, hosts = parts.netloc.rpartition("@")
    user, _, password = userinfo.partition(":")
    pairs = [host.partition(":")[::2] for host in hosts.split(",") if host]
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(user),
        "PASSWORD": unquote(password),
        "HOST": options.pop("host", ",".join(host for host, _ in pairs)),
        "PORT": ",".join(port or "5432" for _, port in pairs) if any(p for _, p in pairs) else "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
