"""A link that waits for its owner: in the browser's session for a quarter of an hour, and nowhere else."""

import time
from dataclasses import dataclass

from django.http import HttpRequest

from ikrar.accounts.sso.claims import Identity
from ikrar.accounts.sso.discovery import link_name

KEY = "ikrar_sso_pending"
HOLDS_SECONDS = 900


@dataclass(frozen=True, slots=True)
class Pending:
    """Whom the SSO named, and for which account it seemed to be meant."""

    subject: str
    email: str
    name: str
    meant_for: str


def keep(request: HttpRequest, identity: Identity, *, meant_for: str) -> None:
    said = [link_name(), identity.subject, identity.email, identity.name, meant_for, int(time.time())]
    request.session[KEY] = said


def kept(request: HttpRequest) -> Pending | None:
    said = request.session.get(KEY)
    if not said or said[0] != link_name() or not 0 <= time.time() - said[5] < HOLDS_SECONDS:
        return None
    return Pending(subject=said[1], email=said[2], name=said[3], meant_for=said[4])


def drop(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
