"""One-time links: to activate an account, and to set up the first administrator."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction

from ikrar.accounts.domain import EVERYWHERE, ROLES, Role
from ikrar.accounts.models import Grant, Invitation, User
from ikrar.accounts.operations.audit import lock_head, record_act
from ikrar.accounts.operations.outbox import tell
from ikrar.kernel.ids import ALPHABET, NotACode, clean
from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA

FIRST_RUN_HOLDS = timedelta(hours=2)
INVITATION_HOLDS = timedelta(days=7)
CODE_LENGTH = 26  # 130 random bits


class LinkHasExpired(Exception):
    """The one-time link is unknown, used or too old; all three get the same answer."""


class PersonExists(Exception):
    """An account with this address exists already."""


class AlreadySetUp(Exception):
    """An administrator exists; the first-run link is only for an empty installation."""


def first_run_link(at: datetime) -> str:
    """A one-time address for setting up the first administrator; it holds two hours, kept hashed."""
    with transaction.atomic():
        check_not_set_up(on=at.astimezone(JAKARTA).date())
        Invitation.objects.filter(user=None, used_at=None).delete()
        code = _make_code(user=None, expires_at=at + FIRST_RUN_HOLDS)
    return f"{settings.IKRAR_ADDRESS}/akun/pertama/{code}/"


def set_up(*, code: str, name: str, email: str, passphrase: str, at: datetime) -> User:
    """Create the first administrator with the code of the first-run link."""
    with transaction.atomic():
        lock_head()
        check_not_set_up(on=at.astimezone(JAKARTA).date())
        invitation = open_invitation(code=code, at=at, first_run=True)
        user = create_user(email=email, name=name, at=at)
        Grant.objects.create(
            user=user,
            role=Role.ADMIN,
            scope=EVERYWHERE,
            begins_on=at.astimezone(JAKARTA).date(),
            reason="first run",
        )
        _open_account(user, passphrase=passphrase, verified=False)
        _spend(invitation, at=at)
        record_act(actor=None, act="account.first-administrator", subject=user.public_id, at=at)
        return user


def activate(*, code: str, passphrase: str, at: datetime) -> User:
    """Open the invited account with the passphrase its owner chose; the mailed link proves the address."""
    with transaction.atomic():
        invitation = open_invitation(code=code, at=at)
        user = invitation.user
        assert user is not None
        _open_account(user, passphrase=passphrase, verified=True)
        _spend(invitation, at=at)
        record_act(actor=user, act="account.activated", subject=user.public_id, at=at)
        return user


def open_invitation(*, code: str, at: datetime, first_run: bool = False) -> Invitation:
    """The invitation behind a code, locked; raises `LinkHasExpired`."""
    try:
        code_hash = _hash(clean(code))
    except NotACode as e:
        raise LinkHasExpired from e
    found = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("user")
        .filter(code_hash=code_hash, used_at=None, expires_at__gt=at, user__isnull=first_run)
        .first()
    )
    if found is None:
        raise LinkHasExpired
    return found


def check_open(*, code: str, at: datetime, first_run: bool = False) -> str:
    """The invited person's name, for the page; raises `LinkHasExpired`, and `AlreadySetUp` at first run."""
    with transaction.atomic():
        if first_run:
            check_not_set_up(on=at.astimezone(JAKARTA).date())
        invitation = open_invitation(code=code, at=at, first_run=first_run)
        return invitation.user.display_name if invitation.user else ""


def check_not_set_up(*, on: date) -> None:
    """Raise `AlreadySetUp` when somebody can already manage accounts."""
    managing = [role.value for role, capabilities in ROLES.items() if "accounts.manage" in capabilities]
    held = Grant.objects.filter(user__is_active=True, role__in=managing, begins_on__lte=on, ends_before=None)
    if held.exists():
        raise AlreadySetUp


def create_user(*, email: str, name: str, at: datetime) -> User:
    """A closed account; one per address, whatever its case."""
    user = User(email=email.strip().lower(), display_name=name.strip(), created_at=at)
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as e:
        raise PersonExists from e
    return user


def mail_invitation(*, user: User, at: datetime) -> None:
    """Mail the link; it replaces an earlier one."""
    Invitation.objects.filter(user=user).delete()
    code = _make_code(user=user, expires_at=at + INVITATION_HOLDS)
    address = f"{settings.IKRAR_ADDRESS}/akun/undangan/{code}/"
    tell(
        email=user.email,
        subject=Words("Undangan bekerja dengan Ikrar", "Invitation to work with Ikrar"),
        body=Words(
            f"Yth. {user.display_name},\n\nAnda diundang memakai Ikrar sebagai petugas. Buka tautan ini untuk memilih "
            f"kata sandi dan mendaftarkan kunci sandi (passkey). Tautan berlaku tujuh hari dan sekali pakai:\n\n{address}",
            f"Dear {user.display_name},\n\nyou are invited to use Ikrar as staff. Open this link to choose a passphrase "
            f"and enrol a passkey. It holds seven days and works once:\n\n{address}",
        ),
        at=at,
    )


def _make_code(*, user: User | None, expires_at: datetime) -> str:
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    Invitation.objects.create(user=user, code_hash=_hash(code), expires_at=expires_at)
    return code


def _hash(code: str) -> bytes:
    return hashlib.sha256(b"ikrar-invitation/v1\n" + code.encode()).digest()


def _spend(invitation: Invitation, *, at: datetime) -> None:
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])


def _open_account(user: User, *, passphrase: str, verified: bool) -> None:
    user.set_password(passphrase)
    user.is_active = True
    user.save(update_fields=["password", "is_active"])
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"primary": True, "verified": verified}
    )
