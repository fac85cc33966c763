"""Invite people, hand out roles and take them back."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from ikrar.accounts import domain
from ikrar.accounts.devices import Ended
from ikrar.accounts.domain import EVERYWHERE, ROLE_WORDS, ROLES, Role, Within, exactly
from ikrar.accounts.models import Grant, User
from ikrar.accounts.operations.audit import lock_head, record_act
from ikrar.accounts.operations.invitations import create_user, mail_invitation
from ikrar.accounts.operations.outbox import tell
from ikrar.accounts.operations.sign_ins import end_with_account
from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA

MANAGING = [role.value for role, capabilities in ROLES.items() if "accounts.manage" in capabilities]


class AlreadyGranted(Exception):
    """This person holds this role for this unit already."""


class LastAdministrator(Exception):
    """Nobody would be left to manage accounts."""


class NotToYourself(Exception):
    """Roles are given by somebody else."""


def invite(*, email: str, name: str, by: User, at: datetime) -> User:
    """Create an account that opens with a mailed one-time link."""
    with transaction.atomic():
        user = create_user(email=email, name=name, at=at)
        mail_invitation(user=user, at=at)
        record_act(actor=by, act="account.invited", subject=user.public_id, at=at)
        return user


def invite_again(*, public_id: str, by: User, at: datetime) -> None:
    """A fresh link for an account not opened yet; the old link stops working."""
    with transaction.atomic():
        user = User.objects.get(public_id=public_id, is_active=False)
        mail_invitation(user=user, at=at)
        record_act(actor=by, act="account.invited-again", subject=user.public_id, at=at)


def grant(
    *,
    public_id: str,
    role: Role,
    scope: str,
    begins_on: date,
    ends_before: date | None,
    reason: str,
    by: User,
    at: datetime,
    within: Within = exactly,
) -> str:
    """Give a role for a part of the tree; told to the person. Returns the grant's public id."""
    _check_may_give(public_id, scope, by=by, at=at, within=within)
    with transaction.atomic():
        user = User.objects.get(public_id=public_id)
        try:
            with transaction.atomic():
                made = Grant.objects.create(
                    user=user,
                    role=role,
                    scope=scope,
                    begins_on=begins_on,
                    ends_before=ends_before,
                    reason=reason,
                    granted_by=by,
                )
        except IntegrityError as e:
            raise AlreadyGranted from e
        _tell_granted(user, role, at=at)
        _record(made, act="grant.given", reason=reason, by=by, at=at)
        return made.public_id


def revoke(*, grant_id: str, reason: str, by: User, at: datetime, within: Within = exactly) -> None:
    """Take a role back from today on; told to the person. The last administrator stays."""
    with transaction.atomic():
        lock_head()
        held = Grant.objects.select_related("user").get(public_id=grant_id)
        domain.check_may_hand_on(held.scope, own=by.scopes("accounts.manage", on=_day(at)), within=within)
        held.ends_before = max(_day(at), held.begins_on)
        held.save(update_fields=["ends_before"])
        _check_somebody_manages(on=_day(at))
        _tell_revoked(held.user, Role(held.role), at=at)
        _record(held, act="grant.taken-back", reason=reason, by=by, at=at)


def switch_off(*, public_id: str, reason: str, by: User, at: datetime, within: Within = exactly) -> None:
    """Close an account: nobody signs in with it any more. What it did stays in the audit trail.

    Whoever manages a part of the tree closes only accounts whose every role lies inside it.
    """
    with transaction.atomic():
        lock_head()
        user = User.objects.get(public_id=public_id)
        for scope in user.grants.filter(ends_before=None).values_list("scope", flat=True).order_by("id"):
            domain.check_may_hand_on(scope, own=by.scopes("accounts.manage", on=_day(at)), within=within)
        user.is_active = False
        user.set_unusable_password()
        user.save(update_fields=["is_active", "password"])
        Grant.objects.filter(user=user, ends_before=None, begins_on__lte=_day(at)).update(
            ends_before=_day(at)
        )
        Grant.objects.filter(user=user, ends_before=None).update(ends_before=F("begins_on"))
        _check_somebody_manages(on=_day(at))
        end_with_account(user=user, why=Ended.CLOSED, at=at)
        _tell_closed(user, at=at)
        record_act(actor=by, act="account.closed", subject=user.public_id, detail={"reason": reason}, at=at)


def _day(at: datetime) -> date:
    return at.astimezone(JAKARTA).date()


def _check_may_give(public_id: str, scope: str, *, by: User, at: datetime, within: Within) -> None:
    if by.public_id == public_id:
        raise NotToYourself
    domain.check_may_hand_on(scope, own=by.scopes("accounts.manage", on=_day(at)), within=within)


def _check_somebody_manages(*, on: date) -> None:
    managers = Grant.objects.filter(
        Q(ends_before=None),
        user__is_active=True,
        role__in=MANAGING,
        scope=EVERYWHERE,
        begins_on__lte=on,
    )
    if not managers.exists():
        raise LastAdministrator


def _record(held: Grant, *, act: str, reason: str, by: User, at: datetime) -> None:
    record_act(
        actor=by,
        act=act,
        subject=held.user.public_id,
        detail={"grant": held.public_id, "role": held.role, "scope": held.scope, "reason": reason},
        at=at,
    )


def _tell_granted(user: User, role: Role, *, at: datetime) -> None:
    named = ROLE_WORDS[role]
    tell(
        email=user.email,
        subject=Words("Peran Anda di Ikrar bertambah", "You were given a role in Ikrar"),
        body=Words(
            f"Anda kini memegang peran: {named.id}.\nBila Anda tidak mengharapkannya, mohon hubungi pengelola sistem.",
            f"You now hold the role: {named.en}.\nIf you did not expect this, please tell your administrator.",
        ),
        at=at,
    )


def _tell_revoked(user: User, role: Role, *, at: datetime) -> None:
    named = ROLE_WORDS[role]
    tell(
        email=user.email,
        subject=Words("Peran Anda di Ikrar berakhir", "A role of yours in Ikrar has ended"),
        body=Words(
            f"Peran Anda sebagai {named.id} berakhir hari ini.",
            f"Your role as {named.en} ends today.",
        ),
        at=at,
    )


def _tell_closed(user: User, *, at: datetime) -> None:
    tell(
        email=user.email,
        subject=Words("Akun Ikrar Anda ditutup", "Your Ikrar account was closed"),
        body=Words(
            "Akun Anda ditutup hari ini. Bila ini keliru, mohon hubungi pengelola sistem.",
            "Your account was closed today. If this is a mistake, please tell your administrator.",
        ),
        at=at,
    )
