"""Every kind of entry is held by somebody: fsck derives it again from its rows, or demands a tombstone."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest
from django.db import transaction

import ikrar
from ikrar.project.holders import HOLDERS
from ikrar.register import operations, queries
from ikrar.register.auditing.holding import OWN

SOURCE = Path(ikrar.__file__).parent
NAMING = {"operations", "domain"}  # where kinds have their names
HELD = {kind for holder in HOLDERS for kind in holder.kinds}


def constants_of(trees):
    """Words that modules give names to; one name may stand for several."""
    found = defaultdict(set)
    for node in (node for tree in trees for node in tree.body if isinstance(node, ast.Assign)):
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            for target in node.targets:
                found[getattr(target, "id", "")].add(node.value.value)
    return found


def kinds_entered():
    """Every kind that any module of the product gives to `enter`, by reading the code."""
    modules = [path for path in SOURCE.rglob("*.py") if "operations" in {*path.parts, path.stem}]
    trees = [ast.parse(path.read_text()) for path in modules]
    naming = [path for path in SOURCE.rglob("*.py") if NAMING & {*path.parts, path.stem}]
    constants = constants_of(ast.parse(path.read_text()) for path in naming)
    for call in (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if getattr(call.func, "attr", getattr(call.func, "id", "")).strip("_") != "enter":
            continue
        named = [one.value for one in call.keywords if one.arg == "kind"]
        for node in (node for one in named or call.args[:2] for node in ast.walk(one)):
            name = getattr(node, "id", getattr(node, "attr", ""))
            yield from constants[name] if name.isupper() else ()
            yield from {getattr(node, "value", None)} if isinstance(node, ast.Constant) else ()


def test_every_kind_that_is_entered_anywhere_has_a_holder():
    found = {one for one in kinds_entered() if isinstance(one, str) and re.fullmatch("[a-z][a-z0-9-]*", one)}
    assert {"pact-text", "paper", "seal", "figure", "announcement", "law-version", "commitment"} <= found
    assert found <= HELD | OWN


def test_no_kind_has_two_holders():
    kinds = [kind for holder in HOLDERS for kind in holder.kinds]
    assert sorted(kinds) == sorted({*kinds})
    assert not HELD & OWN


@pytest.mark.django_db
def test_a_kind_that_nobody_holds_and_an_entry_without_a_row_are_named(at):
    with transaction.atomic():
        operations.enter(kind="contoh-asing", body={"kata": 1}, at=at)
        operations.enter(kind="pact-text", body={"text": "TIDAKADA"}, at=at)
    found = {(one.code, one.where.split()[0]) for one in queries.check_log(holders=HOLDERS)}
    assert found == {("nobody-holds", "contoh-asing"), ("no-row", "pact-text")}


@pytest.mark.django_db
def test_a_tombstone_stands_for_the_row(at):
    with transaction.atomic():
        leaf = operations.enter(kind="pact-text", body={"text": "TIDAKADA"}, at=at).leaf_hash
        operations.bury(leaf_hash=leaf, reason="contoh", at=at)
    assert list(queries.check_log(holders=HOLDERS)) == []
