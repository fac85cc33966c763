"""The machinery: mail that is stuck, the age of the newest checkpoint."""

from collections.abc import Iterator
from datetime import datetime

from ikrar.accounts import queries as accounts
from ikrar.desk.domain import Tile, age
from ikrar.desk.queries.worker import Worker
from ikrar.kernel.words import Words
from ikrar.register import queries as register


def mail(_: Worker, at: datetime) -> Iterator[Tile]:
    """Only when something is late or was given up."""
    state = accounts.post_state(at=at)
    if state.late or state.given_up:
        yield Tile(
            Words("Surat tersendat", "Mail is stuck"),
            state.late + state.given_up,
            Words(
                "Terlambat atau menyerah. Periksa server surat.", "Late or given up. Check the mail server."
            ),
            "accounts:post",
            is_urgent=True,
        )


def checkpoint(_: Worker, at: datetime) -> Iterator[Tile]:
    """How many entries the register holds, and how fresh its newest checkpoint is."""
    latest = register.latest_checkpoint()
    if latest is None:
        yield Tile(
            Words("Register masih kosong", "The register is empty"),
            0,
            Words(
                "Titik periksa pertama dibuat bersama catatan pertama.",
                "The first checkpoint comes with the first entry.",
            ),
            "accounts:system",
        )
        return
    ago = age(int((at - latest.made_at).total_seconds()))
    yield Tile(
        Words("Catatan di register", "Entries in the register"),
        latest.size,
        Words(f"Titik periksa terakhir {ago.id}.", f"Last checkpoint {ago.en}."),
        "accounts:system",
    )
