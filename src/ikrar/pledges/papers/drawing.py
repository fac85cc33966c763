"""The papers of this context: their templates stand beside this module."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from ikrar.web.apart import typeset_apart
from ikrar.web.typesetting import qr, typeset

__all__ = ["draw", "draw_apart", "qr"]

HERE = Path(__file__).parent


def draw(template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """The PDF of `papers/<template>.typ`, filled with the data."""
    return typeset(HERE / f"{template}.typ", data, at=at)


def draw_apart(template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """The same in a process of its own, for what is long."""
    return typeset_apart(HERE / f"{template}.typ", data, at=at)
