"""Why people still owe a pledge, the reminders they got, and how far the clerk has looked."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ikrar.kernel.zones import ZONES
from ikrar.pledges.domain import Ground
from ikrar.roster.domain import Standing

OPEN = Q(answered_at=None)


class Obligation(models.Model):
    """One cause for which a person owes a pledge: an appointment, or what came after a declaration.

    Once per cause. Answered by a pledge or by declining, which look alike here; who left or is absent keeps the row,
    with the standing of today. Nothing follows from a day that has passed but a line in a worklist.
    """

    official = models.ForeignKey("roster.Official", on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    ground = models.CharField(max_length=12, choices=[(g, g) for g in Ground])
    appointment = models.ForeignKey(
        "roster.Appointment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    declaration = models.ForeignKey(
        "pledges.Declaration", on_delete=models.PROTECT, null=True, related_name="+"
    )  # the one that missed the person, or whose text was replaced
    since_on = models.DateField()  # the day the days are counted from
    due_on = models.DateField()
    rule = models.CharField(max_length=200, blank=True)  # that gave the day; none where an officer set it
    standing = models.CharField(max_length=8, choices=[(s, s) for s in Standing], default=Standing.BOUND)
    zone = models.CharField(max_length=16, default="Asia/Jakarta", choices=[(z, z) for z in ZONES])
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_duty = models.ForeignKey(
        "pledges.Duty", on_delete=models.SET_NULL, null=True, related_name="answered"
    )
    reminded = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True)
    silenced_at = models.DateTimeField(null=True)  # an officer stopped the letters to this person

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["official", "appointment"],
                condition=Q(appointment__isnull=False),
                name="owed_once_per_appointment",
            ),
            models.UniqueConstraint(
                fields=["official", "declaration", "ground"],
                condition=Q(declaration__isnull=False),
                name="owed_once_per_declaration",
            ),
            models.CheckConstraint(
                condition=Q(appointment__isnull=False) ^ Q(declaration__isnull=False),
                name="owed_for_one_cause",
            ),
        ]
        indexes = [
            models.Index(fields=["official"], condition=OPEN, name="owed_by_official"),
            models.Index(fields=["unit", "due_on"], condition=OPEN, name="owed_by_unit"),
            models.Index(fields=["id"], condition=OPEN, name="owed_open"),
        ]

    def __str__(self) -> str:
        return f"{self.official_id}:{self.ground}:{self.due_on}"


class Reminder(models.Model):
    """One letter of one day to one person; the constraint makes two impossible."""

    official = models.ForeignKey("roster.Official", on_delete=models.CASCADE, related_name="+")
    on = models.DateField()  # by the clock of the place
    at = models.DateTimeField()
    message = models.BigIntegerField(null=True)  # its number in the outbox of accounts
    wrong_hash = models.CharField(max_length=64, blank=True)  # of the link "this address is wrong"
    wrong_at = models.DateTimeField(null=True)
    lapsed = models.BooleanField(
        null=True
    )  # it did not leave on its day, and does not count; known the day after

    class Meta:
        constraints = [models.UniqueConstraint(fields=["official", "on"], name="one_reminder_a_day")]
        indexes = [
            models.Index(fields=["id"], condition=Q(lapsed=None), name="reminder_under_way"),
            models.Index(
                fields=["wrong_hash"], condition=Q(wrong_hash__gt=""), name="reminder_by_wrong_link"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official_id}:{self.on}"


class ReminderPause(models.Model):
    """An officer stopped the reminders of a unit and everything below it, with a reason, until somebody resumes."""

    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(ended_at=None), name="one_pause_of_reminders_per_unit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}:{self.begun_at:%Y-%m-%d}"


class Sweep(models.Model):
    """How far the clerk has gone through one source of duties; kept with what it found, so that a stop costs nothing."""

    name = models.CharField(max_length=40, unique=True)
    mark = models.CharField(max_length=60, blank=True)  # of what it goes through: an edition, a day
    position = models.BigIntegerField(default=0)
    done = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.name}:{self.mark}:{self.position}"
