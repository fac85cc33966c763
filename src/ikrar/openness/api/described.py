"""The addresses below /api/declarations and /api/publications as they stand in the OpenAPI file."""

from ikrar.kernel.words import Words
from ikrar.openness.api import shapes
from ikrar.web.api import Endpoint, Parameter

DAY = {"type": "string", "format": "date"}
NO_ENTRY, NOT_SO = 404, 422

ENDPOINTS = (
    Endpoint(
        path="/api/declarations",
        method="GET",
        name="declarations",
        says=Words(
            "Kalender deklarasi dengan seluruh riwayat perubahannya",
            "The calendar of declarations with all its history",
        ),
        answers=shapes.ToldDeclarations,
        parameters=(
            Parameter("from", "Only those held on this day or later.", schema=DAY, example="2024-09-01"),
            Parameter("until", "Only those held before this day.", schema=DAY, example="2024-12-01"),
        ),
        refuses=(NOT_SO,),
    ),
    Endpoint(
        path="/api/declarations/{declaration}",
        method="GET",
        name="declaration",
        says=Words(
            "Satu deklarasi dengan semua terbitannya", "One declaration with everything published of it"
        ),
        answers=shapes.ToldOne,
        parameters=(Parameter("declaration", "The declaration's id.", where="path"),),
        refuses=(NO_ENTRY,),
    ),
    Endpoint(
        path="/api/publications",
        method="GET",
        name="publications",
        says=Words("Daftar semua terbitan angka yang tetap", "The index of all permanent publications"),
        answers=shapes.ToldPublications,
    ),
)
