"""`./ikrar screenshots [--address URL]`: pictures of the running demo into docs/screenshots."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]


def run(arguments: list[str]) -> int:
    command = [sys.executable, "tools/screenshots.py", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603 (our own tool)
