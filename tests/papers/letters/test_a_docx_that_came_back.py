"""A DOCX that came back: the blanks may be filled, anything else is named line by line, and nothing bad is opened."""

import zipfile
from io import BytesIO

import docx
import pytest

from ikrar.papers.letters import Trouble, differences
from tests.papers.letters.conftest import (
    BODY,
    edited,
    filled,
    packed,
    parts_of,
    with_parts,
)

pytestmark = pytest.mark.pure
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELS = "word/_rels/document.xml.rels"
END = "</w:body>"
OPENED = "Kami mengundang Bapak/Ibu pada:"


def codes(found):
    return {finding.code for finding in found.findings}


def test_an_untouched_letter_is_faithful(issued, issued_minutes):
    for file in (issued, issued_minutes):
        found = differences(file, file)
        assert found.is_faithful
        assert not found.filled
        assert not found.sentences


def test_number_day_and_signatory_may_be_filled(issued):
    back = filled(issued, "12 November 2026", "800/123/2026", "Dra. Hana Contoh", "Pembina Utama", "0001")
    found = differences(issued, back)
    assert found.is_faithful
    assert [(one.label, one.value) for one in found.filled] == [
        ("Kota Contoh", "12 November 2026"),
        ("Nomor", "800/123/2026"),
        ("Penanda tangan", "Nama: Dra. Hana Contoh; Pangkat/golongan: Pembina Utama; NIP: 0001"),
    ]


def test_a_word_processor_that_saves_anew_changes_nothing(issued, issued_minutes):
    for file in (issued, issued_minutes):
        document, saved = docx.Document(BytesIO(file)), BytesIO()
        for control in list(document.element.body.iter("{*}sdt")):  # many programs drop them
            parent, at = control.getparent(), control.getparent().index(control)
            for nth, kept in enumerate(list(control.find("{*}sdtContent"))):
                parent.insert(at + nth, kept)
            parent.remove(control)
        document.save(saved)
        assert differences(file, saved.getvalue()).is_faithful


def test_a_changed_day_is_shown_with_its_line(issued):
    found = differences(issued, edited(issued, "16 November 2026", "17 November 2026"))
    assert not found.is_faithful
    (sentence,) = found.sentences
    assert sentence.id == (
        "Baris 12 berubah: semula “Hari, tanggal | : | Senin, 16 November 2026”, "
        "menjadi “Hari, tanggal | : | Senin, 17 November 2026”."
    )


def test_what_is_gone_and_what_is_new_is_named(issued):
    paragraph = "<w:p><w:r><w:t>Kehadiran tidak wajib.</w:t></w:r></w:p>"
    back = edited(edited(issued, OPENED, ""), END, paragraph + END)
    said = [change.words.id for change in differences(issued, back).changes]
    assert said[0] == f"Baris 11 hilang: “{OPENED}”."
    assert "Kehadiran tidak wajib." in said[1]
    assert said[1].startswith("Ditambahkan setelah baris")


def test_a_row_of_the_roll_cannot_change_its_name(issued_minutes):
    back = edited(issued_minutes, "Dewi Contoh", "Dewi Contoh Palsu")
    (change,) = differences(issued_minutes, back).changes
    assert "2 | Dewi Contoh |" in change.was
    assert "2 | Dewi Contoh Palsu |" in change.now


def test_a_blank_filled_with_a_sermon_is_a_change(issued):
    assert not differences(issued, filled(issued, "Kata " * 60)).is_faithful


def test_a_block_of_the_signatory_with_a_page_in_it_is_a_change(issued):
    page = "</w:t></w:r></w:p>" + "<w:p><w:r><w:t>Catatan.</w:t></w:r></w:p>" * 15 + "<w:p><w:r><w:t>"
    assert not differences(issued, filled(issued, "12 November 2026", "1", page)).is_faithful


def test_a_line_at_the_foot_is_read_as_well(issued):
    back = edited(issued, "Surat undangan, Pemerintah", "Surat palsu, Pemerintah", part="word/footer1.xml")
    assert len(differences(issued, back).changes) == 2


def test_a_picture_is_a_line_like_another(issued_minutes):
    parts = parts_of(issued_minutes)
    name = next(name for name in parts if name.startswith("word/media/"))
    found = differences(issued_minutes, with_parts(issued_minutes, **{name: parts[name] + b"\x00"}))
    assert [change.was.startswith("[gambar ") for change in found.changes] == [True]


def test_another_letter_altogether_is_called_so(issued, issued_minutes):
    assert codes(differences(issued, issued_minutes)) == {Trouble.TOO_DIFFERENT}


