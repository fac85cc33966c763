"""The seal in use, as anybody may know it: its certificate's fingerprint is published so that readers can compare."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from ikrar.kernel.words import Words
from ikrar.papers import seals
from ikrar.papers.sealing.certificates import LABEL, Facts, facts_of


@dataclass(frozen=True, slots=True)
class SealView:
    """The certificate's facts, where its key is held, and whether seals get a timestamp."""

    facts: Facts
    is_on_token: bool
    has_timestamps: bool

    @property
    def label(self) -> Words:
        return LABEL

    @property
    def groups(self) -> str:
        """The fingerprint as people compare it: groups of four."""
        digits = self.facts.fingerprint.upper()
        return " ".join(digits[place : place + 4] for place in range(0, len(digits), 4))


def seal_in_use(*, at: datetime) -> SealView:
    """The seal that the next paper gets; its key is made here, if this installation never had one."""
    facts = facts_of(seals.holder().certificate(at=at))
    return SealView(facts, bool(settings.IKRAR_SEAL_MODULE), bool(settings.IKRAR_TSA))
