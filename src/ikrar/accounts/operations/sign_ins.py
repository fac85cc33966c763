"""Sessions of staff: begun, seen, ended by their owner, by an administrator, or by what happens to the account."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from ikrar.accounts import domain
from ikrar.accounts.devices import Ended, Factor, Way, device_of, network_mark
from ikrar.accounts.domain import Within, exactly
from ikrar.accounts.models import SignIn, User
from ikrar.accounts.operations.audit import record_act
from ikrar.accounts.operations.outbox import tell
from ikrar.kernel.canonical import Value
from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA

SEEN_EVERY = timedelta(minutes=5)
KEPT = timedelta(days=30)

ENDED_SUBJECT = Words("Semua sesi Anda di Ikrar diakhiri", "All your sessions in Ikrar were ended")
ENDED_BODY = Words(
    "Pengelola sistem mengakhiri semua sesi akun Anda. Akun Anda tetap ada; silakan masuk lagi.\n"
    "Bila Anda tidak tahu sebabnya, mohon tanyakan kepadanya.",
    "An administrator ended all sessions of your account. The account itself is untouched; please sign in again.\n"
    "If you do not know why, please ask.",
)


def begin(*, user: User, way: Way, agent: str, address: str, at: datetime) -> str:
    """A new session of this person; returns the public id that the session carries."""
    made = SignIn.objects.create(
        user=user,
        way=way,
        device=device_of(agent),
        network=mark_of(address),
        began_at=at,
        seen_at=at,
        ends_at=at + timedelta(seconds=settings.SESSION_COOKIE_AGE),
    )
    return made.public_id


def mark_of(address: str) -> bytes:
    """The mark of the network this address lies in."""
    return network_mark(address, secret=settings.KEYRING.secret("sign-ins"))


def note_way(*, public_id: str, way: Way, factor: Factor | None) -> None:
    """How the session was opened, once the last step is done."""
    SignIn.objects.filter(public_id=public_id).update(way=way, factor=factor or "")


def is_alive(*, public_id: str, user: User, at: datetime) -> bool:
    """Whether the session may still be used; notes now and then that it was."""
    found = SignIn.objects.filter(public_id=public_id, user=user, ended_at=None, ends_at__gt=at).first()
    if found is None:
        return False
    if at - found.seen_at >= SEEN_EVERY:
        SignIn.objects.filter(pk=found.pk).update(seen_at=at)
    return True


def note_sign_out(*, public_id: str, at: datetime) -> None:
    """The owner signed out."""
    _end(public_id=public_id, why=Ended.SIGNED_OUT, at=at)


def end_one(*, public_id: str, by: User, at: datetime) -> None:
    """The owner ends one of the own sessions."""
    with transaction.atomic():
        if _end(public_id=public_id, user=by, why=Ended.OWNER, at=at):
            record_act(actor=by, act="session.ended", subject=by.public_id, at=at)


def end_others(*, but: str, by: User, at: datetime) -> int:
    """The owner ends all sessions but the one that asks; returns how many."""
    with transaction.atomic():
        ended = _end(user=by, but=but, why=Ended.OWNER, at=at)
        if ended:
            detail: dict[str, Value] = {"sessions": ended}
            record_act(actor=by, act="session.others-ended", subject=by.public_id, detail=detail, at=at)
        return ended


def end_all_of(*, public_id: str, reason: str, by: User, at: datetime, within: Within = exactly) -> int:
    """An administrator ends every session of an account; told to its owner."""
    with transaction.atomic():
        user = User.objects.get(public_id=public_id)
        own = by.scopes("accounts.manage", on=at.astimezone(JAKARTA).date())
        for scope in user.grants.filter(ends_before=None).values_list("scope", flat=True).order_by("id"):
            domain.check_may_hand_on(scope, own=own, within=within)
        ended = _end(user=user, why=Ended.ADMINISTRATOR, at=at)
        tell(email=user.email, subject=ENDED_SUBJECT, body=ENDED_BODY, at=at)
        detail: dict[str, Value] = {"sessions": ended, "reason": reason}
        record_act(actor=by, act="session.all-ended", subject=user.public_id, detail=detail, at=at)
        return ended


def end_with_account(*, user: User, why: Ended, at: datetime) -> None:
    """The account was closed or its passphrase changed: no session outlives that."""
    _end(user=user, why=why, at=at)


def forget_old(*, at: datetime) -> None:
    """A month after it ended a session is nobody's business; the audit trail keeps that somebody signed in."""
    SignIn.objects.filter(ends_at__lt=at - KEPT).delete()


def _end(*, why: Ended, at: datetime, user: User | None = None, public_id: str = "", but: str = "") -> int:
    rows = SignIn.objects.filter(ended_at=None, ends_at__gt=at)
    rows = rows.filter(user=user) if user else rows
    rows = rows.filter(public_id=public_id) if public_id else rows
    rows = rows.exclude(public_id=but) if but else rows
    return rows.update(ended_at=at, ended_by=why)
