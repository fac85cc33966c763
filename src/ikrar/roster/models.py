"""Tables of the roster.

What imports change carries `since_seq`/`until_seq`: a row is seen while the one pointer in `Edition`
stands at or after `since_seq` and before `until_seq`. Days (`begins_on`/`ends_before`) are another matter:
they say when something held, the sequence says since which edition of the roster we know it.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ikrar.kernel import ids
from ikrar.roster.domain import AbsenceReason, InstitutionKind, Status, UnitKind
from ikrar.roster.domain.lists import Kind, State, Verdict


class Versioned(models.Model):
    """Seen only while the pointer stands inside `since_seq` … `until_seq`."""

    since_seq = models.PositiveIntegerField(db_index=True)
    until_seq = models.PositiveIntegerField(null=True, blank=True, db_index=True)

    class Meta:
        abstract = True


class Edition(models.Model):
    """The one pointer: which edition of the roster is seen, and who writes the next. A single row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.PositiveIntegerField(default=0)
    writer = models.ForeignKey("Import", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="roster_one_edition")]

    def __str__(self) -> str:
        return f"edition {self.seq}"


class Institution(models.Model):
    """A body that convenes, hosts or witnesses."""

    public_id = models.CharField(max_length=12, unique=True, default=ids.new_id)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=12, choices=[(k, k) for k in InstitutionKind])
    is_convenor = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_convenor"], condition=Q(is_convenor=True), name="roster_one_convenor"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Representative(models.Model):
    """Who speaks for an institution, by period."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="representatives")
    name = models.CharField(max_length=200)
    position = models.CharField(max_length=200)
    begins_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("begins_on")),
                name="roster_representative_period",
            ),
            models.UniqueConstraint(
                fields=["institution", "name", "begins_on"], name="roster_representative_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.institution_id} {self.begins_on}"


class Unit(models.Model):
    """The identity of a unit; name and place are in `Placement`."""

    public_id = models.CharField(max_length=12, unique=True, default=ids.new_id)
    external_id = models.CharField(max_length=64, null=True, blank=True, unique=True)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="units")

    def __str__(self) -> str:
        return self.public_id


class Placement(Versioned):
    """Name and place of a unit in the tree, by period."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="placements")
    parent = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=[(k, k) for k in UnitKind])
    path = models.CharField(max_length=280, db_index=True)
    depth = models.PositiveSmallIntegerField()
    begins_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("begins_on")),
                name="roster_placement_period",
            ),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(ends_before__isnull=True, until_seq__isnull=True),
                name="roster_one_open_placement",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.name}"


class Official(models.Model):
    """The identity of a person of the roster: a NIP, or a number this system gave. Never a NIK."""

    public_id = models.CharField(max_length=12, unique=True, default=ids.new_id)
    number = models.CharField(max_length=18, unique=True)
    since_seq = models.PositiveIntegerField(db_index=True)

    def __str__(self) -> str:
        return self.public_id


class Membership(Versioned):
    """Who an official is in one unit, by period."""

    official = models.ForeignKey(Official, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    name = models.CharField(max_length=200)
    folded_name = models.CharField(max_length=200)
    title_before = models.CharField(max_length=60, blank=True)
    title_after = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=16, choices=[(s, s) for s in Status])
    position = models.CharField(max_length=250, blank=True)
    echelon = models.CharField(max_length=20, blank=True)
    rank = models.CharField(max_length=40, blank=True)
    begins_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("begins_on")),
                name="roster_membership_period",
            ),
            models.UniqueConstraint(
                fields=["official"],
                condition=Q(ends_before__isnull=True, until_seq__isnull=True),
                name="roster_one_open_membership",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official_id} in {self.unit_id} from {self.begins_on}"


class Contact(Versioned):
    """The address a one-time code or a notice goes to."""

    official = models.ForeignKey(Official, on_delete=models.CASCADE, related_name="contacts")
    email = models.EmailField(max_length=254)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["official"], condition=Q(until_seq__isnull=True), name="roster_one_contact"
            ),
        ]

    def __str__(self) -> str:
        return f"contact of {self.official_id}"


