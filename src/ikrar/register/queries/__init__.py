"""What others may ask the register: proofs, checkpoints, keys, trust, and checks.

The pure verifying modules are handed out from here too, for pages that tell a check step by step.
"""

from ikrar.register import note, reasons, signatures, verify
from ikrar.register.folder import Finding
from ikrar.register.holding import Held, Holder
from ikrar.register.queries.checking import check_log, examine
from ikrar.register.queries.covering import uncovered_in
from ikrar.register.queries.disk import DiskUse, disk_use, table_bytes
from ikrar.register.queries.holding import derived
from ikrar.register.queries.proofs import (
    checkpoint_at,
    first_checkpoint_with,
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
from ikrar.register.trust import Trust

__all__ = [
    "CheckpointView",
    "DiskUse",
    "Examined",
    "ExaminedStep",
    "Finding",
    "Held",
    "Holder",
    "Inclusion",
    "Opening",
    "OutageView",
    "Receipt",
    "Trust",
    "WitnessView",
    "address",
    "check_log",
    "checkpoint_at",
    "derived",
    "disk_use",
    "examine",
    "fingerprint",
    "fingerprint_of",
    "first_checkpoint_with",
    "inclusion",
    "key",
    "latest_checkpoint",
    "note",
    "origin",
    "outages",
    "public_body",
    "reasons",
    "receipt",
    "signatures",
    "table_bytes",
    "trust",
    "trust_of",
    "uncovered_in",
    "verify",
    "waiting",
    "witnesses",
]
