"""The range as enacted: every kind, who would be competent, what stands in the way; nothing is picked."""

from datetime import date

import pytest

from ikrar.kernel.words import Words
from ikrar.law import queries
from ikrar.law.domain import (
    Appeal,
    Backing,
    Basis,
    Competence,
    Confidence,
    Group,
    Handler,
    Instrument,
    InstrumentKind,
    InstrumentStatus,
    Level,
    OpenQuestion,
    PenaltyNote,
    Sanction,
    Side,
    Validity,
    WhenSwitch,
)
from ikrar.law.engine import (
    NormDoesNotBind,
    NormDoesNotHold,
    OfficeIsUnknown,
    SwitchIsUnknown,
    Where,
    consequences,
    offices,
    switches_of,
)
from ikrar.law.engine.situation import Situation, groups_of
from tests.law.engine import invented
from tests.law.engine.invented import words

BOOK = queries.book()
PAY = "PP-GAJI-TUNJANGAN"


def at(day="2024-10-10", groups="PNS", regime="pilkada"):
    return Situation(date.fromisoformat(day), groups_of(groups.split()), regime)


def leads(norm, situation=None, **more):
    return consequences(BOOK, norm=norm, situation=situation or at(), **more)


def kinds(found):
    return [kind.sanction.code for kind in found.kinds]


def says(found):
    return " ".join(told.id for told in found.says)


def test_the_way_of_appeal_follows_the_kind_and_the_first_two_heavy_kinds_go_by_objection():
    found = leads("SKB-D6")
    assert [(kind.sanction.code, kind.sanction.appeal) for kind in found.kinds] == [
        ("B1", Appeal.OBJECTION),
        ("B2", Appeal.OBJECTION),
        ("B3", Appeal.BPASN),
    ]


def test_who_would_be_competent_depends_on_the_office_and_the_kind():
    found = leads("SKB-D6", office="JPT-MADYA")
    assert [[who.code for who in kind.competent] for kind in found.kinds] == [
        ["JPT-MADYA-BERAT"],
        ["JPT-MADYA-BERAT"],
        ["JPT-MADYA-BERHENTI"],
    ]
    assert [who.by.id for who in found.competent] == ["PPK", "Presiden atas usul PPK"]
    everybody = leads("SKB-D6").kinds[0].competent
    assert len(everybody) == 6
    assert {who.level for who in everybody} == {Level.HEAVY}


def test_an_office_that_punishes_otherwise_leaves_all_that_are_recorded():
    assert [who.code for who in leads("SKB-K4", at("2024-08-01"), office="ADM").competent] == ["ETIK"]


def test_medium_kinds_are_shown_both_ways_while_the_rule_on_pay_is_not_known():
    found = leads("SKB-D9", at("2024-08-01"))
    assert kinds(found) == ["S1t", "S2t", "S3t", "S1", "S2", "S3"]
    conditions = [kind.conditions[0].id for kind in found.kinds]
    assert all(text.startswith("Hanya selama belum berlaku: Peraturan pemerintah") for text in conditions[:3])
    assert all(text.startswith("Hanya bila sudah berlaku: Peraturan pemerintah") for text in conditions[3:])


@pytest.mark.parametrize(
    ("ended", "expected"),
    [
        (None, ["S1t", "S2t", "S3t"]),
        (date(2024, 8, 2), ["S1t", "S2t", "S3t"]),
        (date(2024, 8, 1), ["S1", "S2", "S3"]),
    ],
)
def test_a_dated_switch_decides_between_them_from_its_day(ended, expected):
    found = leads("SKB-D9", at("2024-08-01"), switches={PAY: ended})
    assert kinds(found) == expected
    assert all(not kind.conditions for kind in found.kinds)
    aside = [dict(step.value) for step in found.trace.not_considered]
    assert {step["reason"] for step in aside} == {"switch"}
    assert f"switch {PAY}" in dict(found.trace.asked)
    assert dict(found.trace.asked)[f"switch {PAY}"] == (ended.isoformat() if ended else "off")


def test_levels_on_which_sources_differ_are_both_shown():
    found = leads("SKB-D3", at("2024-08-01"))
    [conflict] = found.conflicts
    assert conflict.levels == (Level.MEDIUM, Level.HEAVY)
    assert "sedang, berat" in conflict.says.id
    assert found.is_open
    statute = leads("SKB-D8").conflicts[0]
    assert "This book records: heavy." in statute.says.en
    assert leads("SKB-D6").conflicts == ()


