"""The ceremony's screen: an address of its own, kept hashed; a new one stops the former."""

import hashlib
from datetime import datetime

from django.db import transaction

from ikrar.commitments.domain import Phase
from ikrar.commitments.operations.trail import Actor, locked, note
from ikrar.kernel.ids import new_id

TOKEN_LENGTH = 26


def open_screen(*, commitment: str, by: Actor, at: datetime) -> str:
    """A fresh address for the screen: its token, shown once."""
    with transaction.atomic():
        row = locked(commitment, Phase.PUBLIC, Phase.OPEN, Phase.DONE, Phase.CLOSED)
        token = new_id(TOKEN_LENGTH)
        row.screen_token_hash = token_hash(token)
        row.save(update_fields=["screen_token_hash"])
        note(row, "screen-opened", by=by, at=at)
        return token


def token_hash(token: str) -> str:
    """What is kept of a screen's address."""
    return hashlib.sha256(b"ikrar-ceremony/v1\n" + token.encode()).hexdigest()
