"""Whose "Ikrar saya" is open in a browser: kept in its session for half an hour, never in an address."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

KEY = "mine"
HOLDS_SECONDS = 1800


def official_in(*, session: Mapping[str, Any], at: datetime) -> int | None:
    """The official who was identified there within the last half hour."""
    said = session.get(KEY)
    if not said or not 0 <= at.timestamp() - said[2] < HOLDS_SECONDS:
        return None
    return int(said[0])
