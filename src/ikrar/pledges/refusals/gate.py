"""Refusals of gate."""

from ikrar.web.problems import Refusal

GATE: tuple[Refusal, ...] = ()
