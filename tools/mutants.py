"""Mutation testing of pure modules: break one thing in a copy of the source and see whether some test notices.

    nice .venv/bin/python tools/mutants.py [--sample N] [--seconds S] [--only WORD] [--skip WORD] PACKAGE TESTS

PACKAGE is a folder below src (src/ikrar/law/engine), TESTS a folder of tests. Each mutant lives in a forked process that
loads the package anew with one change and calls the test functions directly, those without fixtures, the quick ones
first; nothing is written to the source. What survives is printed with its place and its change. Runs on Linux.
"""

import argparse
import ast
import importlib
import importlib.abc
import importlib.machinery
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SURVIVED, LATE, NOTICED = 0, 1, 10  # NOTICED + n: by the n-th file of tests
COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
BINARY: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
QUICK = "MUTANTS_QUICK"  # set by --quick: leave out the tests that try many inputs
PROSE = frozenset({"Words", "Refusal"})  # their words may be improved without a test noticing


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change to one module: the change of this number to the place of this index."""

    path: Path
    line: int
    said: str
    index: int
    number: int

    def tree(self) -> ast.Module:
        """The module with the change made."""
        tree = ast.parse(self.path.read_text(encoding="utf-8"))
        node = list(_places(tree, prose=False))[self.index]
        list(_changes(node))[self.number][1]()
        return ast.fix_missing_locations(tree)


def mutants(path: Path) -> Iterator[Mutant]:
    """Every mutant of a module, each with exactly one change."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for index, place in enumerate(_places(tree, prose=False)):
        for number, (said, _) in enumerate(_changes(place)):
            yield Mutant(path, getattr(place, "lineno", 0), said, index, number)


def _places(node: ast.AST, *, prose: bool) -> Iterator[ast.AST]:
    """Every node that may be changed: not prose, not annotations, not docstrings, not decorators."""
    if not prose:
        yield node
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "bases"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_docstring(child) and not _is_list_of_names(child):
                yield from _places(child, prose=prose or _is_prose(child))


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_list_of_names(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and any(
        getattr(target, "id", "") == "__all__" for target in node.targets
    )


def _is_prose(node: ast.AST) -> bool:
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in PROSE
    return called or isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom)


def _changes(node: ast.AST) -> Iterator[tuple[str, Callable[[], None]]]:
    """What can be done to a node, each as a sentence and a deed."""
    made = _MAKERS.get(type(node))
    yield from made(node) if made else ()


def _compare(node: Any) -> Iterator[tuple[str, Callable[[], None]]]:
    for at, op in enumerate(node.ops):
        other = COMPARE[type(op)]
        yield (
            f"{type(op).__name__} → {other.__name__}",
            partial(_put, node.ops, at, other),
        )


def _put(ops: list[ast.cmpop], at: int, other: type[ast.cmpop]) -> None:
    ops[at] = other()


def _boolean(node: Any) -> Iterator[tuple[str, Callable[[], None]]]:
    other = ast.Or if isinstance(node.op, ast.And) else ast.And
    yield f"{type(node.op).__name__} → {other.__name__}", lambda: setattr(node, "op", other())


def _binary(node: Any) -> Iterator[tuple[str, Callable[[], None]]]:
    if other := BINARY.get(type(node.op)):
        yield f"{type(node.op).__name__} → {other.__name__}", lambda: setattr(node, "op", other())


def _unary(node: Any) -> Iterator[tuple[str, Callable[[], None]]]:
    if isinstance(node.op, ast.Not):
        yield "not dropped", lambda: setattr(node, "operand", ast.UnaryOp(ast.Not(), node.operand))


def _constant(node: Any) -> Iterator[tuple[str, Callable[[], None]]]:
    if isinstance(node.value, bool):
        yield f"{node.value} → {not node.value}", lambda: setattr(node, "value", not node.value)
    elif isinstance(node.value, int):
        yield f"{node.value} → {node.value + 1}", lambda: setattr(node, "value", node.value + 1)
    elif isinstance(node.value, str) and node.value.strip():
        yield f"{node.value!r} → 'zz…'", lambda: setattr(node, "value", f"zz {node.value}")


