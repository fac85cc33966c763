"""`./ikrar check`: everything that can be judged without running the product."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
PYTHON = sys.executable
MANAGE = [PYTHON, "manage.py"]
STEPS: dict[str, list[str]] = {
    "ruff check": [PYTHON, "-m", "ruff", "check", "."],
    "ruff format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "mypy --strict": [PYTHON, "-m", "mypy"],
    "import contracts": [str(Path(PYTHON).parent / "lint-imports"), "--no-logo"],
    "Django's checks, linear migrations": [*MANAGE, "check", "--fail-level", "WARNING"],
    "no migration is missing": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "sizes": [PYTHON, "tools/shape.py"],
    "lock files": [PYTHON, "tools/lock.py"],
    "documents and architecture": [
        PYTHON,
        "-m",
        "pytest",
        "-q",
        "tests/test_architecture.py",
        "tests/test_documents.py",
    ],
    "the OpenAPI file is rebuilt": [PYTHON, "tools/openapi.py"],
    "the OpenAPI file is unchanged": ["git", "diff", "--exit-code", "--stat", "--", "docs/openapi.json"],
    "the papers of an office are rebuilt": [PYTHON, "tools/kelengkapan.py"],
    "the papers of an office are unchanged": [
        "git",
        "diff",
        "--exit-code",
        "--stat",
        "--",
        "docs/kelengkapan",
    ],
    "vectors are rebuilt": [PYTHON, "tools/vectors.py"],
    "vectors are unchanged": ["git", "diff", "--exit-code", "--stat", "--", "tests/vectors"],
}


def run(arguments: list[str]) -> int:
    """Run each step (or those whose name holds one of the words); 1 if any fails."""
    chosen = {n: c for n, c in STEPS.items() if not arguments or any(word in n for word in arguments)}
    with tempfile.TemporaryDirectory(prefix="ikrar-check-") as folder:
        failed = [name for name, command in chosen.items() if not _passes(name, command, Path(folder))]
    print("\n" + (f"Gagal / failed: {', '.join(failed)}" if failed else "Semua baik / all good."))
    return 1 if failed else 0


def _passes(name: str, command: list[str], folder: Path) -> bool:
    began = time.monotonic()
    environment = os.environ | {"IKRAR_DATA": str(folder / "data"), "IKRAR_DATABASE": "sqlite"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 (the table above)
    mark = "✗" if done.returncode else "✓"
    print(f"{mark} {name:<36} {time.monotonic() - began:6.1f} s", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr)
    return done.returncode == 0
