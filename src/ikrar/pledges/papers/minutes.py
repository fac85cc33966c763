"""The minutes (berita acara) filled: Indonesian, as offices file them; one value for the PDF and for the DOCX."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from ikrar.kernel.text import day_in_words, number_in_words
from ikrar.kernel.zones import JAKARTA
from ikrar.papers import letters
from ikrar.papers.letters import Minutes, Party, Photograph, RollOfUnit, Seen, SiteRow
from ikrar.pledges.papers.drawing import draw, draw_apart, qr
from ikrar.pledges.papers.sheets import marks
from ikrar.pledges.queries import minutes as words
from ikrar.pledges.queries.minutes import MinutesView, RollRow, RollUnit
from ikrar.pledges.queries.shapes import SiteView
from ikrar.web import formats

ORDER = (words.SIGNED, words.DISPUTED, words.ASKED, words.UNASKED, words.EXCUSED, words.LEFT)
APART = 400  # names; a longer roll is set in a process of its own


def minutes_of(found: MinutesView, *, photographs: Sequence[Photograph] = (), at: datetime) -> Minutes:
    """The minutes as a value."""
    plan = found.declaration
    return Minutes(
        institution=plan.institution_name,
        marks=tuple(marks(plan)),
        title=plan.title,
        site=found.site.name if found.site else "",
        opening=_opening(found),
        parties=_parties(found),
        witnesses=_witnesses(found.sites),
        matters=_matters(found),
        counts=tuple((kind.id, found.counts.get(kind.id, 0)) for kind in ORDER),
        sites=tuple(_site(site, found) for site in found.sites),
        people=found.people,
        units=tuple(_unit(unit) for unit in found.units),
        text_title=plan.text.title if plan.text else "",
        text_body=plan.text.body.strip() if plan.text else "",
        text_sha256=plan.text.text_sha256 if plan.text else "",
        photographs=tuple(photographs),
        checkpoint=_checkpoint(found),
        fingerprint=found.fingerprint,
        made_on=formats.day(at.astimezone(JAKARTA).date(), english=False, weekday=False),
        made_at=at,
    )


def minutes_pdf(found: Minutes, *, at: datetime) -> bytes:
    """The PDF of the minutes with their annexes."""
    setting = draw_apart if found.people > APART else draw
    return setting("minutes", told(found), at=at)


def minutes_docx(found: Minutes, *, at: datetime) -> bytes:
    """The DOCX of the same minutes."""
    return letters.minutes(found, at=at)


def told(found: Minutes) -> dict[str, Any]:
    """The value as the template reads it; pictures travel as drawings."""
    seen = found.checkpoint
    told = asdict(replace(found, photographs=()))
    del told["made_at"]
    pictures = [
        {"svg": _as_drawing(one), "caption": one.caption, "sha256": one.sha256, "alt": one.alt}
        for one in found.photographs
    ]
    return {
        **told,
        "photographs": pictures,
        "qr": qr(seen.note) if seen else "",
        "nature": letters.NATURE,
        "illustration": letters.ILLUSTRATION,
        "attendance": letters.ATTENDANCE,
        "volumes": [],
    }


def _as_drawing(one: Photograph) -> str:
    """A picture inside an SVG: values reach a template as text alone."""
    inside = b64encode(one.image).decode()
    wide, high = one.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}">'
        f'<image width="{wide}" height="{high}" href="data:{one.media};base64,{inside}"/></svg>'
    )


def _opening(found: MinutesView) -> str:
    plan, site = found.declaration, found.site
    on = site.starts_at.astimezone(JAKARTA).date() if site and site.starts_at else plan.held_on
    day = day_in_words(on) if on else "………………"
    figures = f" ({on:%d-%m-%Y})" if on else ""
    place = ", ".join(filter(None, (site.name, site.venue) if site else (plan.place,))) or "………………"
    return (
        f"Pada hari ini, {day}{figures}, bertempat di {place}, telah dilaksanakan {plan.title} "
        f"di lingkungan {plan.institution_name}, dengan para pihak sebagai berikut:"
    )


def _parties(found: MinutesView) -> tuple[Party, ...]:
    plan = found.declaration
    leaders = [
        Party(name=site.leader, office=f"Pembina apel, {site.name}", institution=plan.institution_name)
        for site in found.sites
        if site.leader and found.site
    ]
    first = leaders or [Party(name="", office="", institution=plan.institution_name)]
    hosts = [
        Party(name=host.representative, office=host.role, institution=host.institution_name)
        for host in plan.co_hosts
    ]
    return (*first, *hosts)


def _witnesses(sites: Iterable[SiteView]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(witness for site in sites for witness in site.witnesses))


def _matters(found: MinutesView) -> tuple[str, ...]:
    plan, counts = found.declaration, found.counts
    signed, bound = counts.get(words.SIGNED.id, 0), _bound(found)
    reader = found.site.reader if found.site else ""
    read_by = f" dipimpin oleh {reader}" if reader else ""
    matters = (
        f"Ikrar netralitas dibacakan bersama{read_by}; pembacaan adalah kehadiran, bukan tanda tangan.",
        (
            f"Pakta integritas “{plan.text.title if plan.text else ''}” ditandatangani oleh {signed} "
            f"({number_in_words(signed)}) orang dari {bound} ({number_in_words(bound)}) orang yang wajib."
        ),
        (
            "Yang berhalangan sah dan yang keluar dihitung tersendiri. Pilihan untuk tidak menandatangani tidak "
            "menjadi dasar pemeriksaan, dan dalam lampiran tampak sebagai “Sudah ditanya”."
        ),
    )
    disputed = counts.get(words.DISPUTED.id, 0)
    return (*matters, *([f"{disputed} tanda tangan disanggah dan diperiksa petugas."] if disputed else []))


def _bound(found: MinutesView) -> int:
    return sum(found.counts.get(kind.id, 0) for kind in ORDER[:4])


def _unit(unit: RollUnit) -> RollOfUnit:
    return RollOfUnit(
        name=unit.name,
        path=unit.path,
        signed=sum(row.status == words.SIGNED for row in unit.rows),
        rows=tuple(_row(number, row) for number, row in enumerate(unit.rows, start=1)),
    )


def _row(number: int, row: RollRow) -> tuple[str, ...]:
    clock = formats.clock(row.received_at, english=False) if row.received_at else ""
    return (str(number), row.name, row.number_tail, row.position, row.status.id, row.how, clock, row.number)


def _site(site: SiteView, found: MinutesView) -> SiteRow:
    closed = f"ditutup {formats.clock(site.closed_at, english=False)}" if site.closed_at else "terbuka"
    return SiteRow(
        name=site.name,
        venue=site.venue,
        hour=site.hour,
        leader=site.leader,
        reader=site.reader,
        state=closed,
        signed_present=found.present.get(site.id, 0),
    )


def _checkpoint(found: MinutesView) -> Seen | None:
    made = found.checkpoint
    if made is None:
        return None
    return Seen(
        origin=made.origin,
        size=formats.thousands(made.size, english=False),
        root=made.root_in_groups,
        made_at=formats.moment(made.made_at, english=False),
        note=made.note,
        witnesses=tuple(made.witnesses),
    )
