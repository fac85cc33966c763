"""Sessions of one person, for the person and for an administrator who counts them."""

from dataclasses import dataclass
from datetime import datetime

from ikrar.accounts.devices import ENDED_WORDS, FACTOR_WORDS, WAY_WORDS, Ended, Factor, Way
from ikrar.accounts.models import SignIn, User
from ikrar.kernel.words import Words


@dataclass(frozen=True, slots=True)
class SignInView:
    """A session as its owner sees it."""

    public_id: str
    device: str
    way: Words
    factor: Words | None
    began_at: datetime
    seen_at: datetime
    is_this: bool
    is_here: bool
    is_open: bool
    ended_at: datetime
    ended_by: Words | None


def own_sign_ins(*, user: User, this: str, network: bytes, at: datetime) -> list[SignInView]:
    """Open sessions first, the newest first; then those of the last month that are over."""
    rows = SignIn.objects.filter(user=user).order_by("-began_at", "-id")[:200]
    found = [_view(row, this=this, network=network, at=at) for row in rows]
    return sorted(found, key=lambda view: (not view.is_this, not view.is_open))


def open_sign_ins(*, public_id: str, at: datetime) -> int:
    """How many sessions of this account are open."""
    return SignIn.objects.filter(user__public_id=public_id, ended_at=None, ends_at__gt=at).count()


def way_of(*, public_id: str) -> Way | None:
    """How this session was opened."""
    found = SignIn.objects.filter(public_id=public_id).values_list("way", flat=True).first()
    return Way(found) if found else None


def _view(row: SignIn, *, this: str, network: bytes, at: datetime) -> SignInView:
    return SignInView(
        public_id=row.public_id,
        device=row.device,
        way=WAY_WORDS[Way(row.way)],
        factor=FACTOR_WORDS[Factor(row.factor)] if row.factor else None,
        began_at=row.began_at,
        seen_at=row.seen_at,
        is_this=row.public_id == this,
        is_here=bool(network) and bytes(row.network) == network,
        is_open=row.ended_at is None and row.ends_at > at,
        ended_at=row.ended_at or row.ends_at,
        ended_by=ENDED_WORDS[Ended(row.ended_by)] if row.ended_by else None,
    )
