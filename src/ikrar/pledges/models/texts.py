"""The pact: what exactly is signed, approved by two, public for a day before anyone can sign."""

from django.conf import settings
from django.db import models

from ikrar.kernel.ids import new_id


class PactText(models.Model):
    """One version of one text. `body` never changes after `published_at`; `text_sha256` is its hash."""

    public_id = models.CharField(max_length=16, unique=True, default=new_id)
    title = models.CharField(max_length=200)
    template = models.CharField(max_length=80)  # code of the shipped template in law/texts/pacts
    version = models.PositiveIntegerField(default=1)
    slots = models.JSONField(default=dict)
    reading = models.TextField()  # the ikrar, read aloud together
    body = models.TextField()  # the pact, signed by each
    text_sha256 = models.CharField(max_length=64, db_index=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True)  # second approval; signable 24 hours later
    leaf_hash = models.BinaryField(max_length=32, null=True)
    for_rehearsal = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["title", "version", "for_rehearsal"], name="pact_text_version"),
            models.CheckConstraint(
                condition=models.Q(published_at=None) | models.Q(leaf_hash__isnull=False),
                name="published_text_is_entered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.version} ({self.public_id})"


class PactApproval(models.Model):
    """One of two people who read the text and stand by it."""

    text = models.ForeignKey(PactText, on_delete=models.PROTECT, related_name="approvals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text", "user", "text_sha256"], name="one_approval_each")
        ]

    def __str__(self) -> str:
        return f"{self.text_id}:{self.user_id}"
