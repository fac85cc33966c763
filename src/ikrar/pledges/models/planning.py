"""A declaration and its plan, from the first idea on: place, time and format may stay open."""

from django.conf import settings
from django.db import models

from ikrar.kernel.ids import new_id
from ikrar.pledges.domain import Aspect, Format, State
from ikrar.pledges.domain.owing import Asks
from ikrar.pledges.domain.planning import Change


class Declaration(models.Model):
    """The whole of it. What is not decided yet is null; a rehearsal is a declaration of its own."""

    public_id = models.CharField(max_length=16, unique=True, default=new_id)
    title = models.CharField(max_length=200)
    institution = models.ForeignKey("roster.Institution", on_delete=models.PROTECT, related_name="+")
    election = models.CharField(max_length=40)  # code in law, e.g. pilkada-2024
    level = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=12, default=State.PLANNED, choices=[(s, s) for s in State])
    format = models.CharField(max_length=12, blank=True, choices=[(f, f) for f in Format])
    held_on = models.DateField(null=True)
    starts_at = models.TimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    text = models.ForeignKey(
        "pledges.PactText", on_delete=models.PROTECT, null=True, related_name="declarations"
    )
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by"
    )
    rehearsal_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="rehearsals")
    asks = models.CharField(max_length=12, default=Asks.EVERYBODY, choices=[(a, a) for a in Asks])
    epoch = models.PositiveIntegerField(default=1)  # raised when passes given out must stop working
    cut_off_at = models.DateTimeField(null=True)
    fixed_at = models.DateTimeField(null=True)
    activated_at = models.DateTimeField(null=True)  # first cards or invitations went out
    closed_at = models.DateTimeField(null=True)
    is_record = models.BooleanField(
        default=False
    )  # known from published sources only: no figures, no signing
    summary = models.TextField(blank=True)
    denominator_leaf = models.BinaryField(max_length=32, null=True)  # the frozen denominators' entry
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["held_on"], name="declaration_held_on")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=[State.FIXED, State.CLOSED])
                | models.Q(is_record=True)
                | models.Q(held_on__isnull=False, text__isnull=False, cut_off_at__isnull=False),
                name="fixed_means_day_text_and_cut_off",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.public_id})"

    @property
    def is_rehearsal(self) -> bool:
        return self.rehearsal_of_id is not None


class Source(models.Model):
    """A publication that tells of a recorded declaration: publisher and day, nothing else."""

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="sources")
    publisher = models.CharField(max_length=120)
    published_on = models.DateField(null=True)
    says = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.publisher} ({self.published_on})"


class OpenQuestion(models.Model):
    """Place, time or format while still open: who decides by when."""

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="questions")
    aspect = models.CharField(max_length=12, choices=[(a, a) for a in Aspect])
    decider = models.CharField(max_length=120, blank=True)
    decide_by = models.DateField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["declaration", "aspect"], name="one_question_per_aspect")
        ]

    def __str__(self) -> str:
        return f"{self.declaration_id}:{self.aspect}"


class Option(models.Model):
    """One possible answer, with a note on what speaks for or against it."""

    question = models.ForeignKey(OpenQuestion, on_delete=models.CASCADE, related_name="options")
    value = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    chosen = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.question_id}:{self.value}"


class ChecklistItem(models.Model):
    """One thing that must be ready before the day."""

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="checklist")
    code = models.CharField(max_length=40)
    label = models.CharField(
        max_length=200, blank=True
    )  # the organiser's own item; shipped ones speak by code
    responsible = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["declaration", "code"], name="checklist_code_once")]

    def __str__(self) -> str:
        return f"{self.declaration_id}:{self.code}"


class PlanChange(models.Model):
    """What was fixed, moved or cancelled, from what to what, why and by whom. Never edited."""

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="changes")
    site = models.ForeignKey("pledges.Site", on_delete=models.PROTECT, null=True, related_name="changes")
    what = models.CharField(max_length=16, choices=[(c, c) for c in Change])
    before = models.CharField(max_length=200, blank=True)
    after = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.declaration_id}:{self.what}:{self.at:%Y-%m-%d %H:%M}"


class CoHost(models.Model):
    """A partner institution that convenes along, through a named representative."""

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="co_hosts")
    institution = models.ForeignKey("roster.Institution", on_delete=models.PROTECT, related_name="+")
    representative = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["declaration", "institution"], name="co_host_once")]

    def __str__(self) -> str:
        return f"{self.declaration_id}:{self.institution_id}"
