"""`./ikrar gate [--host …] [--port …]`: one gate alone, as further hosts and systemd run it."""

import os
import sys


def run(arguments: list[str]) -> int:
    """Becomes the gate's process; 1 when it may not begin."""
    os.execv(sys.executable, [sys.executable, "-m", "ikrar.project.gate", *arguments])  # noqa: S606 (our own module)
