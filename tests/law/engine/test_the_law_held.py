"""What held on a day: answers to questions of staff, judged by the law of that day and no other."""

from datetime import date

import pytest

from ikrar.kernel.words import Words
from ikrar.law import engine, queries
from ikrar.law.domain import AskedPhase, Group, Held, Verdict
from ikrar.law.engine import (
    Act,
    AnswerIsUnknown,
    ConductIsUnknown,
    ContestIsRunning,
    FactIsUnknown,
    FactsContradict,
    Fit,
    GroupIsUnknown,
    GroupsContradict,
    NoGroupGiven,
    NormIsUnknown,
    RegimeIsUnknown,
    Situation,
    act_of,
    advise,
    consequences,
    finding,
    groups_of,
    norms_on,
    touched,
)
from ikrar.law.engine.wording import FACT_QUESTIONS

BOOK = queries.book()


def at(day, groups="PNS", regime="pilkada", contest="", **facts):
    told = {name.replace("_", "-"): value for name, value in facts.items()}
    return Situation(date.fromisoformat(day), groups_of(groups.split()), regime, contest, told)


def answers(conduct, situation):
    return [
        (given.verdict.value, [item.norm.code for item in given.touched])
        for given in advise(BOOK, conduct=conduct, situation=situation).answers
    ]


@pytest.mark.parametrize(
    ("conduct", "situation", "expected"),
    [
        # A like turns on the day the candidates are fixed; near it both sides are told (SKB-K4, SKB-D6).
        ("LIKE", at("2024-08-01", about="candidate"), [("forbidden", ["SKB-K4", "UU20-24"])]),
        ("LIKE", at("2024-10-10", about="candidate"), [("forbidden", ["SKB-D6", "UU20-24"])]),
        (
            "LIKE",
            at("2024-09-22", about="candidate"),
            [("forbidden", ["SKB-K4", "UU20-24"]), ("forbidden", ["SKB-D6", "UU20-24"])],
        ),
        ("LIKE", at("2024-10-10", about="no"), [("allowed", [])]),
        # Without an election the ethics items have no day to hang on; the duty to be neutral stays.
        ("LIKE", at("2026-11-22", regime="none", about="candidate"), [("open", ["UU20-24"])]),
        ("LIKE", at("2019-07-01", regime="none", about="candidate"), [("open", ["UU5-9-2"])]),
        # Before the decree of 2022 its items are not applied; what held then is shown instead.
        ("LIKE", at("2022-09-21", regime="pemilu", about="candidate"), [("not-covered", ["UU5-9-2"])]),
        # Those whom the list does not bind have their own rules.
        ("LIKE", at("2024-10-10", "TNI", about="candidate"), [("not-covered", ["GRP-TNI"])]),
        ("LIKE", at("2024-01-10", "POLRI", "pemilu", about="candidate"), [("forbidden", ["POLRI-ST2407"])]),
        ("LIKE", at("2024-10-10", "POLRI", about="candidate"), [("not-covered", ["GRP-POLRI"])]),
        ("LIKE", at("2024-10-10", "RT-RW", about="candidate"), [("open", [])]),
        # Listening at a campaign is open: the minister and Bawaslu differ (questions 1 and 2).
        ("ATTEND-CAMPAIGN", at("2024-10-10", active="no"), [("open", ["PP94-n1", "SKB-D4"])]),
        (
            "ATTEND-CAMPAIGN",
            at("2024-10-10", active="yes"),
            [("forbidden", ["SKB-D4", "PP94-n1", "UU20-24"])],
        ),
        ("ATTEND-CAMPAIGN", at("2024-08-01", active="yes"), [("forbidden", ["SKB-K3", "SKB-K6", "UU20-24"])]),
        # In a general election the statute speaks too; in a regional one it does not.
        (
            "ATTEND-CAMPAIGN",
            at("2024-01-10", regime="pemilu", active="yes"),
            [("forbidden", ["SKB-D4", "PP94-n1", "UU20-24", "UU7-280-3", "UU7-283"])],
        ),
        # Duty at a campaign is no campaign.
        ("ON-DUTY-CAMPAIGN", at("2024-10-10", on_duty="yes", active="no"), [("allowed", [])]),
        # Party membership is barred at all times, by the statute in force on that day.
        ("PARTY-MEMBER", at("2026-06-01", regime="none"), [("forbidden", ["UU20-52", "SKB-D5", "UU20-24"])]),
        ("PARTY-MEMBER", at("2023-01-10", regime="pemilu"), [("forbidden", ["SKB-D5", "UU5-9-2"])]),
        # Spouses: unpaid leave and silence.
        ("SPOUSE-CANDIDATE", at("2024-10-10", on_leave="yes", active="no"), [("allowed", ["GRP-SPOUSE"])]),
        ("SPOUSE-CANDIDATE", at("2024-08-01", on_leave="no"), [("forbidden", ["SKB-K7", "UU20-24"])]),
        ("SPOUSE-CANDIDATE", at("2024-10-10", "PPPK", active="no"), [("open", ["SKB-K7"])]),
        # Voting is a right, save for soldiers and the police.
        ("VOTE", at("2024-11-27"), [("allowed", [])]),
        ("VOTE", at("2024-11-27", "TNI"), [("forbidden", ["GRP-TNI-VOTE"])]),
        ("VOTE", at("2024-11-27", "POLRI"), [("forbidden", ["GRP-POLRI-VOTE"])]),
        # Money for votes fits no item of the decree alone; the statutes are named.
        ("VOTE-BUYING", at("2024-11-20", "PJLP"), [("forbidden", ["P187A", "UU10-73-4"])]),
        ("VOTE-BUYING", at("2024-02-14", "PJLP", "pemilu"), [("forbidden", ["UU7-523", "UU7-515"])]),
        # Before voting day article 523 names organisers, participants and teams; for another it is not settled.
        ("VOTE-BUYING", at("2024-01-10", "PJLP", "pemilu"), [("open", [])]),
        (
            "VOTE-BUYING",
            at("2024-01-10", regime="pemilu"),
            [("forbidden", ["UU7-523", "SKB-D8", "PP94-n6", "UU7-283", "UU20-24"])],
        ),
        (
            "VOTE-BUYING",
            at("2024-02-14", regime="pemilu"),
            [("forbidden", ["UU7-523", "UU7-515", "SKB-D8", "PP94-n6", "UU20-24"])],
        ),
        ("VOTE-BUYING", at("2026-11-22", regime="none"), [("not-covered", [])]),
        # One's own candidacy fits no item once the candidates are fixed; the duty to resign is named.
        ("CANDIDATE-SELF", at("2024-10-10", resigned="no"), [("forbidden", ["UU10-7-2-T", "UU20-59"])]),
        ("CANDIDATE-SELF", at("2024-10-10", resigned="yes"), [("allowed", [])]),
        ("HAND-SIGN", at("2024-10-10", with_candidate="no"), [("open", [])]),
    ],
    ids=str,
)
def test_an_act_is_answered_by_the_law_of_its_day(conduct, situation, expected):
    assert answers(conduct, situation) == expected


