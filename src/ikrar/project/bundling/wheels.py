"""The libraries of a lock file as wheels, for this platform and several Pythons, each held against its hashes."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from packaging.tags import platform_tags

PIP = "pip"


class NoPip(Exception):
    """No Python here has pip, which fetches the wheels."""


class CannotFetch(Exception):
    """A library is not to be had as a wheel for this platform, or not with the hash that the lock names."""


def fetch(lock: Path, *, python: str, folder: Path) -> None:
    """All wheels of the lock file for that Python, into the folder; those that lie there already are checked again."""
    command = [
        *(_pip(), "-m", PIP, "download", "--quiet", "--disable-pip-version-check", "--no-deps"),
        *("--require-hashes", "--only-binary=:all:", "--implementation", "cp", "--python-version", python),
        *_tags(python),
        *("--dest", str(folder), "-r", str(lock)),
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 (our own words)
    if done.returncode:
        raise CannotFetch(f"Python {python}: {done.stderr.strip()[-600:]}")


def _tags(python: str) -> Iterator[str]:
    for abi in (f"cp{python.replace('.', '')}", "abi3", "none"):
        yield from ("--abi", abi)
    for platform in (*platform_tags(), "any"):
        yield from ("--platform", platform)


def _pip() -> str:
    """A Python that has pip: our own, or the one that our environment was made of."""
    for candidate in (sys.executable, str(getattr(sys, "_base_executable", ""))):
        question = [candidate, "-c", "import pip"]
        if candidate and not subprocess.run(question, check=False, capture_output=True).returncode:  # noqa: S603 (our own words)
            return candidate
    raise NoPip(sys.executable)
