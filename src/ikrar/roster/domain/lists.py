"""The closed lists of an imported list: kinds, states, verdicts, reasons."""

from enum import StrEnum


class Kind(StrEnum):
    """What a list is about."""

    OFFICIALS = "OFFICIALS"
    LOCAL = "LOCAL"
    UNITS = "UNITS"
    APPOINTMENT = "APPOINTMENT"
    EDIT = "EDIT"


class State(StrEnum):
    """Where a run stands."""

    INSPECTING = "INSPECTING"
    MAPPING = "MAPPING"
    CONVERTING = "CONVERTING"
    STAGING = "STAGING"
    READY = "READY"
    APPLYING = "APPLYING"
    APPLIED = "APPLIED"
    DISCARDING = "DISCARDING"
    DISCARDED = "DISCARDED"
    UNDOING = "UNDOING"
    UNDONE = "UNDONE"
    REFUSED = "REFUSED"


class Verdict(StrEnum):
    """What one row would do."""

    NEW = "NEW"
    MOVED = "MOVED"
    CHANGED = "CHANGED"
    LEFT = "LEFT"
    UNCHANGED = "UNCHANGED"
    REFUSED = "REFUSED"


class Reason(StrEnum):
    """Why one row was refused."""

    NUMBER_MISSING = "NUMBER_MISSING"
    NUMBER_NUMERIC = "NUMBER_NUMERIC"
    NUMBER_WRONG = "NUMBER_WRONG"
    NUMBER_UNKNOWN = "NUMBER_UNKNOWN"
    NAME_MISSING = "NAME_MISSING"
    NAME_UNCLEAN = "NAME_UNCLEAN"
    TOO_LONG = "TOO_LONG"
    TWICE = "TWICE"
    AMBIGUOUS = "AMBIGUOUS"
    UNIT_MISSING = "UNIT_MISSING"
    UNIT_UNKNOWN = "UNIT_UNKNOWN"
    UNIT_OUTSIDE = "UNIT_OUTSIDE"
    FROM_OUTSIDE = "FROM_OUTSIDE"
    PARENT_UNKNOWN = "PARENT_UNKNOWN"
    CIRCLE = "CIRCLE"
    DATE_WRONG = "DATE_WRONG"


class FileFault(StrEnum):
    """Why a whole file was refused."""

    TYPE = "TYPE"
    BROKEN = "BROKEN"
    LOCKED = "LOCKED"
    TOO_LARGE = "TOO_LARGE"
    BOMB = "BOMB"
    MACROS = "MACROS"
    NO_HEADER = "NO_HEADER"
    EMPTY = "EMPTY"


WORKING = frozenset(
    {State.INSPECTING, State.CONVERTING, State.STAGING, State.APPLYING, State.DISCARDING, State.UNDOING}
)
FINAL = frozenset({State.APPLIED, State.DISCARDED, State.UNDONE, State.REFUSED})