def test_a_like_in_2020_is_not_covered_by_the_rule_of_today_and_the_rule_of_then_is_shown():
    given = advise(BOOK, conduct="LIKE", situation=at("2020-11-20", about="candidate"))
    assert {answer.verdict for answer in given.answers} == {Verdict.NOT_COVERED}
    shown = {item.norm.code for answer in given.answers for item in answer.touched}
    assert {"SKB20-1", "BKN20-1", "UU5-9-2"} <= shown
    assert not {code for code in shown if code.startswith(("SKB-", "PP94"))}
    assert "SKB20-2" not in shown  # a like is no photo
    assert all("aturan yang datang kemudian tidak dipakai" in answer.sentence.id for answer in given.answers)


def test_before_31_august_2021_the_old_discipline_regulation_holds_and_from_then_on_the_new_one():
    act = Act(frozenset({"event"}), frozenset({"candidate"}))
    old = {item.norm.code for item in touched(BOOK, act=act, situation=at("2021-08-30"))}
    new = {item.norm.code for item in touched(BOOK, act=act, situation=at("2021-08-31"))}
    assert {"PP53-15a", "PP53-15d"} <= old
    assert {"PP94-n1", "PP94-n6"} <= new
    assert not any(code.startswith("PP94") for code in old)
    assert not any(code.startswith("PP53") for code in new)


def test_on_a_day_no_norm_of_the_book_reaches_it_says_not_covered():
    found = finding(BOOK, act=Act(frozenset({"online"})), situation=at("2003-01-01", "ANYONE", "none"))
    assert (found.touched, "Not covered for that day" in found.unfitting.en) == ((), True)
    assert dict(found.trace.result) == {"touched": "", "fits": "not-covered"}


