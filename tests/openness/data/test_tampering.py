"""Whatever is changed in a download is named: the cell, the row, the member, the sum, the entry or the seal."""

import json
from pathlib import Path

import pytest

from ikrar.openness.opendata import archive, breaches, findings, recomputing
from ikrar.register import trust
from tests.openness.data import forging
from tests.openness.data.forging import codes, zipped

ELSEWHERE = trust.parse((Path(__file__).parents[2] / "vectors" / "trust.json").read_bytes())
SOUTH = {"publication": "2", "name": "Kecamatan Contoh Selatan"}


def test_an_untouched_download_holds_and_is_proved(kept):
    outcome = recomputing.examine(kept.archive, trust=kept.trust)
    assert outcome.findings == []
    assert sorted(outcome.files) == [1, 2] == sorted(outcome.proved)
    assert outcome.is_trusted


def test_without_a_trust_file_it_is_consistent_and_no_more(kept):
    outcome = recomputing.examine(kept.archive, trust=None)
    assert outcome.is_consistent
    assert not outcome.is_trusted


# One change in the tables alone: the table, the row, the column and both values are named.
def raise_a_figure(members):
    forging.change_cell(members, "units", SOUTH, "pledged", "29")


def rename_a_unit(members):
    forging.change_cell(members, "units", SOUTH, "name", "Kecamatan Lain")


def move_an_arrival(members):
    forging.change_cell(members, "arrivals", {"publication": "1"}, "count", "125")


def change_a_split(members):
    forging.change_cell(members, "splits", {"publication": "1", "split": "presence"}, "count", "89")


def change_the_note(members):
    forging.change_cell(members, "publications", {"publication": "2"}, "note", "dibetulkan")


def drop_a_row(members):
    lines = forging.lines_of(members, "units")
    forging.put(members, "units", [line for line in lines if "Kecamatan Contoh Selatan" not in line])


def add_a_row(members):
    lines = forging.lines_of(members, "units")
    more = [*lines[-1]]
    more[1:4] = ["99", "TAMBAHAN", "Unit Tambahan"]
    forging.put(members, "units", [*lines, more])


def repeat_a_row(members):
    lines = forging.lines_of(members, "units")
    forging.put(members, "units", [*lines, lines[-1]])


def write_another_hash(members):
    forging.change_cell(members, "publications", {"publication": "1"}, "sha256", "0" * 64)


def rename_a_column(members):
    lines = forging.lines_of(members, "units")
    lines[0][5] = "orang"
    forging.put(members, "units", lines)


def write_a_word_for_a_number(members):
    forging.change_cell(members, "units", SOUTH, "people", "dua puluh")


def write_another_standing(members):
    forging.change_cell(members, "units", SOUTH, "standing", "semua")


def hide_the_change_of_a_file(members):
    members["units.csv"] = members["units.csv"].replace(b"Selatan", b"Selaten")


def take_a_table_away(members):
    del members["splits.csv"]


def add_a_member(members):
    members["catatan.txt"] = b"percayalah"


def take_a_publication_away(members):
    del members["publications/1.json"]


def change_a_publication_file(members):
    members["publications/1.json"] = members["publications/1.json"].replace(b"Selatan", b"Selaten")


def spoil_a_publication_file(members):
    members["publications/1.json"] = b"{}"


def describe_other_columns(members):
    told = json.loads(members["datapackage.json"])
    told["resources"][1]["schema"]["fields"][3]["name"] = "nama"
    members["datapackage.json"] = json.dumps(told).encode()


def take_the_descriptor_away(members):
    del members["datapackage.json"]


IN_THE_TABLES = [
    (raise_a_figure, "SheetDiffers", "units.csv"),
    (rename_a_unit, "SheetDiffers", "Kecamatan Lain"),
    (move_an_arrival, "SheetDiffers", "125"),
    (change_a_split, "SheetDiffers", "splits.csv"),
    (change_the_note, "SheetDiffers", "dibetulkan"),
    (drop_a_row, "RowIsMissing", "units.csv"),
    (add_a_row, "RowWasAdded", "TAMBAHAN"),
    (repeat_a_row, "ValueDoesNotFit", "units"),
    (write_another_hash, "HashDiffers", "0000"),
    (rename_a_column, "SheetIsNotAsDescribed", "units.csv, 1"),
    (write_a_word_for_a_number, "SheetIsNotAsDescribed", "dua puluh"),
    (write_another_standing, "ValueDoesNotFit", "semua"),
    (hide_the_change_of_a_file, "FileIsNotAsListed", "units.csv"),
    (take_a_table_away, "MemberIsMissing", "splits.csv"),
    (add_a_member, "MemberIsUnknown", "catatan.txt"),
    (take_a_publication_away, "MemberIsMissing", "publications/1.json"),
    (change_a_publication_file, "SheetDiffers", "Selaten"),
    (spoil_a_publication_file, "NotReadable", "publications/1.json"),
    (describe_other_columns, "DescriptorDiffers", "units.csv"),
    (take_the_descriptor_away, "MemberIsMissing", "datapackage.json"),
]


