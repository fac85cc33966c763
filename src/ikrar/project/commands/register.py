"""`./ikrar register [status|trust|rotate --reason TEXT|verify ADDRESS-OF-FOLDER]`: the register's state and key."""

import argparse

from django.utils import timezone

from ikrar.register import operations, queries


def run(arguments: list[str]) -> int:
    """`status` unless another word is given."""
    parser = argparse.ArgumentParser(prog="./ikrar register")
    words = parser.add_subparsers(dest="word")
    words.add_parser("status", help="size, root, key, witnesses, outages (default)")
    words.add_parser("trust", help="the trust file for ikrar-verify")
    rotate = words.add_parser("rotate", help="seal with a new key from the next leaf on")
    rotate.add_argument("--reason", required=True)
    for word in words.choices.values():
        word.add_argument("--rehearsal", action="store_true", help="the rehearsal's register")
    asked = parser.parse_args(arguments or ["status"])
    return {"status": _status, "trust": _trust, "rotate": _rotate}[asked.word](asked)


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
        print(f"outage       {outage}")
    return 0


def _trust(asked: argparse.Namespace) -> int:
    print(queries.trust(rehearsal=asked.rehearsal), end="")
    return 0


def _rotate(asked: argparse.Namespace) -> int:
    print(operations.rotate_key(reason=asked.reason, at=timezone.now(), rehearsal=asked.rehearsal))
    return 0