@pytest.mark.parametrize(
    ("act", "situation", "named"),
    [
        (Act(frozenset({"physical"})), at("2024-01-10", regime="pemilu"), "UU7-523"),
        (Act(frozenset({"event"}), frozenset({"party"})), at("2023-12-10", regime="pemilu"), "UU7-283"),
        (Act(frozenset({"document"}), frozenset({"candidate"})), at("2026-06-01", regime="none"), "UU20-24"),
    ],
)
def test_what_fits_no_item_cleanly_does_not_fall_through(act, situation, named):
    found = finding(BOOK, act=act, situation=situation)
    codes = [item.norm.code for item in found.touched]
    assert named in codes
    if found.unfitting:
        assert "fits this description cleanly" in found.unfitting.en
        assert dict(found.trace.result)["fits"] == "not-cleanly"


def test_vote_buying_before_the_vote_is_told_as_fitting_no_item_cleanly():
    found = finding(BOOK, act=Act(frozenset({"physical"})), situation=at("2024-01-10", regime="pemilu"))
    assert found.unfitting
    assert {"UU7-523", "UU7-515"} <= {item.norm.code for item in found.touched}


def test_a_question_of_the_book_as_an_act_names_its_norms_first():
    act = act_of(BOOK, conduct=BOOK.conducts["VOTE-BUYING"])
    found = finding(BOOK, act=act, situation=at("2024-01-10", regime="pemilu"))
    assert [item.norm.code for item in found.touched if item.fit is Fit.NAMED] == [
        "UU7-283", "UU7-523", "UU7-515", "PP94-n6", "SKB-D8",
    ]  # fmt: skip
    assert found.unfitting is None
    assert "UU20-24" not in act.norms


def test_a_fact_that_was_told_takes_a_norm_aside_and_the_trace_says_which():
    act = Act(frozenset({"event"}), frozenset({"would-be-candidate"}))
    found = finding(BOOK, act=act, situation=at("2024-08-01", active="no"))
    assert "SKB-K3" not in {item.norm.code for item in found.touched}
    [step] = [step for step in found.trace.not_considered if dict(step.value).get("norm") == "SKB-K3"]
    assert (step.kind, dict(step.value)["fact"], dict(step.value)["told"]) == ("aside-fact", "active", "no")
    assert "the answer was no" in step.says.en


def test_each_norm_left_aside_tells_its_reason():
    act = Act(norms=frozenset({"PP53-15a", "SKB-K7", "P494", "PP94-n1", "GRP-TNI"}))
    found = finding(BOOK, act=act, situation=at("2024-07-01"))
    reasons = {dict(step.value)["norm"]: (step.kind, step.says.id) for step in found.trace.not_considered}
    assert reasons["PP53-15a"] == ("aside-day", "PP53-15a tidak berlaku lagi sejak 2021-08-31.")
    assert reasons["GRP-TNI"] == ("aside-group", "GRP-TNI hanya mengikat Prajurit TNI.")
    assert reasons["P494"] == ("aside-regime", "P494 hanya untuk Pemilu.")
    assert reasons["PP94-n1"] == ("aside-phase", "PP94-n1 berbicara tentang masa kampanye.")
    assert [item.norm.code for item in found.touched if item.fit is Fit.NAMED] == ["SKB-K7"]
    early = finding(BOOK, act=act, situation=at("2020-07-01"))
    [step] = [step for step in early.trace.not_considered if dict(step.value)["norm"] == "SKB-K7"]
    assert step.says == Words("SKB-K7 baru berlaku 2022-09-22.", "SKB-K7 began only on 2022-09-22.")


def test_a_missing_fact_is_asked_with_its_answers():
    for fact, asked in FACT_QUESTIONS.items():
        assert (asked.code, [choice.code for choice in asked.choices]) == (
            fact.value,
            ["yes", "no", "unknown"],
        )
        assert asked.ask.id.endswith("?")


def test_leave_takes_a_norm_aside_that_speaks_of_acting_without_leave():
    act = Act(frozenset({"event"}), frozenset({"spouse"}))
    without = {item.norm.code for item in touched(BOOK, act=act, situation=at("2024-08-01", on_leave="no"))}
    on_leave = {item.norm.code for item in touched(BOOK, act=act, situation=at("2024-08-01", on_leave="yes"))}
    assert ("SKB-K7" in without, "SKB-K7" in on_leave) == (True, False)


