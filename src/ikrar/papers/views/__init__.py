"""Papers at the desk, and a page on which anybody checks a certified PDF."""

from ikrar.papers.views.public import check
from ikrar.papers.views.seal import seal, seal_file
from ikrar.papers.views.staff import about, issued_file, paper, papers, returned_file, take_back

__all__ = [
    "about",
    "check",
    "issued_file",
    "paper",
    "papers",
    "returned_file",
    "seal",
    "seal_file",
    "take_back",
]
