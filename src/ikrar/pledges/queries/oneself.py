"""Whose "Ikrar saya" is open in a browser: kept in its session for half an hour, never in an address."""

from collections.abc import Mapping
from typing import Any

KEY = "mine"
HOLDS_SECONDS = 1800


def official_in(*, session: Mapping[str, Any], seconds: float) -> int | None:
    """The official who was identified there within the last half hour; `seconds` as a clock of the host tells them."""
    said = session.get(KEY)
    if not said or not 0 <= seconds - said[2] < HOLDS_SECONDS:
        return None
    return int(said[0])
