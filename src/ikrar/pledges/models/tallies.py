"""Kept counts: what would take a minute to count again is read in milliseconds (docs/decisions/0051)."""

from django.db import models

from ikrar.pledges.domain.coverage import BookState


class TallyBook(models.Model):
    """One counting of a declaration over the unit tree of its day. Pages read the current one."""

    declaration = models.ForeignKey(
        "pledges.Declaration", on_delete=models.CASCADE, related_name="tally_books"
    )
    state = models.CharField(max_length=8, choices=[(s, s) for s in BookState])
    made_at = models.DateTimeField()
    folded = models.PositiveBigIntegerField(default=0)  # how often steps were taken in

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["declaration", "state"],
                condition=models.Q(state__in=[BookState.MAKING, BookState.CURRENT]),
                name="one_tally_book_of_a_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.declaration_id}:{self.state}"


class Tally(models.Model):
    """The counts of one unit: by itself, or (`is_whole`) with everything below it in the tree of that day."""

    book = models.ForeignKey(
        TallyBook, on_delete=models.CASCADE, related_name="tallies", db_index=False, db_constraint=False
    )
    unit = models.ForeignKey(
        "roster.Unit", on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    is_whole = models.BooleanField()
    above = models.BigIntegerField(null=True)  # the unit above it that day
    depth = models.PositiveSmallIntegerField()
    place = models.PositiveIntegerField()  # in the order of the tree
    path = models.CharField(max_length=280)  # empty for a unit that is not in the tree
    public_id = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=200, blank=True)
    bound = models.IntegerField(default=0)
    people = models.IntegerField(
        default=0
    )  # with the duty; differs from `bound` while a change is not entered
    excused = models.IntegerField(default=0)
    left = models.IntegerField(default=0)
    asked = models.IntegerField(default=0)
    declined = models.IntegerField(default=0)
    pledged = models.IntegerField(default=0)
    disputed = models.IntegerField(default=0)
    missing = models.IntegerField(default=0)
    key_certified = models.IntegerField(default=0)
    key_passkey = models.IntegerField(default=0)
    key_device = models.IntegerField(default=0)
    key_kiosk = models.IntegerField(default=0)
    key_paper = models.IntegerField(default=0)
    by_code = models.IntegerField(default=0)
    by_key = models.IntegerField(default=0)
    by_passkey = models.IntegerField(default=0)
    by_otp = models.IntegerField(default=0)
    by_witness = models.IntegerField(default=0)
    presence_shown = models.IntegerField(default=0)
    presence_late = models.IntegerField(default=0)
    presence_none = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "unit", "is_whole"], name="tally_once")]
        indexes = [
            models.Index(fields=["book", "above", "is_whole"], name="tally_by_above"),
            models.Index(fields=["book", "is_whole", "path"], name="tally_by_path"),
        ]

    def __str__(self) -> str:
        return f"{self.book_id}:{self.unit_id}{'+' if self.is_whole else ''}"


class SiteTally(models.Model):
    """The counts of the people who belong to one site."""

    book = models.ForeignKey(TallyBook, on_delete=models.CASCADE, related_name="sites", db_index=False)
    site = models.ForeignKey("pledges.Site", on_delete=models.CASCADE, related_name="+", db_index=False)
    people = models.IntegerField(default=0)
    asked = models.IntegerField(default=0)
    pledged = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "site"], name="site_tally_once")]

    def __str__(self) -> str:
        return f"{self.book_id}:{self.site_id}"


class MinuteTally(models.Model):
    """How many pledges came in one minute."""

    book = models.ForeignKey(TallyBook, on_delete=models.CASCADE, related_name="minutes", db_index=False)
    minute = models.DateTimeField()
    pledges = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "minute"], name="minute_tally_once")]

    def __str__(self) -> str:
        return f"{self.book_id}:{self.minute:%H:%M}={self.pledges}"


class TallyStep(models.Model):
    """What one transaction changed, waiting to be folded into the book. Nobody waits to write one.

    Exactly one of `unit_id`, `site_id`, `minute` says what is counted. Without foreign keys: a step must be cheap.
    """

    declaration_id = models.BigIntegerField()
    unit_id = models.BigIntegerField(null=True)
    site_id = models.BigIntegerField(null=True)
    minute = models.DateTimeField(null=True)
    counts = models.JSONField()  # by name, only those that changed

    class Meta:
        indexes = [models.Index(fields=["declaration_id", "id"], name="tally_steps_waiting")]

    def __str__(self) -> str:
        return f"{self.pk}"
