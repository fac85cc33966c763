"""Papers that were issued, those that came back numbered and certified, and the seals that stood on them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ikrar.kernel.ids import new_id
from ikrar.papers.domain import NUMBER_CHARACTERS, PaperKind

SHA256 = 64


class Paper(models.Model):
    """A paper as it left: with a blank where the office writes its number. Never changed afterwards.

    `subject` is the public id of what it is about, in whatever context; that context knows it.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_id)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in PaperKind])
    subject = models.CharField(max_length=40, db_index=True)
    title = models.CharField(max_length=300)
    is_rehearsal = models.BooleanField(default=False)
    media = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=SHA256)
    size = models.PositiveIntegerField()
    text = models.TextField()
    text_sha256 = models.CharField(max_length=SHA256)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "kind", "sha256"], name="paper_issued_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in PaperKind]), name="paper_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class ReturnedPaper(models.Model):
    """A paper that came back, as it was checked and entered in the register. One for each, for good."""

    public_id = models.CharField(max_length=16, unique=True, default=new_id)
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="returned")
    number = models.CharField(max_length=NUMBER_CHARACTERS)
    sha256 = models.CharField(max_length=SHA256, unique=True)
    size = models.PositiveIntegerField()
    checked = models.JSONField()
    leaf_hash = models.BinaryField(max_length=32)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(number=""), name="a_returned_paper_is_numbered"),
        ]

    def __str__(self) -> str:
        return self.public_id


class SealCertificate(models.Model):
    """A certificate that this installation seals with, entered in the register. Rows are never changed.

    A seal is used from when its certificate begins until the next one's does; which that is, is told by their order.
    """

    fingerprint = models.CharField(max_length=SHA256, unique=True)
    organisation = models.CharField(max_length=200)
    certificate = models.TextField()  # PEM
    begins_at = models.DateTimeField()
    replaces = models.CharField(max_length=SHA256, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    entered_at = models.DateTimeField()
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["replaces"], name="a_seal_is_replaced_once"),
            models.CheckConstraint(
                condition=Q(replaces="") | ~Q(reason=""), name="a_seal_is_replaced_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.fingerprint[:16]
