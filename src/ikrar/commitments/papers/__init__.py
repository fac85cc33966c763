"""The paper of a joint commitment: to be signed by hand or with a certificate, and as it stands once all have signed."""

from ikrar.commitments.papers.drawing import drawn

__all__ = ["drawn"]
