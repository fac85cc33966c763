"""Frictionless and Datasette read the download without complaint, with the network closed."""

import csv
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from ikrar.openness.opendata import archive

pytestmark = pytest.mark.foreign
PROGRAMS = Path(sys.executable).parent
KINDS = {"integer": "INTEGER"}
# A home of its own, and proxies that lead nowhere: whoever asks the network meets a closed door.
CLOSED = {"HTTP_PROXY": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9", "NO_PROXY": ""}


def run(place, program, *words):
    path = shutil.which(program, path=f"{PROGRAMS}:{os.environ['PATH']}")
    if path is None:
        pytest.skip(f"{program} is not installed")
    return subprocess.run(
        [path, *map(str, words)], cwd=place, capture_output=True, text=True, check=False, timeout=240,
        env={**os.environ, **CLOSED, "HOME": str(place)},
    )  # fmt: skip


@pytest.fixture
def unpacked(kept, tmp_path):
    for name, data in archive.read(kept.archive).items():
        target = tmp_path / name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(data)
    return tmp_path


def test_frictionless_finds_no_error_in_the_package(unpacked):
    done = run(unpacked, "frictionless", "validate", "datapackage.json", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["valid"], told["stats"]["errors"], told["stats"]["warnings"]) == (
        0,
        True,
        0,
        0,
    ), done.stdout
    assert {task["name"] for task in told["tasks"]} == {
        "publications",
        "units",
        "groups",
        "splits",
        "arrivals",
        "regions",
    }
    assert sum(task["stats"]["rows"] or 0 for task in told["tasks"] if task["name"] == "units") == 16


def test_frictionless_reads_the_archive_itself(kept, tmp_path):
    (tmp_path / "arsip.zip").write_bytes(kept.archive)
    done = run(tmp_path, "frictionless", "validate", "arsip.zip", "--type", "package", "--json")
    assert (done.returncode, json.loads(done.stdout)["valid"]) == (0, True), done.stdout


def test_frictionless_finds_the_error_where_there_is_one(unpacked):
    table = unpacked / "units.csv"
    table.write_bytes(table.read_bytes().replace(b",hidden", b",entah", 1))
    done = run(unpacked, "frictionless", "validate", "datapackage.json", "--json")
    assert done.returncode == 1
    assert "units" in done.stdout


@pytest.fixture
def database(unpacked):
    """The tables in SQLite by their own description: types, keys and references."""
    package = json.loads((unpacked / "datapackage.json").read_text())
    target = unpacked / "ikrar.db"
    with sqlite3.connect(target) as connection:
        for one in package["resources"]:
            fields = one["schema"]["fields"]
            columns = [f'"{field["name"]}" {KINDS.get(field["type"], "TEXT")}' for field in fields]
            columns.append(
                "PRIMARY KEY (" + ", ".join(f'"{name}"' for name in one["schema"]["primaryKey"]) + ")"
            )
            columns += [
                f'FOREIGN KEY ("{key["fields"]}") REFERENCES {key["reference"]["resource"]} ("{key["reference"]["fields"]}")'
                for key in one["schema"].get("foreignKeys", ())
            ]
            connection.execute(f'CREATE TABLE "{one["name"]}" ({", ".join(columns)}) STRICT')
            lines = csv.reader(io.StringIO((unpacked / one["path"]).read_bytes().decode(), newline=""))
            next(lines)
            marks = ", ".join("?" * len(fields))
            connection.executemany(
                f'INSERT INTO "{one["name"]}" VALUES ({marks})',
                ([cell or None for cell in line] for line in lines),
            )
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    return target


def test_datasette_serves_the_tables_and_sums_them(unpacked, database):
    done = run(unpacked, "datasette", "inspect", database)
    assert done.returncode == 0, done.stderr
    tables = json.loads(done.stdout)["ikrar"]["tables"]
    assert tables["units"]["count"] == 16
    asked = (
        "select p.pledged as told, sum(u.pledged) as made from publications p join units u using (publication)"
        " where publication = 2 and u.above is (select id from units where publication = 2 and above is null)"
    )
    done = run(
        unpacked, "datasette", database, "--get", f"/ikrar.json?_shape=array&sql={asked.replace(' ', '+')}"
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [{"told": 129, "made": 129}]
    page = run(unpacked, "datasette", database, "--get", "/ikrar/units")
    assert "Kecamatan Contoh Selatan" in page.stdout
