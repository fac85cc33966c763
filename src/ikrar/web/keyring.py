"""Secret keys of this installation: one file each, made at first use, readable by the owner alone."""

import os
import secrets
from pathlib import Path

# All there are: each host of an installation holds the same ones (docs/operating.md, "Many machines").
NAMES = (
    "challenge", "codes", "django", "kiosk", "numbers", "pass", "presence", "second-factor", "sign-ins", "stamp",
    "trials",
)  # fmt: skip


class KeyFileIsOpen(Exception):
    """Others than its owner can read this key file."""


class Keyring:
    """Names to 32-byte secrets below one folder.

    Raises `KeyFileIsOpen` for a file that group or others can read: a key once readable is no secret.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, bytes] = {}

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.key"

    def missing(self) -> list[str]:
        """The secrets that were not made yet."""
        return [name for name in NAMES if not self.path(name).exists()]

    def make_all(self) -> None:
        """Make what is missing, so that a copy of the folder is whole."""
        for name in NAMES:
            self.secret(name)

    def secret(self, name: str) -> bytes:
        if name not in self._known:
            self._known[name] = self._read(name) or self._make(name)
        return self._known[name]

    def _read(self, name: str) -> bytes | None:
        path = self.path(name)
        try:
            if path.stat().st_mode & 0o077:
                raise KeyFileIsOpen(path)
            return bytes.fromhex(path.read_text(encoding="ascii").strip())
        except FileNotFoundError:
            return None

    def _make(self, name: str) -> bytes:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self.folder / f".{name}.{secrets.token_hex(4)}"
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32) + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(fresh, self.path(name))  # two processes at first start: the first link wins
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
        made = self._read(name)
        assert made is not None
        return made
