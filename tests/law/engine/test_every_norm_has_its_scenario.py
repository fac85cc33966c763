"""Each norm of the shipped law in one case told as a sentence: touched on its day, and by nothing else than its day."""

from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from ikrar.law import queries
from ikrar.law.domain import Group, Held
from ikrar.law.engine import (
    Act,
    NormDoesNotBind,
    NormDoesNotHold,
    Situation,
    consequences,
    finding,
    groups_of,
    touched,
)

BOOK = queries.book()
CASES = yaml.safe_load((Path(__file__).parent / "scenarios.yaml").read_text(encoding="utf-8"))["scenarios"]


def ids(case):
    """Code and article, so that somebody who knows the law finds the case."""
    first = BOOK.norms[case["norm"]].basis[0]
    return f"{case['norm']} {first.instrument} {first.article}".replace("/", "-")


def situation(case, **different):
    when = {**case["when"], **different}
    groups = when["groups"] if isinstance(when["groups"], frozenset) else groups_of(when["groups"].split())
    return Situation(when["day"], groups, when["regime"], facts=case.get("facts", {}))


def act(case):
    told = case.get("act", {})
    return Act(*(frozenset(told.get(key, "").split()) for key in ("media", "targets")))


def codes(case, **different):
    return [item.norm.code for item in touched(BOOK, act=act(case), situation=situation(case, **different))]


def test_every_norm_of_the_shipped_law_has_a_scenario():
    assert sorted(case["norm"] for case in CASES) == sorted(BOOK.norms)


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_it_may_be_touched_and_can_lead_to_all_kinds_as_enacted(case):
    found = finding(BOOK, act=act(case), situation=situation(case))
    [item] = [item for item in found.touched if item.norm.code == case["norm"]]
    leads = consequences(BOOK, norm=case["norm"], situation=situation(case))
    told = {
        "fit": item.fit.value,
        "level": leads.norm.level.value,
        "asks": " ".join(fact.code for fact in item.missing),
        "kinds": " ".join(kind.sanction.code for kind in leads.kinds),
        "notes": " ".join(note.code for note in leads.notes),
    }
    assert {key: value for key, value in told.items() if value} == case["expect"]
    assert (leads.penalty is None) == ("notes" not in case["expect"])
    assert "tidak memilih" in leads.says[-1].id
    assert item.held is not Held.NO


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_outside_its_days_it_leads_to_nothing_and_no_later_rule_steps_in(case):
    norm = BOOK.norms[case["norm"]]
    begins, ends = norm.validity.begins_on, norm.validity.ends_before
    outside = [day for day in (begins and begins - timedelta(days=1), ends) if day]
    for day in outside:
        with pytest.raises(NormDoesNotHold) as refused:
            consequences(BOOK, norm=norm.code, situation=situation(case, day=day))
        assert (refused.value.norm, refused.value.day) == (norm.code, day)
        assert (refused.value.begins_on, refused.value.ends_before) == (begins or "?", ends or "…")
    for day in [day for day in (begins, ends and ends - timedelta(days=1)) if day]:
        assert consequences(BOOK, norm=norm.code, situation=situation(case, day=day)).norm is norm


STRANGERS = ({Group.TNI}, {Group.PJLP}, {Group.PNS}, {Group.CAMPAIGN_TEAM})


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_others_and_another_election_are_not_reached_by_it(case):
    norm = BOOK.norms[case["norm"]]
    strangers = [frozenset(groups) for groups in STRANGERS if not norm.binds(frozenset(groups))]
    other = {"pemilu", "pilkada"} - norm.contests if "any" not in norm.contests else set()
    assert strangers or Group.ANYONE in norm.bound
    for different in [
        *({"groups": groups} for groups in strangers),
        *({"regime": regime} for regime in other),
    ]:
        assert norm.code not in codes(case, **different)
        with pytest.raises(NormDoesNotBind) as refused:
            consequences(BOOK, norm=norm.code, situation=situation(case, **different))
        assert norm.code in refused.value.why
