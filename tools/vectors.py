"""Rebuild tests/vectors: a small register with receipts, good ones and evil ones named by what is wrong.

Everything is drawn from fixed seeds, so a second run changes nothing: `git diff --exit-code tests/vectors`.
All people are invented.
"""

import base64
import copy
import json
import shutil
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ikrar.kernel.canonical import canonical
from ikrar.register import checkpoint, cosigning, domain, merkle, note, receipt, signatures, tiles
from ikrar.register.armour import armour
from ikrar.register.checkpoint import TreeHead
from ikrar.register.receipt import Opening, Receipt
from ikrar.register.trust import Trust, TrustedKey, TrustedLog

HERE = Path(__file__).resolve().parents[1] / "tests" / "vectors"
ORIGIN = "ikrar.contoh.example/register"
SITE = "https://ikrar.contoh.example"
RP_ID = "ikrar.contoh.example"
SIZE = 300
TIME = 1_795_394_772  # 2026-11-23T00:46:12Z
PERSON: dict[str, Any] = {"institution": "Kota Contoh", "name": "Siti Rahma Contoh", "number_tail": "3002"}

Plain = dict[str, Any]


def seed(name: str) -> bytes:
    return sha256(f"ikrar vectors: {name}".encode()).digest()


def p256(name: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(
        int.from_bytes(seed(name), "big") % (signatures.ORDER - 1) + 1, ec.SECP256R1()
    )


LOG_KEY = note.SigningKey(ORIGIN, note.ED25519, seed("log"))
NEXT_KEY = note.SigningKey(ORIGIN, note.ED25519, seed("log, rotated"))
WITNESS_KEY = note.SigningKey("saksi.contoh.example", note.COSIGNATURE, seed("witness"))
STRANGER_KEY = note.SigningKey("saksi-lain.example", note.COSIGNATURE, seed("stranger"))


def public(key: ec.EllipticCurvePrivateKey) -> str:
    return armour(key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def signed(key: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    return signatures.low_s(key.sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True)))


def statement(name: str, **changes: Any) -> Plain:
    opening = seed(f"{name}: salt")
    signer = sha256(b"ikrar-signer/v1\n" + opening + canonical(PERSON)).digest()
    return {
        "declaration": "7K3M2P9Q4R",
        "device_time": "2026-11-23T07:46:11+07:00",
        "kind": "ikrar.pledge/v1",
        "nonce": seed(f"{name}: tid")[:16].hex(),
        "presence": {"site": "balai-kota", "window": 59846492},
        "register": ORIGIN,
        "signer": armour(signer),
        "text_sha256": sha256(b"Naskah pakta integritas contoh.\n").hexdigest(),
        **changes,
    }


def record(name: str, said: Plain, signature: Plain, **changes: Any) -> Plain:
    presence = said["presence"]
    return {
        "v": "ikrar.record/v1",
        "statement": said,
        "signature": signature,
        "identified_by": "code",
        "presence": {"level": "shown", **presence}
        if presence
        else {"level": "none", "site": None, "window": None},
        "received_at": "2026-11-23T00:46:12.345Z",
        "blind": armour(seed(f"{name}: blind")),
        **changes,
    }


def device_key(name: str, said: Plain) -> Plain:
    key = p256(name)
    return {"kind": "device-key", "key": public(key), "value": armour(signed(key, canonical(said)))}


def passkey(name: str, said: Plain, *, flags: int = 0x05, origin: str = SITE, rp_id: str = RP_ID) -> Plain:
    key = p256(name)
    challenge = base64.urlsafe_b64encode(sha256(canonical(said)).digest()).rstrip(b"=").decode()
    told = {"type": "webauthn.get", "challenge": challenge, "origin": origin, "crossOrigin": False}
    client = json.dumps(told, separators=(",", ":")).encode()
    authenticator = sha256(rp_id.encode()).digest() + bytes([flags]) + (7).to_bytes(4, "big")
    return {
        "kind": "passkey",
        "key": public(key),
        "value": armour(signed(key, authenticator + sha256(client).digest())),
        "authenticator_data": armour(authenticator),
        "client_data": armour(client),
    }


def kiosk(name: str, said: Plain) -> Plain:
    witness = p256(f"{name}: witness")
    told = {"key": public(witness), "value": armour(signed(witness, canonical(said)))}
    return {**device_key(name, said), "kind": "kiosk", "witness": told}


def high_s(part: Plain) -> Plain:
    r, s = decode_dss_signature(base64.b64decode(part["value"]))
    return {**part, "value": armour(encode_dss_signature(r, signatures.ORDER - s))}


def loose_der(part: Plain) -> Plain:
    """The same two numbers with a needless zero in front of the first."""
    strict = base64.b64decode(part["value"])
    length = strict[3]
    loose = b"\x02" + bytes([length + 1]) + b"\x00" + strict[4 : 4 + length] + strict[4 + length :]
    return {**part, "value": armour(b"\x30" + bytes([len(loose)]) + loose)}


def records() -> dict[str, tuple[str, Plain]]:
    """Every record of the vectors, by the name of its receipt; kind and record."""
    made: dict[str, tuple[str, Plain]] = {}

    def pledge(
        name: str, sign: Callable[[str, Plain], Plain], said: Plain | None = None, **changes: Any
    ) -> None:
        said = said or statement(name)
        made[name] = ("pledge", record(name, said, sign(name, said), **changes))

    pledge("device-key", device_key)
    pledge("device-key-full", device_key)
    pledge("passkey", passkey, identified_by="passkey")
    pledge("kiosk", kiosk, identified_by="witness")
    pledge("paper", lambda *_: {"kind": "paper", "key": "", "value": ""}, identified_by="witness")
    pledge("certified", lambda *_: {"kind": "certified", "key": "", "value": ""})
    pledge("late", device_key, statement("late", presence=None))
    made["public-entry"] = (
        "text",
        {
            "v": "ikrar.entry/v1",
            "kind": "text",
            "at": "2026-11-21T01:00:00.000Z",
            "body": {"title": "Pakta Integritas Netralitas (contoh)"},
        },
    )
    pledge("evil-high-s", lambda name, said: high_s(device_key(name, said)))
    pledge("evil-loose-der", lambda name, said: loose_der(device_key(name, said)))
    pledge(
        "evil-signed-by-another",
        lambda name, said: {**device_key(name, said), "key": public(p256("another"))},
    )
    pledge("evil-signed-something-else", lambda name, said: device_key(name, {**said, "nonce": "0" * 32}))
    pledge(
        "evil-statement-for-another-register",
        device_key,
        statement("evil-statement-for-another-register", register="lain.example/register"),
    )
    pledge(
        "evil-statement-with-a-ninth-member",
        device_key,
        statement("evil-statement-with-a-ninth-member", nip="none of the register's business"),
    )
    pledge(
        "evil-presence-disagrees", device_key, presence={"level": "shown", "site": "balai-kota", "window": 1}
    )
    pledge(
        "evil-presence-never-signed",
        device_key,
        statement("evil-presence-never-signed", presence=None),
        presence={"level": "shown", "site": "balai-kota", "window": 59846492},
    )
    pledge("evil-unknown-kind", lambda name, said: {**device_key(name, said), "kind": "fingerprint"})
    pledge("evil-passkey-unverified", lambda name, said: passkey(name, said, flags=0x01))
    pledge(
        "evil-passkey-other-origin", lambda name, said: passkey(name, said, origin="https://jahat.example")
    )
    pledge("evil-passkey-other-place", lambda name, said: passkey(name, said, rp_id="jahat.example"))
    pledge("evil-passkey-old-challenge", lambda name, said: passkey(name, {**said, "nonce": "1" * 32}))
    return made


class Register:
    """The small register all vectors come from."""

    def __init__(self) -> None:
        self.records = records()
        self.indexes: dict[str, int] = {}
        self.leaves: list[bytes] = []
        self.bodies: dict[int, bytes] = {}
        for name, (kind, made) in self.records.items():
            self._put(name, kind, canonical(made))
        while len(self.leaves) < SIZE:
            self.leaves.append(domain.leaf("pledge", seed(f"filler {len(self.leaves)}")))
        self.hashes = [merkle.leaf_hash(leaf) for leaf in self.leaves]

    def _put(self, name: str, kind: str, data: bytes) -> None:
        self.indexes[name] = len(self.leaves)
        if kind != "pledge":
            self.bodies[len(self.leaves)] = data
        self.leaves.append(domain.leaf(kind, sha256(data).digest()))

    def node(self, level: int, index: int) -> bytes:
        return merkle.root_of(self.hashes[index << level : (index + 1) << level])

    def head(self, size: int = SIZE, origin: str = ORIGIN) -> TreeHead:
        return TreeHead(origin, size, merkle.root_of(self.hashes[:size]))

    def note(self, *, size: int = SIZE, key: note.SigningKey = LOG_KEY, witnessed: bool = False) -> str:
        sealed = checkpoint.seal(self.head(size, key.name), key)
        lines = (WITNESS_KEY.cosign(sealed.text, posix_time=TIME),) if witnessed else ()
        return str(sealed.with_lines(lines))

    def receipt(
        self, name: str, *, note: str = "", opening: Opening | None = None, size: int = SIZE
    ) -> Receipt:
        kind, made = self.records[name]
        proof = merkle.inclusion_proof(index=self.indexes[name], size=size, node=self.node)
        return Receipt(ORIGIN, kind, self.indexes[name], made, proof, note or self.note(size=size), opening)

    def write(self, folder: Path) -> None:
        """The static files, as any web server would serve them."""
        contents = {"checkpoint": self.note(witnessed=True).encode()}
        for tile in tiles.tiles_of(SIZE):
            assert tile.level is not None
            level, begin = tile.level * tiles.HEIGHT, tile.number * tiles.WIDTH
            contents[tile.path] = b"".join(self.node(level, begin + at) for at in range(tile.width))
        for tile in tiles.bundles_of(SIZE):
            begin = tile.number * tiles.WIDTH
            contents[tile.path] = tiles.bundle(self.leaves[begin : begin + tile.width])
        contents |= {f"record/{index}.json": body for index, body in self.bodies.items()}
        for path, data in contents.items():
            write(folder / path, data)


def trust(*, keys: tuple[TrustedKey, ...] = (), origin: str = ORIGIN, quorum: int = 0) -> Trust:
    keys = keys or (TrustedKey(LOG_KEY.verifier, 0, None),)
    return Trust(
        logs=(TrustedLog(origin, keys, None, None),),
        witnesses=(WITNESS_KEY.verifier,),
        quorum=quorum,
        rp_ids=frozenset({RP_ID}),
        origins=frozenset({SITE}),
    )


def trusts() -> dict[str, Trust]:
    rotated = (TrustedKey(LOG_KEY.verifier, 0, 255), TrustedKey(NEXT_KEY.verifier, 256, None))
    other = note.SigningKey("lain.example/register", note.ED25519, seed("other log"))
    return {
        "trust": trust(),
        "trust-witnessed": trust(quorum=1),
        "trust-rotated": trust(keys=rotated),
        "trust-other-register": trust(keys=(TrustedKey(other.verifier, 0, None),), origin=other.name),
    }


Vector = tuple[bytes, str | None, int, int | None, str | None]  # file, trust, exit, failed step, cause


def good(register: Register) -> dict[str, Vector]:
    full = Opening(seed("device-key-full: salt"), **PERSON)
    names = [name for name in register.records if not name.startswith("evil-")]
    made: dict[str, Vector] = {
        name: (
            register.receipt(name, opening=full if name.endswith("-full") else None).as_bytes(),
            "trust",
            0,
            None,
            None,
        )
        for name in names
    }
    made["no-trust"] = (register.receipt("device-key").as_bytes(), None, 3, None, None)
    witnessed = register.receipt("device-key", note=register.note(witnessed=True))
    made["witnessed"] = (witnessed.as_bytes(), "trust-witnessed", 0, None, None)
    early = register.receipt("device-key", size=200)
    made["sealed-before-rotation"] = (early.as_bytes(), "trust-rotated", 0, None, None)
    late = register.receipt("device-key", note=register.note(key=NEXT_KEY))
    made["sealed-after-rotation"] = (late.as_bytes(), "trust-rotated", 0, None, None)
    return made


def evil(register: Register) -> dict[str, Vector]:
    return evil_files(register) | evil_seals(register) | evil_proofs(register) | evil_records(register)


def evil_files(register: Register) -> dict[str, Vector]:
    """Step 1: the file itself."""
    whole = register.receipt("device-key").as_bytes()
    plain = json.loads(whole)
    return {
        "cut-in-half": (whole[: len(whole) // 2], "trust", 1, 1, "ReceiptIsCutOff"),
        "empty": (b"", "trust", 1, 1, "ReceiptIsDamaged"),
        "indented": (json.dumps(plain, indent=2).encode(), "trust", 1, 1, "ReceiptIsDamaged"),
        "not-json": (whole.replace(b'"index":', b'"index"='), "trust", 1, 1, "ReceiptIsDamaged"),
        "a-member-twice": (
            whole.replace(b'"index":', b'"index":1,"index":'),
            "trust",
            1,
            1,
            "ReceiptIsDamaged",
        ),
        "other-version": (
            spelled({**plain, "v": "ikrar.receipt/v2"}),
            "trust",
            1,
            1,
            "ReceiptHasAnotherVersion",
        ),
        "its-own-key": (
            spelled({**plain, "vkey": str(LOG_KEY.verifier)}),
            "trust",
            1,
            1,
            "ReceiptBringsItsOwnKey",
        ),
        "one-member-more": (spelled({**plain, "note": "percaya saja"}), "trust", 1, 1, "ReceiptIsMisshapen"),
        "no-proof-member": (
            spelled({k: v for k, v in plain.items() if k != "proof"}),
            "trust",
            1,
            1,
            "ReceiptIsMisshapen",
        ),
        "half-an-opening": (
            spelled({**plain, "opening": {"name": "Siti"}}),
            "trust",
            1,
            1,
            "ReceiptIsMisshapen",
        ),
    }


def evil_seals(register: Register) -> dict[str, Vector]:
    """Steps 2 to 4: the checkpoint, its seal and its witnesses."""

    def with_note(text: str) -> bytes:
        return register.receipt("device-key", note=text).as_bytes()

    own, fake = register.note(), note.SigningKey(ORIGIN, note.ED25519, seed("thief"))
    other = note.SigningKey("lain.example/register", note.ED25519, seed("other log"))
    flipped = str(note.Note(str(register.head(SIZE - 1)), note.parse(own).lines))
    strangers = str(note.parse(own).with_lines([STRANGER_KEY.cosign(str(register.head()), posix_time=TIME)]))
    cosigned = note.parse(register.note(witnessed=True)).lines[-1]
    forged = note.Line(cosigned.name, cosigned.key_id, bytes(8) + cosigned.signature[8:])
    return {
        "checkpoint-not-a-note": (with_note("ikrar\n"), "trust", 1, 2, "NotANote"),
        "checkpoint-of-another-register": (
            with_note(register.note(key=other)),
            "trust",
            1,
            2,
            "CheckpointIsOfAnotherRegister",
        ),
        "register-not-trusted": (
            register.receipt("device-key").as_bytes(),
            "trust-other-register",
            1,
            3,
            "RegisterIsNotTrusted",
        ),
        "sealed-by-a-thief": (with_note(register.note(key=fake)), "trust", 1, 3, "NotSealedByTrustedKey"),
        "seal-of-another-head": (with_note(flipped), "trust", 1, 3, "SignatureDoesNotMatch"),
        "old-key-after-rotation": (with_note(own), "trust-rotated", 1, 3, "NotSealedByTrustedKey"),
        "not-witnessed": (with_note(own), "trust-witnessed", 1, 4, "TooFewWitnesses"),
        "witnessed-by-a-stranger": (with_note(strangers), "trust-witnessed", 1, 4, "TooFewWitnesses"),
        "witness-at-another-time": (
            with_note(str(note.parse(own).with_lines([forged]))),
            "trust-witnessed",
            1,
            4,
            "SignatureDoesNotMatch",
        ),
    }


def evil_proofs(register: Register) -> dict[str, Vector]:
    """Step 5: the record is not what stands at that number."""
    plain = json.loads(register.receipt("device-key").as_bytes())

    def changed(change: Callable[[Plain], object]) -> Vector:
        other = copy.deepcopy(plain)
        change(other)
        return spelled(other), "trust", 1, 5, "ProofDoesNotMatch"

    return {
        "other-index": changed(lambda it: it.update(index=plain["index"] + 1)),
        "index-outside": changed(lambda it: it.update(index=SIZE)),
        "other-kind": changed(lambda it: it.update(kind="text")),
        "proof-too-short": changed(lambda it: it["proof"].pop()),
        "proof-too-long": changed(lambda it: it["proof"].append(plain["proof"][0])),
        "proof-swapped": changed(lambda it: it["proof"].reverse()),
        "presence-raised": changed(lambda it: it["record"].update(identified_by="passkey")),
        "received-earlier": changed(lambda it: it["record"].update(received_at="2026-11-23T00:46:12.344Z")),
        "other-text": changed(lambda it: it["record"]["statement"].update(text_sha256="0" * 64)),
    }


def evil_records(register: Register) -> dict[str, Vector]:
    """Steps 6 to 9: it does stand in the register, and is wrong all the same."""
    failing = {
        "evil-statement-for-another-register": (6, "StatementIsForAnotherRegister"),
        "evil-statement-with-a-ninth-member": (6, "RecordIsMisshapen"),
        "evil-high-s": (7, "SignatureIsNotCanonical"),
        "evil-loose-der": (7, "SignatureIsNotCanonical"),
        "evil-signed-by-another": (7, "SignatureIsWrong"),
        "evil-signed-something-else": (7, "SignatureIsWrong"),
        "evil-unknown-kind": (7, "SignatureIsMisshapen"),
        "evil-passkey-unverified": (7, "PasskeyAnswersSomethingElse"),
        "evil-passkey-other-origin": (7, "PasskeyAnswersSomethingElse"),
        "evil-passkey-other-place": (7, "PasskeyAnswersSomethingElse"),
        "evil-passkey-old-challenge": (7, "PasskeyAnswersSomethingElse"),
        "evil-presence-disagrees": (8, "PresenceDisagrees"),
        "evil-presence-never-signed": (8, "PresenceDisagrees"),
    }
    made: dict[str, Vector] = {
        name.removeprefix("evil-"): (register.receipt(name).as_bytes(), "trust", 1, step, cause)
        for name, (step, cause) in failing.items()
    }
    for name, change in (
        ("other-name", {"name": "Sri Rahma Contoh"}),
        ("other-number", {"number_tail": "3003"}),
    ):
        opening = Opening(seed("device-key-full: salt"), **{**PERSON, **change})
        made[name] = (
            register.receipt("device-key-full", opening=opening).as_bytes(),
            "trust",
            1,
            9,
            "OpeningDoesNotMatch",
        )
    return made


def trees() -> list[Plain]:
    """Roots and proofs of small trees over the leaves 0x00, 0x01 and so on."""
    hashed = [merkle.leaf_hash(bytes([at])) for at in range(9)]

    def node(level: int, index: int) -> bytes:
        return merkle.root_of(hashed[index << level : (index + 1) << level])

    def told(proof: tuple[bytes, ...]) -> list[str]:
        return [one.hex() for one in proof]

    return [
        {
            "size": size,
            "root": merkle.root_of(hashed[:size]).hex(),
            "inclusion": [told(merkle.inclusion_proof(index=at, size=size, node=node)) for at in range(size)],
            "consistency": [
                told(merkle.consistency_proof(old=old, new=size, node=node)) for old in range(size + 1)
            ],
        }
        for size in range(len(hashed) + 1)
    ]


def witnessing(register: Register) -> Plain:
    """One exchange with a witness that stood at 200."""
    proof = merkle.consistency_proof(old=200, new=SIZE, node=register.node)
    return {
        "witness": str(WITNESS_KEY.verifier),
        "register": str(LOG_KEY.verifier),
        "posix_time": TIME,
        "request": str(cosigning.AddCheckpoint(200, proof, register.note())),
        "answer": str(WITNESS_KEY.cosign(str(register.head()), posix_time=TIME)),
    }


def spelled(plain: Plain) -> bytes:
    return canonical(plain) + b"\n"


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def write_json(path: Path, plain: object) -> None:
    write(path, json.dumps(plain, indent=1, ensure_ascii=False).encode() + b"\n")


def main() -> int:
    """Rebuild the folder."""
    shutil.rmtree(HERE, ignore_errors=True)
    register = Register()
    register.write(HERE / "log")
    for name, made in trusts().items():
        write(HERE / f"{name}.json", made.as_json().encode())
    listed = []
    for kind, vectors in (("good", good(register)), ("evil", evil(register))):
        for name, (data, trusted, status, step, cause) in vectors.items():
            assert len(data) <= receipt.RECEIPT_BYTES
            write(HERE / kind / f"{name}.json", data)
            told = {"file": f"{kind}/{name}.json", "trust": f"{trusted}.json" if trusted else None}
            listed.append({**told, "exit": status, "step": step, "cause": cause})
    write_json(HERE / "index.json", listed)
    write_json(HERE / "trees.json", trees())
    write_json(HERE / "witness.json", witnessing(register))
    print(f"{len(listed)} receipts, {SIZE} leaves in {HERE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
