"""Count tries against guessing, in the database, so that every worker and a restart know of them."""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from ikrar.accounts.models import Trial


class TooManyTries(Exception):
    """The limit of the running window is used up."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


def count_trial(*, kind: str, key: str, limit: int, seconds: int, at: datetime) -> None:
    """Count one try; raise `TooManyTries` when `limit` were made in the window of `seconds`.

    The key (an address, a number, an account) is stored as an HMAC. The count is kept even when what was
    tried is refused, so call it outside the transaction that may be rolled back.
    """
    with transaction.atomic():
        trial, _ = Trial.objects.get_or_create(kind=kind, key=_sealed(kind, key), defaults={"since": at})
        trial = Trial.objects.select_for_update().get(pk=trial.pk)
        ends_at = trial.since + timedelta(seconds=seconds)
        if at >= ends_at:
            Trial.objects.filter(pk=trial.pk).update(since=at, count=1)
        elif trial.count >= limit:
            raise TooManyTries(max(1, int((ends_at - at).total_seconds() + 0.999)))
        else:
            Trial.objects.filter(pk=trial.pk).update(count=F("count") + 1)


def forgive_trials(*, kind: str, key: str) -> None:
    """It was the right person after all: forget the tries."""
    Trial.objects.filter(kind=kind, key=_sealed(kind, key)).delete()


def give_back(*, kind: str, key: str) -> None:
    """This one try was none: take it off the count and leave the others."""
    Trial.objects.filter(kind=kind, key=_sealed(kind, key), count__gt=0).update(count=F("count") - 1)


def _sealed(kind: str, key: str) -> bytes:
    return hmac.digest(
        settings.KEYRING.secret("trials"), f"{kind}\n{key.strip().lower()}".encode(), hashlib.sha256
    )
