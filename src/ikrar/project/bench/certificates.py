"""`./ikrar bench certificates`: a thousand certificates on demand, and what pages notice of them, in one run.

Pages are asked in this process, where the press's thread is at work too; drawing and sealing happen in its child, which
gives way. Beside it: drawing alone and sealing alone, on the same core.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from ikrar.project.bench.place import Place
from ikrar.project.bench.result import Result, Table

ADDRESSES = ("/", "/periksa/", "/tentang-bukti/")
LEAST = 30
WARMING = 20
LONGEST_SECONDS = 1800.0


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--certificates", type=int, default=1000, help="how many (default: 1000)")
    parser.add_argument(
        "--longest",
        type=float,
        default=LONGEST_SECONDS,
        help="seconds after which it ends with what was made",
    )


def run(given: argparse.Namespace, place: Place) -> Result:
    place.install()
    from django.core.management import call_command  # noqa: PLC0415 (the place is installed first)
    from django.test import Client  # noqa: PLC0415 (likewise)
    from django.utils import timezone  # noqa: PLC0415 (likewise)

    call_command("collectstatic", verbosity=0, interactive=False)
    client, at = Client(HTTP_HOST="localhost"), timezone.now()
    drawing, sealing, size = _alone(given.seconds / 4, at=at)
    for _ in range(WARMING):
        _page(client)
    quiet = _measured(client, until=_after(given.seconds))
    began = time.perf_counter()
    made = _Crowd(given.certificates, at=at)
    busy = _measured(client, until=_either(made.is_done, _after(given.longest)))
    took = time.perf_counter() - began
    count = made.end()
    rate = count / took
    limit = 1 / (1 / drawing + 1 / sealing)
    figures: dict[str, object] = {
        "certificates": given.certificates,
        "certificates_made": count,
        "certificates_per_second": round(rate, 1),
        "drawing_alone_per_second": round(drawing, 1),
        "sealing_alone_per_second": round(sealing, 1),
        "of_the_limit_of_one_core": round(rate / limit, 3),
        "certificate_bytes": size,
        "quiet_p50_ms": round(_part(quiet, 50), 2),
        "quiet_p99_ms": round(_part(quiet, 99), 2),
        "busy_p50_ms": round(_part(busy, 50), 2),
        "busy_p99_ms": round(_part(busy, 99), 2),
        "p50_ratio": round(_part(busy, 50) / _part(quiet, 50), 2),
        "p99_ratio": round(_part(busy, 99) / _part(quiet, 99), 2),
    }
    return Result(word="certificates", figures=figures, tables=_tables(figures), faults=made.faults)


class _Crowd:
    """Everybody asks at once; done when the last has the paper."""

    def __init__(self, count: int, *, at: datetime) -> None:
        from ikrar.papers.operations import pressing  # noqa: PLC0415 (the place is installed first)

        self.keys = [f"contoh{number}-1" for number in range(count)]
        self.faults: list[str] = []
        self.at = at
        for nth, key in enumerate(self.keys):
            pressing.lay_down(key=key, job=_job(nth, at=at), nth=nth, at=at)

    def is_done(self) -> bool:
        from ikrar.papers.operations import pressing  # noqa: PLC0415 (likewise)

        found = pressing.fetched(key=self.keys[-1], at=_now())
        if isinstance(found, pressing.Refused):
            self.faults = [f"{found.trouble}: {found.told}"]
        return found is not None

    def end(self) -> int:
        """Take back what waits still; how many were made."""
        from ikrar.papers.operations import pressing  # noqa: PLC0415 (likewise)

        left = pressing.waiting(key=self.keys[-1])
        pressing.withdraw(keys=set(self.keys))
        return len(self.keys) - (left.before + 1 if left else 0)


def _alone(seconds: float, *, at: datetime) -> tuple[float, float, int]:
    from ikrar.papers import seals  # noqa: PLC0415 (the place is installed first)
    from ikrar.papers.sealing.putting import put_seal  # noqa: PLC0415 (likewise)
    from ikrar.web.typesetting import typeset  # noqa: PLC0415 (likewise)

    job = _job(0, at=at)
    signer, authority = seals.holder().signer(at=at), seals.authority()
    pdf = typeset(job.template, job.data, at=at, standards=job.standards)

    def seal() -> bytes:
        return put_seal(pdf, signer=signer, authority=authority, reason=job.reason, at=at).pdf

    size = len(seal())
    number = iter(range(1_000_000))
    drawing = _rate(
        lambda: typeset(job.template, _job(next(number), at=at).data, at=at, standards=job.standards), seconds
    )
    return drawing, _rate(seal, seconds), size


def _job(number: int, *, at: datetime) -> Any:
    """A certificate like any other; the receipt inside is as long as a real one."""
    from ikrar.papers.operations.pressing import Job  # noqa: PLC0415 (the place is installed first)
    from ikrar.pledges.papers import certificate  # noqa: PLC0415 (likewise)
    from ikrar.web.typesetting import qr  # noqa: PLC0415 (likewise)

    address = "https://localhost/periksa/"
    words = (
        "institution",
        "title",
        "text_title",
        "key",
        "identified",
        "presence",
        "word",
        "register",
        "index",
    )
    data = {word: f"{word} contoh" for word in words} | {
        "marks": ["CONTOH"],
        "name": f"Orang Contoh {number}",
        "number_tail": "0001",
        "number": f"{number:04}-C",
        "received_at": "contoh",
        "qr": qr(address),
        "address": address,
        "leaf": "0" * 71,
        "fingerprint": "0" * 39,
        "seal_label": "Segel Ikrar, tidak tersertifikasi",
        "seal_fingerprint": "0" * 71,
        "receipt_name": f"ikrar-{number}.json",
        "receipt": "{" + " " * 2_400 + "}",
    }
    return Job(Path(certificate.TEMPLATE), data, certificate.ARCHIVE, certificate.REASON, at)


def _measured(client: Any, *, until: Callable[[], bool]) -> list[float]:
    """Milliseconds of each page, one after another as a visitor asks, with a breath between."""
    taken: list[float] = []
    while len(taken) < LEAST or not until():
        taken += _page(client)
        time.sleep(0.01)
    return taken


def _page(client: Any) -> list[float]:
    taken = []
    for address in ADDRESSES:
        began = time.perf_counter()
        client.get(address)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def _after(seconds: float) -> Callable[[], bool]:
    ends = time.perf_counter() + seconds
    return lambda: time.perf_counter() > ends


def _either(*ends: Callable[[], bool]) -> Callable[[], bool]:
    return lambda: any(one() for one in ends)


def _rate(act: Callable[[], object], seconds: float) -> float:
    """How often in a second of the processor."""
    began, count, ends = time.process_time(), 0, time.perf_counter() + seconds
    while count < LEAST or time.perf_counter() < ends:
        act()
        count += 1
    return count / (time.process_time() - began)


def _part(taken: list[float], percent: int) -> float:
    return statistics.quantiles(taken, n=100)[percent - 1]


def _now() -> datetime:
    from django.utils import timezone  # noqa: PLC0415 (the place is installed first)

    return timezone.now()


def _tables(figures: dict[str, Any]) -> list[Table]:
    pages = [
        (name, figures[f"quiet_{name}_ms"], figures[f"busy_{name}_ms"], figures[f"{name}_ratio"])
        for name in ("p50", "p99")
    ]
    made = [
        ("on demand, sealed", figures["certificates_per_second"]),
        ("drawing alone, one core", figures["drawing_alone_per_second"]),
        ("sealing alone, one core", figures["sealing_alone_per_second"]),
    ]
    return [
        Table("Pages while certificates are made", ("", "quiet ms", "busy ms", "×"), pages),
        Table(
            "Certificates",
            ("", "a second"),
            made,
            note=f"{figures['certificates_made']:,} made, {figures['certificate_bytes']:,} bytes each",
        ),
    ]
