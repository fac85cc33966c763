"""Sites: one venue and hour of a declaration each, with leader, reader, witnesses and run sheet."""

from django.db import models

from ikrar.kernel.ids import new_id
from ikrar.kernel.zones import ZONES
from ikrar.pledges.domain import StepKind


def new_short() -> str:
    """Six characters, printed and typed: the short address of a site."""
    return new_id(6)


class Site(models.Model):
    """`short` is public (it stands on the stage); the stage screen itself opens by a token kept hashed."""

    public_id = models.CharField(max_length=16, unique=True, default=new_id)
    short = models.CharField(max_length=8, unique=True, default=new_short)
    declaration = models.ForeignKey("pledges.Declaration", on_delete=models.PROTECT, related_name="sites")
    name = models.CharField(max_length=120)
    venue = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField(null=True)
    zone = models.CharField(max_length=16, default="Asia/Jakarta", choices=[(z, z) for z in ZONES])
    leader = models.CharField(max_length=120, blank=True)  # pembina apel, with office
    reader = models.CharField(max_length=120, blank=True)
    screen = models.CharField(max_length=80, blank=True)  # projector, laptop, the lurah's phone
    is_continuation = models.BooleanField(default=False)  # a further site for those not asked yet
    stage_token_hash = models.CharField(max_length=64, blank=True)
    signing_opened_at = models.DateTimeField(null=True)
    signing_closed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_at_size = models.PositiveIntegerField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["declaration", "name"], name="site_name_once")]
        # Whether any of forty thousand sites opened since: asked once a second, and answered from this alone.
        indexes = [
            models.Index(
                fields=["declaration", "signing_opened_at", "cancelled_at", "id"], name="site_changes"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.public_id})"


class SiteWitness(models.Model):
    """Somebody who sees the roll call: of another unit or of a partner institution."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="witnesses")
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"{self.site_id}:{self.name}"


class Invitation(models.Model):
    """A unit, with everything below it, is asked to one site of a declaration."""

    declaration = models.ForeignKey(
        "pledges.Declaration", on_delete=models.CASCADE, related_name="invitations"
    )
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="invitations")
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["declaration", "unit"], name="unit_invited_once")]

    def __str__(self) -> str:
        return f"{self.site_id}:{self.unit_id}"


class RunStep(models.Model):
    """One line of a site's run sheet. The one started and not ended is the state on the stage."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=[(k, k) for k in StepKind])
    label = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "order"], name="run_step_order")]

    def __str__(self) -> str:
        return f"{self.site_id}:{self.order}:{self.kind}"
