"""What the archive schedule lets go of accounts: name and address; the public mark in the audit trail stays."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from ikrar.accounts.models import Grant, Invitation, SignIn, User
from ikrar.accounts.operations import outbox
from ikrar.accounts.queries.destroyable import NOWHERE, closed_before


def blank_closed_accounts(*, closed_by: datetime, most: int, at: datetime) -> list[str]:
    """Accounts closed at that moment or before; the names they bore, for whoever else wrote them down."""
    with transaction.atomic():
        found = list(closed_before(closed_by).order_by("pk")[:most])
        outbox.take_back_from(emails=[user.email for user in found], at=at)
        names = [user.display_name for user in found]
        for user in found:
            user.email, user.display_name, user.last_login = f"{user.public_id.lower()}{NOWHERE}", "", None
            user.set_unusable_password()
            user.save(update_fields=["email", "display_name", "last_login", "password"])
        Grant.objects.filter(user__in=found).update(reason="")
        for of_theirs in (Invitation, SignIn, EmailAddress, Authenticator, SocialAccount):
            of_theirs.objects.filter(user__in=found).delete()
        return names


def still_borne(*, names: list[str]) -> set[str]:
    """Those of these names that another account bears."""
    return set(User.objects.filter(display_name__in=names).values_list("display_name", flat=True))
