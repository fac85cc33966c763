"""Papers to seal, and one byte of them changed."""

from pathlib import Path

import pytest
import typst

PAPER = b'#set document(title: "Contoh")\n#set text(lang: "id")\n= Kertas contoh\nIsi yang akan disegel: 1234567890.\n'


@pytest.fixture(scope="session")
def paper(tmp_path_factory) -> bytes:
    """One page, PDF/A-3a and PDF/UA-1 as typst makes it."""
    source: Path = tmp_path_factory.mktemp("paper") / "paper.typ"
    source.write_bytes(PAPER)
    return typst.compile(source, pdf_standards=["a-3a", "ua-1"])


@pytest.fixture
def changed():
    """`changed(pdf)`: one byte of its title is another."""

    def change(pdf):
        place = pdf.index(b"/Title")
        return pdf[: place + 8] + bytes([pdf[place + 8] ^ 1]) + pdf[place + 9 :]

    return change
