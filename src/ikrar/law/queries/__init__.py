"""What the law book says. Loaded once; a broken file stops the start (see apps.py)."""

from ikrar.law.queries.books import NoSuchLawText, book, calendar, calendars, pact_template, pact_templates

__all__ = ["NoSuchLawText", "book", "calendar", "calendars", "pact_template", "pact_templates"]
