"""`./ikrar lock`: requirements*.in → requirements*.lock, exact, with hashes, naming no host. Needs uv."""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "-q"]


def run(arguments: list[str]) -> int:
    """Extra words go to uv: `--upgrade`, `--upgrade-package NAME`."""
    uv = shutil.which("uv")
    if uv is None:
        print("Perlu uv / needs uv: pip install uv")
        return 1
    for name in ("requirements", "requirements-dev", "requirements-bundle"):
        command = [uv, "pip", "compile", *OPTIONS, *arguments, f"{name}.in", "-o", f"{name}.lock"]
        code = subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603 (our own words)
        if code:
            return code
    return 0
