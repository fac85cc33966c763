"""A sealed paper is still the PDF/A and PDF/UA that it says it is, with an attachment and without."""

import pytest
import typst

from ikrar.papers import operations
from tests.papers.sealing.archive import claims, faults

PAPER = """#set document(title: "Contoh")
#set text(lang: "id")
= Kertas contoh
#link("https://ikrar.contoh.example")[Tautan] dan isi.
#pagebreak()
Halaman kedua.
"""
RECEIPT = '#pdf.attach("tanda-terima.json", bytes("{}"), relationship: "data", mime-type: "application/json", description: "Contoh")\n'


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """`drawn("a-2a")`: a paper of two pages with a link; `drawn("a-3a", RECEIPT)` with a file inside."""
    folder = tmp_path_factory.mktemp("archive")

    def draw(standard, before=""):
        source = folder / "kertas.typ"
        source.write_text(before + PAPER)
        return typst.compile(source, pdf_standards=[standard, "ua-1"])

    return draw


def sealed(pdf, at):
    return operations.seal(pdf=pdf, reason="Contoh", at=at)


@pytest.mark.parametrize(("standard", "before"), [("a-2a", ""), ("a-3a", ""), ("a-3a", RECEIPT)])
def test_a_seal_breaks_no_rule_and_every_claim_stays(drawn, at, standard, before):
    pdf = drawn(standard, before)
    assert faults(pdf) == []
    assert faults(sealed(pdf, at)) == []
    assert claims(sealed(pdf, at)) == claims(pdf) == ([standard[2]], ["A"], ["1"])


@pytest.mark.parametrize("standard", ["a-2a", "a-3a"])
def test_a_paper_with_a_file_put_in_claims_part_three(drawn, at, standard):
    made = operations.attach(
        pdf=drawn(standard),
        name="terima.json",
        content=b"{}",
        media="application/json",
        words="Contoh",
        at=at,
    )
    assert claims(made)[0] == ["3"]
    assert faults(sealed(made, at)) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b"/F 132", b"/F 134", "6.3.2 flags"),
        (b"/F 132", b"/F 128", "6.3.2 flags"),
        (b"-9999 -9999 -9999 -9999", b"0     0     90    90   ", "6.3.3 appearance"),
        (b"/SigFlags 3", b"/XFA      3", "6.4.2 XFA"),
        (b"/Marked true", b"/Marked null", "6.7 not tagged"),
    ],
)
def test_what_would_break_a_rule_is_seen(drawn, at, old, new, fault):
    pdf = sealed(drawn("a-2a"), at)
    assert old in pdf
    assert fault in faults(pdf.replace(old, new))


def test_a_file_in_a_paper_of_part_two_is_seen(drawn):
    pdf = drawn("a-3a", RECEIPT).replace(b"<pdfaid:part>3<", b"<pdfaid:part>2<")
    assert faults(pdf) == ["19005-2 6.8 an embedded file"]
