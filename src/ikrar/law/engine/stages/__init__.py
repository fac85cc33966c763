"""The stages of an election: its parts by contest with the rules that speak in each, as plain data, and as a feed."""

from ikrar.law.engine.stages.feed import feed
from ikrar.law.engine.stages.moves import FixingMoved, Move, MoveKind, fixings, moves
from ikrar.law.engine.stages.parts import Part, always, contest_of, parts, stages_of
from ikrar.law.engine.stages.plain import plain_calendar, plain_moves, plain_stages

__all__ = [
    "FixingMoved",
    "Move",
    "MoveKind",
    "Part",
    "always",
    "contest_of",
    "feed",
    "fixings",
    "moves",
    "parts",
    "plain_calendar",
    "plain_moves",
    "plain_stages",
    "stages_of",
]
