"""What a log and a witness say to each other (C2SP tlog-witness): the request, its answers, no transport."""

import re
from dataclasses import dataclass

from ikrar.register.armour import NotBase64, armour, unarmour
from ikrar.register.merkle import HASH_BYTES

PROOF_LINES = 63
REQUEST_BYTES = 70_000
SIZE_TYPE = "text/x.tlog.size"
_OLD = re.compile(r"old (0|[1-9][0-9]{0,18})")


class NotARequest(ValueError):
    """This is no add-checkpoint request."""


@dataclass(frozen=True, slots=True)
class AddCheckpoint:
    """The size the log believes the witness has seen, the proof from there, and the new checkpoint."""

    old: int
    proof: tuple[bytes, ...]
    checkpoint: str

    def __str__(self) -> str:
        proof = "".join(f"{armour(one)}\n" for one in self.proof)
        return f"old {self.old}\n{proof}\n{self.checkpoint}"


def parse(data: bytes) -> AddCheckpoint:
    """Read a request, strictly."""
    try:
        head, gap, checkpoint = data.decode().partition("\n\n")
    except UnicodeDecodeError as e:
        raise NotARequest("not UTF-8") from e
    first, *rest = head.split("\n")
    old = _OLD.fullmatch(first)
    if not gap or old is None or len(rest) > PROOF_LINES:
        raise NotARequest(first)
    try:
        proof = tuple(unarmour(line, length=HASH_BYTES) for line in rest)
    except NotBase64 as e:
        raise NotARequest("a proof line is no hash") from e
    return AddCheckpoint(int(old[1]), proof, checkpoint)
