"""./ikrar says what it can do, and where it does not understand."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ikrar.project import cli
from ikrar.project.commands import check, restart
from ikrar.project.commands.up import PID

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("words", [[], ["help"], ["--help"]])
def test_help_lists_every_word_in_both_languages(words, capsys):
    assert cli.main(words) == 0
    told = capsys.readouterr().out
    for word, command in cli.TABLE.items():
        assert f"  {word} " in told
        assert command.words.id in told
        assert command.words.en in told


def test_a_misspelt_word_is_answered_with_the_nearest(capsys):
    assert cli.main(["tset"]) == 2
    assert "test?" in capsys.readouterr().err


def test_the_entry_script_is_plain_sh_and_names_what_is_missing():
    script = ROOT / "ikrar"
    assert subprocess.run(["sh", "-n", script], check=False).returncode == 0
    text = script.read_text(encoding="utf-8")
    assert text.startswith("#!/bin/sh\n")
    assert "python3-venv" in text


def test_up_wants_a_certificate_or_a_proxy(capsys):
    assert cli.main(["up", "--domain", "ikrar.contoh"]) == 2
    assert "--cert" in capsys.readouterr().err


def test_check_runs_the_named_steps_only():
    chosen = subprocess.run(
        [sys.executable, "-m", "ikrar.project.cli", "check", "lock"],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert chosen.returncode == 0, chosen.stdout
    assert chosen.stdout.count("✓") == 1 < len(check.STEPS)


def test_restart_asks_the_supervisor_and_says_where_none_runs(tmp_path, capsys, monkeypatch):
    assert cli.main(["restart", "--data", str(tmp_path)]) == 1
    assert "no service" in capsys.readouterr().err
    asked = []
    monkeypatch.setattr(restart.os, "kill", lambda *what: asked.append(what))
    (tmp_path / PID).write_text("4711\n")
    assert cli.main(["restart", "--data", str(tmp_path)]) == 0
    assert asked == [(4711, signal.SIGHUP)]
