"""The day itself and what it leaves behind: sites to run, disputes, paper rolls, kiosk entries."""

from collections.abc import Iterator
from datetime import datetime

from ikrar.desk.domain import Tile
from ikrar.desk.queries.worker import Worker, today, units_of
from ikrar.kernel.words import Words
from ikrar.pledges import queries as pledges
from ikrar.pledges.queries.stage import is_site_within
from ikrar.pledges.queries.waiting import waiting


def sites_today(worker: Worker, at: datetime) -> Iterator[Tile]:
    """Sites of today that this person runs and that are not closed."""
    scopes, day = worker.scopes("sites.run"), today(at)
    mine = [
        site
        for one in pledges.declarations_on(on=day)
        if not one.is_record
        for site in one.sites
        if site.closed_at is None and site.cancelled_at is None
        if is_site_within(site_id=site.public_id, scopes=scopes, on=day)
    ]
    for site in mine[:6]:
        is_open = site.signing_opened_at is not None and site.signing_closed_at is None
        yield Tile(
            Words(f"Hari ini: {site.name}", f"Today: {site.name}"),
            0,
            Words("Penandatanganan dibuka.", "Signing is open.") if is_open else Words(site.hour, site.hour),
            "pledges:run",
            (site.public_id,),
            is_urgent=True,
        )
    if len(mine) > len(mine[:6]):
        yield Tile(
            Words("Lokasi hari ini", "Sites today"),
            len(mine),
            Words("Semua lokasi ada di halaman deklarasi.", "All sites are on the declaration's page."),
            "pledges:plan-list",
        )


def disputes(worker: Worker, at: datetime) -> Iterator[Tile]:
    """Pledges whose owners say "not me"."""
    count = sum(one.disputes for one in waiting(unit_ids=units_of(worker, "disputes.decide", at)))
    if count:
        yield Tile(
            Words("Sanggahan menunggu putusan", "Disputes to decide"),
            count,
            Words("Ada yang berkata: bukan saya.", "Somebody says: not me."),
            "pledges:disputes",
            is_urgent=True,
        )


def confirming(worker: Worker, at: datetime) -> Iterator[Tile]:
    """Paper rolls and kiosk entries that somebody else entered."""
    for one in waiting(unit_ids=units_of(worker, "paper.confirm", at)):
        if one.paper_rolls or one.kiosk_entries:
            yield Tile(
                Words("Kertas dan kios menunggu pengesahan", "Paper and kiosk to confirm"),
                one.paper_rolls + one.kiosk_entries,
                Words(
                    f"{one.paper_rolls} gulungan, {one.kiosk_entries} ikrar kios. {one.title}",
                    f"{one.paper_rolls} rolls, {one.kiosk_entries} kiosk pledges. {one.title}",
                ),
                "pledges:paper-confirming",
                (one.declaration,),
            )


def to_tell(worker: Worker, at: datetime) -> Iterator[Tile]:
    """Who signed and has no mail address: the unit tells them on paper the day after."""
    for one in waiting(unit_ids=units_of(worker, "paper.confirm", at)):
        if one.to_tell:
            yield Tile(
                Words("Beri tahu di kertas", "Tell on paper"),
                one.to_tell,
                Words(f"Tanpa alamat surel. {one.title}", f"Without a mail address. {one.title}"),
                "pledges:notices",
                (one.declaration,),
            )
