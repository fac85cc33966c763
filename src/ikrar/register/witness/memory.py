"""What a witness remembers, and the decision whether to cosign."""

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ikrar.register import checkpoint as checkpoints
from ikrar.register import merkle
from ikrar.register import note as notes
from ikrar.register.checkpoint import TreeHead
from ikrar.register.cosigning import AddCheckpoint, NotARequest
from ikrar.register.merkle import EMPTY_ROOT
from ikrar.register.note import Line, Note, SigningKey, VerifierKey
from ikrar.register.shelf import write_durably

CLOCK_LIMIT = 2**63 - 1


class OriginIsUnknown(Exception):
    """404: the witness was not told of this register."""


class NotSealed(Exception):
    """403: no key the witness knows for this register signed the checkpoint."""


class SizeIsAnother(Exception):
    """409: the witness has cosigned another size, or another root at this size."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


class NotAnExtension(Exception):
    """422: the new tree does not begin with the one cosigned last."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The largest tree of a register that this witness has cosigned."""

    size: int = 0
    root: bytes = EMPTY_ROOT


class Memory:
    """One witness: its key, the registers it watches, and a folder in which it remembers."""

    def __init__(self, *, folder: Path, key: SigningKey, logs: Mapping[str, tuple[VerifierKey, ...]]) -> None:
        self.folder = folder
        self.key = key
        self.logs = logs
        self._one_at_a_time = threading.Lock()

    def add(self, request: AddCheckpoint, *, posix_time: int) -> Line:
        """Cosign the checkpoint, or raise why not. It is remembered durably before the answer exists."""
        head, note = self._read(request.checkpoint)
        if request.old > head.size:
            raise NotARequest("the old size is the larger one")
        with self._one_at_a_time, self._alone():
            seen = self.seen(head.origin)
            if request.old != seen.size:
                raise SizeIsAnother(seen.size)
            _check_growth(seen, head, request.proof)
            write_durably(self._path(head.origin), note.text.encode(), mode=0o600)
        return self.key.cosign(note.text, posix_time=min(max(posix_time, 0), CLOCK_LIMIT))

    def seen(self, origin: str) -> Seen:
        """What it cosigned last of this register."""
        try:
            head = checkpoints.parse_head(self._path(origin).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Seen()
        return Seen(head.size, head.root)

    def _read(self, checkpoint: str) -> tuple[TreeHead, Note]:
        try:
            head, note = checkpoints.parse(checkpoint)
        except ValueError as e:
            raise NotARequest("the checkpoint cannot be read") from e
        if head.origin not in self.logs:
            raise OriginIsUnknown(head.origin)
        if not any(_is_signed_by(note, key) for key in self.logs[head.origin]):
            raise NotSealed(head.origin)
        return head, note

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Other processes on the same folder wait: check and write are one act."""
        descriptor = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            os.lockf(descriptor, os.F_LOCK, 0)
            yield
        finally:
            os.close(descriptor)

    def _path(self, origin: str) -> Path:
        return self.folder / f"{sha256(origin.encode()).hexdigest()}.seen"


def _check_growth(seen: Seen, head: TreeHead, proof: tuple[bytes, ...]) -> None:
    if seen.size == head.size and seen.root != head.root:
        raise SizeIsAnother(seen.size)
    try:
        merkle.verify_consistency(
            old=seen.size, new=head.size, old_root=seen.root, new_root=head.root, proof=proof
        )
    except merkle.ProofDoesNotMatch as e:
        raise NotAnExtension(head.origin) from e


def _is_signed_by(note: Note, key: VerifierKey) -> bool:
    try:
        notes.verify(note, key)
    except (notes.NotSignedBy, notes.SignatureDoesNotMatch):
        return False
    return True
