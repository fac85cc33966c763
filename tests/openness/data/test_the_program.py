"""`ikrar-figures` on another machine: no Django, no network, only the modules it needs and what the verifier needs."""

import csv
import hashlib
import html
import io
import json
import re
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

from ikrar.openness import command
from tests.openness.data import forging

SOURCE = Path(__file__).resolve().parents[3] / "src"
NEEDS = ("cryptography", "cffi", "rfc8785", "pycparser")
# Run in a bare interpreter: every import of Django, and every socket, is refused; then the program itself.
RUN = """
import sys
class Refused:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("django", "allauth", "msgspec", "icalendar", "lokal"):
            raise ImportError("refused: " + name)
sys.meta_path.insert(0, Refused())
import socket
def closed(*_, **__): raise OSError("the network is closed")
socket.socket = closed
sys.path[:0] = sys.argv.pop(1).split(":")
from ikrar.openness.command import main
sys.exit(main())
"""
LOOK = """
import sys
sys.path[:0] = sys.argv[1].split(":")
import ikrar.openness.command
print("\\n".join(sorted(m.__file__ for n, m in sys.modules.items() if n.split(".")[0] == "ikrar" and m.__file__)))
"""


def packages(place):
    """The libraries the program asks for, and no others."""
    for name in NEEDS:
        try:
            files = distribution(name).files
        except ModuleNotFoundError:
            continue
        for file in files or ():
            if ".." not in file.parts and file.suffix != ".pyc":
                target = place / file
                target.parent.mkdir(parents=True, exist_ok=True)
                target.symlink_to(file.locate())


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """A folder with the modules the program imports, copied one by one, and its libraries."""
    place = tmp_path_factory.mktemp("elsewhere")
    libraries, modules = place / "libraries", place / "modules"
    libraries.mkdir()
    packages(libraries)
    asked = [sys.executable, "-I", "-c", LOOK, f"{SOURCE}:{libraries}"]
    found = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60).stdout.split()
    for file in map(Path, found):
        target = modules / file.relative_to(SOURCE)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
    return f"{modules}:{libraries}"


@pytest.fixture
def run(elsewhere, kept, tmp_path):
    """The program on that machine, with the download and the trust file beside it."""
    (tmp_path / "arsip.zip").write_bytes(kept.archive)
    (tmp_path / "trust").write_bytes(kept.trust_file)

    def ran(*arguments):
        asked = [sys.executable, "-I", "-c", RUN, elsewhere, *map(str, arguments)]
        return subprocess.run(asked, capture_output=True, text=True, check=False, timeout=60, cwd=tmp_path)

    return ran


def test_it_proves_a_download_where_django_is_not(run):
    done = run("arsip.zip", "--trust", "trust")
    assert (done.returncode, done.stderr) == (0, "")
    assert "The same" in done.stdout


def test_without_a_trust_file_it_ends_with_three(run):
    done = run("arsip.zip")
    assert done.returncode == 3
    assert "was not checked" in done.stdout


def test_it_says_what_differs_and_ends_with_one(run, kept, tmp_path):
    members = forging.opened(kept.archive)
    forging.change_cell(
        members, "units", {"publication": "2", "name": "Kecamatan Contoh Selatan"}, "pledged", "29"
    )
    (tmp_path / "lain.zip").write_bytes(forging.packed(members))
    done = run("lain.zip", "--trust", "trust")
    assert done.returncode == 1
    assert "units.csv" in done.stdout
    assert "29" in done.stdout
    assert "28" in done.stdout
    told = json.loads(run("lain.zip", "--trust", "trust", "--json").stdout)
    assert told["status"] == 1
    assert "SheetDiffers" in {one["code"] for one in told["findings"]}


def test_a_single_publication_and_its_entry_are_enough(run, kept, tmp_path):
    members = forging.opened(kept.archive)
    (tmp_path / "2.json").write_bytes(members["publications/2.json"])
    (tmp_path / "entry.json").write_bytes(members["register/2.json"])
    assert run("2.json", "--entry", "entry.json", "--trust", "trust").returncode == 0
    assert run("2.json", "--trust", "trust").returncode == 3


@pytest.mark.parametrize(
    "words",
    [(), ("tidak-ada.zip",), ("arsip.zip", "--trust", "tidak-ada"), ("arsip.zip", "--trust", "arsip.zip")],
)
def test_called_wrongly_it_ends_with_two(run, words):
    done = run(*words)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def text_of(page):
    """What a page says, tags gone and blanks collapsed."""
    told = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", page)))
    return told.replace(" .", ".")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_download_says_what_the_public_page_says(download, client, tmp_path, capsys, language):
    (tmp_path / "arsip.zip").write_bytes(download.archive)
    assert command.main([str(tmp_path / "arsip.zip"), "--page", "--language", language]) == 3
    lines = capsys.readouterr().out.split("\n\n", 1)[1].splitlines()[:-1]
    prefix = "/en" if language == "en" else ""
    page = text_of(client.get(f"{prefix}/deklarasi/{download.public_id}/").content.decode())
    told = [re.sub(r"\s+", " ", line).strip() for line in lines if re.search(r"\d", line)]
    assert len(told) > 20
    first = f"{'publication number' if language == 'en' else 'terbitan nomor'} 2"
    assert told[0].startswith(first)
    assert [line for line in told[1:] if line not in page] == []


def test_the_page_the_csv_and_the_register_tell_the_same_numbers(download, client):
    """Published CSV → page → register entry: all three by themselves, not through our own reader."""
    lines = csv.DictReader(
        io.StringIO(client.get(f"/data/{download.public_id}/publications.csv").content.decode())
    )
    newest = list(lines)[-1]
    page = text_of(client.get(f"/deklarasi/{download.public_id}/").content.decode())
    assert f"{newest['pledged']} orang telah berikrar" in page
    assert f"dari {newest['people']} orang yang wajib" in page
    file = client.get(f"/deklarasi/{download.public_id}/angka/{newest['publication']}.json").content
    assert hashlib.sha256(file).hexdigest() == newest["sha256"]
    entry = client.get(f"/data/{download.public_id}/{newest['publication']}/register.json").json()
    assert entry["record"]["body"]["sha256"] == newest["sha256"]
    record = client.get(f"/register/record/{entry['index']}.json").json()
    assert record == entry["record"]
