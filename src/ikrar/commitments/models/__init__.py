"""Tables of joint commitments."""

from ikrar.commitments.models.photographs import Photograph
from ikrar.commitments.models.planning import (
    CeremonyWitness,
    Commitment,
    CommitmentText,
    Delegate,
    Signatory,
    TextApproval,
)
from ikrar.commitments.models.signing import (
    CertifiedFile,
    InstitutionSignature,
    KeyInvitation,
    RepresentativeKey,
    SignedSheet,
)

__all__ = [
    "CeremonyWitness",
    "CertifiedFile",
    "Commitment",
    "CommitmentText",
    "Delegate",
    "InstitutionSignature",
    "KeyInvitation",
    "Photograph",
    "RepresentativeKey",
    "Signatory",
    "SignedSheet",
    "TextApproval",
]
