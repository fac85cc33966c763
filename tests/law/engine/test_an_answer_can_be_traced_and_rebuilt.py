"""Why an answer says what it says, the same bytes years later; and what no answer ever depends on or says."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ikrar.kernel.canonical import canonical
from ikrar.kernel.words import Words
from ikrar.law import queries, reading
from ikrar.law.domain import Basis, Group, Held, Verdict
from ikrar.law.engine import (
    Act,
    Fit,
    Situation,
    Step,
    Trace,
    advise,
    consequences,
    differing,
    finding,
    groups_of,
    kinds,
    placing,
    plain,
    quote,
    quoting,
    running_regimes,
    touched,
    touching,
)
from ikrar.law.engine import holding as holding_of
from ikrar.law.engine.holding import holding
from ikrar.law.engine.situation import known_facts
from ikrar.law.queries import telling

BOOK = queries.book()
FACTS = {code: sorted(values) for code, values in known_facts(BOOK).items()}
some = settings(max_examples=50, deadline=None)
GUILT = (
    "bersalah", "terbukti", "pelaku", "melanggar hukum", "anda melanggar", "dihukum", "dijatuhi", "pasti kena",
    "guilty", "convicted", "offender", "culprit", "you broke", "you violated", "will be punished",
)  # fmt: skip

OFFICES = (
    [],
    ["OFFICIAL"],
    ["OFFICIAL", "LURAH"],
    ["JAKSA"],
    ["RT-RW"],
    ["CANDIDATE"],
    ["CAMPAIGN-TEAM"],
    ["ACTING-HEAD", "OFFICIAL"],
)
GROUPS = [
    *([employment, *office] for employment in ("ASN", "PNS", "CPNS", "PPPK", "PPPK-PW") for office in OFFICES),
    ["PJLP"], ["TNI"], ["POLRI"], ["TNI", "OFFICIAL"], ["KADES"], ["HEAD"], ["HEAD", "CANDIDATE"], ["RT-RW"], ["ANYONE"],
]  # fmt: skip
EXCLUDING = ({"on-leave", "on-duty"}, {"resigned", "on-duty"}, {"resigned", "on-leave"})
REGIMES = ("pemilu", "pilkada", "none")


@st.composite
def situations(draw):
    """Who, when and what, without contradictions: those are another test's business."""
    day = draw(st.dates(date(2008, 1, 1), date(2030, 1, 1)))
    told = {
        code: draw(st.sampled_from(FACTS[code]))
        for code in draw(st.sets(st.sampled_from(IDLE_OR_NOT), max_size=4))
    }
    if any(pair <= told.keys() for pair in EXCLUDING):
        told = {}
    regime = draw(st.sampled_from(REGIMES[:2] if running_regimes(BOOK, day=day) else REGIMES))
    return Situation(day, groups_of(draw(st.sampled_from(GROUPS))), regime, "", told)


IDLE_OR_NOT = sorted(set(FACTS) - {"candidates-fixed"})
situations = situations()
conducts = st.sampled_from(sorted(BOOK.conducts))
acts = st.builds(
    Act,
    st.sets(
        st.sampled_from(["physical", "online", "event", "photo", "document", "decision"]), max_size=2
    ).map(frozenset),
    st.sets(st.sampled_from(["candidate", "would-be-candidate", "party", "team", "spouse"]), max_size=2).map(
        frozenset
    ),
)


def asked(conduct, situation):
    return advise(BOOK, conduct=conduct, situation=situation)


@some
@given(conduct=conducts, situation=situations)
def test_an_answer_does_not_depend_on_the_order_in_which_facts_and_groups_are_told(conduct, situation):
    turned = replace(
        situation,
        facts=dict(reversed(situation.facts.items())),
        groups=frozenset(sorted(situation.groups, reverse=True)),
    )
    first, second = asked(conduct, situation), asked(conduct, turned)
    assert first == second
    assert [a.trace.canonical for a in first.answers] == [a.trace.canonical for a in second.answers]


