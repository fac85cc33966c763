"""The clerk process: `python -m ikrar.project.clerk`. Stands for the office; takes the register's step, and does duties."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ikrar.project.duties import Round

TICK_SECONDS = 0.25


def main() -> int:
    """Work until told to stop; the steps under way are finished first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ikrar.project.settings")
    os.environ.setdefault(
        "IKRAR_STATEMENT_SECONDS", "300"
    )  # no duty takes longer; what does has lost its primary
    import django  # noqa: PLC0415 (settings come first)

    django.setup()

    from ikrar.project import metrics  # noqa: PLC0415 (likewise)
    from ikrar.project.duties import BESIDE, CLERK, OWN, REGISTER, Round  # noqa: PLC0415 (likewise)
    from ikrar.web import logs  # noqa: PLC0415 (likewise)

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    logs.speak_as("clerk")
    metrics.keep("clerk")
    beside = [
        threading.Thread(target=_work, args=(Round(duties), stop, CLERK.is_elected), name=name)
        for name, duties in BESIDE.items()
    ]
    beside.append(threading.Thread(target=_work, args=(Round(OWN), stop, lambda: True), name="own files"))
    for thread in beside:
        thread.start()
    _work(Round(REGISTER), stop, lambda: True)
    for thread in beside:
        thread.join()
    CLERK.candidate.resign()
    return 0


def _work(duties: "Round", stop: threading.Event, may: Callable[[], bool]) -> None:
    """One round after another, on a connection of this thread's own."""
    from django.db import close_old_connections, connections  # noqa: PLC0415 (settings come first)
    from django.utils import timezone  # noqa: PLC0415 (likewise)

    while not stop.wait(TICK_SECONDS):
        if may():
            duties.turn(at=timezone.now())
        close_old_connections()
    connections.close_all()


if __name__ == "__main__":
    sys.exit(main())
