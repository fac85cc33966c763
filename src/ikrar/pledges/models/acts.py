"""What people did: pledges, refusals, disputes; and what went wrong on the way."""

from django.conf import settings
from django.db import models

from ikrar.pledges.domain import Decline, IdentifiedBy, KeyKind, Notice, Outcome, PresenceLevel, TroubleKind


class Pledge(models.Model):
    """One accepted pact. After erasure the personal columns are null and the leaf stays.

    `effective` is false when a stronger key replaced it; the constraint allows one effective per duty. Every index
    and every foreign key the database checks is paid for by every pledge at roll call (docs/decisions/0045).
    """

    tid = models.CharField(max_length=32)
    declaration = models.ForeignKey(
        "pledges.Declaration", on_delete=models.PROTECT, related_name="pledges", db_constraint=False
    )
    duty = models.ForeignKey(
        "pledges.Duty", on_delete=models.PROTECT, null=True, related_name="pledges", db_index=False
    )
    unit = models.ForeignKey(
        "roster.Unit", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    site = models.ForeignKey(
        "pledges.Site",
        on_delete=models.PROTECT,
        null=True,
        related_name="pledges",
        db_index=False,
        db_constraint=False,
    )
    effective = models.BooleanField(default=True)
    disputed = models.BooleanField(default=False)
    key_kind = models.CharField(max_length=12, choices=[(k, k) for k in KeyKind])
    identified_by = models.CharField(max_length=8, choices=[(i, i) for i in IdentifiedBy])
    presence = models.CharField(max_length=8, choices=[(p, p) for p in PresenceLevel])
    presence_window = models.BigIntegerField(null=True)
    presence_site = models.CharField(max_length=16, blank=True)
    statement = models.BinaryField(null=True)  # the RFC 8785 bytes that were signed
    signature = models.JSONField(null=True)  # the record's signature part
    key_thumbprint = models.CharField(max_length=64, blank=True)  # found by DeviceKey, which is indexed
    salt = models.BinaryField(max_length=32, null=True)
    signer_shown = models.JSONField(null=True)  # {institution, name, number_tail} as committed to
    blind = models.BinaryField(max_length=32, null=True)
    received_at = models.DateTimeField()
    device_minutes_off = models.IntegerField(default=0)  # the phone's clock against ours; evidence only
    leaf_hash = models.BinaryField(max_length=32)
    erased_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)  # when the second channel was served
    told_by = models.CharField(max_length=4, blank=True, choices=[(n, n) for n in Notice])
    notice_hash = models.CharField(max_length=64, blank=True)  # of the "not me" link

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tid"], name="pledge_tid_once"),
            # One index for two ends: it finds the pledges of a duty, and of those one may be effective.
            models.UniqueConstraint(
                models.F("duty"),
                models.Case(
                    models.When(effective=True, then=models.Value(0)),
                    default=models.F("id"),
                    output_field=models.BigIntegerField(),
                ),
                name="one_effective_pledge_per_duty",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(told_at=None), name="pledge_untold"),
            models.Index(
                fields=["declaration", "unit"], condition=models.Q(told_by="LIST"), name="pledge_on_the_list"
            ),
            models.Index(
                fields=["notice_hash"], condition=models.Q(notice_hash__gt=""), name="pledge_by_notice"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class Unsettled(models.Model):
    """A pledge whose company is still to be settled: duty asked, refusal dropped, device known, tallies.

    Written with the pledge and deleted with the settling, in one transaction each, so that each is settled once.
    """

    id = models.BigAutoField(primary_key=True)  # the pledge's own number

    def __str__(self) -> str:
        return f"{self.pk}"


class Refusal(models.Model):
    """The person chose not to sign. A closed list, no free text, and no path from here to a sanction."""

    duty = models.OneToOneField("pledges.Duty", on_delete=models.CASCADE, related_name="refusal")
    reason = models.CharField(max_length=24, choices=[(d, d) for d in Decline])
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.duty_id}"


class Dispute(models.Model):
    """Not me, "bukan saya": the person says a pledge in his or her name is not his or hers."""

    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="disputes")
    raised_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    outcome = models.CharField(max_length=12, blank=True, choices=[(o, o) for o in Outcome])
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pledge"], condition=models.Q(decided_at=None), name="one_open_dispute"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pledge_id}:{self.outcome or 'open'}"


class PresenceTrial(models.Model):
    """How often a pass offered a wrong stage code."""

    tid = models.CharField(max_length=32, unique=True)
    wrong = models.PositiveSmallIntegerField(default=0)
    paused_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.tid[:6]}:{self.wrong}"


class Trouble(models.Model):
    """Something that went wrong at a site, for the board; it names nobody."""

    declaration = models.ForeignKey("pledges.Declaration", on_delete=models.CASCADE, related_name="troubles")
    site = models.ForeignKey("pledges.Site", on_delete=models.CASCADE, null=True, related_name="troubles")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in TroubleKind])
    detail = models.CharField(max_length=64, blank=True)  # a key thumbprint, never a person
    at = models.DateTimeField(db_index=True)
    settled_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind}@{self.at:%H:%M:%S}"
