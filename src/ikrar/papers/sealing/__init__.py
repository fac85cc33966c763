"""The institution's seal on a PDF: PAdES by its own key, with a timestamp where an authority is set.

Knows bytes, keys and moments; no Django, no settings. A seal says which installation made a paper and that nothing was
changed since. It is uncertified (PP 71/2019), and says so.
"""

from ikrar.papers.sealing.attaching import attach
from ikrar.papers.sealing.certificates import LABEL, Facts, facts_of, fingerprint_of
from ikrar.papers.sealing.keyfile import KeyFile
from ikrar.papers.sealing.putting import Sealed, put_seal
from ikrar.papers.sealing.stamping import (
    Authority,
    HttpAuthority,
    NoAuthority,
    NoTimestamp,
    Patient,
    read_roots,
)
from ikrar.papers.sealing.token import Access, Token

__all__ = [
    "LABEL",
    "Access",
    "Authority",
    "Facts",
    "HttpAuthority",
    "KeyFile",
    "NoAuthority",
    "NoTimestamp",
    "Patient",
    "Sealed",
    "Token",
    "attach",
    "facts_of",
    "fingerprint_of",
    "put_seal",
    "read_roots",
]
