"""What is said of the seal of a paper: whether it holds, and whose it is as far as that can be compared."""

import re
from collections.abc import Iterator
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from ikrar.kernel.words import Words
from ikrar.register.paper import SEAL_WORDS, Seal, SealedPaper

FINGERPRINT = re.compile(r"[0-9a-f]{64}")


class NotAFingerprint(ValueError):
    """Neither a fingerprint nor a file with a certificate."""


class Owner(StrEnum):
    """Whose seal it is, said only as far as it was compared."""

    NAMED = "NAMED"  # intact, and of the certificate that was named
    ANOTHER = "ANOTHER"  # of another certificate than the one named
    NOT_COMPARED = "NOT_COMPARED"  # intact, but nothing was named to compare it with
    NONE = "NONE"  # there is no seal
    CHANGED = "CHANGED"


OWNER_WORDS: dict[Owner, Words] = {
    Owner.NAMED: Words(
        "Segel ini memakai sertifikat yang Anda sebut.", "The seal bears the certificate that you named."
    ),
    Owner.ANOTHER: Words(
        "Segel ini memakai sertifikat lain daripada yang Anda sebut.",
        "The seal bears another certificate than the one you named.",
    ),
    Owner.NOT_COMPARED: Words(
        "Milik siapa segel ini belum diperiksa. Bandingkan sidiknya dengan yang diumumkan, atau berikan --seal.",
        "Whose seal this is was not checked. Compare the fingerprint with the published one, or give --seal.",
    ),
    Owner.NONE: Words(
        "Yang tercetak di kertas ini tidak dijaga apa pun; hanya lampirannya yang diperiksa.",
        "Nothing holds what is printed on this paper; only its attachment was checked.",
    ),
    Owner.CHANGED: Words(
        "Jangan percaya pada apa yang tercetak di kertas ini.",
        "Do not believe what is printed on this paper.",
    ),
}
ONLY_RECEIPT = Words(
    "Tanda terimanya terbukti; kertasnya sendiri belum.", "The receipt is proved; the paper itself is not."
)
UNCERTIFIED = Words(
    "Segel Ikrar, tidak tersertifikasi (PP 71/2019 Pasal 59 dan 60).",
    "Ikrar's seal, uncertified (PP 71/2019, articles 59 and 60).",
)


def fingerprint_in(named: str) -> str:
    """The fingerprint that was given, in groups or not, or that of the certificate in a PEM file."""
    plain = re.sub(r"[\s:]", "", named).lower()
    if FINGERPRINT.fullmatch(plain):
        return plain
    from cryptography import x509  # noqa: PLC0415 (a receipt alone does not need it)
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415 (likewise)

    try:
        certificate = x509.load_pem_x509_certificate(Path(named).read_bytes())
    except (OSError, ValueError) as e:
        raise NotAFingerprint(named) from e
    return sha256(certificate.public_bytes(Encoding.DER)).hexdigest()


def owner(found: SealedPaper, *named: str | None) -> Owner:
    """Whose seal it is, compared with the fingerprints that are known."""
    if found.seal is not Seal.INTACT:
        return Owner.NONE if found.seal is Seal.NOT_SEALED else Owner.CHANGED
    known = {one for one in named if one}
    if not known:
        return Owner.NOT_COMPARED
    return Owner.NAMED if found.fingerprint in known else Owner.ANOTHER


def lines(found: SealedPaper, whose: Owner) -> Iterator[Words]:
    """The seal, in sentences."""
    yield SEAL_WORDS[found.seal]
    if found.fingerprint:
        yield UNCERTIFIED
        told = f"{found.subject}, sidik sertifikat", f"{found.subject}, certificate fingerprint"
        yield Words(f"{told[0]} {_groups(found.fingerprint)}", f"{told[1]} {_groups(found.fingerprint)}")
    yield OWNER_WORDS[whose]


def plain(found: SealedPaper, whose: Owner) -> dict[str, object]:
    """The same for machines."""
    return {
        "state": found.seal.value,
        "owner": whose.value,
        "certificate_sha256": found.fingerprint or None,
        "organisation": found.subject or None,
        "sealed_at": found.sealed_at.isoformat() if found.sealed_at else None,
        "timestamped": found.is_stamped,
        "certified": False,
    }


def _groups(digits: str) -> str:
    return " ".join(digits[place : place + 4] for place in range(0, len(digits), 4))
