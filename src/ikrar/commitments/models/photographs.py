"""Photographs of a ceremony: illustrations, never proof."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from ikrar.commitments.models.planning import Commitment
from ikrar.kernel.ids import new_id


class Photograph(models.Model):
    """A picture with its fingerprints; the copy that is shown tells nothing of camera or place."""

    public_id = models.CharField(max_length=16, unique=True, default=new_id)
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="photographs")
    sha256 = models.CharField(max_length=64, unique=True)
    pixels_sha256 = models.CharField(max_length=64, unique=True)
    likeness = models.CharField(max_length=16, db_index=True)
    shown_sha256 = models.CharField(max_length=64)
    file = models.CharField(max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    caption = models.CharField(max_length=300)
    attached_at = models.DateTimeField()
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    resembles = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    leaf_hash = models.BinaryField(max_length=32)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason=""),
                name="photograph_withdrawn_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return self.public_id
