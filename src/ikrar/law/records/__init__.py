"""One record of the law book told in rows: the same for a page, for the terminal and for the printed book."""

from ikrar.law.records.counting import Counted, Unverified, counts, unverified
from ikrar.law.records.finding import KINDS, Found, Kind, NoSuchRecord, all_of, find, search
from ikrar.law.records.rows import Piece, Row
from ikrar.law.records.telling import Told, tell

__all__ = [
    "KINDS",
    "Counted",
    "Found",
    "Kind",
    "NoSuchRecord",
    "Piece",
    "Row",
    "Told",
    "Unverified",
    "all_of",
    "counts",
    "find",
    "search",
    "tell",
    "unverified",
]
