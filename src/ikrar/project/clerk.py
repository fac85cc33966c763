"""The clerk process: `python -m ikrar.project.clerk`. Takes the register's step each second, and other duties."""

import os
import signal
import sys
import threading

TICK_SECONDS = 0.25


def main() -> int:
    """Work until told to stop; the step under way is finished first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ikrar.project.settings")
    import django  # noqa: PLC0415 (settings come first)

    django.setup()
    from django.db import close_old_connections  # noqa: PLC0415 (likewise)
    from django.utils import timezone  # noqa: PLC0415 (likewise)

    from ikrar.project import metrics  # noqa: PLC0415 (likewise)
    from ikrar.project.duties import Round  # noqa: PLC0415 (likewise)
    from ikrar.web import logs  # noqa: PLC0415 (likewise)

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    logs.speak_as("clerk")
    metrics.keep("clerk")
    duties = Round()
    while not stop.wait(TICK_SECONDS):
        duties.turn(at=timezone.now())
        close_old_connections()
    return 0


if __name__ == "__main__":
    sys.exit(main())