def test_taking_part_in_a_campaign_has_no_level_and_none_is_proposed():
    found = leads("PP94-n1")
    assert (found.kinds, found.norm.level, found.is_open) == ((), Level.NONE, True)
    assert "tidak ada tingkat hukuman" in says(found)
    assert [question.number for question in found.questions] == [1, 2]
    assert all(question.sides and question.decides for question in found.questions)


def test_a_pppk_is_never_shown_the_table_of_a_pns():
    found = leads("SKB-D6", at(groups="PPPK"))
    assert kinds(found) == ["PPPK-BERHENTI", "PPPK-PTDH"]
    assert {kind.where for kind in found.kinds} == {Where.GROUP}
    assert "aturan kelompok itu sendiri" in says(found)
    assert all(kind.conditions for kind in found.kinds)
    assert "anggota atau pengurus partai" in found.kinds[1].conditions[0].id
    assert [dict(step.value)["sanction"] for step in found.trace.not_considered] == ["B1", "B2", "B3"]
    assert all("PNS" not in who.person.id for who in found.competent)


def test_a_light_or_moral_matter_of_a_pppk_does_not_show_dismissal():
    found = leads("SKB-K4", at("2024-08-01", "PPPK"))
    assert (found.kinds, found.is_open) == ((), True)
    assert "tidak ditemukan" in says(found)


def test_a_part_time_pppk_has_no_table_and_that_is_said():
    found = leads("SKB-D6", at(groups="PPPK-PW"))
    assert (found.kinds, found.is_open) == ((), True)
    assert "tidak ditemukan" in says(found)


def test_for_a_civil_servant_of_unknown_kind_every_kind_is_conditional():
    found = leads("SKB-D6", at(groups="ASN"))
    assert kinds(found) == ["B1", "B2", "B3"]
    assert all("jenis pegawai ASN" in kind.conditions[0].id for kind in found.kinds)


def test_a_criminal_penalty_is_quoted_with_every_note_that_speaks_of_it():
    found = leads("P188", at(groups="PNS OFFICIAL"))
    assert "penjara 1 sampai 6 bulan" in found.penalty.id
    assert [note.code for note in found.notes] == ["PEN-UMUM", "PEN-KATEGORI", "PEN-188", "PEN-MK136"]
    assert "pengadilan yang memutus" in says(found)
    assert 12 in [question.number for question in found.questions]
    assert leads("SKB-D6").notes == ()


def test_the_body_in_charge_is_that_of_the_day_and_only_for_civil_servants():
    assert [body.code for body in leads("SKB-D9", at("2024-08-23")).handlers] == ["KASN"]
    assert [body.code for body in leads("SKB-D9", at("2024-08-24")).handlers] == ["BKN"]
    assert leads("GRP-TNI", at(groups="TNI")).handlers == ()


def test_under_the_old_regulation_nobody_is_named_because_nobody_is_recorded():
    found = leads("PP53-15b", at("2020-10-10"))
    assert kinds(found) == ["PP53-B1", "PP53-B2", "PP53-B3", "PP53-B4", "PP53-B5"]
    assert (found.competent, "tidak tercatat" in says(found)) == ((), True)
    assert "tidak tercatat" not in says(leads("SKB-D6"))


def test_a_duty_without_any_kind_says_so():
    assert "tidak menyebut jenis sanksi" in says(leads("UU20-24"))
    assert "tidak menyebut jenis sanksi" not in says(leads("P188", at(groups="PNS OFFICIAL")))
    assert "tidak menyebut jenis sanksi" not in says(leads("PP94-n1"))


def test_a_norm_of_another_day_group_or_election_is_refused_with_the_reason():
    with pytest.raises(NormDoesNotHold) as day:
        leads("PP53-15b", at("2021-08-31"))
    assert (day.value.norm, day.value.ends_before) == ("PP53-15b", date(2021, 8, 31))
    with pytest.raises(NormDoesNotBind) as group:
        leads("SKB-D6", at(groups="TNI"))
    assert "hanya mengikat Pegawai ASN" in group.value.why
    with pytest.raises(NormDoesNotBind) as election:
        leads("P494", at())
    assert "only for: General election" in election.value.why
    assert election.value.norm == "P494"


