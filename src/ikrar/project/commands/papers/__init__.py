"""`./ikrar papers WORD …`: seals and checks of PDFs at a terminal. One module per word, with `add(parser)` and `run(asked)`."""

from ikrar.project.commands.papers.frame import run

__all__ = ["run"]
