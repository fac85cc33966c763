"""`/metrik`: what all processes of this machine counted, in Prometheus's text format, for the operator alone.

Each process writes what it counted into a file of its own every other second (a full disk only makes it stale); the
worker that is asked adds them up. The file of a process that ended stays until all have ended, so that no sum ever
falls; gauges are read of the living alone. Decision 0061.
"""

import logging
import os
import secrets
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.registry import Collector

from ikrar.project import standing
from ikrar.project.operators import is_operator
from ikrar.web.access import public
from ikrar.web.measuring import REGISTRY

EVERY_SECONDS = 2.0
KEPT = "gauge"  # what only a living process may say

log = logging.getLogger(__name__)


class Sheet:
    """The file into which this process writes what it counted."""

    def __init__(self, part: str, *, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _forget_the_ended(folder)
        self.path = folder / f"{part}-{os.getpid()}-{secrets.token_hex(3)}.prom"

    def write(self) -> None:
        fresh = self.path.with_suffix(".fresh")
        with suppress(OSError):  # a full disk: the figures stand still, the service does not
            fresh.write_bytes(generate_latest(REGISTRY))
            fresh.replace(self.path)


_sheet: Sheet | None = None


def keep(part: str, *collectors: Collector) -> None:
    """From now on, until this process ends; with whatever it counts in its own way."""
    global _sheet  # noqa: PLW0603 (one process writes one sheet)
    for collector in collectors:
        REGISTRY.register(collector)
    with suppress(OSError):
        _sheet = Sheet(part, folder=folder())
        threading.Thread(target=_write_on, args=(_sheet,), daemon=True, name="metrics").start()


def _write_on(sheet: Sheet) -> None:
    rest = threading.Event()
    while not rest.wait(EVERY_SECONDS):
        sheet.write()


def folder() -> Path:
    return Path(settings.IKRAR_DATA) / "metrics"


def _forget_the_ended(folder: Path) -> None:
    """A service that starts afresh begins from nothing; one that still runs keeps what its dead have counted."""
    sheets = list(folder.glob("*.prom"))
    if not any(_is_alive(sheet) for sheet in sheets):
        for sheet in sheets:
            sheet.unlink(missing_ok=True)


def _is_alive(sheet: Path) -> bool:
    try:
        os.kill(int(sheet.name.split("-")[-2]), 0)
    except PermissionError:
        return True
    except (ProcessLookupError, ValueError, IndexError):
        return False
    return True


@public
def metrics(request: HttpRequest) -> HttpResponse:
    """Without the operator's token there is no such address."""
    if not is_operator(request):
        raise Http404
    if _sheet is not None:
        _sheet.write()
    response = HttpResponse(generate_latest(Everything()), content_type=CONTENT_TYPE_PLAIN_0_0_4)
    response["Cache-Control"] = "no-store"
    return response


class Everything:
    """Stands in for a registry: all sheets added up, and how the installation stands."""

    def collect(self) -> Iterator[Metric]:
        yield from added_up(folder())
        for name, told, value in standing.gauges(at=timezone.now()):
            yield GaugeMetricFamily(f"ikrar_{name}", told, value=value)


def added_up(folder: Path) -> Iterable[Metric]:
    """One family a name, its samples summed over the processes."""
    families: dict[str, Metric] = {}
    sums: dict[str, dict[tuple[str, frozenset[tuple[str, str]]], float]] = {}
    for family in _families(folder):
        families.setdefault(family.name, Metric(family.name, family.documentation, family.type))
        own = sums.setdefault(family.name, {})
        for sample in family.samples:
            key = (sample.name, frozenset(sample.labels.items()))
            own[key] = own.get(key, 0.0) + sample.value
    for name, family in families.items():
        for (sample_name, labels), value in sums[name].items():
            family.add_sample(sample_name, dict(labels), value)
    return families.values()


def _families(folder: Path) -> Iterator[Metric]:
    for sheet in sorted(folder.glob("*.prom")):
        is_alive = _is_alive(sheet)
        for family in text_string_to_metric_families(_text(sheet)):
            if is_alive or family.type != KEPT:
                yield family


def _text(sheet: Path) -> str:
    try:
        return sheet.read_text(encoding="utf-8")
    except OSError:
        return ""
