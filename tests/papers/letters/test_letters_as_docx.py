"""What an office gets: a DOCX with a blank number that its word processor opens, and the same bytes for the same letter."""

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import docx
import pytest
from docx.oxml.ns import qn

from ikrar.papers.letters import letter, minutes, text_of
from tests.papers.letters.conftest import AT, BODY, LETTER, MINUTES, letter_with, parts_of

pytestmark = pytest.mark.pure
ORDERS = {  # the schema's order of what we write, ECMA-376 part 1
    "pPr": ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "tabs", "spacing", "ind", "contextualSpacing",
            "jc", "outlineLvl", "rPr", "sectPr"],
    "rPr": ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "spacing", "sz", "szCs", "lang"],
    "tblPr": ["tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"],
    "tcPr": ["tcW", "shd"],
    "trPr": ["cantSplit", "tblHeader"],
    "sdtPr": ["alias", "tag", "id"],
    "sdt": ["sdtPr", "sdtContent"],
    "tbl": ["tblPr", "tblGrid", "tr"],
    "tc": ["tcPr", "p"],
    "numPr": ["ilvl", "numId"],
    "sectPr": ["headerReference", "footerReference", "type", "pgSz", "pgMar", "cols", "titlePg", "docGrid"],
}  # fmt: skip


def opened(file):
    return docx.Document(io.BytesIO(file))


def test_the_same_letter_gives_the_same_bytes(issued, issued_minutes):
    assert letter(LETTER, at=AT) == issued
    assert minutes(MINUTES, at=AT) == issued_minutes
    assert letter_with(nature="Segera") != issued


def test_no_moment_but_the_given_one_is_in_it(issued):
    with zipfile.ZipFile(io.BytesIO(issued)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = opened(issued).core_properties
    assert core.created.isoformat() == core.modified.isoformat() == "2026-11-10T02:00:00+00:00"


@pytest.mark.parametrize("which", ["issued", "issued_minutes"])
def test_it_is_a4_indonesian_and_without_macros_or_leftovers(which, request):
    file = request.getfixturevalue(which)
    parts = parts_of(file)
    assert not [name for name in parts if "vba" in name or "thumbnail" in name or "customXml" in name]
    document = opened(file)
    assert all({round(s.page_width.mm), round(s.page_height.mm)} == {210, 297} for s in document.sections)
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"id-ID"}
    assert document.core_properties.language == "id-ID"
    assert len(file) < 40_000


def test_the_letter_has_what_the_letter_rules_ask_for(issued):
    words = text_of(issued)
    for said in ("Nomor : ……", "Sifat : Penting", "Lampiran : 1 (satu) lembar", "Hal : Undangan",
                 "Yth.", "Kepala Dinas Contoh", "Tembusan", "Sekretaris Daerah,", "1f2e 3d4c", "1. Lagu Indonesia Raya"):  # fmt: skip
        assert said in words
    assert "1 Dinas Contoh Balai Kota 07.45 WIB" in words


def test_headings_lists_and_tables_are_real(issued_minutes):
    document = opened(issued_minutes)
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert {"Heading 1", "Heading 2", "Heading 3", "List Number"} <= set(styles)
    roll = next(table for table in document.tables if table.cell(0, 1).text == "Nama")
    assert roll.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in roll.rows[1].cells][1:4] == ["Ani Contoh", "1002", "Pengadministrasi"]
    assert document.sections[1].orientation == 1  # the roll lies


def test_each_list_begins_with_one(issued):
    document = opened(issued)
    lists = {p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"}
    assert len(lists) == 4  # addressees, agenda, notes, copies
    numbers = {one.numId: one for one in document.part.numbering_part.element.num_lst}
    assert all(numbers[one].xml.count('startOverride w:val="1"') == 1 for one in lists)


@pytest.mark.parametrize("which", ["issued", "issued_minutes"])
def test_elements_stand_in_the_order_of_the_schema(which, request):
    parts = parts_of(request.getfixturevalue(which))
    for name in (BODY, "word/styles.xml", "word/footer1.xml"):
        for element in ET.fromstring(parts[name]).iter():
            order = ORDERS.get(element.tag.rpartition("}")[2], [])
            found = [order.index(child.tag.rpartition("}")[2]) for child in element if order]
            assert found == sorted(found), (name, element.tag)


def test_every_relationship_leads_to_a_part_that_has_a_type(issued_minutes):
    parts = parts_of(issued_minutes)
    types = parts["[Content_Types].xml"].decode()
    for name in parts:
        kind = name.rpartition(".")[2]
        assert (
            f'PartName="/{name}"' in types or f'Extension="{kind}"' in types or name == "[Content_Types].xml"
        )
    assert b"External" not in b"".join(content for name, content in parts.items() if name.endswith(".rels"))


def test_what_people_wrote_stays_data():
    wild = '<w:p/> & "x" ]]> {{ a }} \x0b\x00 #panic() …………………………'
    made = letter_with(subject=wild, addressees=(wild,), copies=(wild,), office=wild)
    found = [paragraph.text for paragraph in opened(made).paragraphs]
    assert any('<w:p/> & "x" ]]> {{ a }}' in words for words in found)
    assert text_of(made).count("<w:p/>") == 4


def test_dots_that_somebody_typed_are_no_blank():
    from ikrar.papers.letters import differences  # noqa: PLC0415 (one use)

    dots = "…" * 14
    before, after = letter_with(closing=f"Terima kasih {dots}"), letter_with(closing="Terima kasih, batal")
    assert [change.now for change in differences(before, after).changes] == ["Terima kasih, batal"]


def test_a_roll_too_long_for_an_office_program_gives_totals_and_says_so():
    many = text_of(minutes(replace(MINUTES, people=2_001), at=AT))
    assert "Daftar nama (2001 orang) dicetak pada berita acara PDF" in many
    assert "Ani Contoh" not in many
    assert "1 Kelurahan Mawar Contoh (Kecamatan Contoh Barat) 1 2" in many


def test_the_minutes_print_checkpoint_roll_and_text(issued_minutes):
    words = text_of(issued_minutes)
    for said in ("BERITA ACARA", "Nomor: ……", "Akar pohon : abcd efgh",  "Dilakukan di hadapan",
                 "1 Ani Contoh 1002", "Saya berjanji:", "rangkap ……", "Balai Kota 07.45 WIB Camat Contoh …… 1"):  # fmt: skip
        assert said in words
    picture = next(opened(issued_minutes).element.body.iter(qn("wp:docPr")))
    assert picture.get("descr") == "Titik periksa register sebagai kode QR"
