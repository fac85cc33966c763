"""Tables of what persons asked for, of destructions that were approved, and of incidents. No behaviour."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ikrar.kernel.ids import new_id
from ikrar.privacy.domain.incidents import LetterTo, StartsFrom
from ikrar.privacy.domain.requests import Door, Ground, Outcome, RequestKind


def _officer(*, null: bool = False) -> "models.ForeignKey[object, object]":
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=null, related_name="+")


class DataRequest(models.Model):
    """A request of a person about the own data; the clock starts with the row. Free text goes after its time."""

    public_id = models.CharField(max_length=16, unique=True, default=new_id)
    official = models.ForeignKey("roster.Official", on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=12, choices=[(k, k) for k in RequestKind])
    door = models.CharField(max_length=8, choices=[(d, d) for d in Door])
    words = models.TextField(blank=True)
    received_at = models.DateTimeField()
    entered_by = _officer(null=True)  # who entered what came on paper
    due_at = models.DateTimeField()  # by the law book on the day it came
    law_version = models.CharField(max_length=80)
    extended_to = models.DateTimeField(null=True)
    extension_reason = models.CharField(max_length=300, blank=True)
    extended_by = _officer(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = _officer(null=True)
    outcome = models.CharField(max_length=8, blank=True, choices=[(o, o) for o in Outcome])
    ground = models.CharField(max_length=8, blank=True, choices=[(g, g) for g in Ground])
    answer = models.TextField(blank=True)
    file = models.BinaryField(null=True)
    wiped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, outcome="") | Q(answered_at__isnull=False) & ~Q(outcome=""),
                name="a_request_ends_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.REFUSED) & ~Q(ground="")
                | ~Q(outcome=Outcome.REFUSED) & Q(ground=""),
                name="a_refused_request_has_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(extended_to=None) | ~Q(extension_reason=""), name="an_extension_has_a_reason"
            ),
            models.UniqueConstraint(
                fields=["official", "kind"], condition=Q(answered_at=None), name="one_open_request_of_a_kind"
            ),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(answered_at=None), name="request_by_due")]

    def __str__(self) -> str:
        return self.public_id


class Destruction(models.Model):
    """What the schedule lets go: proposed by one officer, approved by another, done by the clerk in small steps."""

    public_id = models.CharField(max_length=16, unique=True, default=new_id)
    activity = models.CharField(max_length=40)
    declaration = models.CharField(
        max_length=16, blank=True
    )  # its public id; none where it belongs to no day
    is_rehearsal = models.BooleanField(default=False)
    cut_off = models.DateField()  # only what is counted from this day or an earlier one goes
    counted = models.PositiveIntegerField()  # when it was proposed
    jra = models.CharField(max_length=120)
    decree = models.CharField(max_length=120)
    decided_on = models.DateField()
    proposed_by = _officer()
    proposed_at = models.DateTimeField()
    approved_by = _officer(null=True)
    approved_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)  # held by an officer; may go on
    destroyed = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    leaf_hash = models.BinaryField(max_length=32, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                name="destruction_takes_two_officers",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="destruction_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(destroyed=0, done_at=None) | Q(approved_at__isnull=False),
                name="nothing_goes_unapproved",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(leaf_hash__isnull=False), name="a_destruction_is_entered"
            ),
            models.UniqueConstraint(
                fields=["activity", "declaration"],
                condition=Q(done_at=None, withdrawn_at=None),
                name="one_open_destruction",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity}:{self.declaration}"


class Incident(models.Model):
    """A failure to protect data, as an officer recorded it. Never edited once closed."""

    public_id = models.CharField(max_length=16, unique=True, default=new_id)
    what = models.TextField()
    exposed = models.JSONField(default=list)  # kinds from a closed list
    people = models.PositiveIntegerField(null=True)  # how many; unknown
    handling = models.TextField(blank=True)
    happened_at = models.DateTimeField(null=True)
    happened_says = models.CharField(max_length=120, blank=True)
    known_at = models.DateTimeField()
    known_says = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()
    recorded_by = _officer()
    starts_from = models.CharField(max_length=8, blank=True, choices=[(s, s) for s in StartsFrom])
    started_at = models.DateTimeField(null=True)  # when an officer let the clock run
    started_by = _officer(null=True)
    due_at = models.DateTimeField(null=True)
    law_version = models.CharField(max_length=80, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = _officer(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(started_at=None, starts_from="", due_at=None)
                | Q(started_at__isnull=False, due_at__isnull=False) & ~Q(starts_from=""),
                name="a_clock_starts_by_an_act",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class IncidentLetter(models.Model):
    """The words to the persons or to the authority; they leave when a second officer releases them."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="letters")
    to = models.CharField(max_length=12, choices=[(t, t) for t in LetterTo])
    addressee = models.CharField(max_length=200, blank=True)
    everybody = models.BooleanField(default=False)
    numbers = models.TextField(blank=True)  # of the people on a list; emptied when it leaves
    body = models.TextField()
    drafted_at = models.DateTimeField()
    drafted_by = _officer()
    released_at = models.DateTimeField(null=True)
    released_by = _officer(null=True)
    sent = models.PositiveIntegerField(default=0)
    position = models.BigIntegerField(default=0)  # how far the clerk has gone through everybody
    told_at = models.DateTimeField(null=True)  # the last of them has the letter in the outbox

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(released_by=None) | ~Q(released_by=F("drafted_by")),
                name="a_notice_takes_two_officers",
            ),
            models.UniqueConstraint(
                fields=["incident", "to"], condition=Q(released_at=None), name="one_draft_of_a_notice"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id}:{self.to}"
