"""How institutions signed: passkeys enrolled before, certified PDFs, sheets of paper."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ikrar.commitments.domain import Way
from ikrar.commitments.models.planning import Commitment, CommitmentText, Delegate, Signatory


class KeyInvitation(models.Model):
    """A one-time link by which a representative enrols a passkey; only its hash is kept."""

    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.delegate_id} {self.made_at}"


class RepresentativeKey(models.Model):
    """A passkey of a representative, who has no account."""

    representative = models.ForeignKey("roster.Representative", on_delete=models.CASCADE, related_name="+")
    credential_id = models.BinaryField(unique=True)
    spki = models.BinaryField()
    enrolled_at = models.DateTimeField()
    invitation = models.OneToOneField(KeyInvitation, on_delete=models.SET_NULL, null=True, related_name="key")
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.pk}"


class InstitutionSignature(models.Model):
    """One institution's signature: once, with its number in the commitment and what there is to check."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="signatures")
    signatory = models.OneToOneField(Signatory, on_delete=models.PROTECT, related_name="signature")
    delegate = models.ForeignKey(Delegate, on_delete=models.PROTECT, related_name="+")
    text = models.ForeignKey(CommitmentText, on_delete=models.PROTECT, related_name="+")
    nth = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=10, choices=[(w, w) for w in Way])
    evidence = models.JSONField()  # as the register's record tells it
    signed_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commitment", "nth"], name="one_signature_at_a_time"),
            models.CheckConstraint(condition=Q(nth__gte=1), name="signatures_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id}:{self.nth}"


class CertifiedFile(models.Model):
    """A certified PDF as it came, with what the check found; one or several institutions signed in it."""

    sha256 = models.CharField(max_length=64, unique=True)
    file = models.CharField(max_length=200)
    verdict = models.CharField(max_length=20)
    result = models.JSONField()  # signatures and findings as the check told them
    checked_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256[:12]


class CertifiedSignature(models.Model):
    """Which signature of a certified PDF an institution's signature is; a certificate signs for one institution."""

    signature = models.OneToOneField(InstitutionSignature, on_delete=models.PROTECT, related_name="certified")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(CertifiedFile, on_delete=models.PROTECT, related_name="signatures")
    number = models.PositiveSmallIntegerField()
    certificate_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "number"], name="signature_of_a_pdf_counts_once"),
            models.UniqueConstraint(
                fields=["commitment", "certificate_sha256"],
                condition=~Q(certificate_sha256=""),
                name="certificate_signs_for_one_institution",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id}:{self.number}"


class SignedSheet(models.Model):
    """A scanned sheet that one officer marked; it counts after another officer confirmed it."""

    signatory = models.OneToOneField(Signatory, on_delete=models.PROTECT, related_name="sheet")
    delegate = models.ForeignKey(Delegate, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, unique=True)
    file = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("entered_by")),
                name="signed_sheet_confirmed_by_another",
            )
        ]

    def __str__(self) -> str:
        return self.sha256[:12]
