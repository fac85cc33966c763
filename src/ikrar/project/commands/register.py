"""`./ikrar register [status|key|trust|rotate|succeed]`: the register's state, its key, its successor."""

import argparse
from pathlib import Path

from django.utils import timezone

from ikrar.register import operations, queries
from ikrar.register.clerk import ClerkIsAtWork
from ikrar.register.succession import NotItsCheckpoint

BUSY = "Juru register sedang bekerja; coba lagi sebentar / the clerk is at work; try again in a moment."
FOREIGN = (
    "Titik periksa itu bukan milik register ini; tidak ada yang diubah.\n"
    "That checkpoint is not of this register; nothing was changed."
)


def run(arguments: list[str]) -> int:
    """`status` unless another word is given; 1 when the clerk is in the way or the checkpoint is foreign."""
    asked = _parser().parse_args(arguments or ["status"])
    words = {"status": _status, "key": _key, "trust": _trust, "rotate": _rotate, "succeed": _succeed}
    try:
        return words[asked.word](asked)
    except ClerkIsAtWork:
        print(BUSY)
    except NotItsCheckpoint:
        print(FOREIGN)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./ikrar register")
    words = parser.add_subparsers(dest="word")
    words.add_parser(
        "status",
        help="ukuran, akar, kunci, saksi, gangguan (bawaan) / size, root, key, witnesses, outages (default)",
    )
    words.add_parser(
        "key",
        help="baris kunci untuk saksi dan surat; membuka register baru / the key line for witnesses and letters; opens a new register",
    )
    words.add_parser("trust", help="berkas kepercayaan untuk ikrar-verify / the trust file for ikrar-verify")
    rotate = words.add_parser(
        "rotate", help="kunci baru mulai daun berikutnya / a new key from the next leaf on"
    )
    succeed = words.add_parser(
        "succeed", help="tutup register ini, buka penerusnya / close this register and open its successor"
    )
    for word in (rotate, succeed):
        word.add_argument("--reason", required=True, help="alasan, dicatat di register / why, on record")
    succeed.add_argument(
        "--published",
        type=Path,
        help="titik periksa terbaru yang dipegang pihak luar / newest checkpoint that anybody outside holds",
    )
    for word in words.choices.values():
        word.add_argument("--rehearsal", action="store_true", help="register latihan / the rehearsal's")
    return parser


def _status(asked: argparse.Namespace) -> int:
    kind = {"rehearsal": asked.rehearsal}
    last = queries.latest_checkpoint(**kind)
    print(f"origin       {queries.origin(**kind)}")
    print(f"key          {queries.fingerprint(**kind)}")
    print(f"waiting      {queries.waiting(**kind)}")
    if last is None:
        print("checkpoint   belum ada / none yet")
        return 0
    print(
        f"size         {last.size}\nroot         {last.root_in_groups}\nmade at      {last.made_at:%Y-%m-%dT%H:%M:%SZ}"
    )
    for witness in queries.witnesses(**kind):
        print(f"witness      {witness}")
    for outage in queries.outages(**kind):
        until = f"{outage.ended_at:%Y-%m-%dT%H:%M:%SZ}" if outage.ended_at else "…"
        span = f"{outage.began_at:%Y-%m-%dT%H:%M:%SZ} – {until}"
        print(f"outage       {span}  {outage.words.id} / {outage.words.en}")
    return 0


def _key(asked: argparse.Namespace) -> int:
    print(operations.open_register(at=timezone.now(), rehearsal=asked.rehearsal))
    return 0


def _trust(asked: argparse.Namespace) -> int:
    print(queries.trust(rehearsal=asked.rehearsal), end="")
    return 0


def _rotate(asked: argparse.Namespace) -> int:
    print(operations.rotate_key(reason=asked.reason, at=timezone.now(), rehearsal=asked.rehearsal))
    return 0


def _succeed(asked: argparse.Namespace) -> int:
    published = asked.published.read_text(encoding="utf-8") if asked.published else None
    origin = operations.succeed(
        published=published, reason=asked.reason, at=timezone.now(), rehearsal=asked.rehearsal
    )
    print(f"Register {origin} (penerus / successor)")
    return 0