def test_a_mirror_is_offered_and_the_fixing_is_asked_only_where_it_is_not_known():
    act = Act(frozenset({"physical"}), frozenset({"candidate", "would-be-candidate"}))

    def item(day, code):
        return next(found for found in touched(BOOK, act=act, situation=at(day)) if found.norm.code == code)

    assert (item("2024-10-10", "SKB-D1").mirror.code, item("2024-10-10", "SKB-D1").missing) == ("SKB-K1", ())
    near = item("2024-09-22", "SKB-D1")
    assert [fact.code for fact in near.missing] == ["candidates-fixed"]
    assert near.phases == {AskedPhase.BEFORE_FIXED, AskedPhase.AFTER_FIXED}
    assert "Hanya bila hari itu: sesudah penetapan calon." in near.why.id
    assert "Hanya bila" not in item("2024-10-10", "SKB-D1").why.id


def test_a_norm_whose_first_day_was_not_found_is_shown_as_unsure():
    [item] = touched(BOOK, act=Act(norms=frozenset({"GRP-TNI-VOTE"}), media=frozenset({"x"})),
                     situation=at("2024-11-27", "TNI"))[:1]  # fmt: skip
    assert (item.held, "to be confirmed" in item.why.en) == (Held.UNKNOWN, True)


def test_the_norms_of_a_day_are_those_in_force_or_perhaps_in_force():
    old = {norm.code: held for norm, held in norms_on(BOOK, day=date(2020, 1, 1))}
    assert (old["PP53-15a"], old["GRP-TNI"], "PP94-n1" in old) == (Held.YES, Held.UNKNOWN, False)


def test_what_would_still_change_the_answer_is_asked():
    def missing(conduct, situation):
        [given] = advise(BOOK, conduct=conduct, situation=situation).answers
        return [fact.code for fact in given.missing]

    assert missing("ATTEND-CAMPAIGN", at("2024-10-10")) == ["active", "brings"]
    assert missing("ATTEND-CAMPAIGN", at("2024-10-10", active="yes")) == ["brings"]
    assert missing("ATTEND-CAMPAIGN", at("2024-10-10", active="yes", brings="none")) == []
    assert missing("ATTEND-CAMPAIGN", at("2024-10-10", "PJLP")) == []
    assert missing("ON-DUTY-CAMPAIGN", at("2024-10-10", "PJLP")) == ["on-duty", "active"]


def test_an_answer_carries_the_questions_of_its_rule_and_of_its_day():
    near = advise(BOOK, conduct="LIKE", situation=at("2024-09-22", about="candidate"))
    assert [given.questions for given in near.answers] == [(8,), (6, 8)]
    assert [[footing.phases for footing in given.footings] for given in near.answers] == [
        [frozenset({AskedPhase.BEFORE_FIXED})],
        [frozenset({AskedPhase.AFTER_FIXED})],
    ]
    far = advise(BOOK, conduct="VOTE", situation=at("2027-11-27"))
    assert [given.questions for given in far.answers] == [(8, 14)]


