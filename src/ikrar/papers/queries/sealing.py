"""The seal in use, as anybody may know it: its certificate's fingerprint is published so that readers can compare."""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from ikrar.kernel.words import Words
from ikrar.papers import seals
from ikrar.papers.sealing.certificates import LABEL, Facts, facts_of


@dataclass(frozen=True, slots=True)
class SealView:
    """A certificate's facts and itself, where its key is held, whether seals get a timestamp, and former ones."""

    facts: Facts
    pem: str
    is_on_token: bool = False
    has_timestamps: bool = False
    before: tuple["SealView", ...] = ()

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
    certificate = seals.holder().certificate(at=at)
    return SealView(
        facts=facts_of(certificate),
        pem=_pem(certificate),
        is_on_token=bool(settings.IKRAR_SEAL_MODULE),
        has_timestamps=bool(settings.IKRAR_TSA),
        before=tuple(SealView(facts_of(one), _pem(one)) for one in seals.key_file().retired()),
    )


def lacks_seal() -> bool:
    """Whether the seal's key is still to be made here, or to be copied from another host."""
    return not settings.IKRAR_SEAL_MODULE and not seals.key_file().exists()


def known_seals(*, at: datetime) -> frozenset[str]:
    """The fingerprints of all certificates this installation has sealed with."""
    seal = seal_in_use(at=at)
    return frozenset(one.facts.fingerprint for one in (seal, *seal.before))


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(Encoding.PEM).decode()
