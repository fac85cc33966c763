"""Printed papers and files to take along, drawn by typst; nothing of them is stored."""

from ikrar.pledges.papers.calendar import calendar_file
from ikrar.pledges.papers.drawing import draw, qr
from ikrar.pledges.papers.kit import kit
from ikrar.pledges.papers.messages import group_message
from ikrar.pledges.papers.sheets import card_sheet, plan_b, poster, roll, run_sheet

__all__ = [
    "calendar_file",
    "card_sheet",
    "draw",
    "group_message",
    "kit",
    "plan_b",
    "poster",
    "qr",
    "roll",
    "run_sheet",
]
