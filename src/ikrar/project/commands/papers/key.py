"""`./ikrar papers key [--new --reason WHY] [--pem]`: the seal in use; with `--new` another key takes its place.

Exit codes: 0 told or replaced, 1 the key cannot be used, 2 not understood.
"""

import argparse
import sys

from django.utils import timezone

from ikrar.papers import operations, queries, troubles
from ikrar.papers.operations.sealing import SealIsOnToken

AFTER = (
    "Sampaikan sidik baru ini kepada yang memeriksa kertas Anda, dan salin folder keys ke host lain.\n"
    "Tell the new fingerprint to those who check your papers, and copy the keys folder to the other hosts."
)
IN_HARDWARE = (
    "Kunci segel ada di token: buat kunci baru dengan alat token itu, lalu ganti IKRAR_SEAL_KEY.\n"
    "The seal's key lies in a token: make a new one with the token's own tool, then change IKRAR_SEAL_KEY."
)


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--new", action="store_true", help="ganti kuncinya / replace the key")
    parser.add_argument(
        "--reason", default="", help="sebabnya, masuk register / why, entered in the register"
    )
    parser.add_argument("--pem", action="store_true", help="sertifikatnya saja / the certificate alone")


def run(asked: argparse.Namespace) -> int:
    at = timezone.now()
    if asked.new and not asked.reason.strip():
        print("--new: tulis sebabnya / say why: --reason …", file=sys.stderr)
        return 2
    try:
        if asked.new:
            operations.replace_seal(reason=asked.reason.strip(), at=at)
        seal = queries.seal_in_use(at=at)
    except SealIsOnToken:
        print(IN_HARDWARE, file=sys.stderr)
        return 1
    except troubles.TROUBLES as e:
        print(f"{type(e).__name__}: {e}", file=sys.stderr)
        return 1
    print(seal.pem.rstrip() if asked.pem else "\n".join(_lines(seal)))
    if asked.new:
        print(AFTER)
    return 0


def _lines(seal: queries.SealView) -> list[str]:
    facts = seal.facts
    place = "token (PKCS#11)" if seal.is_on_token else "berkas / file"
    return [
        f"{seal.label.id} / {seal.label.en}",
        f"  {facts.organisation} · {facts.algorithm} · {place}",
        f"  SHA-256 {seal.groups}",
        f"  {facts.holds_from:%Y-%m-%d} – {facts.holds_until:%Y-%m-%d}",
        *(f"  dulu / before: {one.groups} ({one.facts.holds_from:%Y-%m-%d})" for one in seal.before),
    ]
