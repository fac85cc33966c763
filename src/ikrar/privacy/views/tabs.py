"""The three pages of the data protection officer, and which of them somebody may open."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from ikrar.kernel.words import Words

TABS: tuple[tuple[str, str, Words], ...] = (
    ("privacy:requests", "privacy.answer", Words("Permintaan", "Requests")),
    ("privacy:retention", "privacy.propose_destruction", Words("Retensi", "Retention")),
    ("privacy:incidents", "privacy.report_breach", Words("Kejadian", "Incidents")),
)


def tabs(request: HttpRequest, here: str) -> list[tuple[str, Words, bool]]:
    """Address, words, and whether one is there."""
    user: Any = request.user
    return [(reverse(name), words, name == here) for name, capability, words in TABS if user.may(capability)]
