"""A log says what happened and where, and never about whom: not at any kind of fault, in either form."""

import io
import json
import logging
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, IntegrityError, connection
from django.test import Client
from django.urls import path

from ikrar.web import asked, logs
from ikrar.web.access import public

NIP, NAME, CODE = "198503022010010001", "Ani Rahayu", "7K4M-Q2WX-9PTA-C"
PASS = "eyJ0aWQiOiJSQUhBU0lBIn0.a1b2c3d4.RAHASIA_RAHASIA_RAHASIA"
PERSONAL = (NIP, NAME, "Rahayu", CODE, PASS, "RAHASIA", "ani@contoh.example")
TOLD = f"{NIP} {NAME} {CODE} {PASS} ani@contoh.example"


class Broken(Exception):
    """Carries what it should not."""


def throw(fault):
    @public
    def view(request, who):
        body = request.body  # read, as a view would
        raise fault from KeyError(body)

    return view


def crash(request, who):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM no_such_table WHERE number = %s", [NIP])


FAULTS = {
    "value": ValueError(TOLD),
    "own": Broken(NAME, NIP),
    "taken": IntegrityError(f"Key (number)=({NIP}) already exists."),
    "database": DatabaseError(TOLD),
    "suspicious": SuspiciousOperation(f"Unsafe redirect to {TOLD}"),
    "encoding": UnicodeDecodeError("utf-8", TOLD.encode(), 0, 1, TOLD),
    "disk": OSError(28, "No space left on device", f"/uploads/{NAME}.xlsx"),
    "memory": MemoryError(TOLD),
}
urlpatterns = [path(f"{name}/<str:who>/", throw(fault)) for name, fault in FAULTS.items()]
urlpatterns += [path("crash/<str:who>/", public(crash))]
handler400, handler404, handler500 = (f"ikrar.web.views.{name}" for name in ("garbled", "missing", "broken"))


@contextmanager
def read(form):
    """What is written meanwhile, by whichever logger."""
    told = io.StringIO()
    handler = logging.StreamHandler(told)
    handler.setFormatter(logs.Lines(form))
    names = ("", "django", "ikrar")
    for name in names[: 1 if logging.getLogger("django").propagate else 2]:
        logging.getLogger(name).addHandler(handler)
    try:
        yield told
    finally:
        for name in names:
            logging.getLogger(name).removeHandler(handler)


def impersonal(told):
    return [secret for secret in PERSONAL if secret in told] == []


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize("form", logs.FORMS)
@pytest.mark.parametrize("kind", [*FAULTS, "crash", "nowhere"])
def test_no_fault_of_a_request_full_of_personal_data_tells_any_of_it(form, kind):
    client = Client(raise_request_exception=False)
    body = json.dumps({"nip": NIP, "name": NAME, "code": CODE, "pass": PASS, "email": "ani@contoh.example"})
    with read(form) as told:
        answer = client.post(
            f"/{kind}/{NIP}/?name={NAME}&pass={PASS}", body, content_type="application/json",
            headers={"X-Request-Id": NIP, "User-Agent": TOLD, "Referer": f"https://x.example/{NIP}", "Cookie": f"x={PASS}"},
        )  # fmt: skip
    assert answer.status_code >= 400
    assert told.getvalue()
    assert impersonal(told.getvalue())
    assert answer["X-Request-Id"] in told.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/ikrar-saya/bukan-saya/RAHASIA/", "/kios/RAHASIA/", "/akun/undangan/RAHASIA/", "/RAHASIA/"]
)
def test_an_address_that_is_a_key_stands_in_no_log(client, address):
    with read("text") as told:
        answer = client.get(address)
    assert answer.status_code >= 400
    assert answer["X-Request-Id"] in told.getvalue()
    assert impersonal(told.getvalue())


@pytest.mark.django_db
def test_what_the_gate_refuses_is_logged_without_a_word_of_it(client):
    body = json.dumps({"site": "AAAAAA", "method": "code", "code": CODE, "name": NAME, "nip": NIP})
    with read("json") as told:
        answer = client.post("/gate/pass", body, content_type="application/json")
    assert answer.json()["request_id"] == answer["X-Request-Id"]
    assert impersonal(told.getvalue())


@pytest.mark.urls(__name__)
def test_a_line_says_where_in_the_code_and_in_which_kind_of_page(db):
    with read("json") as told:
        answer = Client(raise_request_exception=False).get(
            f"/value/{NIP}/", headers={"Accept": "application/json"}
        )
    line = json.loads(told.getvalue().splitlines()[-1])
    assert line["request"] == answer["X-Request-Id"]
    assert (line["level"], line["logger"], line["route"]) == ("ERROR", "django.request", "value/<str:who>/")
    assert line["message"] == "Internal Server Error: value/<str:who>/"
    assert line["fault"][0] == "builtins.ValueError"
    assert any("test_logs.py" in place and place.endswith(" view") for place in line["fault"])
    assert "builtins.KeyError" in line["fault"]


def test_the_words_of_a_library_are_told_without_values():
    told = {
        "a %s of %d": ("secret", 7),
        "Exception in callback <Task name='Ani Rahayu'>\nfuture: Ani Rahayu": (),
        "Task exception: NotBase64('Ani Rahayu')": (),
        "worker 198503022010010001 ended": (),
    }
    with read("text") as lines:
        for message, values in told.items():
            logging.getLogger("asyncio").error(message, *values)
    assert impersonal(lines.getvalue())
    assert "a … of 7" in lines.getvalue()
    assert "worker … ended" in lines.getvalue()


def test_a_proxys_number_is_taken_only_where_there_is_one_and_only_a_drawn_one(client, settings):
    drawn, number = "0123456789abcdef" * 2, "198503022010010001"
    settings.IKRAR_BEHIND_PROXY = False
    assert client.get("/sehat", headers={"X-Request-Id": drawn})["X-Request-Id"] != drawn
    settings.IKRAR_BEHIND_PROXY = True
    assert client.get("/sehat", headers={"X-Request-Id": drawn})["X-Request-Id"] == drawn
    assert client.get("/sehat", headers={"X-Request-Id": number})["X-Request-Id"] != number
    assert asked.number() == ""


@pytest.mark.parametrize("form", logs.FORMS)
def test_a_process_that_crashes_says_so_without_the_words_of_its_fault(form):
    program = f"""
from ikrar.web import logs
logs.speak_plainly("wal", form={form!r})
raise ValueError({TOLD!r})
"""
    environment = os.environ | {"PYTHONPATH": str(Path(logs.__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 1
    assert "this process crashed" in done.stderr
    assert "builtins.ValueError" in done.stderr
    assert impersonal(done.stderr)
    assert form == "text" or json.loads(done.stderr)["part"] == "wal"


def test_whatever_is_logged_goes_through_the_formatter():
    assert {handler["formatter"] for handler in settings.LOGGING["handlers"].values()} == {"line"}
    assert settings.LOGGING["formatters"]["line"]["()"] == "ikrar.web.logs.Lines"
    assert settings.LOGGING["loggers"]["django"]["handlers"] == []


def test_another_form_of_log_is_refused():
    with pytest.raises(logs.NotALogForm):
        logs.Lines("xml")
