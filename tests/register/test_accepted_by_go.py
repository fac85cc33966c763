"""The register is accepted by Go's checksum-database packages, which were not written here."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ikrar.register import queries

HERE = Path(__file__).parent / "foreign"
VECTORS = Path(__file__).parents[1] / "vectors"
PACKAGES = Path("/usr/share/gocode")
SUMDB = PACKAGES / "src/golang.org/x/mod/sumdb/tlog"

pytestmark = [
    pytest.mark.foreign,
    pytest.mark.skipif(not shutil.which("go"), reason="missing: the program `go` (Debian: golang-go)"),
    pytest.mark.skipif(
        not SUMDB.is_dir(), reason="missing: golang.org/x/mod/sumdb (Debian: golang-golang-x-mod-dev)"
    ),
]


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    built = tmp_path_factory.mktemp("go") / "accept"
    environment = os.environ | {
        "GO111MODULE": "off",
        "GOPATH": str(PACKAGES),
        "GOCACHE": str(built.parent / "cache"),
        "GOFLAGS": "",
    }
    subprocess.run(["go", "build", "-o", built, HERE / "main.go"], check=True, env=environment, timeout=300)
    return built


def run(program, folder, vkey):
    done = subprocess.run([program, folder, vkey], capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stdout.strip()


def test_the_vectors_are_accepted_and_a_changed_copy_is_not(program, tmp_path):
    from ikrar.register import trust  # noqa: PLC0415 (kept beside its one use)

    (log,) = trust.parse((VECTORS / "trust.json").read_bytes()).logs
    vkey = str(log.keys[0].vkey)
    assert run(program, VECTORS / "log", vkey) == (0, "ACCEPTED ikrar.contoh.example/register 300")
    copy = Path(shutil.copytree(VECTORS / "log", tmp_path / "log"))
    data = bytearray((copy / "tile/entries/000").read_bytes())
    data[100] ^= 1
    (copy / "tile/entries/000").write_bytes(data)
    status, said = run(program, copy, vkey)
    assert (status, said.split(":")[0]) == (1, "REFUSED")


def test_a_register_that_grew_here_is_accepted(program, office, tmp_path):
    for count in (1, 100, 200, 300, 7):
        office.enter(count)
        office.seal()
    assert run(program, tmp_path / "register", queries.key()) == (0, "ACCEPTED ikrar.test/register 608")
