"""What others may have done to a paper."""

from ikrar.papers.operations.issuing import TakesNoSuchPaper, issue
from ikrar.papers.operations.returning import (
    AlreadyTakenBack,
    FileCameBackBefore,
    NumberIsMissing,
    PaperIsNotAccepted,
    take_back,
)
from ikrar.papers.operations.sealing import attach, enter_seal, replace_seal, seal

__all__ = [
    "AlreadyTakenBack",
    "FileCameBackBefore",
    "NumberIsMissing",
    "PaperIsNotAccepted",
    "TakesNoSuchPaper",
    "attach",
    "enter_seal",
    "issue",
    "replace_seal",
    "seal",
    "take_back",
]
