"""What others may ask about papers: the seal in use, what a PDF proves, which papers a subject has."""

from ikrar.papers.checking import (
    Chain,
    Checked,
    Code,
    Expected,
    Revocation,
    SignatureFound,
    TrustStore,
    Verdict,
    plain,
    remembered,
)
from ikrar.papers.checking import Finding as CheckFinding
from ikrar.papers.queries.checking import checked, trust
from ikrar.papers.queries.papers import (
    PaperNotFound,
    PaperView,
    ReturnedView,
    anchored,
    damaged_files,
    is_anything_issued,
    issued_as,
    issued_file,
    issued_text,
    newest,
    paper,
    papers_of,
    returned_file,
)
from ikrar.papers.queries.sealing import SealView, known_seals, seal_in_use

__all__ = [
    "Chain",
    "CheckFinding",
    "Checked",
    "Code",
    "Expected",
    "PaperNotFound",
    "PaperView",
    "ReturnedView",
    "Revocation",
    "SealView",
    "SignatureFound",
    "TrustStore",
    "Verdict",
    "anchored",
    "checked",
    "damaged_files",
    "is_anything_issued",
    "issued_as",
    "issued_file",
    "issued_text",
    "known_seals",
    "newest",
    "paper",
    "papers_of",
    "plain",
    "remembered",
    "returned_file",
    "seal_in_use",
    "trust",
]
