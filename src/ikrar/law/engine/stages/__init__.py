"""The stages of an election: its parts by contest with the rules that speak in each, as plain data, and as a feed."""

from ikrar.law.engine.stages.feed import feed
from ikrar.law.engine.stages.moves import Moved, moved
from ikrar.law.engine.stages.parts import Part, always, contest_of, parts, stages_of, with_contest
from ikrar.law.engine.stages.plain import plain_calendar, plain_stages

__all__ = [
    "Moved",
    "Part",
    "always",
    "contest_of",
    "feed",
    "moved",
    "parts",
    "plain_calendar",
    "plain_stages",
    "stages_of",
    "with_contest",
]
