"""The versions of the law book this installation has worked by, each kept whole. No behaviour."""

from django.db import models


class LawVersion(models.Model):
    """One version of the law texts: `texts` is their canonical JSON, compressed; its SHA-256 is `version`."""

    version = models.CharField(max_length=64, unique=True)
    texts = models.BinaryField()
    met_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.version[:12]


class LawInForce(models.Model):
    """From `since` on the service answered by this version. Rows are never changed; the register holds each."""

    number = models.PositiveIntegerField(unique=True)
    law = models.ForeignKey(LawVersion, on_delete=models.PROTECT, related_name="spans")
    since = models.DateTimeField()
    leaf_hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"#{self.number}"
