"""Sessions of staff, as their owners see and end them."""

from django.conf import settings
from django.db import models

from ikrar.accounts.devices import Ended, Factor, Way
from ikrar.kernel.ids import new_id


class SignIn(models.Model):
    """One session: when and how it began. Its session carries the public id; without a living row it is worth nothing."""

    public_id = models.CharField(max_length=10, unique=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_ins")
    way = models.CharField(max_length=12, choices=[(way.value, way.value) for way in Way])
    factor = models.CharField(max_length=12, blank=True, choices=[(f.value, f.value) for f in Factor])
    device = models.CharField(max_length=40, blank=True)  # "Chrome, Windows": never the whole agent line
    network = models.BinaryField(max_length=8)  # a keyed mark; no address is kept
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(
        max_length=14, blank=True, choices=[(ended.value, ended.value) for ended in Ended]
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_by="")
                | models.Q(ended_at__isnull=False) & ~models.Q(ended_by=""),
                name="ended_sign_in_says_why",
            ),
        ]
        indexes = [models.Index(fields=["user", "ended_at"], name="sign_ins_of_a_user")]

    def __str__(self) -> str:
        return self.public_id
