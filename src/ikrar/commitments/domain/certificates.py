"""Whose certificate it is: bound to a mandate by what the institution told before the day, never by a name alone.

Plain Python: no Django, no clock. Decision 0094 tells why.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ikrar.kernel.text import folded, split_name
from ikrar.kernel.words import Words

FINGERPRINT: Final = re.compile(r"[0-9a-f]{64}")
_DEGREE: Final = re.compile(
    r"amd|apt|ba|dea|llb|llm|ma|mag|map|mba|mec|med|meng|mh|mhi|mhum|mikom|mip|mipol|mkes|mkm|mkn|mkom|mm|mmr|"
    r"mp|mpa|mpd|mpdi|mph|mpp|mpsi|ms|msi|msc|msn|msos|msp|mt|mth|phd|sag|sap|se|sei|sfarm|sh|shi|shum|shut|"
    r"sik|sikom|sip|skel|skep|skg|skh|skm|skom|sos|sp|spd|spdi|spi|spsi|spt|ss|ssi|ssn|ssos|sst|sstp|st|sth|"
    r"stp"
)


class Bond(StrEnum):
    """By what a certificate is known to be of the institution's representative."""

    CERTIFICATE = "CERTIFICATE"
    ORGANISATION = "ORGANISATION"


BOND_WORDS: Final = {
    Bond.CERTIFICATE: Words(
        "sidik sertifikatnya diberitahukan lembaga dan disahkan dua petugas sebelum penandatanganan dibuka",
        "the institution told the certificate's fingerprint, and two officers stood by it, before signing opened",
    ),
    Bond.ORGANISATION: Words(
        "nama dan organisasi dalam sertifikatnya sama seutuhnya dengan yang ditetapkan sebelum penandatanganan dibuka",
        "name and organisation in the certificate are, as a whole, what was fixed before signing opened",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Presented:
    """A certified signature in a PDF, as its certificate tells who made it."""

    number: int
    name: str
    organisation: str
    unit: str
    certificate_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """How the certificate of an institution's representative must look."""

    place: int
    institution: str
    name: str
    organisation: str
    unit: str = ""
    certificate_sha256: str = ""


class CertificateDoesNotFit(Exception):
    """The certificate bears a representative's name and is still not bound to the mandate."""

    def __init__(self, presented: Presented, awaited: Awaited, found: str, wanted: str) -> None:
        super().__init__(presented.name, awaited.institution, found, wanted)
        self.name, self.institution = presented.name, awaited.institution
        self.found, self.wanted = found, wanted


class OtherOrganisation(CertificateDoesNotFit):
    """It names another organisation than the institution, or another part of it."""


class NoOrganisation(CertificateDoesNotFit):
    """It names no organisation, so that nothing but a name would speak for it."""


class OtherCertificate(CertificateDoesNotFit):
    """It is not the certificate whose fingerprint the institution told."""


class FitsSeveral(Exception):
    """The certificate would do for more than one institution, so it does for none."""

    def __init__(self, name: str, institutions: str) -> None:
        super().__init__(name, institutions)
        self.name, self.institutions = name, institutions


def bare_name(written: str) -> str:
    """The name for comparing: without case, punctuation and academic titles, in its own order.

    Titles are taken off where they are written as titles: known ones in front, whatever follows a comma, and known
    degrees with a dot at the end. Nothing else is, so no word of a name is ever lost.

    >>> bare_name("Dr. Hj. SITI RAHMA, S.Sos., M.Si"), bare_name("Siti Rahma S.H. M.H."), bare_name("Budi M.")
    ('siti rahma', 'siti rahma', 'budi m')
    """
    words = split_name(written)[1].split()
    while len(words) > 1 and _is_degree(words[-1]):
        words.pop()
    return folded(" ".join(words))


def bond(presented: Presented, awaited: Awaited) -> Bond | None:
    """What binds this certificate to this mandate; nothing where it is somebody else's.

    Raises `CertificateDoesNotFit` where the name is the representative's and the rest is not.
    """
    if awaited.certificate_sha256:
        return _by_certificate(presented, awaited)
    if not is_named(presented.name, awaited.name):
        return None
    if not folded(presented.organisation):
        raise NoOrganisation(presented, awaited, "", awaited.organisation)
    for found, wanted in ((presented.organisation, awaited.organisation), (presented.unit, awaited.unit)):
        if wanted and folded(found) != folded(wanted):
            raise OtherOrganisation(presented, awaited, found or "—", wanted)
    return Bond.ORGANISATION


def is_named(certified: str, awaited: str) -> bool:
    """Whether it is the same name, as a whole.

    >>> is_named("Ratna Wijaya, S.H.", "Ratna Wijaya"), is_named("Ratna Wijaya Kusuma", "Ratna Wijaya")
    (True, False)
    """
    return bool(bare_name(awaited)) and bare_name(certified) == bare_name(awaited)


def owner(presented: Presented, mandates: Sequence[Awaited]) -> tuple[Awaited, Bond] | None:
    """The one mandate this certificate is bound to, and by what; nothing for a stranger's.

    A certificate told beforehand decides; else what fits in every respect; else what is closest is told by raising.
    """
    fits: list[tuple[Awaited, Bond]] = []
    misfits: list[CertificateDoesNotFit] = []
    for awaited in mandates:
        try:
            if found := bond(presented, awaited):
                fits.append((awaited, found))
        except CertificateDoesNotFit as e:
            misfits.append(e)
    told = [one for one in fits if one[1] is Bond.CERTIFICATE] or fits
    if len(told) > 1:
        raise FitsSeveral(presented.name, ", ".join(one.institution for one, _ in told))
    if not told and misfits:
        raise misfits[0]
    return told[0] if told else None


def fingerprint(typed: str) -> str:
    """SHA-256 as programs print it, with colons, blanks and capitals; ValueError where it is none.

    >>> fingerprint("AB:" * 31 + "ab") == "ab" * 32
    True
    """
    plain = re.sub(r"[\s:]", "", typed).casefold()
    if not FINGERPRINT.fullmatch(plain):
        raise ValueError(typed)
    return plain


def names(presented: Iterable[Presented]) -> str:
    """Who signed, with the organisation of each, for one sentence."""
    return "; ".join(f"{one.name} ({one.organisation or '—'})" for one in presented)


def _by_certificate(presented: Presented, awaited: Awaited) -> Bond | None:
    if presented.certificate_sha256 == awaited.certificate_sha256:
        return Bond.CERTIFICATE
    if is_named(presented.name, awaited.name):
        found, wanted = presented.certificate_sha256[:16], awaited.certificate_sha256[:16]
        raise OtherCertificate(presented, awaited, found, wanted)
    return None


def _is_degree(word: str) -> bool:
    return "." in word and _DEGREE.fullmatch(folded(word).replace(" ", "")) is not None
