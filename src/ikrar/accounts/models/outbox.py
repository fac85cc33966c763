"""Mail on its way, and counters against guessing."""

from django.db import models

from ikrar.accounts.domain import LetterKind


class Message(models.Model):
    """Something to tell one person. Its content is wiped as soon as it was sent or given up."""

    kind = models.CharField(max_length=12, default=LetterKind.NOTICE, choices=[(k, k) for k in LetterKind])
    email = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    until = models.DateTimeField(null=True)  # past this moment it is of no use and is dropped
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    fault = models.CharField(
        max_length=80, blank=True
    )  # the class of the last error, never its text; or why it was dropped

    def __str__(self) -> str:
        return f"{self.pk} ({self.tries})"


class Trial(models.Model):
    """How often something was tried in the running window; the key is kept as an HMAC."""

    kind = models.CharField(max_length=40)
    key = models.BinaryField(max_length=32)
    since = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_counter_per_kind_and_key")]

    def __str__(self) -> str:
        return f"{self.kind} {self.count}"
