"""`./ikrar vectors`: rebuild tests/vectors; a difference in git means the format has changed."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]


def run(arguments: list[str]) -> int:
    command = [sys.executable, "tools/vectors.py", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603 (our own tool)
