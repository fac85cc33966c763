"""`ikrar-verify --log DIR`: a copied folder is checked from its leaves up."""

import json
import shutil
from pathlib import Path

import pytest

from ikrar.register import command, folder, invented

VECTORS = Path(__file__).parents[1] / "vectors"
TRUST = ["--trust", str(VECTORS / "trust-witnessed.json")]


@pytest.fixture
def copy(tmp_path):
    return Path(shutil.copytree(VECTORS / "log", tmp_path / "log"))


def check(copy, capsys, *more):
    status = command.main(["--log", str(copy), "--json", *more])
    return status, {finding["code"] for finding in json.loads(capsys.readouterr().out)["findings"]}


def test_a_sound_copy_is_proved(copy, capsys):
    assert check(copy, capsys, *TRUST) == (0, set())
    assert check(copy, capsys) == (3, set())
    assert command.main(["--log", str(copy), *TRUST]) == 0
    assert "ikrar.contoh.example/register: 300" in capsys.readouterr().out


@pytest.mark.parametrize(
    "path", ["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/44"]
)
def test_each_missing_or_changed_file_is_found(copy, capsys, path):
    data = bytearray((copy / path).read_bytes())
    data[len(data) // 2] ^= 1
    (copy / path).write_bytes(data)
    status, codes = check(copy, capsys, *TRUST)
    assert status == 1
    assert codes & {"damaged", "wrong-root"}
    (copy / path).unlink()
    assert check(copy, capsys, *TRUST) == (1, codes & set() | {"no-file"})


def test_a_cut_bundle_is_found(copy, capsys):
    data = (copy / "tile/entries/000").read_bytes()
    (copy / "tile/entries/000").write_bytes(data[:-1])
    assert check(copy, capsys, *TRUST) == (1, {"damaged"})


def test_a_changed_record_is_found(copy, capsys):
    record = next((copy / "record").iterdir())
    record.write_bytes(record.read_bytes().replace(b"Pakta", b"Fakta"))
    assert check(copy, capsys, *TRUST) == (1, {"wrong-record"})
    assert command.main(["--log", str(copy), *TRUST]) == 1
    assert "Not proved" in capsys.readouterr().out


def test_a_foreign_seal_and_a_missing_checkpoint_are_found(copy, capsys):
    status, codes = check(copy, capsys, "--trust", str(VECTORS / "trust-other-register.json"))
    assert (status, codes) == (1, {"not-sealed"})
    (copy / "checkpoint").unlink()
    assert check(copy, capsys) == (1, {"no-checkpoint"})


def test_a_bundle_that_holds_more_than_it_must_is_found(copy, capsys):
    with (copy / "tile/entries/001.p/44").open("ab") as file:
        file.write(b"\x00\x01x")
    assert check(copy, capsys, *TRUST) == (1, {"damaged"})


@pytest.mark.parametrize("index", [0, 299, 300, 100_000])
def test_a_record_of_a_leaf_that_promises_another_or_none_is_found(copy, capsys, index):
    (copy / "record" / f"{index}.json").write_bytes(b"{}")
    assert check(copy, capsys, *TRUST) == (1, {"wrong-record"})


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 70_000])
def test_a_register_of_any_size_is_checked(tmp_path, size):
    trust = invented.lay_out(tmp_path, leaves=size)
    assert list(folder.check_folder(tmp_path, trust=trust)) == []
    if size:
        last = max((path for path in (tmp_path / "tile" / "0").rglob("*") if path.is_file()), key=str)
        last.write_bytes(last.read_bytes()[:-1] + bytes([last.read_bytes()[-1] ^ 1]))
        assert {finding.code for finding in folder.check_folder(tmp_path, trust=trust)} == {"damaged"}
