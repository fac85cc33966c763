"""The command line of `ikrar-witness`: `serve` and `key`."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from ikrar.register import note as notes
from ikrar.register.note import NotAKey, SigningKey, VerifierKey
from ikrar.register.shelf import make_folder, sync_folder
from ikrar.register.witness.memory import Memory
from ikrar.register.witness.server import Server
from ikrar.web import logs

KEY = "witness.skey"


class WitnessKeyIsOpen(Exception):
    """Others than its owner can read the witness's key file."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until stopped, or print the key."""
    asked = _parser().parse_args(arguments)
    try:
        key = own_key(Path(asked.data), name=asked.name)
        if asked.act == "key":
            print(key.verifier)  # noqa: T201 (a program's answer)
            return 0
        memory = Memory(folder=Path(asked.data), key=key, logs=watched(asked.log))
    except (NotAKey, WitnessKeyIsOpen, OSError) as e:
        print(f"{type(e).__name__}: {e}", file=sys.stderr)  # noqa: T201 (a program's answer)
        return 2
    serve(memory, host=asked.host, port=asked.port)
    return 0


def own_key(folder: Path, *, name: str) -> SigningKey:
    """The witness's key, made at first start, readable by its owner alone."""
    make_folder(folder)
    path = folder / KEY
    if not path.exists():
        _write(path, notes.new_key(name, notes.COSIGNATURE))
    if path.stat().st_mode & 0o077:
        raise WitnessKeyIsOpen(path)
    key = notes.parse_skey(path.read_text(encoding="utf-8"))
    if key.algorithm != notes.COSIGNATURE:
        raise NotAKey("this file holds no witness key")
    return key


def watched(vkeys: Sequence[str]) -> dict[str, tuple[VerifierKey, ...]]:
    """The registers to watch by origin; a register whose key was rotated has several."""
    logs: dict[str, tuple[VerifierKey, ...]] = {}
    for vkey in vkeys:
        key = notes.parse_vkey(vkey)
        logs[key.name] = (*logs.get(key.name, ()), key)
    return logs


def serve(memory: Memory, *, host: str, port: int) -> None:
    """Answer until the process is told to stop."""
    logs.speak_plainly("witness", form=os.environ.get("IKRAR_LOG", "text"))
    with Server((host, port), memory) as server:
        signal.signal(signal.SIGTERM, _stop)
        print(f"ikrar-witness http://{host}:{server.server_address[1]}", flush=True)  # noqa: T201 (who started it waits for it)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _write(path: Path, key: SigningKey) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"{key}\n")
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ikrar-witness",
        description="Saksi register: ikut menyegel hanya yang bertumbuh. / A register's witness: cosigns only growth.",
    )
    acts = parser.add_subparsers(dest="act", required=True)
    for act in ("serve", "key"):
        one = acts.add_parser(act)
        one.add_argument(
            "--data", required=True, metavar="DIR", help="folder milik saksi / the witness's own folder"
        )
        one.add_argument("--name", default="ikrar-witness", help="nama pada kunci baru / name on a new key")
        if act == "serve":
            one.add_argument("--host", default="127.0.0.1")
            one.add_argument("--port", type=int, default=8787)
            one.add_argument(
                "--log", action="append", required=True, metavar="VKEY", help="register yang dijaga"
            )
    return parser
