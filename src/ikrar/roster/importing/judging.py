"""Compares what a list says with the roster and tells what each row would change."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from ikrar.kernel.text import folded
from ikrar.roster import models, queries
from ikrar.roster.domain import Post, Spell, Status, spell_on
from ikrar.roster.domain.lists import Kind, Reason, Verdict
from ikrar.roster.importing.columns import Field
from ikrar.roster.importing.tree import Tree

LOST_NUMBER = 15
_TITLES = frozenset({Field.TITLE_BEFORE, Field.TITLE_AFTER})


@dataclass(slots=True)
class Known:
    """What the roster holds about the people of one chunk."""

    ids: dict[str, int] = field(default_factory=dict)
    memberships: dict[int, list[models.Membership]] = field(default_factory=lambda: defaultdict(list))
    emails: dict[int, str] = field(default_factory=dict)

    def spells(self, official_id: int | None) -> list[Spell]:
        return [spell_of(m) for m in self.memberships.get(official_id or 0, ())]


def post_of(row: models.Membership) -> Post:
    return Post(
        unit_id=row.unit_id,
        name=row.name,
        title_before=row.title_before,
        title_after=row.title_after,
        status=Status(row.status),
        position=row.position,
        echelon=row.echelon,
        rank=row.rank,
    )


def spell_of(row: models.Membership) -> Spell:
    return Spell(post_of(row), row.begins_on, row.ends_before)


class Judge:
    """Judges rows of one run against one edition."""

    def __init__(self, run: models.Import, *, seq: int, tree: Tree) -> None:
        self.run, self.seq, self.tree = run, seq, tree
        self.kind = Kind(run.kind)
        self.mapped = frozenset(Field(f) for f in run.columns.values())

    def day_of(self, row: models.StagedRow, spells: Sequence[Spell] = ()) -> date:
        """From when on the row holds. An appointment older than our first knowledge holds from there."""
        day = row.effective_on or self.run.effective_on
        if self.kind is Kind.APPOINTMENT and spells and spell_on(spells, day) is None:
            return min((s.begins_on for s in spells if s.begins_on > day), default=day)
        return day

    def judge(self, rows: Sequence[models.StagedRow]) -> None:
        """Fill verdict, reason, unit and official of each row."""
        for row in rows:
            row.unit_id = self.tree.find(external=row.unit_external, path=row.unit_path)
        known = self.known(rows)
        for row in rows:
            row.official_id = known.ids.get(row.number)
            row.reason = row.reason or self._fault(row, known)
            row.verdict = Verdict.REFUSED if row.reason else self._verdict(row, known)
        if any(row.reason == Reason.NUMBER_NUMERIC for row in rows):
            self._propose(rows)

    def known(self, rows: Sequence[models.StagedRow]) -> Known:
        """Everything about these people, in four questions whatever their number."""
        known = Known()
        if self.kind is Kind.LOCAL:
            self._match_local(rows)
        numbers = {row.number for row in rows if row.number and row.reason != Reason.NUMBER_NUMERIC}
        known.ids = dict(models.Official.objects.filter(number__in=numbers).values_list("number", "id"))
        wanted = [*known.ids.values()]
        visible = models.Membership.objects.filter(queries.seen(self.seq), official_id__in=wanted)
        for membership in visible.order_by("begins_on", "id"):
            known.memberships[membership.official_id].append(membership)
        known.emails = dict(
            models.Contact.objects.filter(queries.seen(self.seq), official_id__in=wanted).values_list(
                "official_id", "email"
            )
        )
        return known

    def _match_local(self, rows: Sequence[models.StagedRow]) -> None:
        """Staff without a NIP are known by name, unit and position; their local number is filled in."""
        wanted = [row for row in rows if row.name and not row.reason and not row.number]
        found: dict[tuple[int, str, str], list[str]] = defaultdict(list)
        same = models.Membership.objects.filter(
            queries.seen(self.seq),
            queries.holds(self.run.effective_on),
            status=Status.NON_ASN,
            folded_name__in={folded(row.name) for row in wanted},
        )
        for m in same.select_related("official"):
            found[m.unit_id, m.folded_name, folded(m.position)].append(m.official.number)
        for row in wanted:
            unit_id = row.unit_id or (self.tree.base_id if not row.unit_path else 0)
            numbers = found.get((unit_id, folded(row.name), folded(row.position)), [])
            if len(numbers) == 1:
                row.number = numbers[0]
            elif numbers:
                row.reason = Reason.AMBIGUOUS

    def _fault(self, row: models.StagedRow, known: Known) -> str:
        old = self.old_spell(row, known)
        if self.kind is Kind.APPOINTMENT and old is None:
            return Reason.NUMBER_UNKNOWN
        if row.unit_id is None and (fault := self._unit_fault(row, old)):
            return fault
        return "" if self.run.is_everywhere else self._scope_fault(row, old)

    def _unit_fault(self, row: models.StagedRow, old: Spell | None) -> str:
        if not (row.unit_path or row.unit_external):
            is_named = old is not None or self.run.base_unit_id is not None
            return "" if is_named else Reason.UNIT_MISSING
        if not self.run.makes_units or self.tree.plan(external=row.unit_external, path=row.unit_path) is None:
            return Reason.UNIT_UNKNOWN
        return ""

    def _scope_fault(self, row: models.StagedRow, old: Spell | None) -> str:
        """Who may import for one subtree neither places people outside nor takes them from there."""
        planned = (
            self.tree.plan(external=row.unit_external, path=row.unit_path) if row.unit_id is None else None
        )
        target = planned.parent_id if planned else row.unit_id
        if target is not None and not self.tree.is_within_base(target):
            return Reason.UNIT_OUTSIDE
        if (
            old
            and old.post.unit_id in self.tree.placements
            and not self.tree.is_within_base(old.post.unit_id)
        ):
            return Reason.FROM_OUTSIDE
        return ""

    def old_spell(self, row: models.StagedRow, known: Known) -> Spell | None:
        spells = known.spells(known.ids.get(row.number))
        return spell_on(spells, self.day_of(row, spells))

    def _verdict(self, row: models.StagedRow, known: Known) -> Verdict:
        old = self.old_spell(row, known)
        if old is None:
            return Verdict.NEW
        post = self.post(row, old.post)
        if post is None or post.unit_id != old.post.unit_id:
            return Verdict.MOVED
        has_new_email = bool(row.email) and known.emails.get(row.official_id or 0) != row.email
        return Verdict.CHANGED if post != old.post or has_new_email else Verdict.UNCHANGED

    def post(self, row: models.StagedRow, old: Post | None) -> Post | None:
        """What the row says the person is. What the list does not carry stays; None: in a unit yet to be made."""
        unit_id = row.unit_id or self._unit_if_unsaid(row, old)
        if unit_id is None:
            return None
        kept = old or Post(unit_id, row.name)
        name, before, after = self._spoken_name(row, old)
        return Post(
            unit_id=unit_id,
            name=name,
            title_before=before,
            title_after=after,
            status=Status(row.status or (old.status if old else self.run.status)),
            position=row.position if Field.POSITION in self.mapped else kept.position,
            echelon=row.echelon if Field.ECHELON in self.mapped else kept.echelon,
            rank=row.rank if Field.RANK in self.mapped else kept.rank,
        )

    def _spoken_name(self, row: models.StagedRow, old: Post | None) -> tuple[str, str, str]:
        """Name and titles: an appointment list changes neither, and a list without titles takes none away."""
        if old and self.kind is Kind.APPOINTMENT:
            return old.name, old.title_before, old.title_after
        says_titles = row.title_before or row.title_after or self.mapped & _TITLES
        if old and not says_titles:
            return row.name, old.title_before, old.title_after
        return row.name, row.title_before, row.title_after

    def _unit_if_unsaid(self, row: models.StagedRow, old: Post | None) -> int | None:
        if row.unit_path or row.unit_external:
            return None
        return old.unit_id if old else self.tree.base_id

    def _propose(self, rows: Iterable[models.StagedRow]) -> None:
        """For a NIP that lost its end: the one person with these fifteen digits and this name, to be confirmed."""
        for row in rows:
            if row.reason != Reason.NUMBER_NUMERIC or len(row.number) < LOST_NUMBER:
                continue
            same = models.Membership.objects.filter(
                queries.seen(self.seq),
                queries.holds(self.day_of(row)),
                folded_name=folded(row.name),
                official__number__startswith=row.number,
            )
            found = list(same.values_list("official_id", flat=True)[:2])
            row.official_id = found[0] if len(found) == 1 else None
