"""The words of a commitment: drafted, approved by two people, public and entered a day before anybody can sign."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from ikrar.commitments.domain import Phase
from ikrar.commitments.models import Commitment, CommitmentText, TextApproval
from ikrar.commitments.operations.trail import Actor, enter, locked, note
from ikrar.pledges.domain import texts as rules


class TextHasChanged(Exception):
    """The words were changed, or published, after they were shown for approval."""


class ApprovedBefore(Exception):
    """The same person cannot stand by the same words twice."""


class NoDraft(Exception):
    """There are no new words to approve."""


def draft(*, commitment: str, body: str, by: Actor, at: datetime) -> None:
    """Write the words, or write them anew; approvals of the words before do not count for these."""
    with transaction.atomic():
        row = locked(commitment, Phase.PLANNED, Phase.PUBLIC)
        words, sha256 = rules.normalised(body), rules.text_sha256(body)
        text = row.texts.filter(published_at=None).first()
        if text is None:
            _begin(row, words, sha256, by=by, at=at)
        elif text.text_sha256 != sha256:
            text.approvals.all().delete()
            text.body, text.text_sha256, text.drafted_at, text.drafted_by = words, sha256, at, by
            text.save(update_fields=["body", "text_sha256", "drafted_at", "drafted_by"])
        note(row, "text-drafted", by=by, at=at, text_sha256=sha256)


def approve(*, commitment: str, text_sha256: str, by: Actor, at: datetime) -> bool:
    """Stand by exactly these words. The second person's approval makes them public; whether it did."""
    with transaction.atomic():
        row = locked(commitment, Phase.PLANNED, Phase.PUBLIC)
        text = row.texts.select_for_update().filter(published_at=None).first()
        if text is None:
            raise NoDraft
        if text.text_sha256 != text_sha256:
            raise TextHasChanged
        try:
            with transaction.atomic():
                TextApproval.objects.create(text=text, user=by, text_sha256=text_sha256, at=at)
        except IntegrityError as e:
            raise ApprovedBefore from e
        note(row, "text-approved", by=by, at=at, text_sha256=text_sha256)
        given = text.approvals.values_list("user_id", "text_sha256")
        if not rules.has_enough(given, text_sha256=text_sha256):
            return False
        _publish(row, text, at=at)
        return True


def _begin(row: Commitment, words: str, sha256: str, *, by: Actor, at: datetime) -> None:
    version = (row.texts.aggregate(last=Max("version"))["last"] or 0) + 1
    CommitmentText.objects.create(
        commitment=row, version=version, body=words, text_sha256=sha256, drafted_at=at, drafted_by=by
    )


def _publish(row: Commitment, text: CommitmentText, *, at: datetime) -> None:
    """Enter the words; from here on this version never changes."""
    text.published_at = at
    text.leaf_hash = enter(
        row,
        "commitment-text",
        {"title": row.title, "version": text.version, "text_sha256": text.text_sha256, "body": text.body},
        at=at,
    )
    text.save(update_fields=["published_at", "leaf_hash"])
