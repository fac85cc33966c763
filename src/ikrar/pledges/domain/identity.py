"""Who signed, said in a way that can be opened by the signer alone; and how people are told apart on a page."""

from hashlib import sha256

from msgspec import Struct

from ikrar.pledges.domain import armour
from ikrar.pledges.domain.armour import quoted

_PURPOSE = b"ikrar-signer/v1\n"
LONGEST = 300


class SignerDiffers(Exception):
    """These are not the institution, name and number the pass commits to."""


class Signer(Struct, frozen=True, forbid_unknown_fields=True):
    """What a full receipt may show: never the whole number, because with the salt known it is found in seconds."""

    institution: str
    name: str
    number_tail: str

    def as_json(self) -> dict[str, str]:
        return {"institution": self.institution, "name": self.name, "number_tail": self.number_tail}

    def canonical(self) -> str:
        """The same as canonical JSON.

        >>> Signer("Kota Contoh", "Siti", "3002").canonical()
        '{"institution":"Kota Contoh","name":"Siti","number_tail":"3002"}'
        """
        return (
            f'{{"institution":{quoted(self.institution)},"name":{quoted(self.name)},'
            f'"number_tail":{quoted(self.number_tail)}}}'
        )


def commit(signer: Signer, *, salt: bytes) -> str:
    """The base64 commitment that stands in pass and statement.

    >>> commit(Signer("Kota Contoh", "Siti Rahma Contoh", "3002"), salt=bytes(32))
    'dkDaUSSmch5oSCzSGIA1M0TFtn1hAA3sR22okPKPhIg='
    """
    return armour.b64(sha256(_PURPOSE + salt + signer.canonical().encode()).digest())


def read_signer(said: object) -> Signer:
    """The three texts a phone sends back, or `SignerDiffers`."""
    if not isinstance(said, dict) or said.keys() != {"institution", "name", "number_tail"}:
        raise SignerDiffers
    if not all(isinstance(value, str) and len(value) <= LONGEST for value in said.values()):
        raise SignerDiffers
    return Signer(said["institution"], said["name"], said["number_tail"])


def check_signer(signer: Signer, *, salt: str, commitment: str) -> None:
    """Raise unless the commitment opens to exactly this."""
    try:
        found = commit(signer, salt=armour.unb64(salt))
    except (armour.NotEncoded, UnicodeEncodeError) as e:
        raise SignerDiffers from e
    if found != commitment:
        raise SignerDiffers
