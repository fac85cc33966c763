"""The couplings that no import shows: foreign keys, templates, raw SQL. And: what exists is told."""

import ast
import configparser
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "ikrar"
CONTEXTS = {c.label: Path(c.path) for c in apps.get_app_configs() if c.name.startswith("ikrar.")}
PYTHON = [p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts]
TEMPLATES = list(SOURCE.rglob("templates/**/*.*"))
PACKAGES_TEMPLATES = ("allauth/", "account/", "mfa/")  # templates that allauth looks up by these names
LOADABLE = {"static"}


def ranks():
    """Context → height, read from the import contract: the lowest layer is 0."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    layers = parser["importlinter:contract:contexts"]["layers"].split("\n")
    low_to_high = reversed([line.strip() for line in layers if line.strip()])
    return {name.strip(): height for height, line in enumerate(low_to_high) for name in line.split("|")}


def test_foreign_keys_point_downwards():
    heights = ranks()
    wrong = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and model._meta.app_label in CONTEXTS
        if (target := field.related_model._meta.app_label) in CONTEXTS
        if target != model._meta.app_label and heights[target] >= heights[model._meta.app_label]
    ]
    assert wrong == []


def test_every_context_has_its_place_in_the_import_contract():
    packages = {p.name for p in SOURCE.iterdir() if (p / "__init__.py").exists()}
    assert packages == set(ranks())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_templates_use_only_the_shared_edge_and_their_own(path):
    own = f"{path.relative_to(SOURCE).parts[0]}/"
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"{%-?\s*(?:extends|include)\s+[\"']([^\"']+)", text)
    assert [u for u in used if not u.startswith(("web/", own, *PACKAGES_TEMPLATES))] == []
    loaded = {word for words in re.findall(r"{%\s*load\s+([^%]+)%}", text) for word in words.split()}
    assert loaded <= LOADABLE


@pytest.mark.parametrize(
    "path", [p for p in TEMPLATES if p.suffix == ".html"], ids=lambda p: str(p.relative_to(SOURCE))
)
def test_nothing_stands_inline_that_the_policy_would_refuse(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>", text)
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=\"", text)


def strings(tree):
    return [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


SQL = re.compile(r"^\s*(?:SELECT|INSERT|UPDATE|DELETE|LOCK|CREATE|ALTER|WITH)\b")


@pytest.mark.parametrize("label", sorted(CONTEXTS))
def test_raw_sql_names_only_its_own_tables(label):
    others = "|".join(sorted(set(CONTEXTS) - {label}))
    foreign = re.compile(rf"\b(?:{others})_\w+")
    for path in CONTEXTS[label].rglob("*.py"):
        for text in strings(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (SQL.match(text) and foreign.search(text)), f"{path}: {text}"


BILINGUAL = re.compile(r"""{%\s*(?:t|notice|badge)\s+("[^"]*"|'[^']*')\s*("[^"]*"|'[^']*')?""")
SLOT = re.compile(r"{(\w+)}")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_every_text_of_a_template_has_both_languages(path):
    for indonesian, english in BILINGUAL.findall(path.read_text(encoding="utf-8")):
        _check_pair(indonesian.strip("\"'"), english.strip("\"'"))


def test_every_text_in_the_code_has_both_languages():
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node) in ("t", "Words") and len(node.args) == 2:
                pair = [
                    a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)
                ]
                if len(pair) == 2:
                    _check_pair(*pair)


def _check_pair(indonesian, english):
    assert bool(indonesian.strip()) == bool(english.strip()), (indonesian, english)
    assert set(SLOT.findall(indonesian)) == set(SLOT.findall(english)), (indonesian, english)


def _name(call):
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def test_no_package_is_a_drawer_for_everything():
    drawers = {"utils", "helpers", "common", "misc", "base", "manager", "service", "exceptions"}
    demanded = {
        SOURCE / "project" / engine / "base.py" for engine in ("postgresql", "sqlite")
    }  # Django's word
    assert {p for p in PYTHON if p.stem in drawers or p.parent.name in drawers} <= demanded


