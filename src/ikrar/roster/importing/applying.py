"""Stages the next edition in short transactions. Nothing of it is seen until the pointer moves."""

from collections.abc import Sequence
from datetime import date, datetime

from ikrar.kernel import ids
from ikrar.kernel.text import folded
from ikrar.roster import domain, models, queries
from ikrar.roster.domain import Spell, Status, with_post
from ikrar.roster.domain.lists import Kind, Verdict
from ikrar.roster.importing.judging import Judge, Known, spell_of
from ikrar.roster.importing.tree import Planned, Tree

ACTIVE = (Verdict.NEW, Verdict.MOVED, Verdict.CHANGED, Verdict.LEFT)
LOCAL_PREFIX, LOCAL_LENGTH = "N", 7


def membership_of(spell: Spell, *, official_id: int, seq: int) -> models.Membership:
    post = spell.post
    return models.Membership(
        official_id=official_id,
        unit_id=post.unit_id,
        name=post.name,
        folded_name=folded(post.name)[:200],
        title_before=post.title_before,
        title_after=post.title_after,
        status=post.status,
        position=post.position,
        echelon=post.echelon,
        rank=post.rank,
        begins_on=spell.begins_on,
        ends_before=spell.ends_before,
        since_seq=seq,
    )


class Changes:
    """What a few rows change; `write` takes some milliseconds."""

    def __init__(self, rows: Sequence[models.StagedRow], *, seq: int) -> None:
        self.seq = seq
        self.rows, self.last_row = len(rows), rows[-1].id
        self.officials: list[models.Official] = []
        self.closed: list[int] = []
        self.opened: list[tuple[int | models.Official, Spell]] = []
        self.emails: list[tuple[int | models.Official, str]] = []

    def replace(
        self, official: int | models.Official, old: Sequence[models.Membership], new: Sequence[Spell]
    ) -> None:
        before = {m.id: spell_of(m) for m in old}
        self.closed += [i for i, spell in before.items() if spell not in new]
        self.opened += [(official, spell) for spell in new if spell not in before.values()]

    def write(self, *, at: datetime) -> None:
        models.Official.objects.bulk_create(self.officials)
        models.Membership.objects.filter(id__in=self.closed).update(until_seq=self.seq)
        models.Membership.objects.bulk_create(
            [membership_of(spell, official_id=_id(o), seq=self.seq) for o, spell in self.opened]
        )
        emails = [(_id(o), email) for o, email in self.emails]
        models.Contact.objects.filter(
            official_id__in=[o for o, _ in emails], until_seq__isnull=True, since_seq__lt=self.seq
        ).update(until_seq=self.seq)
        models.Contact.objects.bulk_create(
            [models.Contact(official_id=o, email=e, changed_at=at, since_seq=self.seq) for o, e in emails]
        )


def _id(official: int | models.Official) -> int:
    return official if isinstance(official, int) else official.id


def changes_for(rows: Sequence[models.StagedRow], *, judge: Judge, seq: int, of: int) -> list[Changes]:
    """What these judged rows change, so many of them at a time."""
    for row in rows:
        row.unit_id = judge.tree.find(external=row.unit_external, path=row.unit_path)
    known = judge.known(rows)
    _know_leavers(rows, known, judge)
    parts = (rows[begin : begin + of] for begin in range(0, len(rows), of))
    return [_changes(part, known=known, judge=judge, seq=seq) for part in parts]


def _changes(rows: Sequence[models.StagedRow], *, known: Known, judge: Judge, seq: int) -> Changes:
    changes = Changes(rows, seq=seq)
    for row in rows:
        if row.verdict == Verdict.LEFT:
            old = known.memberships[row.official_id or 0]
            spells = with_post([spell_of(m) for m in old], None, on=judge.day_of(row))
            changes.replace(row.official_id or 0, old, spells)
        else:
            _change(row, known=known, judge=judge, changes=changes)
    return changes


def _know_leavers(rows: Sequence[models.StagedRow], known: Known, judge: Judge) -> None:
    leavers = [row.official_id or 0 for row in rows if row.verdict == Verdict.LEFT]
    visible = models.Membership.objects.filter(queries.seen(judge.seq), official_id__in=leavers)
    for membership in visible.order_by("begins_on", "id") if leavers else ():
        known.memberships[membership.official_id].append(membership)


def _change(row: models.StagedRow, *, known: Known, judge: Judge, changes: Changes) -> None:
    official_id = known.ids.get(row.number)
    spells = known.spells(official_id)
    day = judge.day_of(row, spells)
    old = domain.spell_on(spells, day)
    post = judge.post(row, old.post if old else None)
    assert post is not None  # units were made before
    official: int | models.Official
    if official_id is None:
        official = models.Official(number=row.number or _local_number(), since_seq=changes.seq)
        changes.officials.append(official)
    else:
        official = official_id
    if old is None or old.post != post:
        changes.replace(
            official, known.memberships.get(official_id or 0, []), with_post(spells, post, on=day)
        )
    if row.email and known.emails.get(official_id or 0) != row.email:
        changes.emails.append((official, row.email))


def _local_number() -> str:
    return LOCAL_PREFIX + ids.with_check(ids.new_id(LOCAL_LENGTH))


def make_units(wanted: Sequence[tuple[str, str]], *, run: models.Import, tree: Tree, seq: int) -> None:
    """Make the units these (external, path) name and that do not exist; names between are made as well."""
    for external, path in wanted:
        if tree.find(external=external, path=path) is None:
            plan = tree.plan(external=external, path=path)
            assert plan is not None
            _make_chain(plan, external=external, run=run, tree=tree, seq=seq)


def _make_chain(plan: Planned, *, external: str, run: models.Import, tree: Tree, seq: int) -> None:
    parent_id = plan.parent_id
    for place, name in enumerate(plan.names):
        is_leaf = place == len(plan.names) - 1
        parent = tree.placements[parent_id]
        unit = models.Unit.objects.create(
            external_id=(external or None) if is_leaf else None, institution_id=parent.unit.institution_id
        )
        placement = placement_of(unit, parent, name=name, begins_on=run.effective_on, seq=seq)
        placement.save()
        tree.add(placement)
        parent_id = unit.id


def placement_of(
    unit: models.Unit, parent: models.Placement, *, name: str, begins_on: date, seq: int
) -> models.Placement:
    depth = parent.depth + 1
    return models.Placement(
        unit=unit,
        parent_id=parent.unit_id,
        name=name,
        kind=domain.kind_of_unit(name, depth=depth),
        path=domain.path_of(parent.path, unit.id),
        depth=depth,
        begins_on=begins_on,
        since_seq=seq,
    )


def appointees_of(
    rows: Sequence[models.StagedRow], *, appointment_id: int, run: models.Import
) -> list[models.Appointee]:
    return [
        models.Appointee(
            appointment_id=appointment_id,
            official_id=row.official_id or 0,
            position=row.position,
            effective_on=row.effective_on or run.effective_on,
        )
        for row in rows
    ]


def staff_of(kind: Kind) -> frozenset[Status]:
    """Whose absence from a complete list means that they left."""
    if kind is Kind.LOCAL:
        return frozenset({Status.NON_ASN})
    return frozenset(Status) - {Status.NON_ASN}
