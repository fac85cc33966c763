"""Python reads this at its start wherever this folder stands on its path: its clock then jumps when a file says so.

`FAULTS_CLOCK` names the file; its content is how many seconds the clock is off.
"""

import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep

FILE = os.environ.get("FAULTS_CLOCK")


def follow(clock, path):
    off = 0
    while True:
        try:
            wanted = int(path.read_text() or 0)
        except (OSError, ValueError):
            wanted = off
        if wanted != off:
            clock.shift(timedelta(seconds=wanted - off))
            off = wanted
        sleep(0.05)


if FILE:
    import time_machine

    clock = time_machine.travel(datetime.now(UTC), tick=True).start()
    threading.Thread(target=follow, args=(clock, Path(FILE)), daemon=True).start()
