"""Refusals of planning."""

from ikrar.web.problems import Refusal

PLANNING: tuple[Refusal, ...] = ()
