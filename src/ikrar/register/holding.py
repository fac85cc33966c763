"""Records that an upper context derives again from its own rows, so that fsck can hold the register's leaves against them.

Plain Python. Each context tells its own kinds; project brings them together.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from ikrar.kernel.canonical import Value, canonical
from ikrar.register import domain


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One record as the rows tell it now. `where` names the row for whoever reads the finding.

    `body` is None where the row contradicts itself or cannot be read. `apart` are members of the body that no row repeats,
    and `at` is None where no row keeps the moment: they are taken from the entry. `may_lack`: an entry was not made in
    every case in which the row looks like this.
    """

    where: str
    kind: str
    body: Mapping[str, Value] | None
    at: datetime | None = None
    leaf_hash: bytes | None = None  # as the row keeps it
    apart: frozenset[str] = frozenset()
    is_rehearsal: bool = False
    may_lack: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing has to be taken from the entry."""
        return self.at is not None and not self.apart

    def derived(self) -> bytes:
        """The leaf hash of the record, if it is whole."""
        assert self.body is not None
        assert self.at is not None
        record = domain.public_record(kind=self.kind, body=dict(self.body), at=self.at)
        return domain.leaf_hash(domain.leaf(self.kind, sha256(canonical(record)).digest()))

    def agrees(self, record: Mapping[str, Value]) -> bool:
        """Whether the record says the same in everything that a row repeats."""
        body = record.get("body")
        if self.body is None or not isinstance(body, dict) or record.get("kind") != self.kind:
            return False
        if self.at is not None and record.get("at") != domain.moment(self.at):
            return False
        own = {name: value for name, value in self.body.items() if name not in self.apart}
        return own == {name: value for name, value in body.items() if name not in self.apart}


@dataclass(frozen=True, slots=True)
class Holder:
    """Kinds of entries, and whoever derives all of them again."""

    kinds: tuple[str, ...]
    rows: Callable[[], Iterable[Held]]
