"""The built wheel carries every file the product reads, and its verifier runs where Django is not."""

import shutil
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VECTORS = ROOT / "tests" / "vectors"
CARRIED = {".css", ".html", ".js", ".json", ".py", ".sh", ".svg", ".txt", ".typ", ".yaml"}
BUILD = "import sys; from setuptools import build_meta; print(build_meta.build_wheel(sys.argv[1]))"
NEEDS = ("cryptography", "cffi", "rfc8785")  # all that the verifier asks for
RUN = (
    "import sys; from importlib.metadata import entry_points; "
    "(script,) = entry_points(group='console_scripts', name=sys.argv.pop(1)); sys.exit(script.load()())"
)

pytestmark = pytest.mark.foreign


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    place = tmp_path_factory.mktemp("wheel")
    tree = place / "tree"
    shutil.copytree(ROOT / "src", tree / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "requirements.in"):
        shutil.copy(ROOT / name, tree / name)
    command = [sys.executable, "-c", BUILD, str(place)]
    subprocess.run(command, cwd=tree, check=True, capture_output=True, timeout=300)
    (built,) = place.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def bare(wheel, tmp_path_factory):
    """The interpreter of an environment with the wheel and what the verifier needs; no Django."""
    place = tmp_path_factory.mktemp("bare")
    venv.create(place, with_pip=False, symlinks=True)
    (packages,) = place.glob("lib/python*/site-packages")
    zipfile.ZipFile(wheel).extractall(packages)
    for name in NEEDS:
        _put(distribution(name), packages)
    return place / "bin" / "python"


def _put(found, packages):
    for file in found.files:
        if ".." not in file.parts and file.suffix != ".pyc":
            target = packages / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(file.locate())


def run(python, *arguments):
    done = subprocess.run(
        [python, "-I", *map(str, arguments)], capture_output=True, text=True, check=False, timeout=60
    )
    return done.returncode, done.stdout + done.stderr


def test_every_file_of_the_source_is_in_the_wheel(wheel):
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("ikrar/")}
    source = {
        str(path.relative_to(ROOT / "src"))
        for path in (ROOT / "src" / "ikrar").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {Path(name).suffix for name in source} <= CARRIED
    assert source - packed == set()


def test_the_verifier_needs_no_django(bare):
    status, told = run(bare, "-c", "import django")
    assert status == 1, told
    receipt, trust = VECTORS / "good" / "device-key.json", VECTORS / "trust.json"
    status, told = run(bare, "-c", RUN, "ikrar-verify", receipt, "--trust", trust)
    assert status == 0, told
    assert "Proved" in told
    status, told = run(bare, "-c", RUN, "ikrar-verify", receipt)
    assert status == 3, told


def test_figures_are_recomputed_without_django(bare, tmp_path):
    status, told = run(bare, "-c", RUN, "ikrar-figures", "--help")
    assert status == 0, told
    (tmp_path / "angka.json").write_text("{}")
    status, told = run(bare, "-c", RUN, "ikrar-figures", tmp_path / "angka.json")
    assert status == 1, told
    assert "NotReadable" in told


def test_the_witness_starts_without_django(bare):
    status, told = run(bare, "-c", RUN, "ikrar-witness", "--help")
    assert status == 0, told
    assert "witness" in told
