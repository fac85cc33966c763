"""Keys that sign: a person's devices and passkeys, and the kiosk with its witness."""

from django.conf import settings
from django.db import models

from ikrar.kernel.ids import new_id
from ikrar.pledges.domain import IdentifiedBy


class DeviceKey(models.Model):
    """A non-extractable P-256 key made in the person's browser, kept after the first pledge."""

    official = models.ForeignKey("roster.Official", on_delete=models.CASCADE, related_name="+")
    thumbprint = models.CharField(max_length=64)  # SHA-256 of the SPKI, hexadecimal
    spki = models.BinaryField()
    enrolled_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["official", "thumbprint"], name="device_key_once")]
        indexes = [models.Index(fields=["thumbprint"], name="device_key_thumbprint")]

    def __str__(self) -> str:
        return self.thumbprint[:12]


class Passkey(models.Model):
    """A passkey of an official. It counts as such 24 hours after another identification enrolled it."""

    official = models.ForeignKey("roster.Official", on_delete=models.CASCADE, related_name="+")
    credential_id = models.BinaryField(unique=True)
    cose_key = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    identified_by = models.CharField(max_length=8, choices=[(i, i) for i in IdentifiedBy])
    enrolled_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

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
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.public_id
