"""Begin a plan, keep its questions open, settle them, tick what is ready."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction

from ikrar.kernel.ids import new_id
from ikrar.law import queries as law
from ikrar.pledges.domain import Aspect, Format, State
from ikrar.pledges.domain.checklist import BY_CODE, SHIPPED, due_on
from ikrar.pledges.domain.owing import Asks
from ikrar.pledges.domain.planning import Change, moment
from ikrar.pledges.models import ChecklistItem, CoHost, Declaration, OpenQuestion, Option
from ikrar.pledges.operations.trail import Actor, locked, note
from ikrar.roster import queries as roster


class NoConvenor(Exception):
    """No institution is marked as the convenor yet."""


class AlreadyFixed(Exception):
    """What was fixed is moved, cancelled or superseded, never edited."""


class NotAnAnswer(ValueError):
    """This is no day with an hour, or no known format."""


def create(
    *,
    title: str,
    by: Actor,
    at: datetime,
    election: str = "",
    level: str = "",
    asks: Asks = Asks.EVERYBODY,
) -> str:
    """Begin a plan with nothing but a title; place, time and format stand open. The public id."""
    convenor = next((one for one in roster.institutions() if one.is_convenor), None)
    if convenor is None:
        raise NoConvenor
    with transaction.atomic():
        row = Declaration.objects.create(
            title=title.strip(),
            institution_id=convenor.id,
            election=election or max(law.calendars(), default=""),
            level=level.strip(),
            asks=asks,
            created_at=at,
            created_by=by,
        )
        equip(row)
        note(row, Change.CREATED, by=by, at=at, after=row.title)
    return row.public_id


def equip(row: Declaration) -> None:
    """The three open questions and the shipped checklist."""
    OpenQuestion.objects.bulk_create(OpenQuestion(declaration=row, aspect=aspect) for aspect in Aspect)
    ChecklistItem.objects.bulk_create(
        ChecklistItem(declaration=row, code=item.code, due_on=due_on(item, row.held_on)) for item in SHIPPED
    )


def edit_details(
    *, declaration: str, title: str, level: str, election: str, summary: str, by: Actor, at: datetime
) -> None:
    """Change what the plan says of itself, until it is fixed."""
    with transaction.atomic():
        row = planned(declaration)
        before = row.title
        row.title, row.level, row.election, row.summary = title, level, election, summary
        row.save(update_fields=["title", "level", "election", "summary"])
        note(row, Change.DETAILS, by=by, at=at, before=before, after=title)


def planned(public_id: str) -> Declaration:
    """The declaration, locked; raises `AlreadyFixed` unless it is still planned."""
    row = locked(public_id)
    if row.state != State.PLANNED:
        raise AlreadyFixed
    return row


# ── open questions ───────────────────────────────────────────────────────────────────────────────
def ask(*, declaration: str, aspect: Aspect, decider: str, decide_by: date | None) -> None:
    """Say who decides a question by when."""
    with transaction.atomic():
        question = planned(declaration).questions.get(aspect=aspect)
        question.decider, question.decide_by = decider.strip(), decide_by
        question.save(update_fields=["decider", "decide_by"])


def add_option(*, declaration: str, aspect: Aspect, value: str, note_on_it: str = "") -> int:
    """Put one possible answer on the table."""
    check_answer(aspect, value)
    with transaction.atomic():
        question = planned(declaration).questions.get(aspect=aspect)
        return Option.objects.create(question=question, value=value.strip(), note=note_on_it.strip()).pk


def drop_option(*, declaration: str, option: int) -> None:
    """Take an answer off the table, unless it was the chosen one."""
    with transaction.atomic():
        row = planned(declaration)
        Option.objects.filter(pk=option, question__declaration=row, chosen=False).delete()


def settle(*, declaration: str, option: int, by: Actor, at: datetime, reason: str = "") -> None:
    """Choose an option: the declaration takes its value and the timeline says what it was before."""
    with transaction.atomic():
        row = planned(declaration)
        chosen = Option.objects.select_related("question").get(pk=option, question__declaration=row)
        question = chosen.question
        before = answer_of(row, Aspect(question.aspect))
        question.options.update(chosen=False)
        chosen.chosen = True
        chosen.save(update_fields=["chosen"])
        question.settled_at = at
        question.save(update_fields=["settled_at"])
        take(row, Aspect(question.aspect), chosen.value)
        note(row, Change(question.aspect), by=by, at=at, before=before, after=chosen.value, reason=reason)


def reopen(*, declaration: str, aspect: Aspect, by: Actor, at: datetime) -> None:
    """The question is open again; what was decided stays in the timeline."""
    with transaction.atomic():
        row = planned(declaration)
        before = answer_of(row, aspect)
        question = row.questions.get(aspect=aspect)
        question.options.update(chosen=False)
        question.settled_at = None
        question.save(update_fields=["settled_at"])
        note(row, Change(aspect), by=by, at=at, before=before)


def check_answer(aspect: Aspect, value: str) -> None:
    """Raise `NotAnAnswer` for a time without day and hour, or an unknown format."""
    try:
        if aspect == Aspect.TIME:
            datetime.fromisoformat(value)
        elif aspect == Aspect.FORMAT:
            Format(value)
    except ValueError as e:
        raise NotAnAnswer(value) from e


def answer_of(row: Declaration, aspect: Aspect) -> str:
    """What the declaration says now on this question; empty while open."""
    if aspect == Aspect.PLACE:
        return row.place
    if aspect == Aspect.FORMAT:
        return row.format
    return "" if row.held_on is None else f"{row.held_on}T{row.starts_at or time(7, 45):%H:%M}"


def take(row: Declaration, aspect: Aspect, value: str) -> None:
    """Write the answer into the declaration."""
    if aspect == Aspect.PLACE:
        row.place = value
        row.save(update_fields=["place"])
    elif aspect == Aspect.FORMAT:
        row.format = Format(value)
        row.save(update_fields=["format"])
    else:
        when = datetime.fromisoformat(value)
        take_day(row, when.date(), when.time())


def take_day(row: Declaration, held_on: date, starts_at: time) -> None:
    """The day and hour; sites keep their own hour on the new day, due days follow."""
    row.held_on, row.starts_at = held_on, starts_at
    row.save(update_fields=["held_on", "starts_at"])
    for site in row.sites.filter(is_continuation=False):
        hour = starts_at if site.starts_at is None else _local_hour(site.starts_at, site.zone)
        site.starts_at = moment(held_on, hour, site.zone)
        site.save(update_fields=["starts_at"])
    for item in row.checklist.filter(code__in=BY_CODE):
        item.due_on = due_on(BY_CODE[item.code], held_on)
        item.save(update_fields=["due_on"])


def _local_hour(starts_at: datetime, zone: str) -> time:
    return starts_at.astimezone(ZoneInfo(zone)).time()


# ── checklist and partners ───────────────────────────────────────────────────────────────────────
def add_item(*, declaration: str, label: str, responsible: str = "", due: date | None = None) -> int:
    """An item of the organiser's own."""
    with transaction.atomic():
        row = locked(declaration)
        return ChecklistItem.objects.create(
            declaration=row, code=f"own-{new_id(6)}", label=label.strip(), responsible=responsible, due_on=due
        ).pk


def tick(*, declaration: str, item: int, done: bool, by: Actor, at: datetime) -> None:
    """Mark an item ready, or not ready after all."""
    with transaction.atomic():
        row = locked(declaration)
        row.checklist.filter(pk=item).update(done_at=at if done else None, done_by=by if done else None)


def invite_partner(*, declaration: str, institution_id: int, representative: str, role: str) -> None:
    """A partner institution convenes along; naming it again changes its representative."""
    with transaction.atomic():
        row = planned(declaration)
        CoHost.objects.update_or_create(
            declaration=row,
            institution_id=institution_id,
            defaults={"representative": representative.strip(), "role": role.strip()},
        )


def release_partner(*, declaration: str, co_host: int) -> None:
    """Take a partner off the plan."""
    with transaction.atomic():
        planned(declaration).co_hosts.filter(pk=co_host).delete()
