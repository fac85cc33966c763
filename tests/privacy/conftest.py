"""A hall with three signers of the tests of the gate, an officer for data protection, and a second one."""

import pytest
import yaml
from django.test import Client

from ikrar.privacy.queries import processing
from tests.pledges.gate.conftest import ani, clerk, door, hall, now, phone, place

__all__ = ["ani", "clerk", "door", "hall", "now", "phone", "place"]


class Afresh:
    """A browser that comes in anew for each request, for the clock of these tests outlasts any session."""

    def __init__(self, come_in, user=None):
        self.come_in, self.user = come_in, user

    def get(self, *said, **more):
        return self.come_in().get(*said, **more)

    def post(self, *said, **more):
        return self.come_in().post(*said, **more)


@pytest.fixture
def desk_of(make_user, confirm, now):
    """`desk_of("Eko Contoh", "PRIVACY")`: this officer at work, just confirmed."""

    def sign_in(name, *roles):
        user = make_user(name, *roles)

        def come_in():
            client = Client()
            client.force_login(user)
            return confirm(client)

        return Afresh(come_in, user)

    return sign_in


@pytest.fixture
def oneself(now):
    """`oneself(person)`: the person's browser, known in "Ikrar saya" by the card."""

    def browser(person):
        def come_in():
            client = Client()
            assert client.post("/ikrar-saya/", {"code": person.code}).status_code == 302
            return client

        return Afresh(come_in)

    return browser


@pytest.fixture
def eko(desk_of):
    """The data protection officer."""
    return desk_of("Eko Contoh", "PRIVACY")


@pytest.fixture
def fira(desk_of):
    """Another one."""
    return desk_of("Fira Contoh", "PRIVACY")


@pytest.fixture
def decided(settings, tmp_path):
    """`decided("pledge", "duty", years=5)`: the office has decided how long these are kept."""

    def write(*activities, years=5):
        lines = [
            {
                "activity": a,
                "years": years,
                "jra": "KP.07",
                "decree": "Keputusan Contoh 1",
                "decided_on": "2026-03-01",
            }
            for a in activities
        ]
        text = yaml.safe_dump({"retention": lines}).replace("'2026-03-01'", "2026-03-01")
        file = tmp_path / f"retensi-{len(activities)}-{years}.yaml"
        file.write_text(text, encoding="utf-8")
        settings.IKRAR_RETENTION = str(file)
        processing._schedule.cache_clear()

    return write


@pytest.fixture
def mine(ani, oneself):
    return oneself(ani)