def test_nothing_below_the_edge_reads_the_clock():
    clock = re.compile(r"timezone\.now\(|datetime\.now\(|date\.today\(|utcnow\(")
    edges = {"views", "api", "project", "commands", "middleware", "command", "witness", "adapters"}
    read = [
        str(p.relative_to(SOURCE))
        for p in PYTHON
        if clock.search(p.read_text(encoding="utf-8")) and not edges & {*p.relative_to(SOURCE).parts, p.stem}
    ]
    allauths_own = [
        "accounts/forms/entry.py"
    ]  # allauth calls this form itself, with nobody to pass the moment
    assert sorted(set(read) - set(allauths_own)) == []


def words_of(path):
    return path.read_text(encoding="utf-8")


def test_every_setting_is_documented():
    told = words_of(ROOT / "docs" / "operating.md")
    names = {n for p in [*PYTHON, ROOT / "ikrar"] for n in re.findall(r"\bIKRAR_[A-Z0-9_]+\b", words_of(p))}
    inner = {"IKRAR_INSTANCE", "IKRAR_REQUEST_ID", "IKRAR_ASKED"}  # set by the product for itself
    inner |= {"IKRAR_GATE_FD", "IKRAR_READY_FD", "IKRAR_GATE_FOLLOWS"}  # from the supervisor to its parts
    inner |= {"IKRAR_FORGETFUL", "IKRAR_ALONE"}  # marks on a request
    inner |= {
        "IKRAR_TEST_FUZZ",
        "IKRAR_TEST_LATE",
    }  # from the suite to its runs; CONTRIBUTING and tests tell of them
    assert sorted(n for n in names - inner if f"`{n}`" not in told) == []


def test_every_command_is_documented():
    table = import_module("ikrar.project.cli").TABLE
    told = words_of(ROOT / "docs" / "operating.md")
    assert [word for word in table if f"./ikrar {word}" not in told] == []


def test_every_command_exists():
    table = import_module("ikrar.project.cli").TABLE
    folder = SOURCE / "project" / "commands"
    modules = {p.stem for p in [*folder.glob("*.py"), *(f.parent for f in folder.glob("*/__init__.py"))]}
    assert modules - {"__init__"} == {c.module for c in table.values()}


def test_every_word_of_the_law_exists_and_is_documented():
    words = import_module("ikrar.project.commands.law.frame").WORDS
    folder = SOURCE / "project" / "commands" / "law"
    assert {p.stem for p in folder.glob("*.py")} - {"__init__", "frame", "refusing"} == set(words)
    told = words_of(ROOT / "docs" / "operating.md")
    assert [word for word in words if f"`./ikrar law {word}" not in told] == []


def terms():
    """Every table of the product and every closed list of choices in a domain."""
    tables = {m.__name__ for m in apps.get_models() if m._meta.app_label in CONTEXTS}
    lists = set()
    for path in PYTHON:
        if "domain" in {path.stem, path.parent.name}:
            for node in ast.walk(ast.parse(words_of(path))):
                if isinstance(node, ast.ClassDef) and any(
                    getattr(b, "id", "") == "StrEnum" for b in node.bases
                ):
                    lists.add(node.name)
    return tables | lists


def test_every_term_has_its_row_in_the_glossary():
    glossary = words_of(ROOT / "GLOSSARY.md")
    assert sorted(term for term in terms() if f"`{term}`" not in glossary) == []


def test_every_decision_is_listed_once_and_names_its_check():
    folder = ROOT / "docs" / "decisions"
    index = words_of(folder / "README.md")
    numbers = [p.name[:4] for p in sorted(folder.glob("[0-9]*.md"))]
    assert len(numbers) == len(set(numbers))
    for path in folder.glob("[0-9]*.md"):
        assert f"({path.name})" in index, f"{path.name} is not in docs/decisions/README.md"
        assert re.search(r"(?i)\bcheck\b|tests/", words_of(path)), f"{path.name} names no check"
        assert len(words_of(path).splitlines()) <= 70, f"{path.name} does not fit a screen"
