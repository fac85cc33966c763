"""The desk: the staff's front page, and the worklist of those who still owe a pledge."""

from ikrar.desk.views.front import front
from ikrar.desk.views.worklist import message, pause, resume, sheet, silence, unit, units

__all__ = ["front", "message", "pause", "resume", "sheet", "silence", "unit", "units"]
