"""The audit trail: a chain of hashes, and the day's head entered in the register."""

from django.db import models


class AuditHead(models.Model):
    """One row: where the chain ends. Whoever writes locks it first, so the chain cannot fork."""

    number = models.BigIntegerField(default=0)
    row_hash = models.BinaryField(max_length=32, default=bytes(32))

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="audit_head_is_one")]

    def __str__(self) -> str:
        return str(self.number)


class AuditRow(models.Model):
    """Who did what to what, and when. Holds public ids of officials, never names or numbers."""

    number = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=16)  # public id, or "system"
    act = models.CharField(max_length=64, db_index=True)
    subject = models.CharField(max_length=120)
    detail = models.JSONField(default=dict)
    previous_hash = models.BinaryField(max_length=32)
    row_hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.number} {self.act}"


class AuditDay(models.Model):
    """The chain's head as it was entered in the register for a day."""

    on = models.DateField(unique=True)
    through = models.BigIntegerField(unique=True)
    head_hash = models.BinaryField(max_length=32)
    leaf_hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"
