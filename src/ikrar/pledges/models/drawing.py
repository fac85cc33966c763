"""The draw of signers whom the overseer telephones."""

from django.db import models


class AuditDraw(models.Model):
    """First the list is committed to in the register, then a later checkpoint decides who is drawn."""

    declaration = models.OneToOneField(
        "pledges.Declaration", on_delete=models.PROTECT, related_name="audit_draw"
    )
    pledges = models.PositiveIntegerField()
    population_sha256 = models.CharField(max_length=64)
    committed_at = models.DateTimeField()
    committed_leaf = models.BinaryField(max_length=32)
    count = models.PositiveIntegerField(default=0)  # how many were drawn; none yet
    size = models.PositiveBigIntegerField(null=True)  # of the checkpoint that decided
    root = models.BinaryField(max_length=32, null=True)
    drawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.declaration_id}: {self.count} of {self.pledges}"
