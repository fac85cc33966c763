"""A passkey in software: makes registrations and assertions as an honest device does, or as told otherwise."""

import base64
import hashlib
import json
import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from fido2 import cbor

from ikrar.pledges.queries import gate


def url64(value):
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


class SoftKey:
    """One credential on one device."""

    def __init__(self):
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.credential_id = secrets.token_bytes(16)

    @property
    def spki(self):
        return self.private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    def registration(self, challenge):
        """What the enrolment form sends for the challenge on the page."""
        hashed = hashlib.sha256(b"ikrar-challenge/v1\n" + challenge.encode()).digest()
        numbers = self.private.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        made = bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id + cbor.encode(cose)
        attestation = {"fmt": "none", "attStmt": {}, "authData": _authenticator(0x45) + made}
        return {
            "challenge": challenge,
            "client_data": url64(_client("webauthn.create", hashed)),
            "attestation": url64(cbor.encode(attestation)),
        }

    def assertion(self, statement, *, flags=0x05, origin=None):
        """What the signing form sends for the statement on the page."""
        client = _client("webauthn.get", hashlib.sha256(statement.encode()).digest(), origin=origin)
        authenticator = _authenticator(flags)
        signed = self.private.sign(authenticator + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return {
            "nonce": json.loads(statement)["nonce"],
            "credential_id": url64(self.credential_id),
            "value": url64(signed),
            "authenticator_data": url64(authenticator),
            "client_data": url64(client),
        }


def _client(kind, challenge, *, origin=None):
    (ours,) = gate.party().origins
    told = {"type": kind, "challenge": url64(challenge), "origin": origin or ours, "crossOrigin": False}
    return json.dumps(told).encode()


def _authenticator(flags):
    return hashlib.sha256(settings.IKRAR_DOMAIN.encode()).digest() + bytes([flags]) + bytes(4)