def _branch(node: Any) -> Iterator[tuple[str, Callable[[], None]]]:
    yield "condition negated", lambda: setattr(node, "test", ast.UnaryOp(ast.Not(), node.test))


def _return(node: Any) -> Iterator[tuple[str, Callable[[], None]]]:
    if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
        yield "return → None", lambda: setattr(node, "value", ast.Constant(None))


def _filter(node: Any) -> Iterator[tuple[str, Callable[[], None]]]:
    if node.ifs:
        yield "filter dropped", lambda: setattr(node, "ifs", [])


def _raise_or_yield(node: Any) -> Iterator[tuple[str, Callable[[], None]]]:
    if isinstance(node.value, ast.Yield | ast.YieldFrom | ast.Call):
        yield "statement dropped", lambda: setattr(node, "value", ast.Constant(None))


_MAKERS: dict[type[ast.AST], Callable[[Any], Iterator[tuple[str, Callable[[], None]]]]] = {
    ast.Compare: _compare,
    ast.BoolOp: _boolean,
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.Constant: _constant,
    ast.If: _branch,
    ast.IfExp: _branch,
    ast.Return: _return,
    ast.comprehension: _filter,
    ast.Expr: _raise_or_yield,
}


class _Loader(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Hands out the changed module under its own name."""

    def __init__(self, mutant: Mutant) -> None:
        self.name = _module(mutant.path)
        self.mutant = mutant

    def find_spec(self, fullname: str, *_: Any) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.name:
            return None
        is_package = self.mutant.path.name == "__init__.py"
        spec = importlib.machinery.ModuleSpec(
            fullname, self, origin=str(self.mutant.path), is_package=is_package
        )
        if is_package:
            spec.submodule_search_locations = [str(self.mutant.path.parent)]
        return spec

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.mutant.tree(), str(self.mutant.path), "exec"), module.__dict__)  # noqa: S102 (that is the point)


def _module(path: Path) -> str:
    base = ROOT / "src" if path.is_relative_to(ROOT / "src") else ROOT
    parts = path.relative_to(base).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def verdict(mutant: Mutant, *, package: Path, tests: list[Path], seconds: int) -> int:
    """Whether the tests, run in a child of this process, notice the change, and which file did."""
    child = os.fork()
    if child == 0:
        signal.alarm(seconds)
        os._exit(_live(mutant, package, tests))
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) if os.WIFEXITED(status) else LATE


def _live(mutant: Mutant, package: Path, tests: list[Path]) -> int:
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, 1)
    os.dup2(devnull, 2)
    forget(_module(package / "__init__.py"), tests)
    sys.meta_path.insert(0, _Loader(mutant))
    for number, path in enumerate(tests):
        try:
            run([path])
        except BaseException:  # noqa: BLE001 (any failure of any kind is a mutant noticed)
            return NOTICED + number
    return SURVIVED


def forget(package: str, tests: list[Path]) -> None:
    """Drop the package, the tests, and everything loaded that holds something of the package."""
    stale = {package, *(_module(path) for path in tests)}
    for name, module in list(sys.modules.items()):
        inside = name.startswith(tuple(f"{each}." for each in stale)) or name in stale
        if inside or _holds(module, package):
            del sys.modules[name]
            parent, _, child = name.rpartition(".")
            if parent in sys.modules and hasattr(sys.modules[parent], child):
                delattr(sys.modules[parent], child)


def _holds(module: ModuleType, package: str) -> bool:
    return (getattr(module, "__name__", "") or "").startswith(("ikrar", "tests")) and any(
        str(getattr(value, "__module__", "")).startswith(package) for value in list(vars(module).values())
    )


def run(tests: list[Path]) -> None:
    """Call every test function without fixtures; those that try many inputs come last."""
    quick: list[Callable[[], Any]] = []
    slow: list[Callable[[], Any]] = []
    for path in tests:
        module = importlib.import_module(_module(path))
        for name, function in list(vars(module).items()):
            if name.startswith("test_") and callable(function):
                (slow if hasattr(function, "hypothesis") else quick).extend(_calls(function))
    for call in quick if QUICK in os.environ else (*quick, *slow):
        call()


def _calls(function: Any) -> Iterator[Callable[[], Any]]:
    """The function once for each combination of its parameters; nothing if it wants a fixture."""
    marks = [mark for mark in getattr(function, "pytestmark", []) if mark.name == "parametrize"]
    given: list[list[dict[str, Any]]] = [
        [_named(mark.args[0], values) for values in mark.args[1]] for mark in marks
    ]
    told = {name for mark in marks for name in _names(mark.args[0])}
    code = getattr(function, "__code__", None)
    if not hasattr(function, "hypothesis") and code and set(code.co_varnames[: code.co_argcount]) - told:
        return
    for combination in product(*given):
        arguments = {name: value for part in combination for name, value in part.items()}
        yield partial(function, **arguments)


def _names(names: str | tuple[str, ...]) -> list[str]:
    return [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)


def _named(names: str | tuple[str, ...], values: Any) -> dict[str, Any]:
    listed = _names(names)
    return dict(zip(listed, [values] if len(listed) == 1 else values, strict=True))


def main(arguments: list[str] | None = None) -> int:
    """Print the score and the survivors; 1 if the tests fail without any change."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("package", type=Path)
    parser.add_argument("tests", type=Path)
    parser.add_argument(
        "--sample", type=int, default=0, help="so many mutants, drawn with a fixed seed; 0: all"
    )
    parser.add_argument("--seconds", type=int, default=120, help="after so long a mutant counts as noticed")
    parser.add_argument("--only", default="", help="only modules whose path holds this")
    parser.add_argument("--skip", action="append", default=[], help="no modules whose path holds this")
    parser.add_argument("--quick", action="store_true", help="without the tests that try many inputs")
    asked = parser.parse_args(arguments)
    os.environ.update({QUICK: "1"} if asked.quick else {})
    package = asked.package.resolve()
    tests = sorted(asked.tests.resolve().rglob("test_*.py"))
    chosen = _chosen(asked, package)
    _prepare(tests)
    return _report(chosen, package=package, tests=tests, seconds=asked.seconds)


def _chosen(asked: argparse.Namespace, package: Path) -> list[Mutant]:
    paths = [path for path in sorted(package.rglob("*.py")) if asked.only in str(path)]
    found = [m for path in paths if not any(word in str(path) for word in asked.skip) for m in mutants(path)]
    draw = random.Random(1)  # noqa: S311 (a sample, no secret)
    return draw.sample(found, asked.sample) if 0 < asked.sample < len(found) else found


def _prepare(tests: list[Path]) -> None:
    """Start Django, read the law, and see that everything passes as it stands."""
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ikrar.project.settings_test")
    import django  # noqa: PLC0415 (only now is the path set)

    django.setup()
    run(tests)


def _report(chosen: list[Mutant], *, package: Path, tests: list[Path], seconds: int) -> int:
    began, survived, late = time.monotonic(), 0, 0
    order: dict[Path, list[Path]] = {}
    for number, mutant in enumerate(chosen, start=1):
        files = order.setdefault(mutant.path, list(tests))
        outcome = verdict(mutant, package=package, tests=files, seconds=seconds)
        if outcome >= NOTICED:  # what noticed one change of a module will notice the next
            files.insert(0, files.pop(outcome - NOTICED))
        late += outcome == LATE
        if outcome == SURVIVED:
            survived += 1
            print(f"{mutant.path.relative_to(ROOT)}:{mutant.line}: {mutant.said}", flush=True)
        if number % 50 == 0:
            print(f"… {number} of {len(chosen)}, {survived} survived", flush=True)
    noticed = len(chosen) - survived
    spent = int(time.monotonic() - began)
    share = 100 * noticed / max(1, len(chosen))
    print(f"{noticed} of {len(chosen)} noticed ({share:.1f} %), {late} of them late; {spent} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
