"""Link an account to its owner's identity at the SSO, and unlink it; hand an identified official on to "Ikrar saya"."""

import time
from collections.abc import MutableMapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction

from ikrar.accounts.models import User
from ikrar.accounts.operations.audit import record_act
from ikrar.accounts.operations.outbox import tell
from ikrar.accounts.queries.sso import account_of
from ikrar.kernel.words import Words

IDENTIFIED = "ikrar_sso_identified"  # session: an official on the way from the SSO to "Ikrar saya"
HOLDS_SECONDS = 60

LINKED_SUBJECT = Words("SSO disambungkan ke akun Anda", "The SSO was linked to your account")
LINKED_BODY = Words(
    "Akun Ikrar Anda kini dapat dibuka lewat SSO pemerintah, dengan langkah kedua seperti biasa.\n"
    "Bukan Anda yang melakukannya? Segera hubungi pengelola sistem.",
    "Your Ikrar account can now be opened by the government SSO, with the second step as always.\n"
    "Was it not you? Tell your administrator at once.",
)
UNLINKED_SUBJECT = Words("SSO dilepas dari akun Anda", "The SSO was unlinked from your account")
UNLINKED_BODY = Words(
    "Akun Ikrar Anda tidak lagi dapat dibuka lewat SSO pemerintah.\n"
    "Bukan Anda yang melakukannya? Segera hubungi pengelola sistem.",
    "Your Ikrar account can no longer be opened by the government SSO.\n"
    "Was it not you? Tell your administrator at once.",
)


class MatchesNobody(Exception):
    """Whom the SSO names has no account here."""


class MatchesTwo(Exception):
    """What the SSO says fits two different accounts."""


class AlreadyLinked(Exception):
    """This account is linked to another identity of this SSO."""


@dataclass(frozen=True, slots=True)
class Identified:
    """An official as the SSO names him: a number, or a proved address."""

    nip: str
    email: str


def link(*, user: User, provider: str, subject: str, email: str, meant_for: str, at: datetime) -> None:
    """Its owner, signed in by his own means, confirms: from now on this identity opens this account."""
    by_address = account_of(email=email)
    if meant_for not in ("", user.public_id) or by_address not in (None, user):
        raise MatchesTwo
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        known = SocialAccount.objects.filter(user=user, provider=provider).first()
        if known is not None:
            if known.uid == subject:
                return
            raise AlreadyLinked
        try:
            with transaction.atomic():
                SocialAccount.objects.create(user=user, provider=provider, uid=subject, extra_data={})
        except IntegrityError as e:
            raise MatchesTwo from e
        tell(email=user.email, subject=LINKED_SUBJECT, body=LINKED_BODY, at=at)
        record_act(actor=user, act="sso.linked", subject=user.public_id, at=at)


def unlink(*, user: User, at: datetime) -> None:
    """No identity of any SSO opens this account any more."""
    with transaction.atomic():
        ended, _ = SocialAccount.objects.filter(user=user).delete()
        if ended:
            tell(email=user.email, subject=UNLINKED_SUBJECT, body=UNLINKED_BODY, at=at)
            record_act(actor=user, act="sso.unlinked", subject=user.public_id, at=at)


def keep_identified(*, session: MutableMapping[str, Any], nip: str, email: str) -> None:
    """For the next request of this browser, within a minute."""
    session[IDENTIFIED] = [nip, email, int(time.time())]


def take_identified(*, session: MutableMapping[str, Any]) -> Identified | None:
    """Once: whom the SSO has just named in this browser."""
    said = session.pop(IDENTIFIED, None)
    if not said or not 0 <= time.time() - said[2] < HOLDS_SECONDS:
        return None
    return Identified(nip=said[0], email=said[1])
