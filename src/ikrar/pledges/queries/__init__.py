"""Questions: keyword-only, answered with frozen dataclasses."""

from ikrar.pledges.queries.declarations import (
    DeclarationNotFound,
    SiteNotFound,
    declaration,
    declarations_on,
    declarations_planned,
    declarations_public,
    site_of,
)
from ikrar.pledges.queries.shapes import CoHostView, DeclarationView, SiteView, SourceView, TextView

__all__ = [
    "CoHostView",
    "DeclarationNotFound",
    "DeclarationView",
    "SiteNotFound",
    "SiteView",
    "SourceView",
    "TextView",
    "declaration",
    "declarations_on",
    "declarations_planned",
    "declarations_public",
    "site_of",
]
