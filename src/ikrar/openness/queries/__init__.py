"""Questions: keyword-only, answered with frozen dataclasses, from publications alone."""

from ikrar.openness.queries.pages import (
    DeclarationPage,
    DeclarationsPage,
    Evidence,
    Front,
    NotOnThePublicSite,
    compare,
    declarations,
    evidence,
    front,
    page_of,
)
from ikrar.openness.queries.snapshots import (
    Entry,
    SnapshotNotFound,
    SnapshotView,
    file_of,
    forget,
    table_of,
)

__all__ = [
    "DeclarationPage",
    "DeclarationsPage",
    "Entry",
    "Evidence",
    "Front",
    "NotOnThePublicSite",
    "SnapshotNotFound",
    "SnapshotView",
    "compare",
    "declarations",
    "evidence",
    "file_of",
    "forget",
    "front",
    "page_of",
    "table_of",
]