@some
@given(conduct=conducts, situation=situations)
def test_a_fact_nothing_looks_at_changes_nothing_but_the_trace(conduct, situation):
    looked_at = {code for rule in BOOK.conducts[conduct].rules for code in rule.when.facts}
    needed = {fact.value for norm in BOOK.norms.values() for fact in norm.needs}
    idle = min(set(IDLE_OR_NOT) - looked_at - needed - set(situation.facts) - {"on-duty", "resigned"})
    before = asked(conduct, situation).answers
    after = asked(conduct, replace(situation, facts={**situation.facts, idle: FACTS[idle][0]})).answers
    assert [replace(answer, trace=None) for answer in before] == [
        replace(answer, trace=None) for answer in after
    ]
    for without, informed in zip(before, after, strict=True):
        assert without.trace.hash != informed.trace.hash
        assert any(dict(step.value).get("fact") == idle for step in informed.trace.not_considered)


@some
@given(conduct=conducts, situation=situations)
def test_on_no_day_is_a_norm_outside_its_days_group_or_election_in_an_answer(conduct, situation):
    for answer in asked(conduct, situation).answers:
        for item in answer.touched:
            assert item.norm.validity.on(situation.day) is item.held is not Held.NO
            assert item.norm.binds(
                situation.groups | ({Group.PJLP} if Group.RT_RW in situation.groups else set())
            )
            assert {"any", situation.regime} & item.norm.contests


@some
@given(conduct=conducts, situation=situations)
def test_there_is_always_an_answer_and_none_speaks_of_guilt(conduct, situation):
    advice = asked(conduct, situation)
    assert advice.answers
    assert {p for f in advice.position.footings for p in f.phases} == {
        p for a in advice.answers for f in a.footings for p in f.phases
    }
    for answer in advice.answers:
        told = " ".join((*answer.sentence, *(w for item in answer.touched for w in item.why))).lower()
        assert not [word for word in GUILT if word in told]
        assert all(answer.sentence)


def test_no_sentence_of_any_rule_speaks_of_guilt():
    told = [(c.code, w) for c in BOOK.conducts.values() for rule in c.rules for w in rule.sentence]
    assert [(code, word) for code, sentence in told for word in GUILT if word in sentence.lower()] == []


@some
@given(conduct=conducts, situation=situations)
def test_a_forbidding_answer_names_the_norm_it_stands_on(conduct, situation):
    for answer in asked(conduct, situation).answers:
        if answer.verdict is Verdict.FORBIDDEN:
            assert answer.touched


@some
@given(act=acts, situation=situations)
def test_what_an_act_may_touch_holds_that_day_and_everything_else_has_its_reason(act, situation):
    found = finding(BOOK, act=act, situation=situation)
    codes = [item.norm.code for item in found.touched]
    assert len(set(codes)) == len(codes)
    assert all(item.held is not Held.NO for item in found.touched)
    ranks = [list(Fit).index(item.fit) for item in found.touched]
    assert ranks == sorted(ranks)
    aside = {dict(step.value)["norm"] for step in found.trace.not_considered}
    assert not aside & set(codes)
    assert all(step.says.id and step.says.en for step in found.trace.not_considered)
    assert touched(BOOK, act=act, situation=situation) == found.touched


@some
@given(situation=situations, draw=st.data())
def test_no_range_names_a_kind_outside_its_days_or_for_another_group(situation, draw):
    held = [norm.code for norm in BOOK.norms.values() if holding(norm, situation).holds]
    assume(held)
    found = consequences(BOOK, norm=draw.draw(st.sampled_from(held)), situation=situation)
    for kind in found.kinds:
        assert kind.sanction.validity.on(situation.day) is not Held.NO
        assert kind.sanction.applies_to & situation.groups or Group.ASN in situation.groups
    if Group.PPPK in situation.groups:
        assert not any(Group.PNS in kind.sanction.applies_to for kind in found.kinds)


# ---- the trace itself

LIKE = Situation(
    date(2024, 10, 10), groups_of(["PNS"]), "pilkada", "gubernur", {"about": "candidate", "on-duty": "no"}
)


def answer_of(book):
    return advise(book, conduct="LIKE", situation=LIKE).answers[0]


