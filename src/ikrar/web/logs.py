"""What may stand in a log line: what happened, where in the code, in which kind of page. Never who or which one.

An exception's message may hold a row of the database, a library's sentence may hold an address, and some addresses
are keys: of both only what cannot be personal is written. IKRAR_LOG=json writes one JSON object a line.
"""

import json
import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from types import TracebackType

from ikrar.web import asked
from ikrar.web.asked import Asked

FORMS = ("text", "json")
GONE = "…"
FRAMES = 12
CAUSES = 5
FEW = 1000  # a status, a count; no number of a person

_OURS = "ikrar"
_HARMLESS = frozenset(status.phrase for status in HTTPStatus)
_VALUES = re.compile(r"""<.*>|\(.*\)|\{.*\}|\[.*\]|'[^']*'|"[^"]*"|\S*[\d@/=_]\S*|: .*""")
_SLOT = re.compile(r"%[-+ #0]*[\d.]*[a-zA-Z]")
_part = "command"

log = logging.getLogger(__name__)


class NotALogForm(ValueError):
    """IKRAR_LOG is neither text nor json."""


def speak_as(part: str) -> None:
    """This process is that part of the service; its lines say so, and so does its last word when it crashes."""
    global _part  # noqa: PLW0603 (one process is one part)
    _part = part
    for name in ("_granian", "granian.access"):  # the server would write past us
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    sys.excepthook = _crashed
    threading.excepthook = lambda told: _crashed(told.exc_type, told.exc_value, told.exc_traceback)


def speak_plainly(part: str, *, form: str) -> None:
    """The same for a program without Django's settings."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines(form))
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    speak_as(part)


class Lines(logging.Formatter):
    """One line a record; a fault is told by its types and places in the code, without its words."""

    def __init__(self, form: str = "text") -> None:
        super().__init__()
        if form not in FORMS:
            raise NotALogForm(form)
        self._is_json = form == "json"

    def format(self, record: logging.LogRecord) -> str:
        told = _told(record)
        return json.dumps(told, ensure_ascii=False) if self._is_json else _as_text(told)


def _told(record: logging.LogRecord) -> dict[str, object]:
    now = _asked(record)
    told: dict[str, object] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "part": _part,
        "message": _message(record, now),
    }
    if now is not None:
        told |= {"request": now.id, "route": now.route}
    fault = record.exc_info[1] if record.exc_info else None
    return told | ({"fault": list(_fault(fault))} if fault else {})


def _as_text(told: dict[str, object]) -> str:
    where = " ".join(str(told[name]) for name in ("part", "request", "route") if name in told)
    fault = told.get("fault")
    line = f"{told['time']} {told['level']} {told['logger']} [{where}] {told['message']}"
    return "\n".join([line, *(f"    {one}" for one in fault)]) if isinstance(fault, list) else line


def _asked(record: logging.LogRecord) -> Asked | None:
    """The request under way, or the one that Django just finished and complains about."""
    meta = getattr(getattr(record, "request", None), "META", {})
    known: Asked | None = meta.get("IKRAR_ASKED")
    return asked.current() or known


def _message(record: logging.LogRecord, now: Asked | None) -> str:
    """Our own sentences are made of harmless words; of others' only the words that no value can be in."""
    if record.name.split(".")[0] in (_OURS, "__main__"):
        return record.getMessage()
    if record.name.startswith("django.security"):
        return record.name.rpartition(".")[2]  # the kind of what was suspicious; its text quotes the request
    template = str(record.msg)
    if isinstance(record.args, tuple) and record.args:
        return _filled(template, record.args, now)
    return _VALUES.sub(GONE, template.partition("\n")[0])


def _filled(template: str, values: tuple[object, ...], now: Asked | None) -> str:
    """The sentence with only those values in it that say nothing about anybody."""
    left = iter(values)
    return _SLOT.sub(lambda _: _harmless(next(left, GONE), now), template.partition("\n")[0])


def _harmless(value: object, now: Asked | None) -> str:
    if isinstance(value, str):
        return value if value in _HARMLESS else now.route if now and value.startswith("/") else GONE
    return str(value) if isinstance(value, int) and abs(value) < FEW else GONE


def _fault(fault: BaseException | None) -> Iterator[str]:
    """Types and places, the outermost first."""
    for _ in range(CAUSES):
        if fault is None:
            return
        yield f"{type(fault).__module__}.{type(fault).__qualname__}"
        for frame in traceback.extract_tb(fault.__traceback__)[-FRAMES:]:
            yield f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)


def _short(path: str) -> str:
    return path.rpartition("/site-packages/")[2].rpartition("/src/")[2]


def _crashed(kind: type[BaseException], fault: BaseException | None, place: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt | SystemExit):
        return
    log.critical("this process crashed", exc_info=(kind, fault or kind(), place))
