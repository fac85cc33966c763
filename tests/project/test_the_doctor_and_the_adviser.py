"""The doctor asks the adviser a question and looks at what stays behind."""

import logging

import pytest
from django.http import HttpResponse
from django.utils import timezone

from ikrar.law.views import adviser as views
from ikrar.project.diagnosis import Level, adviser
from ikrar.project.diagnosis.asking import Answer, Place
from ikrar.register.models import Entry


def finding():
    [found] = adviser.keeps_nothing(timezone.now())
    return found


def test_an_adviser_that_keeps_its_promise_is_good(db):
    found = finding()
    assert (found.level, found.told) == (Level.GOOD, "200, no cookie, no-store")


def test_under_its_own_name_too(db, settings):
    settings.IKRAR_ADVISER_HOST = "tanya.contoh.example"
    assert finding().level is Level.GOOD


def answering(monkeypatch, spoil):
    honest = views._answer

    def spoilt(request, book, asked):
        response = honest(request, book, asked)
        spoil(response)
        return response

    monkeypatch.setattr(views, "_answer", spoilt)


def test_an_answer_that_a_browser_would_keep_is_bad(db, monkeypatch):
    answering(monkeypatch, lambda response: response.__setitem__("Cache-Control", "max-age=60"))
    found = finding()
    assert found.level is Level.BAD
    assert "Cache-Control: max-age=60" in found.told
    assert found.remedy.id


def test_an_answer_with_a_cookie_is_bad(db, monkeypatch, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "forgetful" not in name]
    answering(monkeypatch, lambda response: response.set_cookie("a", "b"))
    assert "Set-Cookie" in finding().told


def test_a_question_that_is_logged_is_bad(db, monkeypatch):
    answering(monkeypatch, lambda _: logging.getLogger("ikrar.law").warning("asked"))
    assert "log lines 1" in finding().told


def test_a_question_that_reaches_the_database_is_bad(db, monkeypatch):
    answering(monkeypatch, lambda _: Entry.objects.count())
    assert "database queries 1" in finding().told


def test_an_adviser_that_does_not_answer_is_bad(db, monkeypatch):
    monkeypatch.setattr(views, "_answer", lambda *_: HttpResponse(status=503))
    assert finding().told.startswith("503")


@pytest.fixture
def places(monkeypatch, settings):
    """What each host answers, by host and path; the second one is the adviser's own name."""
    settings.IKRAR_ADVISER_HOST = "tanya.contoh.example"
    quiet = Answer(200, {"cache-control": "no-store"})
    known = {
        ("ikrar.contoh.example", "/boleh/"): quiet,
        ("tanya.contoh.example", "/boleh/"): quiet,
        ("tanya.contoh.example", "/akun/masuk/"): Answer(404),
    }
    monkeypatch.setattr(Place, "ask", lambda self, path, **_: known[self.host, path])
    return known


def outside():
    return {f.subject: f for f in adviser.from_outside(Place.at("https://ikrar.contoh.example"))}


def test_from_outside_both_names_are_asked(places):
    found = outside()
    assert set(found) == {"adviser outside", "adviser's own name", "adviser alone"}
    assert {f.level for f in found.values()} == {Level.GOOD}


def test_a_name_that_also_opens_the_sign_in_page_is_bad(places):
    places["tanya.contoh.example", "/akun/masuk/"] = Answer(200)
    assert outside()["adviser alone"].level is Level.BAD


def test_without_a_name_of_its_own_only_the_products_is_asked(places, settings):
    settings.IKRAR_ADVISER_HOST = ""
    assert set(outside()) == {"adviser outside"}
