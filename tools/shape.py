"""The size budget: small functions, small files, few branches. `python tools/shape.py` prints what is over it.

A function's length is from its `def` to its last line, docstring included, decorators not. An exception is named in
EXCEPTIONS with a reason and a date; one that is no longer needed fails too.
"""

import ast
import math
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MEDIAN, P95, LONGEST = 8, 30, 60
FILE_P95, FILE_LONGEST = 250, 400
BRANCHES = 8

EXCEPTIONS: dict[str, str] = {}  # "src/…/file.py:12 name": "2026-11-21: why this one may stay"

BRANCHING = (ast.If, ast.For, ast.While, ast.IfExp, ast.ExceptHandler, ast.match_case)


@dataclass(frozen=True, slots=True)
class Function:
    """Where it is, how long, how often it branches."""

    name: str
    lines: int
    branches: int


def functions(path: Path) -> Iterator[Function]:
    """Every function and method of a file; what is nested in one counts for both."""
    relative = path.relative_to(ROOT)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            branches = sum(isinstance(inner, BRANCHING) for inner in ast.walk(node))
            yield Function(f"{relative}:{node.lineno} {node.name}", length, branches)


def sources() -> list[Path]:
    """The product's own files; what Django writes is not judged."""
    return sorted(p for p in (ROOT / "src").rglob("*.py") if "migrations" not in p.parts)


def percentile(values: list[int], share: float) -> int:
    """The value that `share` of all do not exceed.

    >>> percentile([1, 2, 3, 4, 100], 0.8)
    4
    """
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def judged() -> list[str]:
    """Each breach of the budget as one line; none is the goal."""
    found = [function for path in sources() for function in functions(path)]
    files = {str(p.relative_to(ROOT)): len(p.read_text(encoding="utf-8").splitlines()) for p in sources()}
    lines = [function.lines for function in found]
    return [
        *_over("median function", int(statistics.median(lines)), MEDIAN),
        *_over("95 % of functions", percentile(lines, 0.95), P95),
        *_over("95 % of files", percentile(list(files.values()), 0.95), FILE_P95),
        *(line for f in found for line in _over(f.name, f.lines, LONGEST)),
        *(line for f in found for line in _over(f"{f.name} (branches)", f.branches, BRANCHES)),
        *(line for name, length in files.items() for line in _over(name, length, FILE_LONGEST)),
    ]


def _over(name: str, value: int, limit: int) -> list[str]:
    return [f"{name}: {value} > {limit}"] if value > limit else []


def complaints() -> list[str]:
    """Breaches nobody excepted, and exceptions nobody needs."""
    breaches = judged()
    unexcused = [b for b in breaches if not any(b.startswith(name) for name in EXCEPTIONS)]
    needless = [n for n in EXCEPTIONS if not any(b.startswith(n) for b in breaches)]
    return unexcused + [f"{name}: no longer needs its exception" for name in needless]


def main() -> int:
    """Print the complaints and the measures; 1 if there is a complaint."""
    breaches = complaints()
    for breach in breaches:
        print(breach)
    lines = [function.lines for path in sources() for function in functions(path)]
    print(
        f"{len(lines)} functions: median {statistics.median(lines):g}, 95 % {percentile(lines, 0.95)}, longest {max(lines)}"
    )
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
