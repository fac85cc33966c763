"""The calendar file of a declaration, for anybody's phone."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from ikrar.pledges.domain import State
from ikrar.pledges.operations.cards import site_address
from ikrar.pledges.queries.shapes import DeclarationView, SiteView

LASTS = timedelta(hours=1)


def calendar_file(declaration: DeclarationView, sites: Iterable[SiteView], *, at: datetime) -> bytes:
    """One event a site, each in the zone of its place; what is cancelled says so."""
    calendar = Calendar()
    calendar.add("prodid", "-//Ikrar//Deklarasi Netralitas ASN//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    held = [site for site in sites if site.starts_at is not None]
    for zone in sorted({site.zone for site in held}):
        calendar.add_component(Timezone.from_tzinfo(ZoneInfo(zone)))
    for site in held:
        calendar.add_component(_event(declaration, site, at=at))
    return bytes(calendar.to_ical())


def _event(declaration: DeclarationView, site: SiteView, *, at: datetime) -> Event:
    assert site.starts_at is not None
    starts_at = site.starts_at.astimezone(ZoneInfo(site.zone))
    mark = "[LATIHAN] " if declaration.is_rehearsal else ""
    gone = site.cancelled_at is not None or declaration.state in (State.CANCELLED, State.SUPERSEDED)
    event = Event()
    event.add("uid", f"{declaration.public_id}-{site.public_id}@ikrar")
    event.add("dtstamp", at)
    event.add("dtstart", starts_at)
    event.add("dtend", starts_at + LASTS)
    event.add("summary", f"{mark}{declaration.title}")
    event.add("location", ", ".join(part for part in (site.name, site.venue) if part))
    event.add("description", _description(declaration, site))
    event.add("url", site_address(site.short))
    event.add("sequence", declaration.epoch)
    event.add("status", "CANCELLED" if gone else "CONFIRMED" if declaration.is_fixed else "TENTATIVE")
    return event


def _description(declaration: DeclarationView, site: SiteView) -> str:
    lines = [
        f"Pembina apel: {site.leader}" if site.leader else "",
        f"Jam: {site.hour}",
        "Penandatanganan dibuka setelah barisan dibubarkan. Bawa kartu kode Anda.",
        site_address(site.short),
        "LATIHAN. Tidak dihitung." if declaration.is_rehearsal else "",
    ]
    return "\n".join(line for line in lines if line)
