"""Whether the work is done: tables, register, settling, mail, backups."""

import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ikrar.accounts import queries as accounts
from ikrar.kernel.words import Words
from ikrar.pledges.queries.recounting import tally_differences
from ikrar.pledges.queries.settling import stuck, unsettled
from ikrar.project import standing
from ikrar.project.diagnosis.finding import Finding, Level, bad_if, judged, warn_if
from ikrar.register import queries as register
from ikrar.register.queries.office import clerk

CHECKPOINT_LATE = timedelta(minutes=1)
BACKUP_OLD = timedelta(hours=26)
MANY_UNSETTLED = 100_000
SETTLED_LATE = timedelta(minutes=15)  # longer than a nation's morning takes to be settled
SHOWN = 3


def tables(at: datetime) -> Iterator[Finding]:  # noqa: ARG001 (all looks take the moment)
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    remedy = Words("Jalankan ./ikrar manage migrate.", "Run ./ikrar manage migrate.")
    told = f"{len(missing)} migrations missing"
    yield judged("tables", told=told, wrong=bad_if(is_bad=bool(missing)), remedy=remedy)


def register_keeps_up(at: datetime) -> Iterator[Finding]:
    last, waiting = register.latest_checkpoint(), register.waiting()
    is_late = bool(waiting) and (last is None or at - last.made_at > CHECKPOINT_LATE)
    remedy = Words(
        "Panitera tidak berjalan: periksa log ./ikrar up.",
        "The clerk does not keep up: look at the log of ./ikrar up.",
    )
    age = f", {(at - last.made_at).total_seconds():.0f} s old" if last else ""
    told = f"{last.size if last else 0} leaves{age}, {waiting} waiting"
    yield judged("register", told=told, wrong=bad_if(is_bad=is_late), remedy=remedy)
    if last is not None and not register.witnesses():
        remedy = Words(
            "Belum ada saksi: undang KPU, Bawaslu, atau universitas menjalankan ikrar-witness.",
            "No witness yet: ask KPU, Bawaslu or a university to run ikrar-witness.",
        )
        yield Finding(Level.WARNING, "witness", "0", remedy)


def clerk_is_seated(at: datetime) -> Iterator[Finding]:
    """One of the clerks stands in the database as elected, and was there a moment ago."""
    age = standing.clerk_age(at=at)
    remedy = Words(
        "Tidak ada panitera: jalankan ./ikrar up, atau bagian clerk di salah satu mesin.",
        "There is no clerk: run ./ikrar up, or the part clerk on one of the machines.",
    )
    told = f"term {clerk().term}, {f'{age:.0f} s ago' if age < math.inf else 'never'}"
    yield judged("clerk", told=told, wrong=warn_if(is_odd=age > standing.CLERK_SECONDS), remedy=remedy)


def settled(at: datetime) -> Iterator[Finding]:
    """What a pledge brings with it is settled by the clerk within moments; one that cannot be is put aside."""
    left = unsettled()
    remedy = Words(
        "Ikrarnya aman, tetapi angka cakupan tertinggal: periksa apakah panitera berjalan.",
        "The pledges are safe, but coverage lags behind: see whether the clerk runs.",
    )
    yield judged("settling", told=f"{left} left", wrong=warn_if(is_odd=left > MANY_UNSETTLED), remedy=remedy)
    aside = stuck(before=at - SETTLED_LATE, limit=SHOWN + 1) if left else ()
    if aside:
        remedy = Words(
            "Ikrar ini diterima dan ada di register, tetapi belum masuk hitungan: log clerk menyebut sebabnya. Sesudah "
            "dibetulkan, jalankan ulang clerk; ia mencoba sendiri setiap jam.",
            "These pledges are accepted and stand in the register, but do not count yet: the clerk's log names the cause. "
            "Once it is mended, start the clerk again; by itself it tries each hour.",
        )
        shown = ", ".join(map(str, aside[:SHOWN])) + (" …" if len(aside) > SHOWN else "")
        yield Finding(Level.BAD, "put aside", f"pledges_pledge {shown}", remedy)


def counts_agree(at: datetime) -> Iterator[Finding]:  # noqa: ARG001
    """The counts that coverage is read from, against a recount."""
    differing = list(islice(tally_differences(), SHOWN))
    remedy = Words(
        "Angka yang disimpan tidak cocok dengan hitungan ulang: ./ikrar fsck menyebut semuanya.",
        "Counts that are kept do not agree with a recount: ./ikrar fsck names them all.",
    )
    told = "; ".join(map(str, differing)) or "as counted"
    yield judged("counts", told=told, wrong=bad_if(is_bad=bool(differing)), remedy=remedy)


def mail(at: datetime) -> Iterator[Finding]:
    post = accounts.post_state(at=at)
    remedy = Words(
        "Periksa IKRAR_EMAIL_HOST, lalu kirim surat uji dari halaman Sistem.",
        "Check IKRAR_EMAIL_HOST, then send a test letter from the System page.",
    )
    told = f"{post.waiting} waiting, {post.late} late, {post.given_up} given up"
    yield judged("mail", told=told, wrong=warn_if(is_odd=bool(post.late or post.given_up)), remedy=remedy)


def backups(at: datetime) -> Iterator[Finding]:
    """The newest archive in the data folder, or the newest that was made elsewhere."""
    folder = Path(settings.IKRAR_DATA) / "backups"
    kept = [
        path.stat().st_mtime
        for path in [*folder.glob("*.tar"), folder / standing.BACKUP_RECORD]
        if path.exists()
    ]
    made = datetime.fromtimestamp(max(kept), tz=UTC) if kept else None
    remedy = Words(
        "Jalankan ./ikrar backup setiap malam dan simpan di luar mesin ini.",
        "Run ./ikrar backup every night and keep it off this machine.",
    )
    told = f"{made:%Y-%m-%dT%H:%MZ}" if made else "none"
    yield judged(
        "backup", told=told, wrong=warn_if(is_odd=made is None or at - made > BACKUP_OLD), remedy=remedy
    )
