"""Every receipt of tests/vectors, through the program as a stranger runs it."""

import json
from pathlib import Path

import pytest

from ikrar.register import command

VECTORS = Path(__file__).parents[1] / "vectors"
INDEX = json.loads((VECTORS / "index.json").read_bytes())


@pytest.mark.parametrize("vector", INDEX, ids=[vector["file"] for vector in INDEX])
def test_the_program_answers_as_the_index_says(vector, capsys):
    arguments = [str(VECTORS / vector["file"]), "--json"]
    if vector["trust"]:
        arguments += ["--trust", str(VECTORS / vector["trust"])]
    assert command.main(arguments) == vector["exit"]
    told = json.loads(capsys.readouterr().out)
    failed = [(step["number"], step["cause"]) for step in told["steps"] if step["outcome"] == "FAILED"]
    assert failed == ([(vector["step"], vector["cause"])] if vector["step"] else [])


def test_every_step_has_an_evil_receipt_that_fails_in_it():
    assert {vector["step"] for vector in INDEX if vector["step"]} == set(range(1, 10))
