"""What an institution told beforehand about the certificate of whoever signs for it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ikrar.commitments.models.planning import Delegate, Signatory


class CertificateNotice(models.Model):
    """How certificates name the institution, or which certificate it is; counts once another officer confirmed it."""

    signatory = models.ForeignKey(Signatory, on_delete=models.CASCADE, related_name="notices")
    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, null=True, related_name="+")
    organisation = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=300, blank=True)
    certificate_sha256 = models.CharField(max_length=64, blank=True)
    source = models.CharField(max_length=300)  # the letter by which the institution told it
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["signatory"],
                condition=Q(ended_at=None, confirmed_at=None),
                name="one_certificate_notice_waits",
            ),
            models.UniqueConstraint(
                fields=["signatory"],
                condition=Q(ended_at=None, confirmed_at__isnull=False),
                name="one_certificate_notice_counts",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("entered_by")),
                name="certificate_notice_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(organisation="") | ~Q(certificate_sha256=""),
                name="certificate_notice_says_something",
            ),
            models.CheckConstraint(
                condition=Q(certificate_sha256="") | Q(delegate__isnull=False),
                name="fingerprint_is_of_a_delegate",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signatory_id}: {self.organisation or self.certificate_sha256[:12]}"
