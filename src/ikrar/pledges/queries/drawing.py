"""How the draw of a declaration stands, and who was drawn."""

from dataclasses import dataclass
from datetime import date, datetime

from ikrar.kernel.words import Words
from ikrar.pledges.domain import drawing
from ikrar.pledges.domain.values import (
    IDENTIFIED_WORDS,
    KEY_WORDS,
    PRESENCE_WORDS,
    IdentifiedBy,
    KeyKind,
    PresenceLevel,
    State,
)
from ikrar.pledges.models import AuditDraw, Pledge
from ikrar.pledges.queries import declarations
from ikrar.pledges.queries.receipts import number_of
from ikrar.register import queries as register
from ikrar.roster import queries as roster


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawView:
    """Without a name: what was committed to, which checkpoint decides, which leaves were drawn."""

    declaration: str
    title: str
    is_rehearsal: bool
    is_closed: bool
    pledges: int
    population_sha256: str
    committed_at: datetime | None
    decides: register.CheckpointView | None  # the first checkpoint after the commitment
    count: int
    drawn_at: datetime | None
    leaf_hashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DrawnPerson:
    """Whom to telephone."""

    name: str
    number_tail: str
    position: str
    unit: str
    institution: str
    email: str
    received_at: datetime
    number: str
    three_words: tuple[Words, Words, Words]
    leaf_hash: str


def population(*, declaration_id: int) -> list[bytes]:
    """Every leaf of the declaration, replaced and erased ones too: the list never changes after closing."""
    return [
        bytes(leaf)
        for leaf in Pledge.objects.filter(declaration=declaration_id).values_list("leaf_hash", flat=True)
    ]


def draw_of(*, declaration: str) -> DrawView:
    """The draw as it stands; raises `DeclarationNotFound`."""
    found = declarations.declaration(public_id=declaration)
    row = AuditDraw.objects.filter(declaration=found.id).first()
    decides = None
    if row is not None:
        decides = register.first_checkpoint_with(
            leaf_hash=bytes(row.committed_leaf), rehearsal=found.is_rehearsal
        )
    return DrawView(
        declaration=found.public_id,
        title=found.title,
        is_rehearsal=found.is_rehearsal,
        is_closed=found.state == State.CLOSED,
        pledges=row.pledges if row else Pledge.objects.filter(declaration=found.id).count(),
        population_sha256=row.population_sha256 if row else "",
        committed_at=row.committed_at if row else None,
        decides=decides,
        count=row.count if row else 0,
        drawn_at=row.drawn_at if row else None,
        leaf_hashes=tuple(leaf.hex() for leaf in _drawn(row, declaration)) if row else (),
    )


def people_drawn(*, declaration: str, on: date) -> list[DrawnPerson]:
    """By name, in the order of the draw; the erased are left out."""
    found = declarations.declaration(public_id=declaration)
    row = AuditDraw.objects.filter(declaration=found.id).first()
    leaves = _drawn(row, declaration) if row else []
    pledges = {
        bytes(one.leaf_hash): one
        for one in Pledge.objects.filter(declaration=found.id, leaf_hash__in=leaves).select_related("duty")
        if one.duty is not None
    }
    officials = {one.duty.official_id for one in pledges.values() if one.duty}
    day = found.held_on or on
    people = {person.id: person for person in roster.officials(ids=officials, on=day)}
    contacts = roster.contacts(official_ids=officials)
    return [
        _person(one, people[one.duty.official_id], contacts.get(one.duty.official_id))
        for leaf in leaves
        if (one := pledges.get(leaf)) is not None and one.duty and one.duty.official_id in people
    ]


def _drawn(row: AuditDraw, declaration: str) -> list[bytes]:
    if row.root is None:
        return []
    leaves = population(declaration_id=row.declaration_id)
    return drawing.drawn(leaves, root=bytes(row.root), declaration=declaration, count=row.count)


def _person(pledge: Pledge, person: roster.OfficialView, contact: roster.Contact | None) -> DrawnPerson:
    return DrawnPerson(
        name=person.name,
        number_tail=person.number_tail,
        position=person.position,
        unit=person.unit_name,
        institution=person.institution_name,
        email=contact.email if contact else "",
        received_at=pledge.received_at,
        number=number_of(pledge.id),
        three_words=(
            KEY_WORDS[KeyKind(pledge.key_kind)],
            IDENTIFIED_WORDS[IdentifiedBy(pledge.identified_by)],
            PRESENCE_WORDS[PresenceLevel(pledge.presence)],
        ),
        leaf_hash=bytes(pledge.leaf_hash).hex(),
    )
