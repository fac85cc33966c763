"""What was drawn of a pledge and still lies on this host goes with the pledge."""

from pathlib import Path

from django.conf import settings

from ikrar.papers.operations import pressing
from ikrar.pledges.queries.certificates import erased_among


def key_of(leaf_hash: bytes) -> str:
    """How the press's keys of a pledge's own certificates begin; the size of the register follows."""
    return f"{leaf_hash.hex()[:32]}-"


def batches() -> Path:
    """Where the certificates of a unit are gathered, a folder each."""
    return Path(settings.IKRAR_DATA) / "batches"


def remove_drawn(*, pledge: int, leaf_hash: bytes) -> None:
    """Delete what was drawn, or is about to be: the pledge's own certificate, and that in each batch."""
    own, in_a_batch = key_of(leaf_hash), f"x{pledge}"
    pressing.remove(concerns=lambda key: key.startswith(own) or key.endswith(in_a_batch))
    _remove_from_batches(pledge)


def remove_erased() -> None:
    """The same in the batches for what was erased on another host."""
    made = {int(path.stem) for path in batches().glob("*/*.pdf") if path.stem.isdigit()}
    for pledge in erased_among(pledges=made):
        _remove_from_batches(pledge)


def _remove_from_batches(pledge: int) -> None:
    for path in batches().glob(f"*/{pledge}.pdf"):
        path.unlink(missing_ok=True)
