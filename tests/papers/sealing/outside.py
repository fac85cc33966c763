"""Programs not written here that have a word on sealed papers."""

import shutil
import subprocess

import pytest

PDFSIG = pytest.mark.skipif(not shutil.which("pdfsig"), reason="pdfsig (poppler-utils) is not installed")
MUTOOL = pytest.mark.skipif(not shutil.which("mutool"), reason="mutool (mupdf-tools) is not installed")


def told(*command):
    """What the program said, on either way out."""
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    return done.stdout + done.stderr