def test_a_trace_tells_day_rule_norms_articles_and_what_was_not_considered():
    trace = answer_of(BOOK).trace
    assert [step.kind for step in trace.steps] == ["day", "rule", "touched-named", "touched-named"]
    assert dict(trace.steps[0].value) == {
        "day": "2024-10-10", "standing": "running", "stages": "PK24-04 PK24-03 PK24-13", "phases": "after-fixed campaign",
    }  # fmt: skip
    assert dict(trace.steps[1].value) == {"rule": "9", "verdict": "forbidden", "fact about": "candidate"}
    assert trace.steps[1].says == Words(
        "Aturan 9 dari 10 menjawab: Tidak boleh (about = candidate).",
        "Rule 9 of 10 answers: Not allowed (about = candidate).",
    )
    assert trace.steps[2].cites[0].instrument == "SKB-2022"
    reasons = {
        dict(step.value)["rule"]: dict(step.value)["reason"]
        for step in trace.not_considered
        if step.kind == "rule-aside"
    }
    assert reasons == {
        "1": "fact about", "2": "group", "3": "group", "4": "group", "5": "group", "6": "contest", "7": "fact about", "8": "phase",
    }  # fmt: skip
    assert [step.says.id for step in trace.not_considered[:2]] == [
        "Aturan 1: untuk keadaan lain.",
        "Aturan 2: untuk kelompok lain.",
    ]
    assert [dict(step.value) for step in trace.not_considered if step.kind == "fact-aside"] == [
        {"fact": "on-duty", "told": "no"}
    ]
    assert [dict(s.value) for s in trace.not_considered if s.kind == "aside-day"] == [
        {"norm": "UU5-9-2", "held": "no"}
    ]
    assert dict(trace.result) == {
        "verdict": "forbidden", "rule": "9", "phases": "after-fixed campaign", "norms": "SKB-D6 UU20-24",
    }  # fmt: skip
    assert dict(trace.asked) == {
        "day": "2024-10-10", "groups": "PNS", "regime": "pilkada", "contest": "gubernur",
        "fact about": "candidate", "fact on-duty": "no",
    }  # fmt: skip
    assert trace.about == "conduct LIKE"


CODES = {
    placing.Standing: "running before-first between after-last no-election",
    touching.Fit: "named clean partly general",
    kinds.Where: "norm group",
    holding_of.NotHolding: "day group regime phase",
    differing.ChangeKind: "added removed changed",
    quoting.Closeness: "exact wider narrower loose whole not-recorded",
    quoting.QuoteStatus: "in-force unconfirmed imprecise not-yet ended other-election unknown",
    differing.RecordKind: "instrument article norm sanction competence penalty handler procedure term reception question"
    " calendar contest stage not-held regions conduct pact door holiday-year day-off source other",
}


@pytest.mark.parametrize("codes", CODES, ids=lambda codes: codes.__name__)
def test_codes_that_are_hashed_and_published_never_change(codes):
    assert " ".join(code.value for code in codes) == CODES[codes]


def test_a_step_is_told_in_a_sentence_of_its_own():
    said = [step.says for step in answer_of(BOOK).trace.steps]
    assert said[2] == Words(
        "SKB-D6: Disebut oleh aturan jawaban ini. Berlaku pada hari itu.",
        "SKB-D6: Named by this answer's rule. In force on that day.",
    )
    assert said[0].id.startswith(
        "Perbuatan dinilai menurut aturan hari itu, 2024-10-10. Pilkada Serentak 2024: "
    )


def test_a_rule_without_a_norm_on_that_day_is_told_as_such():
    situation = Situation(date(2022, 9, 21), groups_of(["PNS"]), "pemilu", "presiden", {"about": "candidate"})
    [answer] = advise(BOOK, conduct="LIKE", situation=situation).answers
    reasons = [dict(step.value).get("reason") for step in answer.trace.not_considered]
    assert reasons.count("no-norm") == 1
    assert answer.number == len(BOOK.conducts["LIKE"].rules)
    assert "Rule 8: no norm carries it that day." in [step.says.en for step in answer.trace.not_considered]


def test_one_answer_for_two_phases_names_both():
    situation = Situation(date(2024, 9, 22), groups_of(["PNS"]), "pilkada")
    [answer] = advise(BOOK, conduct="VOTE", situation=situation).answers
    assert dict(answer.trace.result)["phases"] == "before-fixed | after-fixed"


def test_without_a_fact_the_rule_says_so():
    situation = Situation(date(2024, 11, 27), groups_of(["PNS"]), "pilkada")
    [answer] = advise(BOOK, conduct="VOTE", situation=situation).answers
    assert answer.trace.steps[1].says.id.endswith("(tanpa fakta khusus).")
    assert answer.trace.steps[1].says.en.endswith("(no special fact).")


