"""Whoever shows IKRAR_OPERATOR_TOKEN runs this installation: details of health and metrics are for them alone."""

import hmac

from django.conf import settings
from django.http import HttpRequest

SHORTEST = 24


def is_operator(request: HttpRequest) -> bool:
    """Whether the request shows the token; nobody does while none is set, or one that could be guessed."""
    wanted = settings.IKRAR_OPERATOR_TOKEN
    shown = request.headers.get("Authorization", "")
    return len(wanted) >= SHORTEST and hmac.compare_digest(shown.encode(), f"Bearer {wanted}".encode())
