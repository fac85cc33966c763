"""`./ikrar restart`: new gate processes in the place of the old ones, while people sign. Nobody is cut off."""

import os
import signal
import sys
from pathlib import Path

from ikrar.project.commands.up import PID


def run(arguments: list[str]) -> int:
    """Ask the supervisor of this data folder; 1 where none runs."""
    data = Path(arguments[1] if arguments[:1] == ["--data"] else os.environ.get("IKRAR_DATA", "data"))
    try:
        os.kill(int((data / PID).read_text(encoding="ascii")), signal.SIGHUP)
    except (OSError, ValueError):
        print(f"Tidak ada layanan pada / no service on {data.resolve()}.", file=sys.stderr)
        return 1
    print("Gerbang diganti tanpa memutus siapa pun / the gate is replaced without cutting anybody off.")
    return 0
