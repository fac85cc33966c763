"""Only one process moves pages, with a library free of the WAL-reset race; the others leave the log alone."""

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import apsw
import pytest

from ikrar.project import wal

ROOT = Path(__file__).resolve().parents[2]


def writer(path):
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA wal_autocheckpoint=0")
    return connection


def test_the_library_that_checkpoints_is_new_enough(monkeypatch):
    wal.check_library()
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: "3.51.2")
    with pytest.raises(wal.LibraryIsTooOld):
        wal.check_library()


def test_what_others_wrote_is_moved_and_a_large_log_starts_afresh(tmp_path, monkeypatch):
    path = tmp_path / "x.sqlite3"
    process = subprocess.Popen(
        [sys.executable, "-m", "ikrar.project.wal", str(path)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT / "src")},
    )
    try:
        log = tmp_path / "x.sqlite3-wal"
        connection = writer(path)
        connection.execute("CREATE TABLE t(x)")
        for _ in range(50):
            connection.execute("INSERT INTO t VALUES (randomblob(4000))")
        assert log.stat().st_size > 200_000
        deadline = time.monotonic() + 120
        while path.stat().st_size < 200_000 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert path.stat().st_size > 200_000
        connection.close()
        assert log.exists()  # the last writer to close is not the last connection
    finally:
        process.terminate()
        assert process.wait(120) == 0
    assert sqlite3.connect(path).execute("SELECT count(*) FROM t").fetchone() == (50,)


def test_a_large_log_is_cut(tmp_path, monkeypatch):
    monkeypatch.setattr(wal, "TRUNCATE_BYTES", 10_000)
    path = tmp_path / "x.sqlite3"
    connection = wal.connect(path)
    connection.execute("CREATE TABLE t(x)")
    connection.execute("INSERT INTO t VALUES (randomblob(40000))")
    wal.checkpoint(connection, path)
    assert (tmp_path / "x.sqlite3-wal").stat().st_size == 0
    connection.close()
