"""Pledges signed beforehand, one key and one pass per person, kept on disk as the very bytes a phone would send.

Whoever holds the pass key of an installation can write any pass; here the installation is the benchmark's own, and
the passes, stamps and signatures are those that its endpoints and its phones would have made. A file holds many
requests, each behind its length in four bytes, so that a generator streams them without reading any.
"""

import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ikrar.pledges.domain import armour, identity, passes, presence, statement
from ikrar.pledges.domain.identity import Signer
from ikrar.pledges.domain.passes import Pass
from ikrar.pledges.domain.presence import Shown
from ikrar.pledges.domain.signature import SPKI_HEAD
from ikrar.pledges.domain.values import IdentifiedBy, KeyKind, PresenceLevel
from ikrar.project.bench.place import Tell

CHUNK = 10_000
INSTITUTION = "Pemerintah Negeri Contoh"
RP_ID = "localhost"
CREDENTIAL_BYTES = 16
POINT_BYTES = 64

_CURVE = ec.SECP256R1()
_ECDSA = ec.ECDSA(hashes.SHA256())
_HEAD = b"POST /gate/pledge HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that a stock of pledges depends on; the same plan makes passes for the same people."""

    people: int
    kind: str
    pass_key: str
    stamp_key: str
    declaration: str
    site: str
    register: str
    text_sha256: str
    cut_off: int
    device_time: str
    window: int

    def write(self, folder: Path) -> None:
        path = folder / "plan.json"
        path.touch(mode=0o600)
        path.write_text(json.dumps(asdict(self)))


def read_plan(folder: Path) -> Plan | None:
    """The plan of a stock made before, if there is one."""
    path = folder / "plan.json"
    return Plan(**json.loads(path.read_text())) if path.exists() else None


def official_id(number: int) -> str:
    """The public id of the n-th official of the invented nation, counted from one."""
    return f"9{number:09d}"


def tid_of(plan: Plan, number: int) -> str:
    return sha256(f"{plan.pass_key}\n{number}".encode()).hexdigest()[: passes.TID_HEX]


def chunks(folder: Path, plan: Plan) -> list[Path]:
    """The files of the stock, in order."""
    return [folder / f"{first:08d}.pledges" for first in range(1, plan.people + 1, CHUNK)]


def make(folder: Path, plan: Plan, *, workers: int, tell: Tell) -> int:
    """Make what is missing, in processes; how many were made."""
    missing = [path for path in chunks(folder, plan) if not path.exists()]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        made = 0
        for done in as_completed([pool.submit(make_chunk, path, plan) for path in missing]):
            made += done.result()
            tell(made, len(missing) * CHUNK)
    return made


def make_chunk(path: Path, plan: Plan) -> int:
    """The pledges of one file; it appears when it is whole."""
    first = int(path.stem)
    numbers = range(first, min(first + CHUNK, plan.people + 1))
    part, keys = path.with_suffix(".part"), path.with_suffix(".keys")
    with part.open("wb") as file, keys.open("wb") as known:
        for number in numbers:
            request, enrolled = request_of(plan, number)
            file.write(len(request).to_bytes(4, "little") + request)
            known.write(enrolled)
    part.rename(path)
    return len(numbers)


def read(file: BinaryIO) -> Iterator[bytes]:
    """The requests of one file."""
    while head := file.read(4):
        yield file.read(int.from_bytes(head, "little"))


def request_of(plan: Plan, number: int) -> tuple[bytes, bytes]:
    """What the phone of the n-th official sends, and what is on file of its passkey."""
    signer = Signer(INSTITUTION, f"Pegawai Contoh {number:09d}", f"{number % 10_000:04d}")
    given = _pass(plan, number, signer)
    shown = Shown(plan.site, plan.window, PresenceLevel.SHOWN)
    signed = statement.build(given=given, shown=shown, device_time=plan.device_time)
    part, enrolled = _signature(plan, number, signed)
    body = armour.jcs(
        {
            "pass": passes.encode(given, keys=passes.keys_of(bytes.fromhex(plan.pass_key))),
            "stamp": presence.stamp(shown, tid=given.tid, secret=bytes.fromhex(plan.stamp_key)),
            "statement": signed.decode(),
            "device_time": plan.device_time,
            "signer": {**signer.as_json()},
            "signature": {**part},
        }
    )
    return _HEAD % len(body) + body, enrolled


def _pass(plan: Plan, number: int, signer: Signer) -> Pass:
    tid = tid_of(plan, number)
    salt = sha256(b"salt\n" + tid.encode()).digest()
    return Pass(
        tid=tid,
        register=plan.register,
        declaration=plan.declaration,
        epoch=1,
        official=official_id(number),
        identified_by=IdentifiedBy.CODE,
        signer=identity.commit(signer, salt=salt),
        salt=armour.b64(salt),
        text_sha256=plan.text_sha256,
        not_after=plan.cut_off,
    )


def _signature(plan: Plan, number: int, signed: bytes) -> tuple[dict[str, str], bytes]:
    key = ec.generate_private_key(_CURVE)
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    if plan.kind == KeyKind.PASSKEY:
        credential = sha256(f"credential\n{plan.pass_key}\n{number}".encode()).digest()[:CREDENTIAL_BYTES]
        return _assertion(key, credential, signed), credential + point[1:]
    r, s = decode_dss_signature(key.sign(signed, _ECDSA))  # as WebCrypto writes it; half of them are high-S
    value = armour.b64(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
    return {"kind": KeyKind.DEVICE, "key": armour.b64(SPKI_HEAD + point), "value": value}, b""


def _assertion(key: ec.EllipticCurvePrivateKey, credential: bytes, signed: bytes) -> dict[str, str]:
    """An enrolled passkey's answer, present and verified, to SHA-256(statement)."""
    challenge = armour.url64(sha256(signed).digest())
    told = (
        f'{{"type":"webauthn.get","challenge":"{challenge}","origin":"https://{RP_ID}","crossOrigin":false}}'
    )
    authenticator = sha256(RP_ID.encode()).digest() + b"\x05" + bytes(4)
    return {
        "kind": str(KeyKind.PASSKEY),
        "credential_id": armour.url64(credential),
        "authenticator_data": armour.url64(authenticator),
        "client_data": armour.url64(told.encode()),
        "value": armour.url64(key.sign(authenticator + sha256(told.encode()).digest(), _ECDSA)),
    }
