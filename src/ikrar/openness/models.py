"""Published figures, each kept for good. No behaviour."""

from django.db import models

from ikrar.openness.domain import Reason


class Snapshot(models.Model):
    """One publication of a declaration's figures; `file` is served as it is and hashed into the register.

    `books` is what has been shown so far, from which the next publication is worked out: nothing in it is
    secret. `occasion` keeps two clerks from publishing the same twice.
    """

    declaration = models.ForeignKey("pledges.Declaration", on_delete=models.PROTECT, related_name="snapshots")
    number = models.PositiveIntegerField()
    occasion = models.CharField(max_length=24)  # daily:2026-11-21, closing, correction:3
    reason = models.CharField(max_length=10, choices=[(r, r) for r in Reason])
    note = models.CharField(max_length=300, blank=True)
    as_of = models.DateTimeField()
    file = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    books = models.JSONField()
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["declaration", "number"], name="snapshot_number_once"),
            models.UniqueConstraint(fields=["declaration", "occasion"], name="snapshot_occasion_once"),
        ]

    def __str__(self) -> str:
        return f"{self.declaration_id}#{self.number}"
