"""`./ikrar cluster demo`: a PostgreSQL cluster on this machine, whose primary is killed while people sign.

`./ikrar cluster keys`: the keys of this host, to compare with those of the others.
"""

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the modules below need Django set up
    from ikrar.project.cluster.demo import Outcome

PORT = 25400
ELSEWHERE = (
    "Basis data ini sudah dipakai; kunci {0} ada di server lain. Salin folder keys/ dari sana.\n"
    "This database is in use already; the keys {0} lie on another host. Copy the folder keys/ from there.\n"
    '(docs/operating.md, "Many machines")'
)


def run(arguments: list[str]) -> int:
    """0 when nothing was lost, 1 when something was or did not start, 2 for a wrong word."""
    asked = _parser().parse_args(arguments)
    return _keys(asked) if asked.word == "keys" else _demo(asked)


def _demo(asked: argparse.Namespace) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that everything started ends with us
    folder = Path(tempfile.mkdtemp(prefix="ikrar-cluster-"))
    try:
        with ExitStack() as stack:
            outcome = _demonstrate(folder, asked, stack)
            print(_line(outcome) if asked.json else _told(outcome))
            if asked.keep:
                print(f"Folder: {folder}", file=sys.stderr)
            return 1 if outcome.faults else 0
    finally:
        if not asked.keep:
            shutil.rmtree(folder, ignore_errors=True)


def _keys(asked: argparse.Namespace) -> int:
    import django  # noqa: PLC0415 (the demonstration has settings of its own)

    django.setup()
    from ikrar.project import keys  # noqa: PLC0415 (likewise)

    try:
        if asked.prepare:
            keys.prepare(at=datetime.now(UTC))
            return 0
    except keys.KeysAreElsewhere as e:
        print(ELSEWHERE.format(", ".join(e.missing)), file=sys.stderr)
        return 1
    if asked.make:
        keys.make_all(at=datetime.now(UTC))
    for name, fingerprint in keys.fingerprints():
        print(f"  {fingerprint}  {name}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./ikrar cluster")
    parser.add_argument("word", choices=["demo", "keys"])
    parser.add_argument("--make", action="store_true", help="keys: make what is missing, on one host alone")
    parser.add_argument("--prepare", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument(
        "--seconds", type=float, default=20.0, help="how long people sign, deaths apart (default: 20)"
    )
    parser.add_argument("--kills", type=int, default=1, help="how often the primary dies (default: 1)")
    parser.add_argument("--port", type=int, default=PORT, help=f"first port (default: {PORT})")
    parser.add_argument("--keep", action="store_true", help="keep the folder with databases and logs")
    parser.add_argument("--json", action="store_true", help="the result as one line of JSON")
    return parser


def _demonstrate(folder: Path, asked: argparse.Namespace, stack: ExitStack) -> "Outcome":
    from ikrar.project.cluster import hosts, servers  # noqa: PLC0415 (a word that is seldom used)
    from ikrar.project.cluster.group import Group  # noqa: PLC0415 (likewise)

    began = time.monotonic()

    def tell(words: str) -> None:
        print(
            f"{time.monotonic() - began:7.1f} s  {words}",
            file=sys.stderr if asked.json else sys.stdout,
            flush=True,
        )

    folder.chmod(0o711)  # the account of the database passes through
    databases = folder / "db"
    databases.mkdir()
    databases.chmod(0o711)
    group = Group(databases, programs=servers.binaries(folder), port=asked.port)
    os.environ.update(hosts.environment(folder / "host-a", group.address))
    import django  # noqa: PLC0415 (the settings read the environment just set)

    django.setup()
    from ikrar.project.cluster.demo import Demonstration  # noqa: PLC0415 (likewise)

    return Demonstration(folder, group, stack=stack, tell=tell).run(seconds=asked.seconds, kills=asked.kills)


def _told(outcome: "Outcome") -> str:
    lines = [
        f"\n  acknowledged  {outcome.acknowledged:>8,}\n  stored        {outcome.stored:>8,}",
        f"  receipts that verify {outcome.receipts:,}, checkpoints seen and consistent {outcome.checkpoints:,}",
        *(
            f"  {fall.killed} → {fall.promoted}: promoted after {fall.operator_seconds:.2f} s, nobody answered for "
            f"{fall.gap_seconds:.2f} s; {len(fall.haunting.only_there)} pledges only on the ghost; back by {fall.rejoined_by}"
            for fall in outcome.falls
        ),
        *(f"  {what}: {count:,}" for what, count in sorted(outcome.counts.items())),
        *(f"  SALAH / WRONG: {fault}" for fault in outcome.faults),
        "\n  Tidak ada yang hilang. / Nothing was lost." if not outcome.faults else "",
    ]
    return "\n".join(lines)


def _line(outcome: "Outcome") -> str:
    """One line of JSON."""
    return json.dumps(asdict(outcome), default=sorted)
