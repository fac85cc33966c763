"""Devices that many sign on: shown on the board, not refused."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count

from ikrar.pledges.domain.settling import Settled
from ikrar.pledges.domain.values import TroubleKind
from ikrar.pledges.models import Trouble
from ikrar.pledges.operations.settling import rows
from ikrar.pledges.queries.devices import signed_on

PEOPLE_ON_A_DEVICE = 3


def note_shared_devices(pledges: Sequence[Settled], *, at: datetime) -> None:
    """More than three people of a declaration on one device: one line on the board."""
    if not pledges:
        return
    sites = {(one.declaration_id, one.key_thumbprint): one.site_id for one in pledges}
    for declaration_id, thumbprint in _crowded({one.key_thumbprint for one in pledges}) & sites.keys():
        known = Trouble.objects.filter(
            declaration_id=declaration_id, kind=TroubleKind.MANY_ON_DEVICE, detail=thumbprint
        )
        if not known.exists():
            Trouble.objects.create(
                declaration_id=declaration_id,
                site_id=sites[declaration_id, thumbprint],
                kind=TroubleKind.MANY_ON_DEVICE,
                detail=thumbprint,
                at=at,
            )


def _crowded(prints: set[str]) -> set[tuple[int, str]]:
    """Declaration and device of those where too many signed; hardly a key ever passes the first look."""
    shared = rows.shared_keys(prints, above=PEOPLE_ON_A_DEVICE)
    if not shared:
        return set()
    found = (
        signed_on(thumbprints=shared)
        .filter(effective=True)
        .values("declaration_id", "key_thumbprint")
        .annotate(n=Count("duty", distinct=True))
        .filter(n__gt=PEOPLE_ON_A_DEVICE)
    )
    return {(row["declaration_id"], row["key_thumbprint"]) for row in found}
