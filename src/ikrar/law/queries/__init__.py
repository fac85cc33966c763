"""What the law book says. Loaded once; a broken file stops the start (see apps.py)."""

from ikrar.law.queries.books import (
    NoSuchLawText,
    book,
    calendar,
    calendars,
    folders,
    pact_template,
    pact_templates,
)
from ikrar.law.queries.versions import (
    InForce,
    NoSuchLawVersion,
    full_version,
    in_force_at,
    last_entered,
    versions_in_force,
)

__all__ = [
    "InForce",
    "NoSuchLawText",
    "NoSuchLawVersion",
    "book",
    "calendar",
    "calendars",
    "folders",
    "full_version",
    "in_force_at",
    "last_entered",
    "pact_template",
    "pact_templates",
    "versions_in_force",
]
