"""`./ikrar bench verify`: checking a whole copied register, beside bare hashing of the same leaves and its signature.

Both are done in turns until the time is over, and the best of each is compared: what neighbours on the machine take
from one round they do not take from all.
"""

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from ikrar.project.bench.place import Place
from ikrar.project.bench.result import Result, Table
from ikrar.register import checkpoint as checkpoints
from ikrar.register import folder as folders
from ikrar.register import invented, tiles
from ikrar.register.trust import Trust

GOAL = 1.2
MOST_ROUNDS = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--leaves", type=int, default=300_000, help="size of the register (default: 300000)")


@dataclass(slots=True)
class Rounds:
    """Processor seconds of each round, and what was found wrong."""

    checking: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def run(given: argparse.Namespace, place: Place) -> Result:
    folder = place.data / "invented"
    began = time.perf_counter()
    with place.progress("menata / laying out") as tell:
        trust = invented.lay_out(folder, leaves=given.leaves, progress=tell)
    laid_out = time.perf_counter() - began
    rounds = _rounds(folder, trust, given, place)
    figures = {
        "leaves": given.leaves,
        "seconds": round(min(rounds.wall), 3),
        "cpu_seconds": round(min(rounds.checking), 3),
        "bare_cpu_seconds": round(min(rounds.bare), 3),
        "ratio": round(min(rounds.checking) / min(rounds.bare), 3),
        "goal": GOAL,
        "us_per_leaf": round(min(rounds.checking) / given.leaves * 1e6, 3),
        "bytes_on_disk": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
        "rounds": len(rounds.bare),
        "laying_out_seconds": round(laid_out, 2),
    }
    return Result(word="verify", figures=figures, tables=[_table(given, rounds)], faults=rounds.faults[:3])


def _rounds(folder: Path, trust: Trust, given: argparse.Namespace, place: Place) -> Rounds:
    rounds, until = Rounds(), time.perf_counter() + given.seconds
    while not rounds.bare or (time.perf_counter() < until and len(rounds.bare) < MOST_ROUNDS):
        with place.progress("menghitung / bare hashing") as tell:
            rounds.bare.append(_bare(folder, trust, tell_of=given.leaves, tell=tell))
        with place.progress("memeriksa / checking") as tell:
            wall, began = time.perf_counter(), time.process_time()
            rounds.faults += [str(f) for f in folders.check_folder(folder, trust=trust, progress=tell)]
            rounds.checking.append(time.process_time() - began)
            rounds.wall.append(time.perf_counter() - wall)
    return rounds


def _table(given: argparse.Namespace, rounds: Rounds) -> Table:
    best, bare = min(rounds.checking), min(rounds.bare)
    rows = [
        ("whole register: files, leaves, tiles, root, seal", best, best / given.leaves * 1e6, best / bare),
        ("bare: SHA-256 of leaves and nodes in memory, one Ed25519", bare, bare / given.leaves * 1e6, 1),
    ]
    return Table(
        f"Verifying a register of {given.leaves:,} leaves", ("", "CPU s", "µs a leaf", "× bare"), rows
    )


def _bare(folder: Path, trust: Trust, *, tell_of: int, tell: folders.Progress) -> float:
    """Processor seconds for nothing but the hashes and the signature; reading and cutting are not counted."""
    spent, heads = 0.0, []
    for bundle in tiles.bundles_of(tell_of):
        leaves = tiles.leaves_in((folder / bundle.path).read_bytes(), bundle)
        began = time.process_time()
        heads.append(_root([sha256(b"\x00" + leaf).digest() for leaf in leaves]))
        spent += time.process_time() - began
        tell(bundle.number * tiles.WIDTH + bundle.width, tell_of)
    began = time.process_time()
    _root(heads)
    _check_signature(folder, trust)
    return spent + time.process_time() - began


def _root(row: Sequence[bytes]) -> bytes:
    """Hash a row up to one; an odd one at the end goes up as it is."""
    while len(row) > 1:
        pairs = [sha256(b"\x01" + row[n] + row[n + 1]).digest() for n in range(0, len(row) - 1, 2)]
        row = [*pairs, row[-1]] if len(row) % 2 else pairs
    return row[0]


def _check_signature(folder: Path, trust: Trust) -> None:
    head, note = checkpoints.parse((folder / "checkpoint").read_bytes())
    trust.check_seal(head, note)