BAD_WORDS = {
    "tracked": (f'<w:t xml:space="preserve">{OPENED}', f'<w:t>x</w:t></w:r><w:ins w:id="1" w:author="x"><w:r><w:t>y</w:t></w:r></w:ins><w:r><w:t>{OPENED}', Trouble.TRACKED),
    "hidden": (f'<w:r><w:t xml:space="preserve">{OPENED}', f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{OPENED}", Trouble.HIDDEN),
    "white": (f'<w:r><w:t xml:space="preserve">{OPENED}', f'<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>{OPENED}', Trouble.HIDDEN),
    "tiny": (f'<w:r><w:t xml:space="preserve">{OPENED}', f'<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>{OPENED}', Trouble.HIDDEN),
    "remark": (END, '<w:p><w:commentRangeStart w:id="1"/></w:p>' + END, Trouble.COMMENTS),
    "object": (END, "<w:p><w:r><w:object/></w:r></w:p>" + END, Trouble.EMBEDDED),
    "fetching field": (END, '<w:p><w:fldSimple w:instr=" INCLUDETEXT http://x "/></w:p>' + END, Trouble.FIELDS),
    "fetching field in parts": (END, '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r></w:p>' + END, Trouble.FIELDS),
    "chunk": (END, "<w:altChunk/>" + END, Trouble.EMBEDDED),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD_WORDS)
def test_what_makes_a_letter_other_than_it_looks_is_refused(issued, kind):
    was, now, expected = BAD_WORDS[kind]
    found = differences(issued, edited(issued, was, now))
    assert expected in codes(found)
    assert not found.is_faithful


def test_hidden_by_a_style_is_hidden(issued):
    style = '<w:style w:type="paragraph" w:styleId="Facts2"><w:basedOn w:val="Facts3"/></w:style><w:style w:type="paragraph" w:styleId="Facts3"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    back = edited(issued, "</w:styles>", style, part="word/styles.xml")
    assert differences(issued, back).is_faithful  # nobody uses it
    assert codes(differences(issued, edited(back, 'w:val="Address"', 'w:val="Facts2"'))) == {Trouble.HIDDEN}


def test_words_in_the_label_of_a_list_are_hidden_words(issued):
    back = edited(issued, '<w:lvlText w:val="%1."', '<w:lvlText w:val="Batal %1."', part="word/numbering.xml")
    assert codes(differences(issued, back)) == {Trouble.HIDDEN}


LINK = '<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}" TargetMode="External"/></Relationships>'


@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "hyperlink", "frame"])
def test_what_points_outside_is_refused_by_its_target(issued, kind):
    back = edited(
        issued, "</Relationships>", LINK.format(kind=kind, target="https://jahat.contoh/x"), part=RELS
    )
    found = differences(issued, back)
    assert codes(found) == {Trouble.OUTSIDE}
    assert "https://jahat.contoh/x" in found.sentences[0].id


def test_macros_are_refused_by_part_and_by_type(issued):
    assert Trouble.MACROS in codes(differences(issued, with_parts(issued, **{"word/vbaProject.bin": b"x"})))
    docm = edited(issued, "wordprocessingml.document.main", "wordprocessingml.document.macroEnabled.main", part="[Content_Types].xml")  # fmt: skip
    assert Trouble.MACROS in codes(differences(issued, docm))


@pytest.mark.parametrize(
    "name", ["word/embeddings/oleObject1.xlsx", "word/afchunk.mht", "word/charts/chart1.xml"]
)
def test_what_is_embedded_is_refused(issued, name):
    assert Trouble.EMBEDDED in codes(differences(issued, with_parts(issued, **{name: b"<x/>"})))


def test_entities_are_never_expanded(issued):
    laughs = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    words = parts_of(issued)[BODY].decode()
    head, _, rest = words.partition("?>")
    back = with_parts(issued, **{BODY: f"{head}?>{laughs}{rest}".replace(OPENED, "&b;").encode()})
    assert codes(differences(issued, back)) == {Trouble.ENTITIES}


def test_a_bomb_is_not_unpacked(issued):
    assert codes(differences(issued, with_parts(issued, **{"word/media/a.png": b"\x00" * 30_000_000}))) == {
        Trouble.BOMB
    }
    many = packed({f"word/x{n}.xml": b"" for n in range(401)})
    assert codes(differences(issued, many)) == {Trouble.BOMB}


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (b"", Trouble.NOT_A_DOCX),
        (b"%PDF-1.7", Trouble.NOT_A_DOCX),
        (b"PK\x03\x04 and no more", Trouble.NOT_A_DOCX),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old or locked", Trouble.LOCKED),
        (packed({"a.txt": b"x"}), Trouble.NOT_A_DOCX),
        (packed({BODY: b"<a>", "[Content_Types].xml": b"<Types/>"}), Trouble.BROKEN),
        (packed({BODY: b"<a/>", "[Content_Types].xml": b"", "../x": b""}), Trouble.BROKEN),
        (b"PK\x03\x04" + b"\x00" * (20 * 1024 * 1024), Trouble.TOO_LARGE),
    ],
)
def test_what_is_no_docx_gets_a_sentence(issued, file, expected):
    found = differences(issued, file)
    assert codes(found) == {expected}
    assert found.sentences[0].id.endswith((".", ")"))


def test_two_parts_of_one_name_are_broken(issued):
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts_of(issued).items():
            archive.writestr(name, content)
        archive.writestr("WORD/document.xml", b"<x/>")
    assert codes(differences(issued, made.getvalue())) == {Trouble.BROKEN}


def test_every_trouble_has_a_sentence():
    from ikrar.papers.letters.comparing import TROUBLE_WORDS  # noqa: PLC0415 (one use)

    assert set(TROUBLE_WORDS) == set(Trouble)


def test_any_byte_changed_is_an_answer_and_never_an_exception(issued):
    for at in range(0, len(issued), 97):
        broken = bytearray(issued)
        broken[at] ^= 0xFF
        differences(issued, bytes(broken))
