"""Sign a pledge and check its receipt by hand: sign.py http://HOST SHORT CARD [STAGE-CODE]; see docs/api.md."""

import json
import sys
import time
import urllib.request
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

BASE, SHORT, CARD, *STAGE = sys.argv[1:]
SPKI = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
jcs = partial(json.dumps, sort_keys=True, separators=(",", ":"), ensure_ascii=False)  # RFC 8785 here


def post(word: str, body: dict) -> dict:
    kind = {"Content-Type": "application/json", "Accept-Language": "en"}
    asked = urllib.request.Request(f"{BASE}/gate/{word}", jcs(body).encode(), kind)
    return json.load(urllib.request.urlopen(asked))


# (1) Identify. (2) Tell the stage code. (3) Read the text behind text_sha256; here we trust that you did.
given = post("pass", {"site": SHORT, "method": "code", "code": CARD})
stamp = post("presence", {"site": SHORT, "pass": given["pass"], "code": STAGE[0]}) if STAGE else None
# (4) Sign the statement with a key of your own. Sent twice, it gets the first answer twice.
now = datetime.now(UTC).isoformat(timespec="seconds")
shown = {"site": stamp["site"], "window": stamp["window"]} if stamp else None
signed = jcs({**given["statement"], "device_time": now, "presence": shown})
key = ec.generate_private_key(ec.SECP256R1())
spki = b64encode(key.public_key().public_bytes(*SPKI)).decode()
value = b64encode(key.sign(signed.encode(), ec.ECDSA(hashes.SHA256()))).decode()
body = {"pass": given["pass"], "stamp": stamp and stamp["stamp"], "statement": signed, "device_time": now}
body |= {"signer": given["signer"], "signature": {"kind": "device-key", "key": spki, "value": value}}
accepted, again = post("pledge", body), post("pledge", body)
# (5) Fetch the receipt once a checkpoint covers it: it holds what was signed, and the answer did not change.
while (said := post("receipt", {"pass": given["pass"]}))["state"] == "waiting":
    time.sleep(1)
receipt = said["receipt"]
assert (jcs(receipt["record"]["statement"]), again["number"]) == (signed, accepted["number"])
# (6) The record's leaf leads through the proof to the root, and the register sealed that root.
record = b64encode(sha256(jcs(receipt["record"]).encode()).digest())
head = sha256(b"\x00ikrar.leaf/v1\npledge\n" + record + b"\n").digest()
text, _, seals = receipt["checkpoint"].partition("\n\n")
origin, size, root = text.split("\n")
place, last = receipt["index"], int(size) - 1
for step in map(b64decode, receipt["proof"]):
    while last and not place & 1 and place == last:  # nothing stands to the right of us at this level
        place, last = place >> 1, last >> 1
    head = sha256(b"\x01" + (step + head if place & 1 else head + step)).digest()
    place, last = place >> 1, last >> 1
assert head == b64decode(root)
vkey = urllib.request.urlopen(f"{BASE}/register/key").read().decode().split("+", 2)[2]  # compare with paper
seal = b64decode(next(line for line in seals.splitlines() if line.startswith(f"— {origin} ")).split()[-1])
ed25519.Ed25519PublicKey.from_public_bytes(b64decode(vkey)[1:]).verify(seal[4:], f"{text}\n".encode())
print(f"{accepted['number']} stands in {origin} at {receipt['index']} of {size}: {', '.join(said['words'])}")
