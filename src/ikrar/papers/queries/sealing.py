"""The seal in use, as anybody may know it: its certificate's fingerprint is published so that readers can compare."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings

from ikrar.papers import seals

if TYPE_CHECKING:
    from ikrar.papers.sealing import Facts


@dataclass(frozen=True, slots=True)
class SealView:
    """The certificate's facts, where its key is held, and whether seals get a timestamp."""

    facts: "Facts"
    is_on_token: bool
    has_timestamps: bool

    @property
    def groups(self) -> str:
        """The fingerprint as people compare it: groups of four."""
        digits = self.facts.fingerprint.upper()
        return " ".join(digits[place : place + 4] for place in range(0, len(digits), 4))


def seal_in_use(*, at: datetime) -> SealView:
    """The seal that the next paper gets; its key is made here, if this installation never had one."""
    from ikrar.papers.sealing import facts_of  # noqa: PLC0415 (pyHanko takes a second to load; few processes seal)

    facts = facts_of(seals.holder().certificate(at=at))
    return SealView(facts, bool(settings.IKRAR_SEAL_MODULE), seals.authority().is_set)
