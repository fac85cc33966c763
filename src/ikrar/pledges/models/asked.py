"""Who is asked: duties, the frozen denominators, and the codes by which a person is known."""

from django.conf import settings
from django.db import models

from ikrar.pledges.domain import Ground
from ikrar.roster.domain import Standing


class Duty(models.Model):
    """One person's duty to pledge at one declaration; why the person owes one at all is an `Obligation`.

    `unit` is the unit on the day the denominator was frozen; a move afterwards does not change it.
    """

    declaration = models.ForeignKey(
        "pledges.Declaration", on_delete=models.PROTECT, related_name="duties", db_index=False
    )  # two indexes below begin with it
    official = models.ForeignKey("roster.Official", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey("pledges.Site", on_delete=models.SET_NULL, null=True, related_name="duties")
    ground = models.CharField(max_length=12, choices=[(g, g) for g in Ground])
    due_on = models.DateField(null=True)
    standing = models.CharField(max_length=8, choices=[(s, s) for s in Standing], default=Standing.BOUND)
    asked_at = models.DateTimeField(null=True)  # first identified, or told on paper, or declined
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["declaration", "official"], name="asked_once_per_declaration"),
        ]
        indexes = [models.Index(fields=["declaration", "unit", "standing"], name="duty_by_unit")]

    def __str__(self) -> str:
        return f"{self.declaration_id}:{self.official_id}"


class Denominator(models.Model):
    """How many of a unit had the duty when the declaration was fixed; entered in the register."""

    declaration = models.ForeignKey(
        "pledges.Declaration", on_delete=models.PROTECT, related_name="denominators"
    )
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    count = models.PositiveIntegerField()
    frozen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["declaration", "unit"], name="denominator_once")]

    def __str__(self) -> str:
        return f"{self.declaration_id}:{self.unit_id}={self.count}"


class DenominatorChange(models.Model):
    """A later change of a frozen denominator, with its reason; each is a register entry."""

    declaration = models.ForeignKey(
        "pledges.Declaration", on_delete=models.PROTECT, related_name="corrections"
    )
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    delta = models.SmallIntegerField()
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    leaf_hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.declaration_id}:{self.unit_id}{self.delta:+d}"


class CodeCard(models.Model):
    """A personal code, printed on a card; only its keyed hash is kept."""

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="cards")
    code_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["duty"], condition=models.Q(revoked_at=None), name="one_live_card"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty_id}:{self.issued_at:%Y-%m-%d}"


class OneTimeCode(models.Model):
    """A code sent to the address in the roster; works once, briefly."""

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="one_time_codes")
    code_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.duty_id}:{self.issued_at:%H:%M}"
