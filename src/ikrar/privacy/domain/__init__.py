"""What is done with personal data, how long it is kept, and what a person may ask. Plain Python."""

from ikrar.privacy.domain.activities import (
    KEEPING_WORDS,
    SUBJECT_WORDS,
    Activity,
    Basis,
    Keeping,
    KeepingKind,
    Record,
    Subject,
)

__all__ = [
    "KEEPING_WORDS",
    "SUBJECT_WORDS",
    "Activity",
    "Basis",
    "Keeping",
    "KeepingKind",
    "Record",
    "Subject",
]
