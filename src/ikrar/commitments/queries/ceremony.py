"""What the ceremony's screen shows: who has signed, who is next, the gong."""

from ikrar.commitments.models import Commitment
from ikrar.commitments.queries.commitments import commitment
from ikrar.commitments.queries.found import ScreenNotFound
from ikrar.commitments.queries.shapes import CommitmentView


def on_screen(*, token_hash: str) -> CommitmentView:
    """The commitment whose screen has this address; raises `ScreenNotFound`."""
    row = Commitment.objects.filter(screen_token_hash=token_hash).first()
    if row is None:
        raise ScreenNotFound
    return commitment(public_id=row.public_id)
