"""Whatever goes wrong is told in words, in both languages, to a person or a machine, and nothing personal is said."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import override

from ikrar.kernel.words import Words
from ikrar.web import problems, views
from ikrar.web.middleware import refusals


class TooEarly(Exception):
    def __init__(self, opens):
        super().__init__(opens)
        self.opens = opens
        self.retry_after = 30
        self._secret = "never told"


REFUSAL = problems.Refusal(
    TooEarly,
    409,
    Words("Belum dibuka: {opens}", "Not open yet: {opens}"),
    Words("Tunggu.", "Wait."),
    headers=("retry_after",),
)


@pytest.fixture
def told(monkeypatch):
    monkeypatch.setitem(problems._table, TooEarly, REFUSAL)
    return TooEarly("07.45 <b>")


@pytest.mark.parametrize(
    ("path", "words"),
    [("/tidak-ada/", "Halaman ini tidak ada"), ("/en/no-such/", "This page does not exist")],
)
def test_a_missing_page_is_told_in_the_readers_language(client, db, path, words):
    answer = client.get(path)
    assert answer.status_code == 404
    assert words in answer.content.decode()


def test_a_machine_gets_problem_json(client, db):
    answer = client.get("/tidak-ada/", headers={"accept": "application/json"})
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 404


def test_a_form_without_its_token_is_told_and_nothing_is_done(db, admin):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin)
    answer = client.post("/akun/keluar/")
    assert answer.status_code == 403
    assert "Halaman ini terbuka terlalu lama" in answer.content.decode()
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize(
    ("show", "status", "words"),
    [
        (lambda r: views.garbled(r, ValueError()), 400, "tidak dapat dibaca"),
        (lambda r: views.forbidden(r, PermissionDenied()), 403, "bukan untuk akun Anda"),
        (views.broken, 500, "tidak ada yang tercatat setengah"),
    ],
)
def test_each_error_says_what_to_do(rf, show, status, words):
    request = rf.get("/")
    request.META["IKRAR_REQUEST_ID"] = "abc123"
    answer = show(request)
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert "abc123" in answer.content.decode()


@pytest.mark.parametrize("accepts", ["text/html", "application/json"])
def test_a_database_that_went_away_is_told_as_such_without_asking_it_anything(rf, accepts):
    """No `db` here: a template that asked the database would fail the test as it would fail the page."""
    try:
        raise OperationalError("server closed the connection unexpectedly")  # noqa: TRY301 (as the handler meets it)
    except OperationalError:
        answer = views.broken(rf.get("/", headers={"accept": accepts}))
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "tidak dapat membaca atau mencatat" in answer.content.decode()


def test_a_listed_exception_becomes_a_page_with_its_values_escaped(rf, told):
    answer = problems.as_page(rf.get("/"), told)
    assert (answer.status_code, answer["Retry-After"]) == (409, "30")
    assert "Belum dibuka: 07.45 &lt;b&gt;" in answer.content.decode()


def test_its_code_never_changes_with_the_language_and_private_values_stay(told):
    with override("id"):
        indonesian = problems.told(told)
    with override("en"):
        english = problems.told(told)
    assert indonesian["code"] == english["code"] == "TooEarly"
    assert indonesian["title"] != english["title"]
    assert "never told" not in str(english)


def test_an_unlisted_exception_is_not_swallowed():
    middleware = refusals(lambda request: HttpResponse())
    assert middleware.process_exception(RequestFactory().get("/"), KeyError("x")) is None


def test_every_answer_carries_an_id_and_the_strict_policy(client, db):
    answer = client.get("/bantuan/")
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert client.get("/bantuan/")["X-Request-Id"] != answer["X-Request-Id"]