class Absence(models.Model):
    """A lawful absence, by period, with a reason from the closed list."""

    official = models.ForeignKey(Official, on_delete=models.CASCADE, related_name="absences")
    begins_on = models.DateField()
    ends_before = models.DateField()
    reason = models.CharField(max_length=16, choices=[(r, r) for r in AbsenceReason])
    entered_by = models.CharField(max_length=150)
    entered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_before__gt=F("begins_on")), name="roster_absence_period"),
            models.CheckConstraint(
                condition=Q(reason__in=[r.value for r in AbsenceReason]), name="roster_absence_closed_list"
            ),
            models.UniqueConstraint(fields=["official", "begins_on"], name="roster_absence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.official_id} {self.begins_on}"


class Appointment(Versioned):
    """A list of newly appointed officials (a decree); each owes a pledge."""

    public_id = models.CharField(max_length=12, unique=True, default=ids.new_id)
    title = models.CharField(max_length=250)
    decree = models.CharField(max_length=250)
    effective_on = models.DateField()
    entered_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.public_id} {self.decree}"


class Appointee(models.Model):
    """One official of an appointment."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="appointees")
    official = models.ForeignKey(Official, on_delete=models.CASCADE, related_name="+")
    position = models.CharField(max_length=250, blank=True)
    effective_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["appointment", "official"], name="roster_appointed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.appointment_id} {self.official_id}"


class Import(models.Model):
    """One run of a list, from upload to history; also a resumable job."""

    public_id = models.CharField(max_length=12, unique=True, default=ids.new_id)
    kind = models.CharField(max_length=12, choices=[(k, k) for k in Kind])
    state = models.CharField(max_length=12, choices=[(s, s) for s in State], db_index=True)
    file_name = models.CharField(max_length=120, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    entered_by = models.CharField(max_length=150)
    entered_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    effective_on = models.DateField()
    base_unit = models.ForeignKey(Unit, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_everywhere = models.BooleanField(default=True)  # the uploader may touch every unit
    is_complete = models.BooleanField(default=False)  # people of the subtree missing here have left
    makes_units = models.BooleanField(default=False)
    status = models.CharField(max_length=16, choices=[(s, s) for s in Status], default=Status.PNS)
    title = models.CharField(max_length=250, blank=True)  # of an appointment list
    decree = models.CharField(max_length=250, blank=True)
    sheets = models.JSONField(default=list)  # headers found; never a value of a row
    columns = models.JSONField(default=dict)  # header -> field
    refusal = models.CharField(max_length=40, blank=True)
    seq = models.PositiveIntegerField(null=True, blank=True)
    judged_seq = models.PositiveIntegerField(null=True, blank=True)
    step = models.CharField(max_length=12, blank=True)
    cursor = models.BigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    counts = models.JSONField(default=dict)
    held_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.public_id} {self.kind} {self.state}"


class StagedRow(models.Model):
    """One row of a list, mapped columns only, with what it would change. Gone after the run, unless refused."""

    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=80, blank=True)
    row = models.PositiveIntegerField()
    verdict = models.CharField(max_length=10, choices=[(v, v) for v in Verdict])
    reason = models.CharField(max_length=24, blank=True)
    number = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200, blank=True)
    title_before = models.CharField(max_length=60, blank=True)
    title_after = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=16, blank=True)
    position = models.CharField(max_length=250, blank=True)
    echelon = models.CharField(max_length=20, blank=True)
    rank = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    unit_external = models.CharField(max_length=64, blank=True)
    unit_path = models.TextField(blank=True)  # names, root first, one a line
    parent_external = models.CharField(max_length=64, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    unit_id = models.BigIntegerField(null=True, blank=True)  # no key: staged rows must be cheap to write
    official_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["run", "verdict", "id"], name="roster_staged_by_verdict")]

    def __str__(self) -> str:
        return f"{self.run_id} row {self.row}"


class RememberedColumns(models.Model):
    """Which column meant what, remembered by the headers of a list."""

    kind = models.CharField(max_length=12, choices=[(k, k) for k in Kind])
    signature = models.CharField(max_length=64)
    columns = models.JSONField()
    used_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "signature"], name="roster_columns_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.signature[:8]}"
