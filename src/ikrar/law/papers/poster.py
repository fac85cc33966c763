"""The adviser's poster for the notice board: four questions people know, and where to ask the rest."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from ikrar.law.domain import Book
from ikrar.web.typesetting import qr, typeset

TEMPLATE = Path(__file__).with_name("poster.typ")
SHOWN = ("LIKE", "CHAT-GROUP", "WEDDING-PENGAJIAN", "ON-DUTY-CAMPAIGN", "SPOUSE-CANDIDATE", "GIFTS-RECEIVED")


def poster(book: Book, *, address: str, at: datetime) -> bytes:
    """One A4 page as PDF."""
    asks = [book.conducts[code].ask for code in SHOWN if code in book.conducts]
    data = {
        "address": address,
        "shown": address.removeprefix("https://").removeprefix("http://").rstrip("/"),
        "qr": qr(address),
        "office": settings.IKRAR_OFFICE,
        "asks": [list(ask) for ask in asks],
        "marks": ["CONTOH · DEMO"] if settings.IKRAR_DEMO else [],
        "law": book.version,
    }
    return typeset(TEMPLATE, data, at=at)