def test_an_unknown_office_or_switch_is_refused_with_those_that_are_known():
    with pytest.raises(OfficeIsUnknown) as office:
        leads("SKB-D6", office="KING")
    assert (office.value.office, "JPT-MADYA" in office.value.known.split(", ")) == ("KING", True)
    with pytest.raises(SwitchIsUnknown) as switch:
        leads("SKB-D6", switches={"LIGHT": None})
    assert (switch.value.switch, switch.value.known) == ("LIGHT", PAY)
    assert SwitchIsUnknown("LIGHT", ["A", "B"]).known == OfficeIsUnknown("KING", ["A", "B"]).known == "A, B"
    assert offices(BOOK).keys() == {
        "JPT-MADYA", "JPT-PRATAMA", "WALIKOTA-DKI", "JF-UTAMA", "ADM", "JF",
        "ETIK", "PPPK", "DESA", "TNI", "POLRI", "LALAI-MENGHUKUM",
    }  # fmt: skip
    assert switches_of(BOOK) == (PAY,)


def test_the_trace_names_the_law_the_norm_and_all_kinds():
    found = leads("SKB-D6", office="ADM")
    result, told = dict(found.trace.result), dict(found.trace.asked)
    assert result == {"norm": "SKB-D6", "level": "heavy", "kinds": "B1 B2 B3", "open": "yes"}
    assert (told["office"], told["norm"], told["groups"]) == ("ADM", "SKB-D6", "PNS")
    assert found.trace.law == BOOK.version
    assert [step.kind for step in found.trace.steps] == ["day", "norm", "kind", "kind", "kind"]
    assert dict(found.trace.steps[2].value)["competent"] == "ADM-BERAT"


# ---- an invented law, for what the shipped one does not show


def instrument(code, *, begins=None, ends=None):
    return Instrument(
        code, InstrumentKind.REGULATION, words(f"Peraturan {code}"), code, Validity(begins, ends),
        InstrumentStatus.IN_FORCE, invented.BACKING, ("any",),
    )  # fmt: skip


def sanction(code, **different):
    plain = {
        "level": Level.LIGHT,
        "name": words(code),
        "basis": (Basis("NEW"),),
        "validity": Validity(date(2000, 1, 1)),
        "active_when": WhenSwitch.ALWAYS,
        "appeal": Appeal.OBJECTION,
        "applies_to": frozenset({Group.PNS}),
        "backing": invented.BACKING,
    }
    return Sanction(code=code, **{**plain, **different})


def small(**parts):
    base = {
        "norms": [invented.norm("N", sanctions=("A", "B"), level=Level.LIGHT)],
        "sanctions": [sanction("A"), sanction("B")],
    }
    return invented.book(**{**base, **parts})


def small_leads(book, day="2010-01-01", **more):
    return consequences(book, norm="N", situation=at(day, regime="none"), **more)


def test_a_settled_range_is_not_called_open():
    found = small_leads(small())
    assert (kinds(found), found.is_open, found.questions) == (["A", "B"], False, ())


@pytest.mark.parametrize(
    "different",
    [{"level": Level.OPEN}, {"level": Level.NONE}, {"levels": (Level.LIGHT, Level.HEAVY)}],
    ids=str,
)
def test_a_level_that_is_open_missing_or_disputed_makes_it_open(different):
    book = small(norms=[invented.norm("N", sanctions=("A",), **different)])
    assert small_leads(book).is_open


def test_an_open_question_makes_it_open_and_one_the_book_does_not_hold_is_left_out():
    asked = Backing(Confidence.STATUTE, ("T:X",), questions=(7, 99))
    question = OpenQuestion(
        7, words("?"), (Side(words("a"), words("b"), ()),), words("s"), words("d"), (), invented.BACKING
    )
    book = small(norms=[invented.norm("N", sanctions=("A",), backing=asked)], questions={7: question})
    assert (small_leads(book).questions, small_leads(book).is_open) == ((question,), True)
    of_kind = small(sanctions=[sanction("A", backing=asked), sanction("B")], questions={7: question})
    assert small_leads(of_kind).questions == (question,)


def test_a_kind_that_did_not_exist_on_that_day_is_left_aside_with_the_reason():
    book = small(
        sanctions=[sanction("A"), sanction("B", validity=Validity(date(2000, 1, 1), date(2010, 1, 1)))]
    )
    found = small_leads(book)
    assert kinds(found) == ["A"]
    assert [(step.kind, dict(step.value)["reason"]) for step in found.trace.not_considered] == [
        ("kind-aside", "day")
    ]
    assert "tidak berlaku pada hari itu" in found.trace.not_considered[0].says.id


