"""What others may ask of joint commitments: those that are public, those of a declaration, those that wait."""

from ikrar.commitments.queries.ceremony import on_screen
from ikrar.commitments.queries.commitments import (
    commitment,
    commitments,
    of_declaration,
    public,
    public_commitment,
    waiting,
    waiting_notices,
    waiting_sheets,
)
from ikrar.commitments.queries.evidence import ReceiptNotYet, evidence, photograph_file, proof, receipt
from ikrar.commitments.queries.found import CommitmentNotFound, PhotographNotFound, ScreenNotFound
from ikrar.commitments.queries.shapes import CommitmentView, SignatoryView, SignatureView

__all__ = [
    "CommitmentNotFound",
    "CommitmentView",
    "PhotographNotFound",
    "ReceiptNotYet",
    "ScreenNotFound",
    "SignatoryView",
    "SignatureView",
    "commitment",
    "commitments",
    "evidence",
    "of_declaration",
    "on_screen",
    "photograph_file",
    "proof",
    "public",
    "public_commitment",
    "receipt",
    "waiting",
    "waiting_notices",
    "waiting_sheets",
]
