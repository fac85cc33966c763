"""The paper roll: scanned page by page, matched to people, counted after the personnel office confirms."""

from django.conf import settings
from django.db import models

from ikrar.kernel.ids import new_id


class PaperRoll(models.Model):
    """The signed sheets of one unit at one site."""

    public_id = models.CharField(max_length=16, unique=True, default=new_id)
    site = models.ForeignKey("pledges.Site", on_delete=models.PROTECT, related_name="paper_rolls")
    unit = models.ForeignKey("roster.Unit", on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.public_id


class PaperPage(models.Model):
    """One scanned sheet and its hash."""

    roll = models.ForeignKey(PaperRoll, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roll", "number"], name="paper_page_number"),
            models.UniqueConstraint(fields=["sha256"], name="a_scan_is_used_once"),
        ]

    def __str__(self) -> str:
        return f"{self.roll_id}:{self.number}"


class PaperEntry(models.Model):
    """A person found on a scanned sheet; becomes a pledge when the roll is confirmed."""

    page = models.ForeignKey(PaperPage, on_delete=models.CASCADE, related_name="entries")
    duty = models.ForeignKey("pledges.Duty", on_delete=models.PROTECT, related_name="paper_entries")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    pledge = models.OneToOneField(
        "pledges.Pledge", on_delete=models.PROTECT, null=True, related_name="paper_entry"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "duty"], name="paper_entry_once_per_page")]

    def __str__(self) -> str:
        return f"{self.page_id}:{self.duty_id}"
