"""Whether the adviser keeps its promise: no cookie, nothing kept by the browser, nothing stored, nothing logged.

It is asked a whole question, with cookies it must not look at; here through all middleware, from outside over the wire.
"""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import connection

from ikrar.kernel.words import Words
from ikrar.project.diagnosis.asking import Answer, Place
from ikrar.project.diagnosis.finding import Finding, bad_if, judged

PATH = "/boleh/"
QUESTION = urlencode(
    {
        "perbuatan": "LIKE",
        "siapa": "pns",
        "hari": "2024-10-12",
        "pemilihan": "pilkada",
        "fakta-about": "candidate",
    }
).encode()
COOKIES = "sessionid=dokter; csrftoken=dokter"
FORM = "application/x-www-form-urlencoded"
SIGN_IN = "/akun/masuk/"
REMEDY = Words(
    "Penasihat tidak lagi tanpa jejak: periksa proxy (cookie, Cache-Control, log badan permintaan), IKRAR_DEBUG, dan "
    "susunan MIDDLEWARE.",
    "The adviser is no longer without traces: see the proxy (cookies, Cache-Control, logged bodies), IKRAR_DEBUG and "
    "the order of MIDDLEWARE.",
)
NOT_ALONE = Words(
    "Nama penasihat juga membuka halaman masuk: IKRAR_ADVISER_HOST harus sama dengan nama yang diteruskan proxy.",
    "The adviser's name also opens the sign-in page: IKRAR_ADVISER_HOST must be the name that the proxy passes on.",
)


def keeps_nothing(at: datetime) -> Iterator[Finding]:  # noqa: ARG001 (all looks take the moment)
    """Asked in this very process: what came back, what was logged, what the database was asked."""
    with _overhearing() as heard:
        answer = _ask_here(settings.IKRAR_ADVISER_HOST or settings.IKRAR_DOMAIN)
    broken = [*_broken(answer), *(f"{what} {count}" for what, count in heard.told() if count)]
    yield _judged("adviser", answer, broken)


def from_outside(place: Place) -> Iterator[Finding]:
    """Asked over the wire, under the product's name and under the adviser's own."""
    headers = {"Content-Type": FORM, "Cookie": COOKIES}
    answer = place.ask(PATH, method="POST", body=QUESTION, headers=headers)
    yield _judged("adviser outside", answer, list(_broken(answer)))
    host = settings.IKRAR_ADVISER_HOST
    if not host or host == place.host:
        return
    own = Place.at(f"{place.url.scheme}://{host}:{place.port}")
    answer = own.ask(PATH, method="POST", body=QUESTION, headers=headers)
    yield _judged("adviser's own name", answer, list(_broken(answer)))
    found = own.ask(SIGN_IN).status
    yield judged("adviser alone", told=str(found), wrong=bad_if(is_bad=found != 404), remedy=NOT_ALONE)  # noqa: PLR2004 (a status)


def _broken(answer: Answer) -> Iterator[str]:
    """Each promise that the answer does not keep."""
    if answer.status != 200:  # noqa: PLR2004 (a status)
        yield str(answer.status)
    if answer.header("set-cookie"):
        yield "Set-Cookie"
    if "no-store" not in answer.header("cache-control"):
        yield f"Cache-Control: {answer.header('cache-control')}"


def _judged(subject: str, answer: Answer, broken: list[str]) -> Finding:
    told = ", ".join(broken) or f"{answer.status}, no cookie, no-store"
    return judged(subject, told=told, wrong=bad_if(is_bad=bool(broken)), remedy=REMEDY)


@dataclass(slots=True)
class _Heard:
    """What a question left behind."""

    lines: int = 0
    queries: int = 0

    def told(self) -> tuple[tuple[str, int], ...]:
        return (("log lines", self.lines), ("database queries", self.queries))


class _Ear(logging.Handler):
    def __init__(self, heard: _Heard) -> None:
        super().__init__()
        self.heard = heard

    def emit(self, _record: logging.LogRecord) -> None:
        self.heard.lines += 1


@contextmanager
def _overhearing() -> Iterator[_Heard]:
    heard = _Heard()
    ear = _Ear(heard)

    def count(execute: Any, *args: Any) -> Any:
        heard.queries += 1
        return execute(*args)

    logging.getLogger().addHandler(ear)
    try:
        with connection.execute_wrapper(count):
            yield heard
    finally:
        logging.getLogger().removeHandler(ear)


def _ask_here(host: str) -> Answer:
    """One request through the whole product, without a socket."""
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": PATH,
        "HTTP_HOST": host,
        "HTTP_COOKIE": COOKIES,
        "CONTENT_TYPE": FORM,
        "CONTENT_LENGTH": str(len(QUESTION)),
        "wsgi.input": io.BytesIO(QUESTION),
        "wsgi.url_scheme": "https",
        "REMOTE_ADDR": "127.0.0.1",
    }
    setup_testing_defaults(environ)
    response = WSGIHandler().get_response(WSGIRequest(environ))
    headers = {name.lower(): value for name, value in response.headers.items()}
    if response.cookies:
        headers["set-cookie"] = response.cookies.output(header="")
    return Answer(response.status_code, headers)
