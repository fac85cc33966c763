"""Published figures, each kept for good; when they appear; where units stand on the tile map. No behaviour."""

from django.db import models
from django.db.models import F, Q

from ikrar.openness.domain import MOST_COLUMNS, MOST_DAYS, MOST_ROWS, Reason


class Snapshot(models.Model):
    """One publication of a declaration's figures; `file` is served as it is and hashed into the register.

    `books` is what has been shown so far, from which the next publication is worked out: nothing in it is
    secret. `occasion` keeps two clerks from publishing the same twice. A trigger refuses every update
    (migration 0004).
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


class PublicationChoice(models.Model):
    """When an office wants figures to appear, as long as the declaration is planned."""

    declaration = models.OneToOneField("pledges.Declaration", on_delete=models.CASCADE, related_name="+")
    daily_at = models.TimeField()
    closing_days = models.PositiveSmallIntegerField()
    closing_at = models.TimeField()
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closing_days__gte=1, closing_days__lte=MOST_DAYS), name="closing_within_days"
            )
        ]

    def __str__(self) -> str:
        return f"{self.declaration_id}: {self.daily_at:%H:%M}"


class Announcement(models.Model):
    """When figures of a fixed declaration appear: announced once, entered in the register, never moved.

    A trigger refuses every update (migration 0004).
    """

    declaration = models.OneToOneField("pledges.Declaration", on_delete=models.PROTECT, related_name="+")
    daily_at = models.TimeField()  # Jakarta's clock
    closing_at = models.DateTimeField()
    announced_at = models.DateTimeField()
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closing_at__gt=F("announced_at")), name="announced_before_it_is_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.declaration_id}: {self.closing_at}"


class UnitTile(models.Model):
    """Where a unit stands on the tile map of its institution."""

    institution = models.ForeignKey("roster.Institution", on_delete=models.CASCADE, related_name="+")
    unit = models.OneToOneField("roster.Unit", on_delete=models.CASCADE, related_name="+")
    row = models.PositiveSmallIntegerField()
    column = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "row", "column"], name="spot_taken_once"),
            models.CheckConstraint(
                condition=Q(row__gte=1, row__lte=MOST_ROWS, column__gte=1, column__lte=MOST_COLUMNS),
                name="spot_inside_the_grid",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} @ {self.row}/{self.column}"
