"""What `./ikrar bench tree` asks for: pages and files that know the whole tree. Import it after `Place.install`."""

import time
from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ikrar.accounts.domain import Role
from ikrar.accounts.models import Grant, User
from ikrar.project.bench.nation import Planted
from ikrar.roster import queries as roster
from ikrar.web.access import CONFIRMED_AT

PAGE, FILE = "page", "file"
Asked = tuple[str, str, Callable[[], Any]]


def asked(planted: Planted) -> list[Asked]:
    """Name, kind, and the question."""
    stranger, officer = _client(), _client()
    officer.force_login(_officer())
    session = officer.session
    session[CONFIRMED_AT] = time.time() + 3600
    session.save()
    return [
        *_questions(stranger, _public(planted)),
        *_questions(officer, _desk(planted)),
    ]


def _client() -> Client:
    return Client(raise_request_exception=False, HTTP_HOST="localhost", HTTP_ACCEPT_LANGUAGE="id")


def _questions(client: Client, addresses: dict[str, tuple[str, str]]) -> list[Asked]:
    return [
        (name, kind, lambda address=address: client.get(address))  # type: ignore[misc]
        for name, (kind, address) in addresses.items()
    ]


def _public(planted: Planted) -> dict[str, tuple[str, str]]:
    name = planted.declaration
    body = next(one.public_id for one in roster.institutions() if one.name == planted.institution)
    one = reverse("openness:declaration", args=[name])
    data = reverse("openness:data-of", args=[name])
    return {
        "front": (PAGE, "/"),
        "declarations": (PAGE, reverse("openness:declarations")),
        "declaration": (PAGE, one),
        "declaration, a unit": (PAGE, f"{one}?unit={planted.root}"),
        "publications": (PAGE, reverse("openness:versions", args=[name])),
        "publication 2, beside 1": (PAGE, reverse("openness:version", args=[name, 2])),
        "institutions": (PAGE, reverse("openness:institutions")),
        "institution, tile map": (PAGE, reverse("openness:institution", args=[body])),
        "calendar": (PAGE, reverse("openness:calendar")),
        "data": (PAGE, reverse("openness:data")),
        "data of a declaration": (PAGE, data),
        "/api/declarations": (FILE, "/api/declarations"),
        "/api/publications": (FILE, "/api/publications"),
        "DCAT": (FILE, reverse("openness:data-catalogue")),
        "datapackage.json": (FILE, f"{data}datapackage.json"),
        "units.csv, all": (FILE, f"{data}units.csv"),
        "units.csv, one": (FILE, f"{data}1/units.csv"),
        "units.csv for Excel": (FILE, f"{data}excel/units.csv"),
        "figures .json": (FILE, f"{one}angka/1.json"),
        "figures .csv": (FILE, f"{one}angka/1.csv"),
        "archive .zip": (FILE, f"{data}arsip.zip"),
    }


def _desk(planted: Planted) -> dict[str, tuple[str, str]]:
    name = planted.declaration
    body = next(one.public_id for one in roster.institutions() if one.name == planted.institution)
    on = timezone.localdate()
    branch = next(one.public_id for one in roster.units(on=on) if one.depth == 1)
    grid = reverse("openness:grid", args=[body])
    return {
        "desk": (PAGE, reverse("desk:front")),
        "duties of all": (PAGE, reverse("desk:duties", args=[planted.root])),
        "duties of all, overdue": (PAGE, reverse("desk:duties", args=[planted.root]) + "?saring=lewat"),
        "duties of a branch": (PAGE, reverse("desk:duties", args=[branch])),
        "duties of a unit": (PAGE, reverse("desk:duties", args=[planted.leaf])),
        "message of a unit": (PAGE, reverse("desk:duties-message", args=[planted.leaf])),
        "publications, desk": (PAGE, reverse("openness:publications")),
        "correction, preview": (PAGE, reverse("openness:republish", args=[name])),
        "tile map editor": (PAGE, grid),
        "tile map editor, a level": (PAGE, f"{grid}?unit={planted.root}"),
        "layout as file": (FILE, reverse("openness:grid-file", args=[body])),
        "board": (PAGE, reverse("pledges:board", args=[name])),
        "those not asked yet": (PAGE, reverse("pledges:unit-unasked", args=[planted.leaf, name])),
        "outbox": (PAGE, reverse("accounts:post")),
        "trail of acts": (PAGE, reverse("accounts:trail")),
        "privacy: requests": (PAGE, reverse("privacy:requests")),
        "privacy: retention": (PAGE, reverse("privacy:retention")),
        "privacy: breaches": (PAGE, reverse("privacy:incidents")),
        "plans": (PAGE, reverse("pledges:plan-list")),
        "plan": (PAGE, reverse("pledges:plan", args=[name])),
        "plan: sites": (PAGE, reverse("pledges:plan-sites", args=[name])),
        "plan: invitations": (PAGE, reverse("pledges:plan-invitations", args=[name])),
        "plan: letters": (PAGE, reverse("pledges:plan-letters", args=[name])),
        "cards": (PAGE, reverse("pledges:cards", args=[name])),
        "denominators": (PAGE, reverse("pledges:denominators", args=[name])),
        "notices": (PAGE, reverse("pledges:notices", args=[name])),
        "paper rolls": (PAGE, reverse("pledges:paper", args=[name])),
        "minutes, about": (PAGE, reverse("pledges:minutes-about", args=[name])),
        "certificates of a unit": (PAGE, reverse("pledges:unit-certificates", args=[planted.leaf, name])),
        "appointments": (PAGE, reverse("pledges:appointments")),
        "roster: unit": (PAGE, reverse("roster:unit", args=[planted.root])),
        "roster: units": (PAGE, reverse("roster:units")),
        "roster: institutions": (PAGE, reverse("roster:institutions")),
        "people with accounts": (PAGE, reverse("accounts:people")),
        "invite to an account": (PAGE, reverse("accounts:invite")),
    }


def _officer() -> User:
    """Somebody who may do everything everywhere."""
    at = timezone.now()
    user, is_new = User.objects.get_or_create(
        email="petugas@contoh.example",
        defaults={"display_name": "Petugas Contoh", "is_active": True, "created_at": at},
    )
    if is_new:
        for role in Role:
            Grant.objects.create(
                user=user, role=role, scope="*", begins_on=timezone.localdate(at), reason="contoh"
            )
    return user
