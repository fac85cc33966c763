"""What must hold after it all: nothing acknowledged is missing, every checkpoint seen is the beginning of the next."""

import threading
import time
import urllib.request
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Self

from ikrar.register import checkpoint, merkle, tiles
from ikrar.register.folder import check_folder
from ikrar.register.shelf import Shelf
from ikrar.register.trust import Trust

EVERY_SECONDS = 0.2


class Witness:
    """Keeps each checkpoint that any of the doors ever showed, as a stranger would."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self.seen: list[str] = []
        self._addresses = list(addresses)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(EVERY_SECONDS):
            for address in self._addresses:
                with suppress(OSError):
                    self._look(address)

    def _look(self, address: str) -> None:
        with urllib.request.urlopen(f"{address}/register/checkpoint", timeout=5) as answer:  # noqa: S310 (our own doors)
            text = answer.read().decode()
        if text not in self.seen:
            self.seen.append(text)


def check_checkpoints(seen: Iterable[str], *, trusted: Trust, folder: Path) -> tuple[int, list[str]]:
    """How many sizes were seen, and what is wrong between them."""
    heads: dict[int, bytes] = {}
    wrong = [f"{finding.code} {finding.where}" for finding in check_folder(folder, trust=trusted)]
    for text in [*seen, (folder / "checkpoint").read_text()]:
        head, note = checkpoint.parse(text)
        trusted.check_seal(head, note)
        if heads.setdefault(head.size, head.root) != head.root:
            wrong.append(f"two trees of {head.size} leaves")
    for old, new in pairwise(sorted(heads)):
        try:
            _check_consistent(old, new, heads, Shelf(folder))
        except Exception as e:  # noqa: BLE001 (whatever it is, they are not consistent)
            wrong.append(f"{old} is not the beginning of {new}: {e!r}")
    return len(heads), wrong


def _check_consistent(old: int, new: int, heads: dict[int, bytes], shelf: Shelf) -> None:
    proof = merkle.consistency_proof(old=old, new=new, node=tiles.node_reader(shelf.read, size=new))
    merkle.verify_consistency(old=old, new=new, old_root=heads[old], new_root=heads[new], proof=proof)


def longest_gap(times: Sequence[float], *, since: float, until: float) -> float:
    """Seconds between two acknowledgements, the longest that touches the span.

    >>> longest_gap([1.0, 2.0, 5.0, 5.5, 9.0], since=3.0, until=6.0)
    3.5
    """
    known = sorted(times)
    gaps = [b - a for a, b in pairwise(known) if b > since and a < until]
    return max(gaps, default=until - since)


def wait_for(has_come: Callable[[], bool], *, seconds: float) -> bool:
    """Whether `has_come()` turned true in time."""
    deadline = time.monotonic() + seconds
    while not has_come():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True
