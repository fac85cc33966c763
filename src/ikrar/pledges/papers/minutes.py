"""The minutes (berita acara) filled: Indonesian, as offices file them."""

from collections.abc import Iterable
from datetime import datetime

from ikrar.kernel.text import day_in_words, number_in_words
from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.papers.drawing import draw, qr
from ikrar.pledges.papers.sheets import marks
from ikrar.pledges.queries import minutes as words
from ikrar.pledges.queries.minutes import MinutesView, RollRow, RollUnit
from ikrar.pledges.queries.shapes import SiteView
from ikrar.web import formats

ORDER = (words.SIGNED, words.DISPUTED, words.ASKED, words.UNASKED, words.EXCUSED, words.LEFT)


def minutes_pdf(found: MinutesView, *, at: datetime) -> bytes:
    """The PDF of the minutes with their annexes."""
    plan = found.declaration
    local = at.astimezone(JAKARTA)
    data = {
        "title": plan.title,
        "marks": marks(plan),
        "institution": plan.institution_name,
        "site": found.site.name if found.site else "",
        "opening": _opening(found),
        "place": found.site.venue if found.site else plan.place,
        "made_on": formats.day(local.date(), english=False, weekday=False),
        "parties": _parties(found),
        "witnesses": _witnesses(found.sites),
        "matters": _matters(found),
        "counts": [(kind.id, found.counts.get(kind.id, 0)) for kind in ORDER],
        "people": found.people,
        "units": [_unit(unit) for unit in found.units],
        "text_title": plan.text.title if plan.text else "",
        "text_body": plan.text.body.strip() if plan.text else "",
        "text_sha256": plan.text.text_sha256 if plan.text else "",
        "leader": found.site.leader if found.site else (found.sites[0].leader if found.sites else ""),
        "checkpoint": _checkpoint(found),
        "fingerprint": found.fingerprint,
        "sites": [] if found.site else [_site(site) for site in found.sites],
        "made_at": formats.moment(at, english=False),
    }
    return draw("minutes", data, at=at)


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


def _parties(found: MinutesView) -> list[dict[str, str]]:
    plan = found.declaration
    leaders = [
        {"name": site.leader, "office": f"Pembina apel, {site.name}", "institution": plan.institution_name}
        for site in found.sites
        if site.leader and found.site
    ]
    first = leaders or [{"name": "", "office": "", "institution": plan.institution_name}]
    hosts = [
        {"name": host.representative, "office": host.role, "institution": host.institution_name}
        for host in plan.co_hosts
    ]
    return [*first, *hosts]


def _witnesses(sites: Iterable[SiteView]) -> list[dict[str, str]]:
    told = dict.fromkeys(witness for site in sites for witness in site.witnesses)
    return [{"name": name, "office": office} for name, office in told]


def _matters(found: MinutesView) -> list[str]:
    plan, counts = found.declaration, found.counts
    signed, bound = counts.get(words.SIGNED.id, 0), _bound(found)
    reader = found.site.reader if found.site else ""
    read_by = f" dipimpin oleh {reader}" if reader else ""
    matters = [
        f"Ikrar netralitas dibacakan bersama{read_by}; pembacaan adalah kehadiran, bukan tanda tangan.",
        (
            f"Pakta integritas “{plan.text.title if plan.text else ''}” ditandatangani oleh {signed} "
            f"({number_in_words(signed)}) orang dari {bound} ({number_in_words(bound)}) orang yang wajib."
        ),
        (
            "Yang berhalangan sah dan yang keluar dihitung tersendiri. Pilihan untuk tidak menandatangani tidak "
            "menjadi dasar pemeriksaan, dan dalam lampiran tampak sebagai “Sudah ditanya”."
        ),
    ]
    disputed = counts.get(words.DISPUTED.id, 0)
    return [*matters, *([f"{disputed} tanda tangan disanggah dan diperiksa petugas."] if disputed else [])]


def _bound(found: MinutesView) -> int:
    return sum(found.counts.get(kind.id, 0) for kind in ORDER[:4])


def _unit(unit: RollUnit) -> dict[str, object]:
    return {
        "name": unit.name,
        "path": unit.path,
        "signed": sum(row.status == words.SIGNED for row in unit.rows),
        "rows": [_row(number, row) for number, row in enumerate(unit.rows, start=1)],
    }


def _row(number: int, row: RollRow) -> list[str]:
    clock = formats.clock(row.received_at, english=False) if row.received_at else ""
    return [str(number), row.name, row.number_tail, row.position, row.status.id, row.how, clock, row.number]


def _site(site: SiteView) -> list[str]:
    closed = f"ditutup {formats.clock(site.closed_at, english=False)}" if site.closed_at else "terbuka"
    return [site.name, site.venue, site.hour, site.leader, closed]


def _checkpoint(found: MinutesView) -> dict[str, object] | None:
    made = found.checkpoint
    if made is None:
        return None
    return {
        "origin": made.origin,
        "size": formats.thousands(made.size, english=False),
        "root": made.root_in_groups,
        "made_at": formats.moment(made.made_at, english=False),
        "qr": qr(made.note),
        "witnesses": list(made.witnesses),
    }
