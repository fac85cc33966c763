"""Each context's refusals reach the place that makes pages and answers of them, its acts' names the audit trail."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps

from ikrar.accounts import queries as accounts
from ikrar.web import problems


def wire() -> None:
    """Register the refusals and the named acts of every context that has some."""
    for refusals in _of_every_context("refusals"):
        problems.register(refusals.REFUSALS)
    for acts in _of_every_context("acts"):
        accounts.name_acts(acts.ACTS)


def _of_every_context(name: str) -> Iterator[Any]:
    for config in apps.get_app_configs():
        module = f"{config.name}.{name}"
        if config.name.startswith("ikrar.") and find_spec(module):
            yield import_module(module)
