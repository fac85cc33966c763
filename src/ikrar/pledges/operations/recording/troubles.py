"""What the board should know: odd refusals, and devices that many sign on. It names nobody."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Count, Q

from ikrar.pledges.domain import checking, identity, passes, statement
from ikrar.pledges.domain.checking import Offer, Secrets
from ikrar.pledges.domain.values import TroubleKind
from ikrar.pledges.models import Pledge, Trouble
from ikrar.pledges.operations.recording.answers import Answer
from ikrar.pledges.queries import gate

PEOPLE_ON_A_DEVICE = 3
TROUBLES_A_MINUTE = 30

# What an honest phone never sends.
_ODD = (
    checking.TextChanged,
    checking.SignatureWrong,
    checking.StampForged,
    statement.StatementDiffers,
    identity.SignerDiffers,
)


def note_shared_devices(made: list[Pledge], *, at: datetime) -> None:
    """More than three people on one device: shown on the board, not refused."""
    if not made:
        return
    prints = {pledge.key_thumbprint for pledge in made}
    declarations = {pledge.declaration_id for pledge in made}
    crowded = (
        Pledge.objects.filter(declaration__in=declarations, key_thumbprint__in=prints, effective=True)
        .values("declaration_id", "key_thumbprint")
        .annotate(people=Count("duty", distinct=True))
        .filter(people__gt=PEOPLE_ON_A_DEVICE)
    )
    sites = {(p.declaration_id, p.key_thumbprint): p.site_id for p in made}
    for row in crowded:
        key = (row["declaration_id"], row["key_thumbprint"])
        known = Trouble.objects.filter(declaration_id=key[0], kind=TroubleKind.MANY_ON_DEVICE, detail=key[1])
        if not known.exists():  # two at once may both write it; a board with one line more harms nobody
            Trouble.objects.create(
                declaration_id=key[0],
                site_id=sites[key],
                kind=TroubleKind.MANY_ON_DEVICE,
                detail=key[1],
                at=at,
            )


def note_odd(
    batch: Sequence[Offer], answers: Sequence[Answer | None], *, secrets: Secrets, at: datetime
) -> None:
    """Refusals that an honest phone does not earn, for the board; they name nobody."""
    odd = [(offer, a) for offer, a in zip(batch, answers, strict=True) if _is_odd(a)]
    for offer, refusal in odd:
        given = passes.parse(offer.token, keys=secrets.pass_keys)
        loaded = gate.rules_of(declarations=[given.declaration]).get(given.declaration)
        if loaded is not None:
            note_trouble(
                declaration_id=loaded.id,
                site_id=None,
                kind=TroubleKind.REFUSED_PLEDGE,
                detail=type(refusal).__name__,
                at=at,
            )


def _is_odd(answer: Answer | None) -> bool:
    return isinstance(answer, _ODD)


def note_trouble(
    *, declaration_id: int, site_id: int | None, kind: TroubleKind, at: datetime, detail: str = ""
) -> int:
    """Put it on the board, at most so often a minute; returns how many of this kind the last minute saw."""
    here = (
        Q(declaration=declaration_id, site=site_id) if site_id else Q(declaration=declaration_id, site=None)
    )
    recent = Trouble.objects.filter(here, kind=kind, at__gt=at - timedelta(minutes=1)).count()
    if recent < TROUBLES_A_MINUTE:
        Trouble.objects.create(
            declaration_id=declaration_id, site_id=site_id, kind=kind, detail=detail, at=at
        )
    return recent + 1
