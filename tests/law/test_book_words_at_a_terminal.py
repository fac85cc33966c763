"""`./ikrar law check | show | diff`: the book at a terminal, for a person and for a machine."""

import json
from datetime import UTC, datetime

import pytest

from ikrar.law import operations, queries, records
from ikrar.project.commands.law import run
from tests.law import small

pytestmark = pytest.mark.django_db


def asked(capsys, *arguments):
    code = run(list(arguments))
    return code, capsys.readouterr()


def told(capsys, *arguments):
    code, out = asked(capsys, *arguments, "--json")
    return code, json.loads(out.out)


def test_check_counts_every_kind_by_confidence_and_lists_what_is_unverified(capsys):
    code, plain = told(capsys, "check")
    assert code == 0
    kinds = {one["kind"]: one for one in plain["kinds"]}
    assert kinds["norma"]["total"] == len(queries.book().norms)
    assert kinds["tenggat"]["total"] == 41
    assert kinds["pertanyaan"]["total"] == 31
    unsure = sum(one["C"] + one["D"] for one in plain["kinds"])
    assert len(plain["unverified"]) == unsure > 0
    assert all(one["confidence"] in "CD" for one in plain["unverified"])


def test_check_says_it_in_lines_too(capsys):
    _, out = asked(capsys, "check")
    assert queries.book().version in out.out
    assert f"Belum terverifikasi: {len(records.unverified(queries.book()))}" in out.out
    assert "GRP-TNI-VOTE" in out.out


def test_check_reads_another_folder_and_tells_file_line_and_reason_of_what_is_wrong(tmp_path, capsys):
    code, plain = told(capsys, "check", str(small.folder(tmp_path / "sound")))
    assert (code, plain["sources"]) == (0, 1)
    code, problem = told(
        capsys, "check", str(small.replaced(tmp_path / "broken", "terms.yaml", "max: 7", "max: x"))
    )
    assert code == 1
    assert "terms.yaml:2: TM1: 'x' is not a whole number" in problem["detail"]


@pytest.mark.parametrize("kind", records.KINDS, ids=lambda kind: kind.slug)
def test_any_code_is_shown_whatever_its_kind(kind, capsys):
    one = records.all_of(queries.book(), kind)[0]
    code, plain = told(capsys, "show", one.code)
    assert (code, plain["code"], plain["law"]) == (0, one.code, queries.book().version)
    _, out = asked(capsys, "show", one.code)
    assert out.out.startswith(one.code)


def test_a_code_may_be_typed_as_people_do(capsys):
    assert told(capsys, "show", "skb k4")[1]["code"] == "SKB-K4"
    assert told(capsys, "show", "uu 20/2023")[1]["code"] == "UU20/2023"
    assert told(capsys, "show", "7")[1]["code"] == "Q7"


@pytest.mark.parametrize(
    ("code", "day", "held"),
    [
        ("PP53/2010", "2021-08-30", "yes"),
        ("PP53/2010", "2021-08-31", "no"),
        ("PP94-n6", "2021-08-30", "no"),
        ("PP94-n6", "2021-08-31", "yes"),
        ("KASN", "2024-08-23", "yes"),
        ("KASN", "2024-08-24", "no"),
        ("BODY-TO-COME", "2026-11-22", "unknown"),
    ],
)
def test_on_a_day_it_says_whether_it_was_in_force(capsys, code, day, held):
    assert told(capsys, "show", code, "--on", day)[1]["held"] == held


def test_the_record_of_a_norm_says_whom_it_binds_since_when_on_what_and_how_sure(capsys):
    _, out = asked(capsys, "show", "SKB-K4", "--en", "--on", "2024-09-01")
    for part in (
        "Civil servant (ASN)",
        "from 22 September 2022",
        "PP42/2004 Pasal 11",
        "SKB-D6",
        "B: two or more",
    ):
        assert part in out.out
    assert "in force on that day" in out.out


def test_an_unknown_code_is_refused_in_a_sentence(capsys):
    code, problem = told(capsys, "show", "SKB-K99")
    assert (code, problem["code"], problem["status"]) == (1, "NoSuchRecord", 404)


def test_two_folders_are_told_apart(tmp_path, capsys):
    old = small.folder(tmp_path / "a")
    new = small.replaced(tmp_path / "b", "terms.yaml", "max: 7", "max: 8")
    code, plain = told(capsys, "diff", str(old), str(new))
    assert code == 0
    [change] = plain["changes"]
    assert (change["code"], change["fields"]) == ("TM1", [{"field": "length", "before": 7, "after": 8}])
    _, out = asked(capsys, "diff", str(old), str(new))
    assert "TM1" in out.out
    assert "- 7" in out.out
    assert "+ 8" in out.out


def test_the_law_in_use_does_not_differ_from_its_own_version(capsys):
    operations.enter_version(at=datetime(2026, 11, 22, 5, 0, tzinfo=UTC))
    _, out = asked(capsys, "diff", "now", queries.book().version[:10])
    assert "Tidak ada beda" in out.out


def test_a_version_that_is_not_kept_is_refused(capsys):
    code, problem = told(capsys, "diff", "abcdef", "now")
    assert (code, problem["code"]) == (1, "NoSuchLawVersion")