@pytest.mark.parametrize(
    ("situation", "refusal"),
    [
        (Situation(date(2024, 10, 1), frozenset(), "pilkada"), NoGroupGiven),
        (at("2024-10-10", regime="plebiscite"), RegimeIsUnknown),
        (at("2024-10-10", "PNS TNI"), GroupsContradict),
        (at("2024-10-10", "PNS CPNS"), GroupsContradict),
        (at("2024-10-10", "ASN PJLP"), GroupsContradict),
        (at("2024-10-10", "JAKSA POLRI"), GroupsContradict),
        (at("2024-10-10", "LURAH HEAD"), GroupsContradict),
        (at("2024-10-10", "LURAH KADES"), GroupsContradict),
        (at("2024-10-10", "HEAD ACTING-HEAD"), GroupsContradict),
        (at("2024-10-10", weather="fine"), FactIsUnknown),
        (at("2024-10-10", about="nothing"), AnswerIsUnknown),
        (at("2024-10-10", on_leave="yes", on_duty="yes"), FactsContradict),
        (at("2024-10-10", resigned="yes", on_duty="yes"), FactsContradict),
        (at("2024-10-10", resigned="yes", on_leave="yes"), FactsContradict),
        (at("2024-10-10", candidates_fixed="no"), FactsContradict),
        (at("2024-08-01", candidates_fixed="yes"), FactsContradict),
        (at("2024-11-01", regime="none"), ContestIsRunning),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_with_its_values(situation, refusal):
    for refused in (
        lambda: advise(BOOK, conduct="LIKE", situation=situation),
        lambda: finding(BOOK, act=Act(), situation=situation),
    ):
        with pytest.raises(refusal):
            refused()


def test_refusals_name_what_was_told():
    with pytest.raises(GroupsContradict) as groups:
        advise(BOOK, conduct="LIKE", situation=at("2024-10-10", "TNI PNS"))
    assert (groups.value.first, groups.value.second) == ("PNS", "TNI")
    with pytest.raises(FactsContradict) as facts:
        advise(BOOK, conduct="LIKE", situation=at("2024-10-10", candidates_fixed="no"))
    assert (facts.value.first, facts.value.second) == ("candidates-fixed=no", "day=2024-10-10")
    with pytest.raises(AnswerIsUnknown) as answer:
        advise(BOOK, conduct="LIKE", situation=at("2024-10-10", about="nothing"))
    assert (answer.value.fact, answer.value.answer) == ("about", "nothing")
    assert "candidate" in answer.value.known.split(", ")
    with pytest.raises(FactIsUnknown) as fact:
        advise(BOOK, conduct="LIKE", situation=at("2024-10-10", weather="fine"))
    assert fact.value.fact == "weather"
    with pytest.raises(GroupIsUnknown) as group:
        groups_of(["king"])
    assert (group.value.group, "RT-RW" in group.value.known.split(", ")) == ("king", True)


@pytest.mark.parametrize(
    ("refused", "message"),
    [
        (engine.GroupIsUnknown("king"), "king"),
        (engine.GroupsContradict(Group.PNS, Group.TNI), "PNS TNI"),
        (engine.RegimeIsUnknown("plebiscite"), "plebiscite"),
        (engine.FactIsUnknown("weather"), "weather"),
        (engine.AnswerIsUnknown("about", "nothing", ["no"]), "about nothing"),
        (engine.FactsContradict(("a", "yes"), ("b", "no")), "a yes b no"),
        (engine.ContestIsUnknown("king", "pilkada", []), "king pilkada"),
        (engine.ContestIsRunning(date(2024, 10, 1), ["pilkada"]), "2024 pilkada"),
        (engine.ConductIsUnknown("NOTHING"), "NOTHING"),
        (engine.NormIsUnknown("NOTHING"), "NOTHING"),
        (engine.NormDoesNotHold(BOOK.norms["PP94-n1"], date(2020, 1, 1)), "PP94-n1 2020"),
        (engine.NormDoesNotBind(BOOK.norms["PP94-n1"], Words("a", "b")), "PP94-n1 a b"),
        (engine.SwitchIsUnknown("LIGHT", []), "LIGHT"),
        (engine.OfficeIsUnknown("KING", []), "KING"),
        (engine.QuotationIsTooLong(301), "301"),
    ],
    ids=str,
)
def test_a_refusal_says_in_a_log_what_it_was_about(refused, message):
    assert all(word in str(refused) for word in message.split())


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("yes", "2024-10-10"),
        ("no", "2024-08-01"),
        ("no", "2024-09-22"),
        ("unknown", "2024-10-10"),
        ("no", "2019-01-01"),
    ],
)
def test_the_fixing_may_be_told_where_it_agrees_with_the_calendar_or_the_calendar_does_not_know(told, day):
    assert finding(BOOK, act=Act(), situation=at(day, candidates_fixed=told)).position.day.isoformat() == day


@pytest.mark.parametrize(
    "groups", ["PNS LURAH", "PNS JAKSA", "PNS ACTING-HEAD OFFICIAL", "PNS RT-RW", "PNS KADES", "ASN PNS"]
)
def test_offices_may_come_on_top_of_an_employment(groups):
    assert finding(BOOK, act=Act(), situation=at("2024-10-10", groups)).touched


def test_an_unknown_question_or_norm_is_refused():
    with pytest.raises(ConductIsUnknown) as question:
        advise(BOOK, conduct="NOTHING", situation=at("2024-10-10"))
    assert question.value.conduct == "NOTHING"
    with pytest.raises(NormIsUnknown) as norm:
        consequences(BOOK, norm="NOTHING", situation=at("2024-10-10"))
    assert norm.value.norm == "NOTHING"
