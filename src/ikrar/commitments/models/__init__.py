"""Tables of joint commitments."""

from ikrar.commitments.models.notices import CertificateNotice
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
    CertifiedSignature,
    InstitutionSignature,
    KeyInvitation,
    RepresentativeKey,
    SignedSheet,
)

__all__ = [
    "CeremonyWitness",
    "CertificateNotice",
    "CertifiedFile",
    "CertifiedSignature",
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
