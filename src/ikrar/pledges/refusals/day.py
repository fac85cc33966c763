"""Refusals of day."""

from ikrar.web.problems import Refusal

DAY: tuple[Refusal, ...] = ()
