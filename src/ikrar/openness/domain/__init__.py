"""What is published of a declaration, when, and in which words. Plain Python."""

from ikrar.openness.domain.words import (
    CANNOT_PROVE,
    CATEGORY_WORDS,
    COMPARISON_TONES,
    COMPARISON_WORDS,
    DAILY_HOUR,
    KIND,
    LICENCE,
    REASON_WORDS,
    RELATED,
    SPLIT_WORDS,
    SPLITS,
    STANDING_WORDS,
    VERSION,
    Comparison,
    Reason,
    Standing,
)

__all__ = [
    "CANNOT_PROVE",
    "CATEGORY_WORDS",
    "COMPARISON_TONES",
    "COMPARISON_WORDS",
    "DAILY_HOUR",
    "KIND",
    "LICENCE",
    "REASON_WORDS",
    "RELATED",
    "SPLITS",
    "SPLIT_WORDS",
    "STANDING_WORDS",
    "VERSION",
    "Comparison",
    "Reason",
    "Standing",
]
