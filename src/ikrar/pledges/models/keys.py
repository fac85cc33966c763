"""Keys that sign: a person's devices and passkeys, and the kiosk with its witness."""

from django.conf import settings
from django.db import models

from ikrar.kernel.ids import new_id
from ikrar.pledges.domain import PresenceLevel
from ikrar.pledges.domain.oneself import KnownBy


class DeviceKey(models.Model):
    """A non-extractable P-256 key made in the person's browser, kept after the first pledge."""

    official = models.ForeignKey("roster.Official", on_delete=models.CASCADE, related_name="+")
    thumbprint = models.CharField(max_length=64)  # SHA-256 of the SPKI, hexadecimal
    spki = models.BinaryField()
    enrolled_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thumbprint", "official"], name="device_key_of_a_person")
        ]

    def __str__(self) -> str:
        return self.thumbprint[:12]


class Passkey(models.Model):
    """A passkey of an official. It counts as such 24 hours after another identification enrolled it."""

    official = models.ForeignKey("roster.Official", on_delete=models.CASCADE, related_name="+")
    credential_id = models.BinaryField(unique=True)
    cose_key = models.BinaryField()
    spki = models.BinaryField(
        default=b""
    )  # the same key as records spell it; empty on rows of earlier releases
    sign_count = models.BigIntegerField(default=0)
    identified_by = models.CharField(max_length=8, choices=[(k, k) for k in KnownBy])
    enrolled_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(identified_by__in=[known.value for known in KnownBy]),
                name="passkey_enrolled_in_a_known_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class Kiosk(models.Model):
    """A shared screen at a site, opened by a witness of another unit after a fresh passkey."""

    public_id = models.CharField(max_length=16, unique=True, default=new_id)
    site = models.ForeignKey("pledges.Site", on_delete=models.CASCADE, related_name="kiosks")
    token_hash = models.CharField(max_length=64, unique=True)
    witness = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    witness_unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    last_used_at = models.DateTimeField()
    wrong_tries = models.PositiveSmallIntegerField(default=0)  # wrong codes of the witness in a row
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.public_id


class KioskEntry(models.Model):
    """Somebody identified at a kiosk, then signed. Within the day's cap it is a pledge at once; else it waits."""

    kiosk = models.ForeignKey(Kiosk, on_delete=models.PROTECT, related_name="entries")
    duty = models.ForeignKey("pledges.Duty", on_delete=models.PROTECT, related_name="kiosk_entries")
    tid = models.CharField(max_length=32, unique=True)
    sealed = models.TextField(blank=True)  # the sealed pass; emptied when it became a pledge
    identified_at = models.DateTimeField()
    device_time = models.CharField(max_length=40, blank=True)
    presence = models.CharField(max_length=8, blank=True, choices=[(p, p) for p in PresenceLevel])
    presence_window = models.BigIntegerField(null=True)
    signed_at = models.DateTimeField(null=True)
    pledge = models.OneToOneField(
        "pledges.Pledge", on_delete=models.PROTECT, null=True, related_name="kiosk_entry"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["duty"],
                condition=models.Q(pledge=None, signed_at__isnull=False),
                name="one_waiting_kiosk_entry_per_duty",
            ),
        ]
        indexes = [models.Index(fields=["signed_at"], name="kiosk_entry_by_time")]

    def __str__(self) -> str:
        return f"{self.kiosk_id}:{self.duty_id}"
