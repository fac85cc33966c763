"""`./ikrar bench pages`: processor time and size of pages at a roll call, beside a view that does nothing.

Rendered in this process, through all middleware, without a server in between.
"""

import argparse
import gzip
import re
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from ikrar.project.bench.place import Place
from ikrar.project.bench.result import Result, Table

BUDGET = 40_000  # bytes of the signing page, all in
LEAST = 20
_FILES = re.compile(rb'(?:src|href)="(/static/[^"]+\.(?:js|css|woff2))"')


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--officials", type=int, default=100_000, help="of the nation (default: 100000)")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: what it costs and what travels."""

    name: str
    microseconds: float
    bytes_gzipped: int
    bytes_all_in: int
    status: int


def run(given: argparse.Namespace, place: Place) -> Result:
    place.install()
    from django.core.management import call_command  # noqa: PLC0415 (the place is installed first)
    from django.test import Client, override_settings  # noqa: PLC0415 (likewise)

    call_command("collectstatic", verbosity=0, interactive=False)

    addresses, board_user = _nation(given.officials)
    each = given.seconds / (len(addresses) + 1)
    with override_settings(MIDDLEWARE=[], ROOT_URLCONF="ikrar.project.bench.bare"):
        bare = _page("bare", Client(HTTP_HOST="localhost"), "/", each)
    client = Client(HTTP_HOST="localhost")
    pages = []
    with place.progress("halaman / pages") as tell:
        for done, (name, address) in enumerate(addresses.items()):
            tell(done, len(addresses))
            if name == "board":
                client.force_login(board_user)
            pages.append(_page(name, client, address, each))
    faults = [f"{one.name}: {one.status}" for one in pages if one.status != 200]  # noqa: PLR2004 (HTTP's own number)
    signing = next(one for one in pages if one.name == "signing")
    if signing.bytes_all_in > BUDGET:
        faults.append(f"the signing page takes {signing.bytes_all_in:,} bytes")
    figures: dict[str, object] = {"officials": given.officials, "bare_us": round(bare.microseconds, 1)}
    for one in pages:
        figures[f"{one.name}_us"] = round(one.microseconds, 1)
        figures[f"{one.name}_bytes"] = one.bytes_gzipped
    figures["signing_all_in_bytes"] = signing.bytes_all_in
    return Result(word="pages", figures=figures, tables=[_table(bare, pages)], faults=faults)


def _nation(officials: int) -> tuple[dict[str, str], Any]:
    from django.utils import timezone  # noqa: PLC0415 (the place is installed first)

    from ikrar.accounts.domain import Role  # noqa: PLC0415 (likewise)
    from ikrar.accounts.models import Grant, User  # noqa: PLC0415 (likewise)
    from ikrar.openness import operations as openness  # noqa: PLC0415 (likewise)
    from ikrar.project.bench import nation  # noqa: PLC0415 (likewise)
    from ikrar.project.bench.coverage import MOST_UNITS, UNIT  # noqa: PLC0415 (likewise)

    at = timezone.now()
    units = min(max(officials // UNIT, 1), MOST_UNITS)
    planted = nation.plant(officials=officials, units=units, pledged=officials // 2, at=at)
    evening = at.replace(hour=15)
    openness.announce_due(at=evening - timedelta(hours=6))
    openness.publish_due(at=evening)
    user = User.objects.create(
        email="papan@contoh.example", display_name="Papan Contoh", is_active=True, created_at=at
    )
    Grant.objects.create(
        user=user, role=Role.ORGANISER, scope="*", begins_on=timezone.localdate(at), reason="contoh"
    )
    addresses = {
        "signing": f"/i/{planted.sites[0][0]}",
        "declaration": f"/deklarasi/{planted.declaration}/",
        "verify": "/periksa/",
        "front": "/",
        "board": f"/meja/papan/{planted.declaration}/",
    }
    return addresses, user


def _page(name: str, client: Any, address: str, seconds: float) -> Page:
    answer = client.get(address, follow=True)
    began, count, ends = time.process_time(), 0, time.perf_counter() + seconds
    while count < LEAST or time.perf_counter() < ends:
        client.get(answer.request["PATH_INFO"])
        count += 1
    spent = (time.process_time() - began) / count
    own = len(gzip.compress(answer.content, 6))
    return Page(name, spent * 1e6, own, own + _files(answer.content), answer.status_code)


def _files(content: bytes) -> int:
    """What the page's own scripts, styles and fonts add, compressed as they are served."""
    from django.conf import settings  # noqa: PLC0415 (the place is installed first)

    names = {one.decode().removeprefix("/static/") for one in _FILES.findall(content)}
    return sum(len(gzip.compress((Path(settings.STATIC_ROOT) / name).read_bytes(), 6)) for name in names)


def _table(bare: Page, pages: list[Page]) -> Table:
    rows = [
        (
            one.name,
            one.microseconds,
            one.microseconds / bare.microseconds,
            one.bytes_gzipped,
            one.bytes_all_in,
        )
        for one in (bare, *pages)
    ]
    return Table(
        "Pages",
        ("", "CPU µs", "× bare", "bytes gzipped", "with its files"),
        rows,
        note="bare: a Django view that answers two bytes, without middleware.",
    )
