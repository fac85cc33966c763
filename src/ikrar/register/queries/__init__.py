"""What others may ask the register: proofs, checkpoints, keys, trust, and checks."""

from ikrar.register.folder import Finding
from ikrar.register.queries.checking import check_log, examine
from ikrar.register.queries.proofs import (
    checkpoint_at,
    inclusion,
    latest_checkpoint,
    public_body,
    receipt,
    waiting,
)
from ikrar.register.queries.shapes import (
    CheckpointView,
    Examined,
    ExaminedStep,
    Inclusion,
    OutageView,
    WitnessView,
)
from ikrar.register.queries.standing import (
    address,
    fingerprint,
    fingerprint_of,
    key,
    origin,
    outages,
    trust,
    trust_of,
    witnesses,
)
from ikrar.register.receipt import Opening, Receipt

__all__ = [
    "CheckpointView",
    "Examined",
    "ExaminedStep",
    "Finding",
    "Inclusion",
    "Opening",
    "OutageView",
    "Receipt",
    "WitnessView",
    "address",
    "check_log",
    "checkpoint_at",
    "examine",
    "fingerprint",
    "fingerprint_of",
    "inclusion",
    "key",
    "latest_checkpoint",
    "origin",
    "outages",
    "public_body",
    "receipt",
    "trust",
    "trust_of",
    "waiting",
    "witnesses",
]
