"""`./ikrar law WORD …`: the law book at a terminal. One module per word; see frame.py for what a module offers."""

from ikrar.project.commands.law.frame import run

__all__ = ["run"]
