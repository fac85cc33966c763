"""Papers for the reading: the list of those present, and the text as it is read and signed."""

from collections.abc import Iterable
from datetime import datetime

from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.operations.cards import site_address
from ikrar.pledges.papers.drawing import draw, draw_apart, qr
from ikrar.pledges.papers.sheets import day, marks, shown
from ikrar.pledges.queries.attending import PresentUnit
from ikrar.pledges.queries.shapes import DeclarationView, SiteView, TextView
from ikrar.register import queries as register
from ikrar.roster import queries as roster
from ikrar.web import formats

APART = 400  # names


def attendance(
    declaration: DeclarationView, site: SiteView, units: Iterable[PresentUnit], *, at: datetime
) -> bytes:
    """The list of those present when the ikrar is read at a site: attendance, not a signature."""
    listed = list(units)
    held = site.starts_at.astimezone(JAKARTA).date() if site.starts_at else None
    data = {
        "title": declaration.title,
        "marks": marks(declaration),
        "day": formats.day(held, english=False) if held else day(declaration),
        "hour": site.hour,
        "site": ", ".join(filter(None, (site.name, site.venue))),
        "leader": site.leader,
        "reader": site.reader,
        "units": [_unit(unit) for unit in listed],
    }
    setting = draw_apart if sum(len(unit.people) for unit in listed) > APART else draw
    return setting("attendance", data, at=at)


def pact(text: TextView, *, at: datetime) -> bytes:
    """The text of the pact as a paper."""
    address = f"{site_address('').removesuffix('/i/')}/naskah/{text.public_id}/"
    data = {
        "institution": next((one.name for one in roster.institutions() if one.is_convenor), ""),
        "marks": marks(text),
        "text_title": text.title,
        "version": text.version,
        "reading": text.reading.strip(),
        "body": text.body.strip(),
        "text_sha256": text.text_sha256,
        "approved": formats.moment(text.published_at, english=False) if text.published_at else "",
        "shown": shown(address),
        "qr": qr(address),
        "fingerprint": register.fingerprint(rehearsal=text.for_rehearsal),
    }
    return draw("pact", data, at=at)


def _unit(unit: PresentUnit) -> dict[str, object]:
    people = [
        {"number": number, "name": one.name, "number_tail": one.number_tail, "position": one.position}
        for number, one in enumerate(unit.people, start=1)
    ]
    return {"name": unit.name, "people": people}
