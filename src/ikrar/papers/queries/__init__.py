"""What others may ask about papers."""

from ikrar.papers.queries.sealing import SealView, seal_in_use

__all__ = ["SealView", "seal_in_use"]
