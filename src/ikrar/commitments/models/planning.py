"""The plan: a commitment, its text, the institutions in their order, who speaks for each."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from ikrar.kernel.ids import new_id


class Commitment(models.Model):
    """One text that several institutions sign together, tied to a declaration or alone."""

    public_id = models.CharField(max_length=16, unique=True, default=new_id)
    title = models.CharField(max_length=200)
    declaration = models.ForeignKey(
        "pledges.Declaration", on_delete=models.PROTECT, null=True, related_name="+"
    )
    held_on = models.DateField(null=True)
    place = models.CharField(max_length=200, blank=True)
    is_ordered = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    opened_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)  # the last has signed
    leaf_hash = models.BinaryField(max_length=32, null=True)  # of the entry that tells who signed
    closed_at = models.DateTimeField(null=True)  # the gong
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.TextField(blank=True)
    screen_token_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(completed_at=None) | Q(opened_at__isnull=False, leaf_hash__isnull=False),
                name="completed_commitment_is_entered",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(completed_at__isnull=False),
                name="gong_after_the_last_signature",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(completed_at=None),
                name="completed_commitment_is_not_cancelled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.public_id})"


class CommitmentText(models.Model):
    """One version of the words. `body` never changes after `published_at`."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="texts")
    version = models.PositiveIntegerField(default=1)
    body = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    leaf_hash = models.BinaryField(max_length=32, null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commitment", "version"], name="commitment_text_version"),
            models.UniqueConstraint(
                fields=["commitment"], condition=Q(published_at=None), name="one_draft_of_a_commitment"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(leaf_hash__isnull=False),
                name="published_commitment_text_is_entered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} v{self.version}"


class TextApproval(models.Model):
    """One of two people who stand by exactly these words."""

    text = models.ForeignKey(CommitmentText, on_delete=models.PROTECT, related_name="approvals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["text", "user", "text_sha256"], name="one_approval_each_of_a_commitment"
            )
        ]

    def __str__(self) -> str:
        return f"{self.text_id}:{self.user_id}"


class Signatory(models.Model):
    """An institution in its place."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="signatories")
    institution = models.ForeignKey("roster.Institution", on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["commitment", "institution"], name="institution_once_in_a_commitment"
            ),
            models.UniqueConstraint(fields=["commitment", "place"], name="one_institution_in_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id}:{self.place}"


class Delegate(models.Model):
    """Who was named to sign for an institution, and until when. Rows end; they are never rewritten."""

    signatory = models.ForeignKey(Signatory, on_delete=models.PROTECT, related_name="delegates")
    representative = models.ForeignKey(
        "roster.Representative", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    name = models.CharField(max_length=200)
    position = models.CharField(max_length=200)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["signatory"], condition=Q(ended_at=None), name="one_delegate_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | ~Q(reason=""), name="delegate_ends_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signatory_id}: {self.name}"


class CeremonyWitness(models.Model):
    """Somebody who sees the signing and signs nothing."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="witnesses")
    name = models.CharField(max_length=200)
    office = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commitment", "name", "office"], name="ceremony_witness_once")
        ]

    def __str__(self) -> str:
        return self.name
