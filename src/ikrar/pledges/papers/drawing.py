"""The papers of this context: their templates stand beside this module."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from ikrar.web.typesetting import qr, typeset

__all__ = ["draw", "qr"]

HERE = Path(__file__).parent


def draw(template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """The PDF of `papers/<template>.typ`, filled with the data."""
    return typeset(HERE / f"{template}.typ", data, at=at)
