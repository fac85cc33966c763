"""Whoever reads the audit trail reads words, not codes; and every act of the code has its words."""

import ast
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from ikrar.accounts.operations import record_act
from ikrar.accounts.queries import named_acts
from ikrar.pledges.domain.planning import CHANGE_WORDS, Change

import_module("ikrar.project.urls")  # wires the contexts together

SOURCE = Path(__file__).resolve().parents[2] / "src" / "ikrar"
WRITERS = {"record", "record_act", "_record"}
NOTED = {
    "commitments": ("commitment", 1),
    "privacy": ("privacy", 0),
}  # their `note` puts a word before this argument


def given(node):
    """The expressions that stand for an act in one call or class; of two that are chosen from, both."""
    for value in _given(node):
        yield from (value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,)


def _given(node):
    if isinstance(node, ast.Call):
        name = _name(node)
        yield from (word.value for word in node.keywords if word.arg == "act")
        if name in WRITERS and len(node.args) > 1:
            yield node.args[1]
    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "act":
        yield node.value


def noted():
    """The acts of the contexts that note them by their own `note`."""
    for context, (word, place) in NOTED.items():
        for node in nodes_below(SOURCE / context):
            if isinstance(node, ast.Call) and _name(node) == "note" and len(node.args) > place:
                told = (v.value for v in ast.walk(node.args[place]) if isinstance(v, ast.Constant))
                yield from (f"{word}.{act}" for act in told)


def _name(call):
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def nodes_below(folder):
    return (node for path in folder.rglob("*.py") for node in nodes_of(path))


@cache
def nodes_of(path):
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def acts_of_the_code():
    values = {v.value for n in nodes_below(SOURCE) for v in given(n) if isinstance(v, ast.Constant)}
    values |= set(noted())
    plans = {f"declaration.{change.lower().replace('_', '-')}" for change in Change}
    return {value for value in values if value} | plans


def test_every_act_has_its_words_and_no_words_stand_for_nothing():
    assert set(CHANGE_WORDS) == set(Change)
    assert set(named_acts()) == acts_of_the_code()


def test_every_act_is_told_in_both_languages():
    for words in named_acts().values():
        assert words.id != words.en
    assert len({words.id for words in named_acts().values()}) == len(named_acts())


@pytest.mark.django_db
def test_the_page_says_what_was_done(client, as_user, at):
    user = as_user(client, "AUDITOR")
    record_act(actor=user, act="grant.given", subject="A1", at=at)
    record_act(actor=user, act="roster.list_applied", subject="A2", at=at)
    page = client.get("/akun/jejak/").content.decode()
    assert "<td>Peran diberikan" in page
    assert "<td>Daftar diterapkan" in page
    page = client.get("/en/akun/jejak/?perbuatan=grant.given").content.decode()
    assert "<td>Role given" in page
    assert "<td>List applied" not in page
    assert '<option value="grant.given" selected>' in page
