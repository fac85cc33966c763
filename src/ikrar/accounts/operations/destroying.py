"""What the archive schedule lets go of accounts: name and address; the public mark in the audit trail stays."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from ikrar.accounts.models import Invitation, SignIn
from ikrar.accounts.queries.destroyable import NOWHERE, closed_before


def blank_closed_accounts(*, closed_by: datetime, most: int) -> int:
    """Accounts closed at that moment or before; how many were blanked."""
    with transaction.atomic():
        found = list(closed_before(closed_by).order_by("pk")[:most])
        for user in found:
            user.email, user.display_name = f"{user.public_id.lower()}{NOWHERE}", ""
            user.save(update_fields=["email", "display_name"])
        for of_theirs in (Invitation, SignIn, EmailAddress, Authenticator, SocialAccount):
            of_theirs.objects.filter(user__in=found).delete()
        return len(found)
