"""Declarations that are fixed and not closed: their boards, one's own unit, one's kiosk."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from ikrar.desk.domain import Tile
from ikrar.desk.queries.worker import Worker, today
from ikrar.kernel.words import Words
from ikrar.pledges import queries as pledges
from ikrar.pledges.queries import DeclarationView
from ikrar.pledges.queries.stage import is_site_within
from ikrar.roster import queries as roster

BEFORE, AFTER = timedelta(days=7), timedelta(days=30)
AT_MOST = 6


def boards(_: Worker, at: datetime) -> Iterator[Tile]:
    """The board of each declaration that is near, going on, or not closed since."""
    for one in _current(today(at)):
        yield Tile(
            Words("Papan pantau", "Board"),
            0,
            Words(one.title, one.title),
            "pledges:board",
            (one.public_id,),
            is_urgent=one.held_on == today(at),
        )


def own_units(worker: Worker, at: datetime) -> Iterator[Tile]:
    """For heads of units: who has not been asked yet. Whoever holds everything uses the board."""
    scopes = worker.scopes("unit.see_unasked")
    if "*" in scopes:
        return
    day = today(at)
    heads = roster.units_named(public_ids=scopes, on=day)
    for one in _current(day):
        for unit in heads[:AT_MOST]:
            yield Tile(
                Words(f"Belum ditanya: {unit.name}", f"Not asked yet: {unit.name}"),
                0,
                Words(one.title, one.title),
                "pledges:unit-unasked",
                (unit.public_id, one.public_id),
                is_urgent=one.held_on == day,
            )


def kiosks(worker: Worker, at: datetime) -> Iterator[Tile]:
    """For witnesses: the sites of today where they may open a kiosk."""
    scopes, day = worker.scopes("kiosk.witness"), today(at)
    sites = [
        site
        for one in _current(day)
        if one.held_on == day
        for site in one.sites
        if site.closed_at is None and site.cancelled_at is None
        if is_site_within(site_id=site.public_id, scopes=scopes, on=day)
    ]
    for site in sites[:AT_MOST]:
        yield Tile(
            Words(f"Kios: {site.name}", f"Kiosk: {site.name}"),
            0,
            Words("Buka kios untuk yang tidak membawa ponsel.", "Open a kiosk for those without a phone."),
            "pledges:kiosk-open",
            (site.public_id,),
            is_urgent=True,
        )


def _current(day: date) -> list[DeclarationView]:
    found = [
        one
        for one in pledges.declarations_planned(with_records=False)
        if one.is_fixed and one.held_on is not None and day - AFTER <= one.held_on <= day + BEFORE
    ]
    return found[:AT_MOST]
