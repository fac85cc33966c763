"""Pages for everybody."""

from ikrar.openness.views.checking import check
from ikrar.openness.views.data import codebook, figures_csv, figures_json, robots, security
from ikrar.openness.views.pages import (
    accessibility,
    declaration,
    declarations,
    evidence,
    front,
    privacy,
    text,
)
from ikrar.openness.views.publishing import republish

__all__ = [
    "accessibility",
    "check",
    "codebook",
    "declaration",
    "declarations",
    "evidence",
    "figures_csv",
    "figures_json",
    "front",
    "privacy",
    "republish",
    "robots",
    "security",
    "text",
]
