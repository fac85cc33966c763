"""The copy of a person's data, and the letter to the authority, as PDF."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings

from ikrar.kernel.zones import JAKARTA
from ikrar.privacy.queries.bundle import Section
from ikrar.web import formats
from ikrar.web.typesetting import typeset

FOLDER = Path(__file__).parent


def copy_of_data(sections: Sequence[Section], *, name: str, at: datetime) -> bytes:
    """All that is held about one official, in plain words."""
    data = {
        "office": settings.IKRAR_OFFICE or "Ikrar",
        "name": name,
        "day": formats.moment(at, english=False),
        "sections": [
            {"title": one.title.id, "why": one.why.id, "rows": [list(row) for row in one.rows]}
            for one in sections
        ],
    }
    return typeset(FOLDER / "copy.typ", data, at=at)


def letter_to_print(body: str, *, at: datetime) -> bytes:
    """The letter to the authority; the office numbers and signs it."""
    data = {
        "office": settings.IKRAR_OFFICE or "Ikrar",
        "body": body,
        "day": formats.day(at.astimezone(JAKARTA).date(), english=False),
    }
    return typeset(FOLDER / "notice.typ", data, at=at)
