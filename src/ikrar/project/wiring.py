"""Who is told to whom: each context's refusals reach the one place that turns them into pages and answers."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from ikrar.web import problems


def wire() -> None:
    """Register the refusals of every context that has some."""
    for config in apps.get_app_configs():
        name = f"{config.name}.refusals"
        if config.name.startswith("ikrar.") and find_spec(name):
            problems.register(import_module(name).REFUSALS)
