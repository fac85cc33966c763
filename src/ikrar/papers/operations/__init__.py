"""What others may have done to a paper."""

from ikrar.papers.operations.sealing import attach, seal

__all__ = ["attach", "seal"]
