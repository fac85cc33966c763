"""Tables of the register: logs, their keys, entries, checkpoints and witnesses."""

from django.db import models
from django.db.models import F, Q


class Log(models.Model):
    """One register with its own C2SP origin. A kind has one open log; older ones have a successor."""

    class Kind(models.TextChoices):
        REAL = "REAL"
        REHEARSAL = "REHEARSAL"

    origin = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    generation = models.PositiveIntegerField(default=1)
    predecessor = models.OneToOneField("self", models.PROTECT, null=True, related_name="successor")
    predecessor_note = models.TextField(blank=True)
    size = models.PositiveBigIntegerField(default=0)
    edge = models.BinaryField(default=b"")
    drained_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    objection = models.CharField(max_length=200, blank=True)  # a host holds more than these rows: never seal

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=Q(closed_at=None), name="register_one_open_log_of_a_kind"
            ),
            models.UniqueConstraint(fields=["kind", "generation"], name="register_generations_count_up"),
        ]

    def __str__(self) -> str:
        return self.origin


class SealingKey(models.Model):
    """A public key of a log and the tree sizes it may seal; the secret half is a file."""

    log = models.ForeignKey(Log, models.PROTECT, related_name="keys")
    vkey = models.CharField(max_length=400, unique=True)
    from_size = models.PositiveBigIntegerField(default=0)
    to_size = models.PositiveBigIntegerField(null=True)  # the last size it may seal; none while it is in use
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["log"], condition=Q(to_size=None), name="register_one_key_in_use"
            ),
        ]

    def __str__(self) -> str:
        return self.vkey


class Staged(models.Model):
    """What waits for the clerk to draw it. No index but the key: entering stands in the way of every pledge."""

    # No constraint either: each row would pay for a look at the log; the entry that comes of it has one.
    log = models.ForeignKey(
        Log, models.DO_NOTHING, related_name="staged", db_index=False, db_constraint=False
    )
    kind = models.CharField(max_length=40)
    leaf = models.BinaryField()
    body = models.BinaryField(null=True)
    is_public = models.BooleanField(default=False)
    staged_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(body=None) | Q(is_public=True), name="register_staged_only_public_bodies"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} -"


class Entry(models.Model):
    """A leaf in its place: the clerk gave it an index, once, and never another."""

    log = models.ForeignKey(Log, models.PROTECT, related_name="entries", db_index=False)
    kind = models.CharField(max_length=40)
    leaf = models.BinaryField()
    leaf_hash = models.BinaryField()
    body = models.BinaryField(null=True)  # canonical bytes of a public record; erased when it is buried
    is_public = models.BooleanField(default=False)
    staged_at = models.DateTimeField()
    index = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["log", "index"], name="register_one_leaf_at_an_index"),
            models.UniqueConstraint(fields=["leaf_hash", "log"], name="register_a_leaf_stands_once"),
            models.CheckConstraint(
                condition=Q(body=None) | Q(is_public=True), name="register_only_public_bodies"
            ),
        ]
        indexes = [
            models.Index(
                fields=["log", "kind"], condition=~Q(kind="pledge"), name="register_entry_not_pledge"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.index}"


class Checkpoint(models.Model):
    """A tree head: its body is committed first, its note when it was signed, then it is published."""

    log = models.ForeignKey(Log, models.PROTECT, related_name="checkpoints")
    size = models.PositiveBigIntegerField()
    root = models.BinaryField()
    made_at = models.DateTimeField()
    note = models.TextField(blank=True)  # with the log's signature only
    cosignatures = models.TextField(blank=True)  # the signature lines of witnesses
    published_at = models.DateTimeField(null=True)
    moments = models.BinaryField(default=b"")  # SHA-256 over its own moment and those of its new entries

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["log", "size"], name="register_one_root_for_a_size"),
            models.CheckConstraint(
                condition=Q(published_at=None) | ~Q(note=""), name="register_published_is_signed"
            ),
        ]
        ordering = [F("log").asc(), F("size").asc()]

    def __str__(self) -> str:
        return f"{self.log_id}@{self.size}"


class Witness(models.Model):
    """What is known of a witness of a log: how far it has cosigned, and when it may be asked again."""

    log = models.ForeignKey(Log, models.PROTECT, related_name="witnesses")
    vkey = models.CharField(max_length=400)
    size = models.PositiveBigIntegerField(default=0)
    cosigned_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    ask_again_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["log", "vkey"], name="register_a_witness_once_a_log"),
        ]

    def __str__(self) -> str:
        return self.vkey


class Outage(models.Model):
    """A span in which the service failed those who need it; its end is entered in the register."""

    class Kind(models.TextChoices):
        LATE = "LATE"  # an entry waited for its checkpoint longer than the objective
        DOWN = "DOWN"  # no clerk was there
        REFUSING = "REFUSING"  # the gate sent people away, to come back later

    log = models.ForeignKey(Log, models.PROTECT, related_name="outages")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.LATE)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)  # when it was last noticed
    longest_seconds = models.PositiveIntegerField(default=0)
    refused = models.PositiveBigIntegerField(default=0)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["log", "kind"], condition=Q(ended_at=None), name="register_one_open_outage_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.log_id} {self.kind} {self.began_at:%Y-%m-%dT%H:%M:%SZ}"


class Term(models.Model):
    """Who is the clerk now, in one row. `number` is the fence: whoever holds an older one changes nothing."""

    number = models.PositiveBigIntegerField(default=0)
    holder = models.CharField(max_length=200, blank=True)
    began_at = models.DateTimeField(null=True)
    renewed_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)  # by the database's clock; none when the office is free
    heartbeat_at = models.DateTimeField(null=True)  # when a standing clerk was last there

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="register_one_clerk")]

    def __str__(self) -> str:
        return f"{self.number} {self.holder}"
