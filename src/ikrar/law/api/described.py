"""The addresses below /api/law/ as they stand in the OpenAPI file."""

from ikrar.kernel.words import Words
from ikrar.law.api import asked, shapes
from ikrar.law.records import KINDS
from ikrar.web.api import Endpoint, Parameter

DAY = {"type": "string", "format": "date"}
NO_ENTRY, NOT_SO = 404, 422
BAD_BODY = (400, 413, NOT_SO)

ENDPOINTS = (
    Endpoint(
        path="/api/law/version",
        method="GET",
        name="lawVersion",
        says=Words(
            "Versi hukum yang berlaku dan versi sebelumnya", "The law in force and the versions before it"
        ),
        answers=shapes.ToldVersion,
    ),
    Endpoint(
        path="/api/law/records",
        method="GET",
        name="records",
        says=Words("Semua catatan buku hukum", "All records of the law book"),
        answers=shapes.ToldRecords,
        parameters=(
            Parameter("kind", "Only one kind.", schema={"type": "string", "enum": [k.slug for k in KINDS]}),
            Parameter("q", "Only records that hold these words.", example="like"),
        ),
        refuses=(NOT_SO,),
    ),
    Endpoint(
        path="/api/law/show/{code}",
        method="GET",
        name="showRecord",
        says=Words("Satu catatan menurut kodenya", "One record by its code"),
        answers=shapes.ToldRecord,
        parameters=(
            Parameter("code", "SKB-K4, PP94-n6, PKD-LAPOR, UU20/2023, Q8 …", where="path", example="SKB-K4"),
            Parameter("on", "Whether it held on this day.", schema=DAY, example="2024-10-12"),
        ),
        refuses=(NO_ENTRY, NOT_SO),
    ),
    Endpoint(
        path="/api/law/term",
        method="POST",
        name="countTerm",
        says=Words("Kapan sebuah tenggat berakhir", "When a term ends"),
        answers=shapes.ToldTerm,
        body=asked.CountTerm,
        refuses=(*BAD_BODY, NO_ENTRY),
    ),
    Endpoint(
        path="/api/law/ask",
        method="POST",
        name="askTheLaw",
        says=Words("Bolehkah ini, pada hari itu?", "May this be done, on that day?"),
        answers=shapes.ToldAsked,
        body=asked.Ask,
        refuses=(*BAD_BODY, NO_ENTRY),
    ),
    Endpoint(
        path="/api/law/quote",
        method="POST",
        name="checkQuotation",
        says=Words("Arti sebuah kutipan peraturan pada suatu hari", "What a quoted rule means on a day"),
        answers=shapes.ToldQuoted,
        body=asked.Quote,
        refuses=BAD_BODY,
    ),
    Endpoint(
        path="/api/law/stages",
        method="GET",
        name="stages",
        says=Words(
            "Tahapan pemilihan dan yang berlaku pada suatu hari",
            "Stages of the elections, and what holds on a day",
        ),
        answers=shapes.ToldStages,
        parameters=(
            Parameter("on", "The day; today in Jakarta if it is left out.", schema=DAY, example="2024-11-25"),
            Parameter("calendar", "Code of a calendar; all if it is left out.", example="pilkada-2024"),
            Parameter("contest", "Code of a contest of it.", example="gubernur"),
        ),
        refuses=(NO_ENTRY, NOT_SO),
    ),
    Endpoint(
        path="/api/law/diff",
        method="GET",
        name="lawDifference",
        says=Words("Beda antara dua versi hukum", "The difference between two versions of the law"),
        answers=shapes.ToldDifference,
        parameters=(
            Parameter("from", "The older version: its hash, or how it begins."),
            Parameter("to", "The newer one; the one in force if it is left out."),
        ),
        refuses=(NO_ENTRY,),
    ),
)
