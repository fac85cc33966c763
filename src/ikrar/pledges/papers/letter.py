"""The letter of invitation (surat undangan): what an organiser chose, as a value, as PDF and as DOCX."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from ikrar.kernel.text import day_in_words, number_in_words
from ikrar.papers import letters
from ikrar.papers.letters import Invited, Letter
from ikrar.pledges.operations.cards import site_address
from ikrar.pledges.papers.drawing import draw, qr
from ikrar.pledges.papers.sheets import marks, shown
from ikrar.pledges.queries.plan import InvitedView
from ikrar.pledges.queries.shapes import DeclarationView, SiteView
from ikrar.register import queries as register
from ikrar.web import formats

INLINE = 4  # more addressees than these go to a list of their own
ATTACHED = "(daftar terlampir)"
NOTES = (
    "Membawa ponsel dan kartu kode pribadi. Ponsel disimpan sampai barisan dibubarkan; penandatanganan dibuka sesudahnya.",
    "Naskah pakta integritas dapat dibaca sebelum hari itu di halaman umum di bawah ini.",
    "Tidak menandatangani adalah hak; hal itu tidak diteruskan ke pemeriksaan mana pun.",
)
CLOSING = (
    "Demikian undangan ini disampaikan. Atas perhatian dan kehadiran Bapak/Ibu, kami ucapkan terima kasih."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the organiser chose and wrote."""

    nature: str
    subject: str
    place: str
    addressees: tuple[str, ...]
    agenda: tuple[str, ...]
    notes: tuple[str, ...]
    office: str
    copies: tuple[str, ...]


def invitation(
    plan: DeclarationView, site: SiteView | None, wanted: Wanted, *, invited: Sequence[InvitedView]
) -> Letter:
    """The letter as a value; one site's, or with the site of each invited unit in the list that goes with it."""
    listed = tuple(_line(plan, one) for one in invited)
    goes_along = len(listed) > INLINE
    named = (*wanted.addressees, *(f"Pimpinan {one.name}" for one in listed if not goes_along))
    return Letter(
        institution=plan.institution_name,
        marks=tuple(marks(plan)),
        nature=wanted.nature,
        attachment=f"1 ({number_in_words(1)}) berkas" if goes_along else "—",
        subject=wanted.subject,
        place=wanted.place,
        addressees=(*named, ATTACHED) if goes_along else named,
        opening=_opening(plan),
        facts=_facts(plan, site, is_listed=goes_along),
        agenda=wanted.agenda,
        notes=wanted.notes,
        closing=CLOSING,
        office=wanted.office,
        copies=wanted.copies,
        invited=listed if goes_along else (),
        fingerprint=register.fingerprint(rehearsal=plan.is_rehearsal),
        origin=register.origin(rehearsal=plan.is_rehearsal),
        text_sha256="" if plan.text is None else plan.text.text_sha256,
        address=_address(plan, site),
    )


def letter_pdf(found: Letter, *, at: datetime) -> bytes:
    """The PDF of the letter."""
    told = asdict(found)
    code = qr(found.address) if found.address else ""
    return draw("letter", {**told, "qr": code, "shown": shown(found.address)}, at=at)


def letter_docx(found: Letter, *, at: datetime) -> bytes:
    """The DOCX of the same letter."""
    return letters.letter(found, at=at)


def hour_in_words(hour: int, minute: int) -> str:
    """An hour as a letter spells it out.

    >>> hour_in_words(7, 45), hour_in_words(8, 0)
    ('tujuh lewat empat puluh lima menit', 'delapan')
    """
    if not minute:
        return number_in_words(hour)
    return f"{number_in_words(hour)} lewat {number_in_words(minute)} menit"


def _line(plan: DeclarationView, one: InvitedView) -> Invited:
    hours = {site.public_id: site.hour for site in plan.sites}
    return Invited(name=one.name, place=one.site, hour=hours.get(one.site_public_id, ""))


def _opening(plan: DeclarationView) -> str:
    return (
        f"Dalam rangka {plan.title} di lingkungan {plan.institution_name}, kami mengundang Bapak/Ibu menghadiri "
        "pembacaan ikrar dan penandatanganan pakta integritas netralitas aparatur sipil negara, yang dilaksanakan pada:"
    )


def _facts(plan: DeclarationView, site: SiteView | None, *, is_listed: bool) -> tuple[tuple[str, str], ...]:
    held = site.local_start.date() if site and site.local_start else plan.held_on
    words = f"{formats.day(held, english=False)} ({day_in_words(held)})" if held else ""
    facts = (
        ("Hari, tanggal", words),
        ("Waktu", _hour(plan, site)),
        ("Tempat", _place(plan, site, is_listed=is_listed)),
        ("Pembina apel", site.leader if site else ""),
        ("Acara", plan.title),
    )
    return tuple((label, value) for label, value in facts if value)


def _hour(plan: DeclarationView, site: SiteView | None) -> str:
    start = site.local_start if site else None
    if site is not None and start is not None:
        return f"Pukul {site.hour} ({hour_in_words(start.hour, start.minute)})"
    if plan.starts_at is None:
        return ""
    return f"Pukul {plan.starts_at:%H.%M} WIB ({hour_in_words(plan.starts_at.hour, plan.starts_at.minute)})"


def _place(plan: DeclarationView, site: SiteView | None, *, is_listed: bool) -> str:
    if site is not None:
        return ", ".join(filter(None, (site.name, site.venue)))
    many = len([one for one in plan.sites if one.cancelled_at is None]) > 1
    return "Lokasi masing-masing sesuai daftar terlampir" if many and is_listed else plan.place


def _address(plan: DeclarationView, site: SiteView | None) -> str:
    """The public page; a declaration that is only planned has none yet."""
    if site is not None and plan.is_fixed:
        return site_address(site.short)
    origin = site_address("").removesuffix("/i/")
    return "" if plan.is_planned else f"{origin}/deklarasi/{plan.public_id}/"
