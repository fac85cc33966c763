"""What a certified PDF proves: who signed, whether anybody vouches for it, what was changed, and whether it is the right text.

Pure of Django. `check` reads the file in a child process with limits; `examining.examine` is the same check here and now,
for files made here, and loads the PDF libraries. Neither raises: every finding is a code with a sentence in two languages
that says what to do.
"""

from ikrar.papers.checking.child import check
from ikrar.papers.checking.shapes import (
    Chain,
    Checked,
    Coverage,
    Expected,
    Finding,
    FormerSeal,
    Limits,
    Revocation,
    SignatureFound,
    TrustStore,
    Verdict,
    Weight,
)
from ikrar.papers.checking.telling import plain, remembered
from ikrar.papers.checking.trust import read_folder
from ikrar.papers.checking.words import Code

__all__ = [
    "Chain",
    "Checked",
    "Code",
    "Coverage",
    "Expected",
    "Finding",
    "FormerSeal",
    "Limits",
    "Revocation",
    "SignatureFound",
    "TrustStore",
    "Verdict",
    "Weight",
    "check",
    "plain",
    "read_folder",
    "remembered",
]
