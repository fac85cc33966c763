"""Who still owes a pledge, for which cause, until when. What a worklist asks stands in `worklist`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings

from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA
from ikrar.law.queries import terms as law
from ikrar.pledges.domain import Ground, State
from ikrar.pledges.domain.owing import (
    GROUND_WORDS,
    OWN_SETTING,
    Asks,
    Hours,
    IsOff,
    Pace,
    Rule,
    due_on,
    read_rule,
)
from ikrar.pledges.models import Declaration, Obligation, Reminder
from ikrar.roster import queries as roster
from ikrar.roster.domain import Standing


@dataclass(frozen=True, slots=True)
class RuleView:
    """A ground and the days it gives, with the source or the word that there is none."""

    ground: Ground
    rule: Rule

    @property
    def ground_words(self) -> Words:
        return GROUND_WORDS[self.ground]

    @property
    def source(self) -> Words:
        return Words(self.rule.source, self.rule.source) if self.rule.source else OWN_SETTING

    @property
    def is_own(self) -> bool:
        return not self.rule.source


def rule_of(ground: Ground) -> Rule:
    """The rule in use."""
    rules: dict[Ground, Rule] = {
        Ground.APPOINTED: settings.IKRAR_DUE_APPOINTED,
        Ground.ENTERED: settings.IKRAR_DUE_ENTERED,
        Ground.RETURNED: settings.IKRAR_DUE_RETURNED,
        Ground.SUPERSEDED: settings.IKRAR_DUE_SUPERSEDED,
    }
    return rules[ground]


def rules() -> list[RuleView]:
    """Every ground with its days."""
    grounds = (Ground.APPOINTED, Ground.ENTERED, Ground.RETURNED, Ground.SUPERSEDED)
    return [RuleView(ground, rule_of(ground)) for ground in grounds]


def rule_words(text: str) -> Words:
    """What a kept rule says; nothing means that an officer set the day."""
    if not text:
        return Words("ditetapkan petugas", "set by an officer")
    rule = read_rule(text)
    source = Words(rule.source, rule.source) if rule.source else OWN_SETTING
    return Words(f"{rule.words.id}, {source.id}", f"{rule.words.en}, {source.en}")


def off() -> IsOff:
    """The days off of the law in use."""
    return law.holidays().days.__contains__


def hours() -> Hours:
    found: Hours = settings.IKRAR_OFFICE_HOURS
    return found


def pace() -> Pace:
    """How gently this office reminds."""
    return Pace(settings.IKRAR_REMINDERS, settings.IKRAR_REMINDER_DAYS, settings.IKRAR_REMINDER_BEFORE)


def due(ground: Ground, *, since: date) -> date:
    """The last day by the rule in use."""
    return due_on(rule_of(ground), since=since, is_off=off())


def latest_of(*, official_ids: Collection[int]) -> dict[int, Obligation]:
    """The newest open cause of each of these people. For this context's own operations."""
    rows = Obligation.objects.filter(answered_at=None, official_id__in=official_ids).order_by("id")
    return {one.official_id: one for one in rows}


def among(*, official_ids: Collection[int]) -> set[int]:
    """Who of them owes a pledge."""
    rows = Obligation.objects.filter(answered_at=None, official_id__in=official_ids)
    return set(rows.values_list("official_id", flat=True))


def owing_units() -> set[int]:
    """The units in which somebody owes a pledge."""
    rows = Obligation.objects.filter(answered_at=None).exclude(standing=Standing.LEFT)
    return set(rows.order_by().values_list("unit_id", flat=True).distinct())


def causes(*, at: datetime) -> list[Declaration]:
    """Declarations of everybody that were fixed and still stand: newcomers and returners owe what these asked."""
    rows = Declaration.objects.filter(
        state__in=[State.FIXED, State.CLOSED],
        rehearsal_of=None,
        is_record=False,
        asks=Asks.EVERYBODY,
        held_on__gte=at.astimezone(JAKARTA).date() - timedelta(days=settings.IKRAR_DUTY_DAYS),
    )
    return list(rows.order_by("-held_on", "-id"))


def replaced() -> list[Declaration]:
    """Declarations whose text was replaced, while the new one still stands or is prepared."""
    rows = Declaration.objects.filter(
        state=State.SUPERSEDED, rehearsal_of=None, is_record=False, superseded_by__isnull=False
    ).exclude(superseded_by__state=State.CANCELLED)
    return list(rows.order_by("id"))


def wrong_addresses(*, contacts: Mapping[int, roster.Contact]) -> set[int]:
    """People whose address somebody called wrong since it was entered."""
    rows = Reminder.objects.filter(official__in=contacts, wrong_at__isnull=False)
    return {
        who
        for who, wrong_at in rows.values_list("official_id", "wrong_at")
        if wrong_at is not None and wrong_at >= contacts[who].changed_at
    }
