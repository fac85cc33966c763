"""What answers waited for, as the gate itself counted: read from its sheet of figures before a load and after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ikrar.project import metrics

NAMES = ("queue", "turn", "disk", "commit")
SHARES = (0.5, 0.99)
Buckets = Mapping[float, float]


@dataclass(frozen=True, slots=True)
class Waits:
    """Counts up to each bound of a histogram, and the sum of what was counted, by name."""

    buckets: Mapping[str, Buckets]
    sums: Mapping[str, float]


def read(folder: Path) -> Waits:
    """What all gates of this installation have counted so far."""
    buckets: dict[str, dict[float, float]] = {name: {} for name in NAMES}
    sums = dict.fromkeys(NAMES, 0.0)
    for family in metrics.added_up(folder):
        name = family.name.removeprefix("ikrar_gate_").removesuffix("_seconds")
        if family.name != f"ikrar_gate_{name}_seconds" or name not in sums:
            continue
        for sample in family.samples:
            if sample.name.endswith("_bucket"):
                buckets[name][float(sample.labels["le"])] = sample.value
            elif sample.name.endswith("_sum"):
                sums[name] = sample.value
    return Waits(buckets, sums)


def between(before: Waits, after: Waits) -> dict[str, dict[str, float]]:
    """Mean, and the bounds below which half and all but a hundredth lie, in milliseconds; what was not counted is left out."""
    told = {}
    for name in NAMES:
        grown = {bound: n - before.buckets[name].get(bound, 0.0) for bound, n in after.buckets[name].items()}
        count = grown.get(float("inf"), 0.0)
        if count > 0:
            mean = (after.sums[name] - before.sums[name]) / count
            below = {f"p{share * 100:.0f}_below_ms": _bound(grown, share * count) for share in SHARES}
            told[name] = {"mean_ms": round(mean * 1000, 2), **below}
    return told


def _bound(grown: Buckets, wanted: float) -> float:
    return next(bound * 1000 for bound, n in sorted(grown.items()) if n >= wanted)
