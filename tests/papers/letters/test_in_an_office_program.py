"""What an office program makes of our DOCX: it opens, saves anew without a change, and prints exactly its words."""

import shutil
import subprocess

import pytest

from ikrar.papers.checking import texts, wording
from ikrar.papers.letters import beside_of, differences, text_of

pytestmark = [pytest.mark.foreign, pytest.mark.pure]


@pytest.mark.parametrize("which", ["issued", "issued_minutes"])
def test_libreoffice_opens_prints_and_saves_it(which, request, tmp_path):
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("soffice is not installed (libreoffice-writer-nogui)")
    issued, file = request.getfixturevalue(which), tmp_path / "surat.docx"
    file.write_bytes(issued)
    for kind in ("pdf", "docx"):
        subprocess.run(
            [program, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind,
             "--outdir", tmp_path / kind, file],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
    assert differences(issued, (tmp_path / "docx" / "surat.docx").read_bytes()).is_faithful
    printed, _ = texts.read((tmp_path / "pdf" / "surat.pdf").read_bytes(), most_pages=50)
    found = wording.difference(printed, text_of(issued), beside=beside_of(issued))
    assert (found if isinstance(found, str) else found.unlike) == ""
