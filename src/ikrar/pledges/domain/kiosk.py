"""The kiosk: a shared screen, its witness from another unit, and the two keys that sign there.

Both keys are derived and held by the server: the signature proves what this server saw at this kiosk, not that
the person held a key. Page, slip and receipt say so. Plain Python.
"""

import hmac
from datetime import datetime, timedelta

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ikrar.pledges.domain.armour import b64
from ikrar.pledges.domain.signature import ORDER, Offered, low_s
from ikrar.pledges.domain.values import KeyKind

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
ENTRY_HOLDS = timedelta(minutes=15)  # who was identified signs within this, or is identified again
TRIES = 5
PIN_DIGITS = 6


class KioskIsClosed(Exception):
    """The witness closed it, nobody used it for a while, or the witness's code was wrong too often."""


class WitnessCodeWrong(Exception):
    """This is not the code the witness was shown when opening the kiosk."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


class WitnessOfSameUnit(Exception):
    """A witness never confirms people of the own unit."""


class NotOnTheList(Exception):
    """Nobody with this number or code is asked at this declaration."""


class EntryUnknown(Exception):
    """Nobody is identified under this at the kiosk; it may have been tidied away meanwhile."""


class SigningNotOpenHere(Exception):
    """Signing at this site has not been opened, or is closed."""


class PactNotRead(Exception):
    """The person has to confirm having read the pact."""


def is_open(*, opened_at: datetime, last_used_at: datetime, closed_at: datetime | None, at: datetime) -> bool:
    """Whether the kiosk still serves: not closed, not left alone, not of yesterday."""
    return closed_at is None and at - last_used_at <= IDLE and at - opened_at <= LONGEST


def pin(*, secret: bytes, kiosk: str) -> str:
    """The witness's code of this kiosk: six digits, shown once.

    >>> pin(secret=bytes(32), kiosk="K1")
    '338 467'
    """
    mac = hmac.digest(secret, b"ikrar-kiosk-pin/v1\n" + kiosk.encode(), "sha256")
    digits = f"{int.from_bytes(mac[:8], 'big') % 10**PIN_DIGITS:0{PIN_DIGITS}d}"
    return f"{digits[:3]} {digits[3:]}"


def is_pin(typed: str, *, secret: bytes, kiosk: str) -> bool:
    """Whether the typed digits are the kiosk's; blanks do not matter."""
    digits = "".join(letter for letter in typed if letter.isdigit())
    return hmac.compare_digest(digits.encode(), pin(secret=secret, kiosk=kiosk).replace(" ", "").encode())


def signed(statement: bytes, *, secret: bytes, kiosk: str, witness: str) -> Offered:
    """The kiosk's signature over the statement, with the witness's beside it.

    >>> found = signed(b"x", secret=bytes(32), kiosk="K1", witness="W1")
    >>> found.kind, sorted(found.notes)
    (<KeyKind.KIOSK: 'kiosk'>, ['witness'])
    """
    own, other = _held(secret, f"kiosk:{kiosk}"), _held(secret, f"witness:{witness}")
    return Offered(
        kind=KeyKind.KIOSK,
        key=_spki(own),
        value=_sign(own, statement),
        notes={"witness": {"key": b64(_spki(other)), "value": b64(_sign(other, statement))}},
    )


def signed_on_paper(statement: bytes, *, secret: bytes, sheet_sha256: str) -> Offered:
    """The paper desk's signature, which only says: this sheet was entered and confirmed by two officers.

    >>> signed_on_paper(b"x", secret=bytes(32), sheet_sha256="0" * 64).notes["sheet_sha256"][:4]
    '0000'
    """
    own = _held(secret, "paper")
    return Offered(
        kind=KeyKind.PAPER,
        key=_spki(own),
        value=_sign(own, statement),
        notes={"sheet_sha256": sheet_sha256},
    )


def _held(secret: bytes, name: str) -> ec.EllipticCurvePrivateKey:
    wide = hmac.digest(secret, f"ikrar-held-key/v1\n{name}\n1".encode(), "sha256")
    wide += hmac.digest(secret, f"ikrar-held-key/v1\n{name}\n2".encode(), "sha256")
    return ec.derive_private_key(int.from_bytes(wide, "big") % (ORDER - 1) + 1, ec.SECP256R1())


def _spki(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _sign(key: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    return low_s(key.sign(message, ec.ECDSA(hashes.SHA256())))
