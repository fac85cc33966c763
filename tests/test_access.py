"""Every address of the product × every role, and nobody, against the written table in access.yaml.

A new view needs a wall (`@may`, `@signed_in` or `@public`) and a line in the table; both must say the same.
"""

import re
from pathlib import Path

import pytest
import yaml
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import get_resolver
from django.urls.resolvers import URLPattern

from ikrar.accounts.domain import CAPABILITIES, ROLES
from ikrar.web.access import PUBLIC, SIGNED_IN, WALLED, name_of

TABLE = {
    name: wall
    for wall, names in yaml.safe_load(
        Path(__file__).with_name("access.yaml").read_text(encoding="utf-8")
    ).items()
    for name in names
}
MADE_UP = {
    "int": "987654",
    "str": "TIDAK-ADA",
    "slug": "tidak-ada",
    "path": "tidak/ada",
    "date": "2024-09-25",
}
SIGN_IN = "/akun/masuk/"
MAY_BE_UNABLE = {"ready"}  # says 503 of the service itself: here no clerk is at work


def _walk(patterns, space="", route=""):
    for pattern in patterns:
        whole = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            name = f"{space}{pattern.name}" if pattern.name else whole
            yield name, whole, pattern.callback
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, inner, whole)


ADDRESSES = list(_walk(get_resolver().url_patterns))


def _made_up(expression):
    """Something the part of a regular expression matches."""
    known = {r"\d+": "987654", r"\w+": "TIDAKADA", "[0-9A-Za-z]+": "abc", ".+": "tidak-ada"}
    return known.get(expression) or expression.partition("|")[0]


def _address(route):
    """The route with made-up values."""
    for kind, value in MADE_UP.items():
        while (start := route.find(f"<{kind}:")) >= 0:
            route = route[:start] + value + route[route.index(">", start) + 1 :]
    route = re.sub(r"\(\?P<\w+>([^)]*)\)", lambda group: _made_up(group[1]), route)
    for mark in "^$\\":
        route = route.replace(mark, "")
    return "/" + route


def test_the_table_names_every_address_and_its_wall():
    missing = [
        f"{WALLED.get(name_of(view), 'NO WALL')}: {name}" for name, _, view in ADDRESSES if name not in TABLE
    ]
    assert missing == [], "add to tests/access.yaml"
    wrong = [
        (name, TABLE[name], WALLED.get(name_of(view)))
        for name, _, view in ADDRESSES
        if TABLE[name] != WALLED.get(name_of(view))
    ]
    assert wrong == [], "(address, table, wall of the view)"


def test_the_table_names_nothing_else():
    assert set(TABLE) - {name for name, _, _ in ADDRESSES} == set()
    assert set(TABLE.values()) <= {PUBLIC, SIGNED_IN, *CAPABILITIES}


def _meets(route, user, method):
    """What the wall alone does: 'sign in', 'refused', or 'passed' whatever comes behind it."""
    match = get_resolver().resolve(_address(route))
    request = RequestFactory().generic(method, _address(route))
    request.user, request.session = user, SessionStore()
    try:
        response = match.func(request, *match.args, **match.kwargs)
    except PermissionDenied as refusal:
        return "refused" if str(refusal) in CAPABILITIES else "passed"
    except Exception:  # noqa: BLE001 (it came past the wall, which is the question here)
        return "passed"
    leads_to_sign_in = response.status_code == 302 and response.url.startswith(SIGN_IN)
    return "sign in" if leads_to_sign_in else "method" if response.status_code == 405 else "passed"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_wall_lets_in_whom_the_table_shuts_out(make_user, method):
    people = {role: make_user(f"{role.value}x Contoh", role, scope="U1") for role in ROLES}
    people[None] = make_user("Dewi Contoh")
    let_in = []
    for name, route, _ in ADDRESSES:
        wall = TABLE.get(name, PUBLIC)
        if wall in (PUBLIC, SIGNED_IN):
            continue
        shut_out = [user for role, user in people.items() if role is None or wall not in ROLES[role]]
        let_in += [
            (name, str(user)) for user in shut_out if _meets(route, user, method) not in ("refused", "method")
        ]
        if _meets(route, AnonymousUser(), method) not in ("sign in", "method"):
            let_in.append((name, "nobody"))
    assert let_in == []


def _answers(client, addresses):
    """Which of these (name, address) broke, with their statuses."""
    client.raise_request_exception = False
    statuses = {(name, address): client.get(address).status_code for name, address in addresses}
    return {which: status for which, status in statuses.items() if _is_broken(which[0], status)}


def _is_broken(name, status):
    return status >= 500 and not (name in MAY_BE_UNABLE and status == 503)


@pytest.mark.django_db
def test_nobody_sees_public_pages_and_is_sent_to_sign_in_elsewhere(nobody):
    public = [(name, _address(route)) for name, route, _ in ADDRESSES if TABLE.get(name) == PUBLIC]
    assert _answers(nobody, public) == {}
    for name, route, _ in ADDRESSES:
        if TABLE.get(name, PUBLIC) != PUBLIC:
            answer = nobody.get(_address(route))
            shut = answer.status_code == 405 or (answer.status_code == 302 and SIGN_IN in answer.url)
            assert shut, (name, answer.status_code)


@pytest.mark.django_db
def test_who_holds_everything_finds_no_broken_page(make_user, confirm):
    client = Client()
    client.force_login(make_user("Semua Contoh", *ROLES))
    confirm(client)
    addresses = [
        (name, _address(route))
        for name, route, _ in ADDRESSES
        if TABLE.get(name, PUBLIC) != PUBLIC and name != "account_logout"
    ]
    assert _answers(client, addresses) == {}
    to_sign_in = [a for _, a in addresses if SIGN_IN in getattr(client.get(a), "url", "")]
    assert to_sign_in == []


@pytest.mark.django_db
def test_posting_nonsense_to_public_addresses_breaks_nothing(nobody):
    nobody.raise_request_exception = False
    broken = {}
    for name, route, _ in ADDRESSES:
        if TABLE.get(name) == PUBLIC:
            for content_type, body in (
                ("application/json", b"{"),
                ("application/x-www-form-urlencoded", b"x=%ff"),
            ):
                answer = nobody.post(_address(route), body, content_type=content_type)
                if _is_broken(name, answer.status_code):
                    broken[name] = answer.status_code
    assert broken == {}