def test_a_switch_the_book_itself_knows_needs_not_to_be_told():
    parts = {
        "sanctions": [
            sanction("A", switch="NEW-PAY", active_when=WhenSwitch.ON),
            sanction("B", switch="NEW-PAY", active_when=WhenSwitch.OFF),
        ]
    }
    known = small(**parts, instruments=[instrument("NEW-PAY", begins=date(2010, 1, 1))])
    assert kinds(small_leads(known, "2009-12-31")) == ["B"]
    assert kinds(small_leads(known, "2010-01-01")) == ["A"]
    unknown = small_leads(small(**parts))
    assert kinds(unknown) == ["A", "B"]
    assert [kind.conditions[0].id for kind in unknown.kinds] == [
        "Hanya bila sudah berlaku: NEW-PAY.",
        "Hanya selama belum berlaku: NEW-PAY.",
    ]
    assert unknown.is_open


def competence(code, instrument, level=Level.LIGHT):
    return Competence(code, words(code), level, words("atasan"), (Basis(instrument),), invented.BACKING)


def test_only_who_was_competent_under_an_instrument_in_force_that_day_is_named():
    book = small(
        sanctions=[sanction("A", basis=(Basis("OLD"), Basis("NEW"))), sanction("B", basis=(Basis("OTHER"),))],
        instruments=[instrument("OLD", begins=date(1990, 1, 1), ends=date(2005, 1, 1)), instrument("NEW", begins=date(2005, 1, 1))],
        competences=[competence("THEN", "OLD"), competence("NOW", "NEW"), competence("HIGH", "NEW", Level.HEAVY)],
    )  # fmt: skip
    assert [who.code for who in small_leads(book, "2004-12-31").competent] == ["THEN"]
    assert [who.code for who in small_leads(book, "2005-01-01").competent] == ["NOW"]
    assert "tidak tercatat" in says(small_leads(book))


def test_a_note_without_norms_speaks_of_every_penalty_and_of_nothing_else():
    everywhere = PenaltyNote("ALL", words("n"), date(2026, 1, 2), invented.BACKING)
    elsewhere = PenaltyNote("X", words("n"), date(2026, 1, 2), invented.BACKING, ("X",))
    here = PenaltyNote(
        "N", words("n"), date(2026, 1, 2), Backing(Confidence.STATUTE, (), questions=(7,)), ("N",)
    )
    question = OpenQuestion(7, words("?"), (), words("s"), words("d"), (), invented.BACKING)
    norm = invented.norm("N", level=Level.CRIME, penalty=Words("penjara", "prison"))
    found = small_leads(small(norms=[norm], penalties=[everywhere, elsewhere, here], questions={7: question}))
    assert ([note.code for note in found.notes], found.questions) == (["ALL", "N"], (question,))
    assert small_leads(small(penalties=[everywhere])).notes == ()


def test_a_body_without_a_first_day_is_not_in_charge():
    bodies = [
        Handler(code, words(code), words("d"), validity, (), invented.BACKING)
        for code, validity in (("NOW", Validity(date(2000, 1, 1))), ("TO-COME", Validity()))
    ]
    assert [body.code for body in small_leads(small(handlers=bodies)).handlers] == ["NOW"]


def test_the_table_of_the_group_itself_is_shown_for_grave_levels_only():
    def found(level, **different):
        own = sanction("OWN", applies_to=frozenset({Group.PPPK}), level=Level.DISMISSAL)
        norm = invented.norm("N", sanctions=("A",), level=level, bound=frozenset({Group.PPPK}), **different)
        book = small(norms=[norm], sanctions=[sanction("A"), own])
        return consequences(book, norm="N", situation=at("2010-01-01", "PPPK", "none"))

    for level in (Level.HEAVY, Level.DISMISSAL, Level.OPEN):
        assert kinds(found(level)) == ["OWN"]
        assert found(level).is_open
    assert kinds(found(Level.LIGHT)) == kinds(found(Level.MORAL)) == []
    assert kinds(found(Level.LIGHT, levels=(Level.MEDIUM, Level.HEAVY))) == ["OWN"]
    assert found(Level.LIGHT).is_open