@pytest.mark.parametrize(
    ("tamper", "code", "words"), IN_THE_TABLES, ids=lambda one: getattr(one, "__name__", None)
)
def test_a_change_in_the_archive_is_named(kept, tamper, code, words):
    members = forging.opened(kept.archive)
    tamper(members)
    outcome = recomputing.examine(zipped(members), trust=kept.trust)
    named = [one for one in outcome.findings if one.code == code]
    assert named, outcome.findings
    assert any(words in one.words.id and words in one.words.en for one in named), named


def body(name, value):
    def edit(told):
        told["record"]["body"][name] = value

    return edit


def another_size(told):
    told["index"] += 1


def no_proof(told):
    told["proof"] = []


ENTRIES = [
    (body("sha256", "0" * 64), "EntryIsNotProved"),
    (body("number", 7), "EntryIsNotProved"),
    (another_size, "EntryIsNotProved"),
]


@pytest.mark.parametrize(("edit", "code"), ENTRIES, ids=["another hash", "another number", "another index"])
def test_an_entry_that_was_changed_is_not_proved(kept, edit, code):
    members = forging.opened(kept.archive)
    forging.rewrite_entry(members, 1, edit)
    outcome = recomputing.examine(zipped(members), trust=kept.trust)
    assert codes(outcome) == {code}
    assert 1 not in outcome.proved


def test_the_entry_of_another_publication_is_named_member_by_member(kept):
    members = forging.opened(kept.archive)
    members["register/1.json"] = members["register/2.json"]
    outcome = recomputing.examine(zipped(members), trust=kept.trust)
    assert codes(outcome) == {"EntryIsAnother", "HashDiffers"}
    assert any("number 2" in one.words.en for one in outcome.findings)


def test_a_register_that_is_not_trusted_proves_nothing(kept):
    outcome = recomputing.examine(kept.archive, trust=ELSEWHERE)
    assert codes(outcome) == {"EntryIsNotProved"}
    assert not outcome.proved


def test_an_entry_left_out_leaves_the_register_unchecked(kept):
    members = forging.opened(kept.archive)
    del members["register/2.json"]
    outcome = recomputing.examine(zipped(members), trust=kept.trust)
    assert outcome.is_consistent
    assert outcome.unproved == [2]
    assert not outcome.is_trusted


def test_a_publication_left_out_of_the_middle_is_missed(kept):
    members = forging.opened(kept.archive)
    for number in (3, 4):
        members[f"publications/{number}.json"] = members["publications/2.json"]

        def later(file, number=number):
            file["number"] = number

        forging.rewrite(members, number, later)
    del members["publications/3.json"]
    for table in ("publications", "units", "groups", "splits", "arrivals"):
        lines = forging.lines_of(members, table)
        forging.put(members, table, [line for line in lines if line[0] != "3"])
    outcome = recomputing.examine(zipped(members), trust=None)
    assert codes(outcome) == {"PublicationIsMissing"}


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"PK\x03\x04rusak", b"[]", b"{}", b"\xff\xfe", b"{" * 100_000, b"PK\x05\x06" + bytes(18)],
)
def test_what_is_no_download_is_told_and_nothing_breaks(kept, data):
    outcome = recomputing.examine(data, trust=kept.trust)
    assert outcome.findings
    assert not outcome.files
    assert not outcome.is_trusted


def test_an_archive_that_unpacks_to_more_than_any_download_is_not_unpacked(monkeypatch, kept):
    monkeypatch.setattr(archive, "MOST_BYTES", 1000)
    outcome = recomputing.examine(kept.archive, trust=kept.trust)
    assert codes(outcome) == {"NotReadable"}
    assert "too large" in outcome.findings[0].words.en


def test_a_single_publication_is_checked_with_its_entry(kept):
    members = forging.opened(kept.archive)
    file, entry = members["publications/2.json"], members["register/2.json"]
    assert recomputing.examine(file, trust=kept.trust, entry=entry).is_trusted
    alone = recomputing.examine(file, trust=kept.trust)
    assert alone.is_consistent
    assert not alone.is_trusted
    other = recomputing.examine(file, trust=kept.trust, entry=members["register/1.json"])
    assert codes(other) == {"EntryIsAnother", "HashDiffers"}


def test_a_single_publication_typed_over_is_refused(kept):
    file = forging.opened(kept.archive)["publications/2.json"]
    for data in (
        file.replace(b":", b": ", 1),
        json.dumps(json.loads(file) | {"number": "2"}).encode(),
        file[:-5],
    ):
        assert not recomputing.examine(data, trust=kept.trust).is_consistent


@pytest.mark.pure
def test_every_difference_has_its_sentence_in_both_languages():
    for words in (*breaches.SAID.values(), *findings.SAID.values()):
        assert words.id != words.en
        told = {"what": "x", "found": "y", "wanted": "z"}
        assert words.id.format(**told)
        assert words.en.format(**told)
