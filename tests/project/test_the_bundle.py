"""The offline installer: what was packed and nothing else is installed, over an older one too, and the data stays."""

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from ikrar.project.bundling import packing, wheels
from ikrar.project.commands import bundle

installing = pytest.mark.faults  # pip takes its time; run by ./ikrar test --all
COMMAND = """#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
echo "$IKRAR_DATA"
exec "$here/.venv/bin/python" -c 'import tiny; print(tiny.SAYS)'
"""


def wheel(folder, says):
    """A library of one line."""
    path = folder / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("tiny.py", f"SAYS = {says!r}\n")
        made.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        made.writestr(
            "tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        made.writestr("tiny-1.0.dist-info/RECORD", "tiny.py,,\n")
    return path


@pytest.fixture
def release(tmp_path, monkeypatch):
    """`release(says)`: a small release whose one library says that; its bundle, unpacked."""
    pip = next((Path(sys.base_prefix) / "lib").glob("python*/ensurepip/_bundled/pip-*.whl"), None)
    if pip is None:
        pytest.skip("this Python does not bring pip's wheel")

    def make(says):
        root, stock = tmp_path / f"source-{says}", tmp_path / f"stock-{says}"
        root.mkdir()
        stock.mkdir()
        (root / "ikrar").write_text(COMMAND)
        (root / "ikrar").chmod(0o755)
        made = wheel(stock, says)
        digest = hashlib.sha256(made.read_bytes()).hexdigest()
        (root / "requirements.lock").write_text(f"tiny==1.0 --hash=sha256:{digest}\n")
        (root / "data").mkdir()
        (root / "data" / "secret").write_text("never packed")
        monkeypatch.setattr(packing, "ROOT", root)
        monkeypatch.setattr(wheels, "fetch", lambda lock, *, python, folder: copy(folder, made, pip))
        archive = tmp_path / f"{says}.tar.gz"
        ours = "{}.{}".format(*sys.version_info[:2])
        assert bundle.run([str(archive), "--python", ours]) == 0
        with tarfile.open(archive) as packed:
            packed.extractall(tmp_path / says, filter="data")
        return next((tmp_path / says).iterdir())

    return make


def copy(folder, *paths):
    for path in paths:
        (folder / path.name).write_bytes(path.read_bytes())


def install(folder, target):
    """With nothing of ours in the environment, and with an index that would be noticed."""
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(target.parent),
        "PIP_INDEX_URL": "http://127.0.0.1:1/",
    }
    return subprocess.run(
        [folder / "install", target, sys.executable],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )


def says(target):
    done = subprocess.run(
        [target / "ikrar"], capture_output=True, text=True, check=True, env={"PATH": "/usr/bin:/bin"}
    )
    return done.stdout.split()


@installing
def test_a_bundle_is_installed_without_index_and_runs_on_its_own_data(release, tmp_path):
    target = tmp_path / "here"
    done = install(release("first"), target)
    assert done.returncode == 0, done.stderr
    assert says(target) == [str(target / "data"), "first"]
    assert (target / "data").stat().st_mode & 0o777 == 0o700
    assert not (target / "current" / "data").exists()


@installing
def test_an_upgrade_keeps_the_data_and_the_release_before(release, tmp_path):
    target = tmp_path / "here"
    assert install(release("first"), target).returncode == 0
    (target / "data" / "ikrar.sqlite3").write_text("all pledges")
    done = install(release("second"), target)
    assert done.returncode == 0, done.stderr
    assert says(target)[1] == "second"
    assert (target / "data" / "ikrar.sqlite3").read_text() == "all pledges"
    assert len(list((target / "releases").iterdir())) == 2
    assert "sebelumnya / before" in done.stdout


@installing
def test_the_same_bundle_twice_changes_nothing(release, tmp_path):
    target, folder = tmp_path / "here", release("first")
    assert install(folder, target).returncode == 0
    made = (target / "current" / ".complete").stat().st_mtime_ns
    assert install(folder, target).returncode == 0
    assert (target / "current" / ".complete").stat().st_mtime_ns == made


def change(folder):
    path = folder / "source" / "ikrar"
    path.write_text(path.read_text() + "# changed\n")


def add(folder):
    (folder / "wheels" / "evil-1.0-py3-none-any.whl").write_bytes(b"x")


def remove(folder):
    next((folder / "wheels").glob("tiny-*")).unlink()


@pytest.mark.parametrize("harm", [change, add, remove])
def test_a_bundle_that_was_changed_on_the_way_installs_nothing(release, tmp_path, harm):
    folder = release("first")
    harm(folder)
    done = install(folder, tmp_path / "here")
    assert done.returncode != 0
    assert "damaged or changed" in done.stderr
    assert not (tmp_path / "here").exists()


@installing
def test_an_installation_that_broke_off_is_taken_up_again(release, tmp_path):
    target, folder = tmp_path / "here", release("first")
    name = (folder / "name").read_text().strip()
    (target / "releases" / name).mkdir(parents=True)
    (target / "releases" / name / "half").touch()
    assert install(folder, target).returncode == 0
    assert says(target)[1] == "first"
    assert not (target / "current" / "half").exists()


def test_another_python_than_it_was_packed_for_is_told(release, tmp_path):
    folder = release("first")
    (folder / "pythons").write_text("3.99\n")
    done = install(folder, tmp_path / "here")
    assert done.returncode != 0
    assert "3.99" in done.stderr


def test_a_library_that_cannot_be_fetched_ends_it_without_a_file(tmp_path, monkeypatch, capsys):
    def nothing(*_, **__):
        raise wheels.CannotFetch("Python 3.11: no wheel")

    monkeypatch.setattr(wheels, "fetch", nothing)
    assert bundle.run([str(tmp_path / "b.tar.gz")]) == 1
    assert "no wheel" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_release_itself_is_packed_without_data_and_caches():
    names = {str(path) for path in packing.sources()}
    assert {"ikrar", "requirements.lock", "src/ikrar/project/cli.py"} <= names
    assert not any(name.startswith(("data/", ".venv/")) or "__pycache__" in name for name in names)
