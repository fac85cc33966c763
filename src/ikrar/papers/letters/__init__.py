"""Letters and minutes as DOCX that leave with a blank number, and what was changed in one that came back.

Plain values in, bytes out; no Django, no clock, no database. What people wrote is data here and never markup.
"""

from ikrar.papers.letters.comparing import Change, Comparison, Filled, Finding, differences
from ikrar.papers.letters.content import (
    ATTENDANCE,
    ILLUSTRATION,
    NATURE,
    Blank,
    Invited,
    Letter,
    Minutes,
    Party,
    Photograph,
    RollOfUnit,
    Seen,
    SiteRow,
)
from ikrar.papers.letters.invitation import letter
from ikrar.papers.letters.opening import Trouble
from ikrar.papers.letters.reading import beside_of, text_of
from ikrar.papers.letters.record import minutes

__all__ = [
    "ATTENDANCE",
    "ILLUSTRATION",
    "NATURE",
    "Blank",
    "Change",
    "Comparison",
    "Filled",
    "Finding",
    "Invited",
    "Letter",
    "Minutes",
    "Party",
    "Photograph",
    "RollOfUnit",
    "Seen",
    "SiteRow",
    "Trouble",
    "beside_of",
    "differences",
    "letter",
    "minutes",
    "text_of",
]
