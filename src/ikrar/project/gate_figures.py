"""What a gate counted of itself, as Prometheus families."""

from collections.abc import Iterator

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from ikrar.pledges.gate.counting import Counters, Histogram
from ikrar.pledges.gate.doors import WORDS

OTHER = "other"  # what strangers make up is one word


class GateFigures(Collector):
    """A collector over the plain numbers of one gate process."""

    def __init__(self, counters: Counters) -> None:
        self.counters = counters

    def collect(self) -> Iterator[Metric]:
        now = self.counters
        yield CounterMetricFamily("ikrar_gate_accepted", "Pledges answered with a number", now.accepted)
        yield CounterMetricFamily("ikrar_gate_slow", "Requests whose body did not come", now.connections_slow)
        yield CounterMetricFamily("ikrar_gate_commits", "Commits of the writer", now.commits)
        yield CounterMetricFamily("ikrar_gate_commits_failed", "Commits that failed", now.commits_failed)
        yield _by("ikrar_gate_asked", "Requests by word", "word", _few(dict(now.asked)))
        yield _by("ikrar_gate_refused", "Refusals by their code", "code", dict(now.refused))
        yield GaugeMetricFamily("ikrar_gate_waiting", "Pledges that wait for their commit", now.waiting)
        yield GaugeMetricFamily("ikrar_gate_waiting_bytes", "Their bytes", now.waiting_bytes)
        yield _histogram("ikrar_gate_batch_size", "Pledges in a commit", now.batch_sizes)
        yield _histogram("ikrar_gate_commit_seconds", "Time of a commit", now.commit_seconds)
        yield _histogram("ikrar_gate_queue_seconds", "Time of a pledge before its batch", now.queue_seconds)
        yield _histogram("ikrar_gate_turn_seconds", "Time a batch waits for the write lock", now.turn_seconds)
        yield _histogram("ikrar_gate_disk_seconds", "Time a batch waits for the disk", now.disk_seconds)
        yield _histogram("ikrar_gate_answer_seconds", "Time to answer a pledge", now.answer_seconds)


def _few(asked: dict[str, int]) -> dict[str, int]:
    known = {word: count for word, count in asked.items() if word in WORDS}
    return known | {OTHER: sum(asked.values()) - sum(known.values())}


def _by(name: str, told: str, label: str, counts: dict[str, int]) -> Metric:
    family = CounterMetricFamily(name, told, labels=[label])
    for word, count in sorted(counts.items()):
        family.add_metric([word], count)
    return family


def _histogram(name: str, told: str, found: Histogram) -> Metric:
    """Prometheus counts each bucket with all below it."""
    buckets, below = [], 0
    for bound, count in zip((*found.bounds, "+Inf"), list(found.counts), strict=True):
        below += count
        buckets.append((str(bound), float(below)))
    return HistogramMetricFamily(name, told, buckets=buckets, sum_value=found.sum)
