"""Questions: keyword-only, answered with frozen dataclasses, from publications alone."""

from ikrar.openness.queries.announcing import AnnouncementView, Kept, announcement, announcements
from ikrar.openness.queries.chain import Chain, Link, Version, chain, version
from ikrar.openness.queries.desk import desk, times_of
from ikrar.openness.queries.institutions import InstitutionPage, Sum, institution_page, institutions
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
    "AnnouncementView",
    "Chain",
    "DeclarationPage",
    "DeclarationsPage",
    "Entry",
    "Evidence",
    "Front",
    "InstitutionPage",
    "Kept",
    "Link",
    "NotOnThePublicSite",
    "SnapshotNotFound",
    "SnapshotView",
    "Sum",
    "Version",
    "announcement",
    "announcements",
    "chain",
    "compare",
    "declarations",
    "desk",
    "evidence",
    "file_of",
    "forget",
    "front",
    "institution_page",
    "institutions",
    "page_of",
    "table_of",
    "times_of",
    "version",
]
