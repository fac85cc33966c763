"""Ikrar saya: what an official may see, say and end about the own pledge."""

from ikrar.pledges.views.mine.pages import front

__all__ = ["front"]
