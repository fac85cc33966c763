"""What only the demonstration does: the tour, and one name for keys and passkeys."""

import json

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from ikrar.project.tour import localhost_only

TOUR = {
    "stage": "TOKEN",
    "short": "7KQ2AB",
    "cards": [{"name": "Ani Contoh", "unit": "Kelurahan Jati", "tail": "2001", "code": "AAAA-BBBB-CCCC-D"}],
    "declaration": "D1",
    "unit": "U1",
    "closed": "D0",
    "planned": "D2",
    "passphrase": "ikrar-kota-contoh",
    "staff": [{"email": "galih@contoh.example", "name": "Galih (contoh)"}],
}


@pytest.fixture
def city(settings):
    (settings.IKRAR_DATA / "tour.json").write_text(json.dumps(TOUR), encoding="utf-8")
    return settings


def test_the_tour_names_cards_accounts_and_pages(client, city):
    city.IKRAR_DEMO = True
    said = client.get("/tur/").content.decode()
    for part in ("AAAA-BBBB-CCCC-D", "galih@contoh.example", "/layar/TOKEN/", "/meja/papan/D1/"):
        assert part in said
    assert "Welcome to Kota Contoh" in client.get("/en/tur/").content.decode()


def test_there_is_no_tour_outside_the_demonstration(client, city):
    city.IKRAR_DEMO = False
    assert client.get("/tur/").status_code == 404


@pytest.mark.parametrize(
    ("host", "path", "method", "sent_to"),
    [
        ("127.0.0.1:8017", "/i/7KQ2AB", "get", "http://localhost:8017/i/7KQ2AB"),
        ("127.0.0.1:8017", "/", "get", "http://localhost:8017/"),
        ("127.0.0.1:8017", "/sehat", "get", None),
        ("127.0.0.1:8017", "/gate/pledge", "post", None),
        ("localhost:8017", "/i/7KQ2AB", "get", None),
    ],
)
def test_visitors_by_number_are_sent_to_localhost(host, path, method, sent_to):
    request = getattr(RequestFactory(), method)(path, headers={"host": host})
    answer = localhost_only(lambda _: HttpResponse("here"))(request)
    assert answer.headers.get("Location") == sent_to
