"""`./ikrar erase NUMBER --reason erasure-request`: show what goes and what stays, ask, erase."""

import argparse
import sys

from django.utils import timezone

from ikrar.kernel.words import Words
from ikrar.pledges.domain.erasure import ERASURE_WORDS, GOES, STAYS, ErasureReason
from ikrar.pledges.domain.numbers import NotANumber
from ikrar.pledges.operations import erasing
from ikrar.pledges.queries.erasure import ErasureView, to_erase
from ikrar.pledges.queries.receipts import NoPledge, PledgeErased
from ikrar.roster.queries import EVERYWHERE

UNKNOWN = Words("Tidak ada ikrar dengan nomor ini.", "There is no pledge with this number.")
GONE = Words("Isi ikrar ini sudah dihapus.", "The content of this pledge was erased already.")
LEFT_ALONE = Words("Tidak ada yang diubah.", "Nothing was changed.")
ASK = Words("Ketik nomor bukti sekali lagi untuk menghapus", "Type the receipt number again to erase")


def run(arguments: list[str]) -> int:
    """0 when it was erased, 1 when there is none or the person thought better of it."""
    asked = _parser().parse_args(arguments)
    try:
        found = to_erase(
            number=asked.number, scopes=frozenset({EVERYWHERE}), on=timezone.localdate(timezone.now())
        )
    except (NotANumber, NoPledge):
        return _say(UNKNOWN)
    except PledgeErased:
        return _say(GONE)
    _show(found)
    if not asked.yes and input(f"{_both(ASK)}: ").strip() != found.number:
        return _say(LEFT_ALONE)
    leaf_hash = erasing.erase(pledge_id=found.pledge_id, reason=asked.reason, by=None, at=timezone.now())
    print(f"Dihapus / erased. Batu nisan / tombstone: {leaf_hash.hex()}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./ikrar erase")
    parser.add_argument("number", help="nomor bukti / receipt number, 001199-7")
    parser.add_argument(
        "--reason",
        required=True,
        type=ErasureReason,
        choices=list(ErasureReason),
        help="; ".join(f"{reason}: {_both(words)}" for reason, words in ERASURE_WORDS.items()),
    )
    parser.add_argument("--yes", action="store_true", help="tanpa bertanya / without asking")
    return parser


def _show(found: ErasureView) -> None:
    """Which pledge is meant, without the name: a terminal keeps what it showed."""
    print(f"{found.number}  {found.declaration_title}  {found.unit}  {found.received_at:%Y-%m-%dT%H:%M:%SZ}")
    for title, lines in ((Words("Dihapus", "Goes"), GOES), (Words("Tetap", "Stays"), STAYS)):
        print(f"{_both(title)}:")
        for line in lines:
            print(f"  - {_both(line)}")


def _both(words: Words) -> str:
    return f"{words.id} / {words.en}"


def _say(words: Words) -> int:
    print(_both(words), file=sys.stderr)
    return 1
