"""Menu and desk show exactly what a person may open: no link of theirs answers that it is not allowed."""

import re

import pytest
from django.test import Client
from django.urls import resolve

from ikrar.accounts.domain import ROLES, Role
from ikrar.privacy.models import DataRequest, Destruction, Incident
from ikrar.web import navigation
from ikrar.web.access import PUBLIC, SIGNED_IN, WALLED, name_of

FOUND = (200, 301, 302)
LINK = re.compile(r'href="(/meja/[^"#?]*)')
pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(held, city, clock, make_user):
    """`desk(role, scope)`: a browser of somebody with this one role, in a city where work of every kind waits."""
    officer = make_user("Gita Contoh", Role.PRIVACY)
    told = {"received_at": clock.at, "due_at": clock.at, "law_version": "contoh"}
    DataRequest.objects.create(kind="access", door="online", **told)
    Destruction.objects.create(
        activity="pledge", cut_off=clock.at.date(), counted=1, jra="KP", decree="K", decided_on=clock.at.date(),
        proposed_by=officer, proposed_at=clock.at,
    )  # fmt: skip
    Incident.objects.create(
        what="x", known_at=clock.at, known_says="x", recorded_at=clock.at, recorded_by=officer
    )

    def come_in(role, scope):
        client, user = Client(), make_user(f"{role}-{len(scope)} Contoh", role, scope=scope)
        client.force_login(user)
        return client, user

    return come_in


def test_whatever_is_shown_may_be_opened(desk, city):
    """Each wall is asked for each role; each page is fetched once with everything and once with one unit."""
    fetched = set()
    for role in ROLES:
        for scope in ("*", city.units["mawar"].public_id):
            client, user = desk(f"{role}", scope)
            told = LINK.findall(client.get("/meja/").content.decode())
            shown = {*told, *(link.address for link in navigation.links_for(user, ""))}
            assert not [one for one in shown if not _is_let_in(user, one)], (role, scope)
            answers = {one: client.get(one).status_code for one in shown if (one, scope) not in fetched}
            assert not [one for one in answers.items() if one[1] not in FOUND], (role, scope)
            fetched |= {(one, scope) for one in shown}


def _is_let_in(user, address):
    wall = WALLED[name_of(resolve(address).func)]
    return wall in {PUBLIC, SIGNED_IN} or user.may(wall)


def test_what_concerns_everybody_is_not_shown_to_the_officer_of_one_unit(desk, city):
    words = ("Privasi: permintaan", "Privasi: retensi", "Privasi: kejadian", "Pemusnahan menunggu")
    bound = desk("PRIVACY", city.units["mawar"].public_id)[0].get("/meja/").content.decode()
    assert not [word for word in words if word in bound]
    everywhere = desk("PRIVACY", "*")[0].get("/meja/").content.decode()
    assert all(word in everywhere for word in words)


def test_every_entry_is_shown_to_somebody(desk, make_user):
    every = make_user("Semua Contoh", *ROLES)
    shown = {link.address for one in (every, None) for link in navigation.links_for(one, "")}
    assert len(shown) == len({navigation._address(one) for one in navigation._entries.values()})
