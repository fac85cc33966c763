"""Personal codes: made in the clear for one sheet or one letter, kept as keyed hashes only."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from ikrar.accounts import operations as accounts
from ikrar.accounts.domain import LetterKind
from ikrar.kernel.words import Words
from ikrar.pledges.domain import State, cards
from ikrar.pledges.domain.planning import Change, check_active
from ikrar.pledges.models import CodeCard, Declaration, Duty
from ikrar.pledges.operations.duties import NotFixed
from ikrar.pledges.operations.trail import Actor, locked, note, today
from ikrar.roster import queries as roster
from ikrar.roster.domain import Standing

LETTER = Words(
    """Bapak/Ibu {name},

{title}
{day}

Kode pribadi Anda: {code}
Alamat: {address}

Bukalah alamat itu setelah barisan dibubarkan, masukkan kode, baca naskah, lalu tanda tangani.
Kode ini hanya untuk Anda; mohon tidak dipinjamkan atau diteruskan.
Kode yang pernah Anda terima sebelumnya tidak berlaku lagi.
{mark}""",
    """Dear {name},

{title}
{day}

Your personal code: {code}
Address: {address}

Open the address once the formation is dismissed, enter the code, read the text, then sign.
This code is yours alone; please do not lend or forward it.
Any code you received before no longer works.
{mark}""",
)
MARK = Words("LATIHAN. Tidak dihitung.", "REHEARSAL. Counted nowhere.")


class NobodyToAsk(Exception):
    """Nobody of this unit has the duty, or nobody is without a pledge."""


@dataclass(frozen=True, slots=True)
class Card:
    """One personal card. The code exists here and nowhere else."""

    name: str
    unit: str
    number_tail: str
    code: str  # grouped for reading
    short: str
    address: str  # with the code in the fragment, for the QR
    site: str


def issue_cards(*, declaration: str, units: Collection[int], by: Actor, at: datetime) -> list[Card]:
    """New codes for everybody of these units who has the duty and has not pledged; older ones stop working.

    Each unit is a transaction of its own, so that a site that is open somewhere never waits for long.
    """
    active(declaration, at=at)
    made = [card for unit in sorted(set(units)) for card in _issue_unit(declaration, unit, at=at)]
    if not made:
        raise NobodyToAsk
    _note(declaration, str(len(made)), by=by, at=at)
    return made


def _issue_unit(declaration: str, unit: int, *, at: datetime) -> list[Card]:
    with transaction.atomic():
        row = active(declaration, at=at)
        return _issue(row, _without_pledge(row).filter(unit_id=unit), at=at)


def mail_codes(*, declaration: str, units: Collection[int], by: Actor, at: datetime) -> int:
    """A letter with a personal code to everybody of these units whose address the roster knows."""
    active(declaration, at=at)
    sent = sum(_mail_unit(declaration, unit, at=at) for unit in sorted(set(units)))
    _note(declaration, f"@{sent}", by=by, at=at)
    return sent


def _mail_unit(declaration: str, unit: int, *, at: datetime) -> int:
    with transaction.atomic():
        row = active(declaration, at=at)
        duties = _without_pledge(row).filter(unit_id=unit)
        contacts = roster.contacts(official_ids=list(duties.values_list("official_id", flat=True)))
        reached = duties.filter(official_id__in=contacts)
        addresses = [contacts[duty.official_id].email for duty in reached]
        for card, email in zip(_issue(row, reached, at=at), addresses, strict=True):
            _post(row, card, email, at=at)
        return len(addresses)


def _note(declaration: str, after: str, *, by: Actor, at: datetime) -> None:
    with transaction.atomic():
        note(locked(declaration), Change.CARDS, by=by, at=at, after=after)


def active(public_id: str, *, at: datetime) -> Declaration:
    """The declaration, locked, if cards may go out today; marks the first time they do."""
    with transaction.atomic():
        row = locked(public_id)
        if row.state != State.FIXED or row.held_on is None:
            raise NotFixed
        check_active(held_on=row.held_on, today=today(at))
        if row.activated_at is None:
            row.activated_at = at
            row.save(update_fields=["activated_at"])
        return row


def _without_pledge(row: Declaration) -> QuerySet[Duty]:
    return (
        row.duties.filter(standing=Standing.BOUND).exclude(pledges__effective=True).order_by("unit_id", "id")
    )


def _issue(row: Declaration, duties: QuerySet[Duty], *, at: datetime) -> list[Card]:
    secret = settings.KEYRING.secret("codes")
    found = list(duties.select_related("site"))
    CodeCard.objects.filter(duty__in=found, revoked_at=None).update(revoked_at=at)
    codes = [cards.new_code() for _ in found]
    CodeCard.objects.bulk_create(
        [
            CodeCard(
                duty=duty,
                code_hash=cards.code_hash(secret=secret, declaration=row.public_id, code=code),
                issued_at=at,
            )
            for duty, code in zip(found, codes, strict=True)
        ],
        batch_size=500,
    )
    return _drawn(row, found, codes)


def _drawn(row: Declaration, duties: Sequence[Duty], codes: Iterable[str]) -> list[Card]:
    assert row.held_on is not None
    ids = [duty.official_id for duty in duties]
    people = {one.id: one for one in roster.officials(ids=ids, on=row.held_on)}
    units = roster.unit_names(unit_ids={duty.unit_id for duty in duties}, on=row.held_on)
    return [
        Card(
            name=people[duty.official_id].name if duty.official_id in people else "—",
            unit=units.get(duty.unit_id, ""),
            number_tail=people[duty.official_id].number_tail if duty.official_id in people else "",
            code=cards.grouped(code),
            short=duty.site.short if duty.site else "",
            address=f"{site_address(duty.site.short if duty.site else '')}#k={code}",
            site=duty.site.name if duty.site else "",
        )
        for duty, code in zip(duties, codes, strict=True)
    ]


def site_address(short: str) -> str:
    """The short address of a site as it is printed."""
    return f"{settings.IKRAR_ADDRESS}/i/{short}"


def _post(row: Declaration, card: Card, email: str, *, at: datetime) -> None:
    values = {
        "name": card.name,
        "title": row.title,
        "day": f"{row.held_on:%d-%m-%Y}",
        "code": card.code,
        "address": site_address(card.short),
    }
    accounts.tell(
        email=email,
        subject=Words(f"Kode pribadi: {row.title}"[:180], f"Personal code: {row.title}"[:180]),
        body=Words(
            LETTER.id.format(**values, mark=MARK.id if row.is_rehearsal else ""),
            LETTER.en.format(**values, mark=MARK.en if row.is_rehearsal else ""),
        ),
        at=at,
        kind=LetterKind.CODE,
    )
