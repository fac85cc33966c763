"""`./ikrar law ask` and `./ikrar law quote`: a question or a quotation in, sentences or JSON out, nothing stored."""

import json

import pytest

from ikrar.project import cli


def told(capsys, *words):
    code = cli.main(["law", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def as_json(capsys, *words):
    code, out, _ = told(capsys, *words, "--json")
    return code, json.loads(out)


def test_without_arguments_it_lists_what_can_be_asked(capsys):
    code, out, _ = told(capsys, "ask")
    assert code == 0
    assert "LIKE" in out
    assert "Bolehkah saya menyukai" in out
    assert "PPPK-PW" in out
    assert "pilkada" in out
    _, listed = as_json(capsys, "ask")
    assert {"LIKE", "VOTE-BUYING"} <= {item["code"] for item in listed["conducts"]}
    assert {"groups", "contests", "facts", "law"} <= listed.keys()


def test_a_question_alone_tells_what_its_answer_turns_on(capsys):
    code, out, _ = told(capsys, "ask", "like")
    assert (code, "--fact about=candidate" in out) == (0, True)
    assert as_json(capsys, "ask", "LIKE")[1]["facts"][0]["code"] == "about"


LIKE = (
    "ask",
    "LIKE",
    "--group",
    "PNS",
    "--fact",
    "about=candidate",
    "--on",
    "2024-10-10",
    "--contest",
    "pilkada",
)


def test_an_answer_names_its_norms_its_law_and_its_hash(capsys):
    code, out, _ = told(capsys, *LIKE)
    assert (code, "TIDAK BOLEH" in out, "SKB-D6" in out, "→ SKB-D6" in out) == (0, True, True, False)
    _, answered = as_json(capsys, *LIKE)
    [answer] = answered["advice"][0]["answers"]
    assert (answer["verdict"], answer["rule"]) == ("forbidden", 9)
    assert [item["norm"]["code"] for item in answer["touched"]] == ["SKB-D6", "UU20-24"]
    assert answer["trace"]["law"] == answered["law"]
    assert answer["trace"]["hash"][:16] in out
    assert answered["advice"][0]["consequences"] == []


def test_what_it_can_lead_to_is_told_when_asked_for_and_nothing_is_picked(capsys):
    code, out, _ = told(capsys, *LIKE, "--leads-to")
    assert (code, "→ SKB-D6  (belum pasti / open)" in out, "tidak memilih" in out) == (0, True, True)
    _, answered = as_json(capsys, *LIKE, "--leads-to")
    first = answered["advice"][0]["consequences"][0]
    assert (first["norm"]["code"], first["open"]) == ("SKB-D6", True)
    assert [kind["code"] for kind in first["kinds"]] == ["B1", "B2", "B3"]


def test_conditions_penalties_notes_and_conflicts_stand_in_the_answer(capsys):
    _, party, _ = told(capsys, "ask", "APPROACH-PARTY", "--group", "PNS", "--on", "2024-08-01",
                       "--contest", "pilkada", "--fact", "on-leave=no", "--leads-to")  # fmt: skip
    assert "Hanya selama belum berlaku" in party
    assert "≠ Sumber berbeda" in party
    _, money, _ = told(capsys, "ask", "VOTE-BUYING", "--group", "PNS", "--on", "2024-10-10",
                       "--contest", "pilkada", "--leads-to")  # fmt: skip
    assert "penjara 36 sampai 72 bulan" in money
    assert "! Sejak 2 Januari 2026" in money


def test_what_is_still_to_be_asked_and_what_is_unsure_is_marked(capsys):
    _, out, _ = told(capsys, "ask", "LIKE", "--group", "PNS", "--on", "2026-11-22")
    assert "? Unggahan atau akun itu tentang siapa? (--fact about=…)" in out
    _, out, _ = told(capsys, "ask", "LIKE", "--group", "PNS", "--on", "2026-11-22", "--fact", "about=no")
    assert "perlu konfirmasi" in out


def test_without_a_contest_it_answers_for_each_that_runs_on_the_day(capsys):
    _, both = as_json(capsys, "ask", "VOTE", "--group", "PNS", "--on", "2024-10-01")
    assert [item["position"]["regime"] for item in both["advice"]] == ["pemilu", "pilkada"]
    _, none = as_json(capsys, "ask", "VOTE", "--group", "PNS", "--on", "2026-11-22")
    assert [item["position"]["regime"] for item in none["advice"]] == ["none"]
    _, one = as_json(
        capsys, "ask", "VOTE", "--group", "PNS", "--on", "2024-10-01", "--contest", "pilkada:gubernur"
    )
    assert [item["position"]["contest"] for item in one["advice"]] == ["gubernur"]


def test_near_the_fixing_both_answers_are_told_apart(capsys):
    _, out, _ = told(capsys, *LIKE[:-4], "--on", "2024-09-20", "--contest", "pilkada")
    assert "[before-fixed]" in out
    assert "[after-fixed]" in out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("ask", "NOTHING"), "ConductIsUnknown"),
        (("ask", "LIKE", "--group", "KING"), "GroupIsUnknown"),
        (("ask", "LIKE", "--group", "PNS", "--group", "TNI"), "GroupsContradict"),
        (("ask", "LIKE", "--group", "PNS", "--contest", "plebiscite"), "RegimeIsUnknown"),
        (("ask", "LIKE", "--group", "PNS", "--contest", "pilkada:king"), "ContestIsUnknown"),
        (("ask", "LIKE", "--group", "PNS", "--on", "2024-11-01", "--contest", "none"), "ContestIsRunning"),
        (("ask", "LIKE", "--group", "PNS", "--fact", "weather=fine"), "FactIsUnknown"),
        (("ask", "LIKE", "--group", "PNS", "--fact", "about=nothing"), "AnswerIsUnknown"),
        (
            ("ask", "LIKE", "--group", "PNS", "--fact", "on-leave=yes", "--fact", "on-duty=yes"),
            "FactsContradict",
        ),
        (("quote", " "), "QuotationIsEmpty"),
        (("quote", "a" * 301), "QuotationIsTooLong"),
        (("quote", "PP 94/2021", "--contest", "plebiscite"), "RegimeIsUnknown"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_a_sentence(capsys, words, code):
    exit_code, problem = as_json(capsys, *words)
    assert (exit_code, problem["code"]) == (1, code)
    assert problem["title"].endswith(".")
    assert problem["remedy"].endswith(".")
    assert "{" not in problem["title"] + problem["remedy"]
    assert told(capsys, *words)[2].count("\n") == 4


def test_a_fact_without_an_answer_is_not_understood(capsys):
    assert told(capsys, "ask", "LIKE", "--group", "PNS", "--fact", "about")[0] == 2


def test_a_quotation_tells_its_standing_and_what_applies_instead(capsys):
    code, out, _ = told(capsys, "quote", "UU 7/2017 pasal 494", "2024-10-01", "--contest", "pilkada")
    assert (code, "Berlaku, tetapi untuk Pemilu." in out, "→ UU1/2015 Pasal 188" in out) == (0, True, True)
    _, quoted = as_json(capsys, "quote", "PP 53/2010", "2024-10-01")
    [reading] = quoted["readings"]
    assert (reading["status"], reading["instead"][0]["instrument"]) == ("ended", "PP94/2021")
    assert [part["article"] for part in reading["survives"]] == ["Pasal 7 ayat (3)"]


def test_an_unknown_quotation_gets_suggestions_and_no_reading(capsys):
    _, out, _ = told(capsys, "quote", "PP 53/2011", "2024-10-01")
    assert "? PP53/2010" in out
    assert as_json(capsys, "quote", "PP 53/2011", "2024-10-01")[1]["readings"] == []
