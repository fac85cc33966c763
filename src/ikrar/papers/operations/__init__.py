"""What others may have done to a paper."""

from ikrar.papers.operations.issuing import TakesNoSuchPaper, issue
from ikrar.papers.operations.returning import (
    AlreadyTakenBack,
    FileCameBackBefore,
    NumberIsMissing,
    PaperIsNotAccepted,
    take_back,
)
from ikrar.papers.operations.sealing import attach, replace_seal, seal

__all__ = [
    "AlreadyTakenBack",
    "FileCameBackBefore",
    "NumberIsMissing",
    "PaperIsNotAccepted",
    "TakesNoSuchPaper",
    "attach",
    "issue",
    "replace_seal",
    "seal",
    "take_back",
]
