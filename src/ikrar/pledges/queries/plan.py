"""The plan as its page shows it: open questions, checklist, timeline, run sheets, invitations."""

from dataclasses import dataclass
from datetime import date, datetime

from ikrar.kernel.words import Words
from ikrar.pledges.domain import FORMAT_WORDS, STEP_WORDS, Aspect, Format, StepKind
from ikrar.pledges.domain.checklist import BY_CODE
from ikrar.pledges.domain.planning import CHANGE_WORDS, Change, site_of_units
from ikrar.pledges.models import ChecklistItem, Invitation, OpenQuestion, Option, PlanChange, RunStep
from ikrar.roster import queries as roster
from ikrar.web import formats

ASPECT_WORDS: dict[Aspect, Words] = {
    Aspect.PLACE: Words("Tempat", "Place"),
    Aspect.TIME: Words("Waktu", "Time"),
    Aspect.FORMAT: Words("Format", "Format"),
}


@dataclass(frozen=True, slots=True)
class OptionView:
    """One possible answer."""

    id: int
    words: Words
    note: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class QuestionView:
    """Place, time or format: who decides by when, and between what."""

    aspect: Aspect
    words: Words
    decider: str
    decide_by: date | None
    settled_at: datetime | None
    options: tuple[OptionView, ...]

    @property
    def answer(self) -> Words | None:
        return next((one.words for one in self.options if one.chosen), None)


@dataclass(frozen=True, slots=True)
class ItemView:
    """One thing to be ready."""

    id: int
    words: Words
    responsible: str
    due_on: date | None
    done_at: datetime | None
    done_by: str

    def is_late(self, today: date) -> bool:
        return self.done_at is None and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One line of the timeline."""

    at: datetime
    words: Words
    site: str
    before: Words
    after: Words
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One line of a run sheet."""

    id: int
    words: Words
    started_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class InvitedView:
    """A unit and the site it goes to: by its own invitation, or by that of a unit above."""

    id: int
    public_id: str
    name: str
    depth: int
    site: str
    site_public_id: str
    is_own: bool
    people: int


def questions(*, public_id: str) -> list[QuestionView]:
    """The three questions of a plan, in the order place, time, format."""
    rows = OpenQuestion.objects.filter(declaration__public_id=public_id).prefetch_related("options")
    order = list(Aspect)
    return sorted((_question(row) for row in rows), key=lambda one: order.index(one.aspect))


def question(*, public_id: str, aspect: Aspect) -> QuestionView:
    return next(one for one in questions(public_id=public_id) if one.aspect == aspect)


def _question(row: OpenQuestion) -> QuestionView:
    options = sorted(row.options.all(), key=lambda one: one.pk)
    return QuestionView(
        aspect=Aspect(row.aspect),
        words=ASPECT_WORDS[Aspect(row.aspect)],
        decider=row.decider,
        decide_by=row.decide_by,
        settled_at=row.settled_at,
        options=tuple(_option(Aspect(row.aspect), one) for one in options),
    )


def _option(aspect: Aspect, row: Option) -> OptionView:
    return OptionView(row.pk, said(aspect, row.value), row.note, row.chosen)


def said(aspect: Aspect | Change, value: str) -> Words:
    """An answer in words: a day and hour, a format's name, or the place as written."""
    if not value:
        return Words("", "")
    if aspect == Aspect.FORMAT:
        return FORMAT_WORDS[Format(value)]
    if aspect in (Aspect.TIME, Change.HOUR):
        return Words(_when(value, english=False), _when(value, english=True))
    return Words(value, value)


def _when(value: str, *, english: bool) -> str:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is not None:
        return formats.moment(moment, english=english)
    day = formats.day(moment.date(), english=english)
    return f"{day}, {moment:%H:%M} WIB" if english else f"{day}, pukul {moment:%H.%M} WIB"


def checklist(*, public_id: str) -> list[ItemView]:
    """What must be ready, by due day."""
    rows = ChecklistItem.objects.filter(declaration__public_id=public_id).select_related("done_by")
    views = [_item(row) for row in rows.order_by("id")]
    return sorted(views, key=lambda one: (one.due_on is None, one.due_on or date.min))


def _item(row: ChecklistItem) -> ItemView:
    shipped = BY_CODE.get(row.code)
    return ItemView(
        id=row.pk,
        words=Words(row.label, row.label) if shipped is None else shipped.label,
        responsible=row.responsible,
        due_on=row.due_on,
        done_at=row.done_at,
        done_by="" if row.done_by is None else str(row.done_by),
    )


def changes(*, public_id: str) -> list[ChangeView]:
    """The timeline, newest first."""
    rows = PlanChange.objects.filter(declaration__public_id=public_id).select_related("by", "site")
    return [_change(row) for row in rows.order_by("-at", "-id")]


def _change(row: PlanChange) -> ChangeView:
    what = Change(row.what)
    return ChangeView(
        at=row.at,
        words=CHANGE_WORDS[what],
        site="" if row.site is None else row.site.name,
        before=_told(what, row.before),
        after=_told(what, row.after),
        reason=row.reason,
        by="" if row.by is None else str(row.by),
    )


def _told(what: Change, value: str) -> Words:
    if what in (Change.TIME, Change.HOUR, Change.FORMAT) and value:
        return said(Aspect(what) if what != Change.HOUR else what, value)
    shown = value[:16] + "…" if what == Change.TEXT and value else value
    return Words(shown, shown)


def run_sheet(*, site_public_id: str) -> list[StepView]:
    """The lines of a site's day, in order."""
    rows = RunStep.objects.filter(site__public_id=site_public_id).order_by("order")
    return [
        StepView(
            row.pk,
            Words(row.label, row.label) if row.label else STEP_WORDS[StepKind(row.kind)],
            row.started_at,
            row.ended_at,
        )
        for row in rows
    ]


def invited(*, public_id: str, on: date, level: roster.Level | None = None) -> list[InvitedView]:
    """Every unit in tree order, or those of a level, with the site it goes to, if any."""
    rows = Invitation.objects.filter(declaration__public_id=public_id).select_related("site")
    own = {row.unit_id: row.site_id for row in rows}
    sites = {row.site_id: (row.site.name, row.site.public_id) for row in rows}
    tree = roster.units(on=on) if level is None else level.units
    line = () if level is None else level.above
    goes_to = site_of_units([(unit.id, unit.parent_id) for unit in (*line, *tree)], own)
    heads = roster.headcounts(on=on, unit_ids=None if level is None else level.ids)
    return [
        InvitedView(
            id=unit.id,
            public_id=unit.public_id,
            name=unit.name,
            depth=unit.depth,
            site=sites[goes_to[unit.id]][0] if unit.id in goes_to else "",
            site_public_id=sites[goes_to[unit.id]][1] if unit.id in goes_to else "",
            is_own=unit.id in own,
            people=heads.get(unit.id, 0),
        )
        for unit in tree
    ]


def addressed(*, public_id: str, site: str = "", on: date) -> list[InvitedView]:
    """Whom a letter of invitation names: the units that were invited themselves, and those right below the whole."""
    found = [one for one in invited(public_id=public_id, on=on) if one.site]
    below = [one for one in found if one.depth == 1]
    return [
        one
        for one in found
        if (one.is_own or one.depth == 1)
        and not (one.depth == 0 and below)
        and site in ("", one.site_public_id)
    ]