def test_the_hash_is_of_the_canonical_bytes_and_those_hold_no_sentence_of_ours():
    trace = answer_of(BOOK).trace
    value = json.loads(trace.canonical)
    assert canonical(value) == trace.canonical
    assert (value["form"], value["law"]) == ("ikrar.law.trace/v1", BOOK.version)
    assert len(trace.hash) == 64
    reworded = replace(trace, steps=tuple(replace(step, says=Words("x", "y")) for step in trace.steps))
    assert reworded.hash == trace.hash
    assert replace(trace, law="0" * 64).hash != trace.hash


def test_a_step_and_a_trace_have_these_bytes_for_ever():
    step = Step("kind", Words("a", "b"), (("norm", "N"),), (Basis("PP1/2000", "Pasal 1", inferred=True),))
    trace = Trace("about", "law", (("day", "2000-01-01"),), (step,), (), (("verdict", "open"),))
    assert trace.canonical == (
        b'{"about":"about","asked":{"day":"2000-01-01"},"form":"ikrar.law.trace/v1","law":"law","not_considered":[],'
        b'"result":{"verdict":"open"},"steps":[{"cites":[["PP1/2000","Pasal 1",true]],"kind":"kind","norm":"N"}]}'
    )
    assert trace.hash == "edc43605a59fe843e98e5e14911acee29ae5a3912a247a2288819aaa36158e59"


def test_an_answer_is_rebuilt_to_the_byte_from_the_texts_its_law_version_names():
    folder, _ = queries.folders()
    texts, complaints = reading.raw_texts(folder)
    stored = canonical(texts)
    assert complaints == []
    rebuilt = reading.build(json.loads(stored))
    assert rebuilt is not BOOK
    assert rebuilt.version == BOOK.version
    situation = replace(LIKE, contest="")
    for book in (BOOK, rebuilt):
        assert advise(book, conduct="LIKE", situation=situation).answers[0].trace.law == BOOK.version
    once, again = (
        [
            answer_of(book).trace.canonical,
            finding(book, act=Act(frozenset({"online"})), situation=LIKE).trace.canonical,
            consequences(book, norm="SKB-D6", situation=LIKE).trace.canonical,
            quote(book, text="UU Pilkada pasal 71", day=LIKE.day).trace.canonical,
        ]
        for book in (BOOK, rebuilt)
    )
    assert once == again


# ---- as plain data


def test_every_answer_becomes_plain_data_that_is_json():
    told = [
        telling.advice_told(
            advise(BOOK, conduct="LIKE", situation=LIKE),
            consequences=[
                consequences(
                    BOOK, norm="SKB-D3", situation=Situation(date(2024, 8, 1), groups_of(["PNS"]), "pilkada")
                )
            ],
        ),
        telling.finding_told(finding(BOOK, act=Act(frozenset({"event"})), situation=LIKE)),
        telling.consequences_told(
            consequences(BOOK, norm="P188", situation=replace(LIKE, groups=groups_of(["PNS", "OFFICIAL"])))
        ),
        telling.quoted_told(quote(BOOK, text="UU Pilkada pasal 71", day=LIKE.day)),
        telling.quoted_told(quote(BOOK, text="PP 53/2011", day=LIKE.day)),
        telling.position_told(
            advise(BOOK, conduct="LIKE", situation=replace(LIKE, day=date(2024, 9, 22))).position
        ),
    ]
    for item in told:
        assert json.loads(json.dumps(item)) == item
    first = told[0]
    assert {"conduct", "ask", "position", "answers", "consequences"} == first.keys()
    assert first["consequences"][0]["conflicts"][0]["levels"] == ["medium", "heavy"]
    assert first["answers"][0]["trace"]["canonical"] == answer_of(BOOK).trace.canonical.decode()
    assert told[1]["touched"][0]["norm"]["basis"][0].keys() == {"instrument", "article", "inferred"}
    assert told[2]["penalty_notes"][0]["from"] == "2026-01-02"
    assert told[4]["near"] == [{"code": "PP53/2010", "name": plain(BOOK.instruments["PP53/2010"].name)}]
    assert told[5]["near"][0]["fixed_on"] == "2024-09-22"


def test_plain_data_of_any_value():
    assert plain(Basis("PP1/2000", "Pasal 1")) == {
        "instrument": "PP1/2000",
        "article": "Pasal 1",
        "inferred": False,
    }
    assert plain({Group.PNS: frozenset({Verdict.OPEN}), 7: (None, "x", 1, True)}) == {
        "PNS": ["open"],
        "7": [None, "x", 1, True],
    }
    assert plain(Basis) is Basis
