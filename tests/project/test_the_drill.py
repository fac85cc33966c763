"""The drill runs the fault tests and tells what each has cost; a loss is an error even where a test was content."""

import json

import pytest

from ikrar.project.commands import drill

KEPT = {
    "fault": "kill -9",
    "times": 200,
    "acknowledged": 1234,
    "stored": 1234,
    "seconds": 61.2,
    "held": True,
}


@pytest.fixture
def struck(monkeypatch):
    """`struck(rows, code)`: the tests would leave these rows and end with that code; what they were asked for."""
    asked = {}

    def arrange(*rows, code=0):
        def strike(journal, **how):
            asked.update(how)
            with journal.open("a") as file:
                file.writelines(json.dumps(row) + "\n" for row in rows)
            return code

        monkeypatch.setattr(drill, "_strike", strike)
        return asked

    return arrange


def test_it_tells_what_each_fault_has_cost(struck, capsys):
    asked = struck(KEPT)
    assert drill.run(["--full", "--seed", "7", "-k", "kill"]) == 0
    assert asked == {"seed": 7, "full": True, "words": ["-k", "kill"]}
    printed = capsys.readouterr().out
    assert "1,234" in printed
    assert "seed 7: 0 hilang / lost." in printed


@pytest.mark.parametrize(
    ("row", "code"), [(KEPT | {"stored": 1233}, 0), (KEPT, 1)], ids=["one lost", "a test failed"]
)
def test_a_loss_or_a_failed_test_is_an_error(struck, capsys, row, code):
    struck(row, code=code)
    assert drill.run([]) == 1


def test_away_from_the_source_tree_it_says_so(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(drill, "FAULTS", tmp_path / "none")
    assert drill.run(["--sample"]) == 2
    assert "tests/faults" in capsys.readouterr().err


def test_a_journal_goes_on_with_its_seed_and_shows_each_fault_as_it_ended(struck, tmp_path, capsys):
    journal = tmp_path / "journal"
    struck(KEPT | {"stored": 0, "held": False}, code=1)
    assert drill.run(["--full", "--seed", "7", "--journal", str(journal)]) == 1
    asked = struck(KEPT, {"done": "tests/faults/test_x.py::test_y"})
    assert drill.run(["--full", "--journal", str(journal)]) == 0
    assert asked["seed"] == 7
    assert "seed 7: 0 hilang / lost." in capsys.readouterr().out


@pytest.mark.parametrize("other", [["--full", "--seed", "8"], ["--sample", "--seed", "7"]])
def test_a_journal_of_another_drill_is_not_gone_on_with(struck, tmp_path, capsys, other):
    journal = tmp_path / "journal"
    struck(KEPT)
    drill.run(["--full", "--seed", "7", "--journal", str(journal)])
    assert drill.run([*other, "--journal", str(journal)]) == 2
    assert "seed 7, full" in capsys.readouterr().err
