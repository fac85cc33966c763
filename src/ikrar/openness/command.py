"""`ikrar-figures FILE [--trust TRUST]`: re-compute published figures from a download, without a server.

FILE is the archive of a declaration or the JSON file of one publication. Exit status: 0 all is well; 1 something
differs; 2 it was called wrongly; 3 consistent, but whose register this is was not checked.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ikrar.kernel.words import Words
from ikrar.openness.opendata import converting, findings, recomputing, told
from ikrar.openness.opendata.findings import Outcome
from ikrar.register import reasons, trust

OK, DIFFERS, USAGE, NOT_TRUSTED = 0, 1, 2, 3
SAME = Words(
    "Sama: tabel, jumlah, terbitan, dan register yang dipercaya cocok satu sama lain.",
    "The same: tables, sums, publications and the trusted register all agree.",
)
CONSISTENT = Words(
    "Cocok satu sama lain, tetapi milik siapa registernya belum diperiksa.",
    "They agree with each other, but whose register this is was not checked.",
)
DIFFERENT = Words(
    "Berbeda. Yang tidak cocok disebut di atas.", "Different. What does not agree is named above."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the arguments, check, tell, and answer with the exit status."""
    asked = _parser().parse_args(arguments)
    try:
        trusted = trust.parse(Path(asked.trust).read_bytes()) if asked.trust else None
        entry = Path(asked.entry).read_bytes() if asked.entry else None
        outcome = recomputing.examine(Path(asked.file).read_bytes(), trust=trusted, entry=entry)
    except OSError as e:
        print(f"{e.filename}: {e.strerror}", file=sys.stderr)
        return USAGE
    except trust.NotATrustFile as e:
        print(f"{asked.trust}: {_both(reasons.reason(e))} ({e})", file=sys.stderr)
        return USAGE
    status = _status(outcome)
    if asked.json:
        print(json.dumps(_told(outcome, status), ensure_ascii=False, indent=2))
    else:
        _print(outcome, status, page=asked.page, english=asked.language == "en")
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ikrar-figures",
        description="Hitung ulang angka terbitan dari unduhan. / Re-compute published figures from a download.",
        epilog="0: sama/same · 1: berbeda/differs · 2: cara pakai/usage · 3: tanpa kepercayaan/no trust",
    )
    parser.add_argument(
        "file", metavar="FILE", help="arsip .zip atau .json terbitan / an archive or a publication"
    )
    parser.add_argument("--trust", metavar="TRUST", help="berkas kepercayaan / the trust file")
    parser.add_argument(
        "--entry", metavar="ENTRY", help="catatan register untuk .json / the entry of a .json"
    )
    parser.add_argument("--page", action="store_true", help="angka seperti di halaman / the page's figures")
    parser.add_argument("--language", choices=("id", "en"), default="id", help="bahasa halaman / of the page")
    parser.add_argument("--json", action="store_true", help="jawaban untuk mesin / answer for machines")
    return parser


def _status(outcome: Outcome) -> int:
    if outcome.findings or not outcome.files:
        return DIFFERS
    return OK if outcome.is_trusted else NOT_TRUSTED


def _print(outcome: Outcome, status: int, *, page: bool, english: bool) -> None:
    for number, file in sorted(outcome.files.items()):
        place = f"register {outcome.proved[number]}" if number in outcome.proved else "register –"
        print(f"{number}: {file['as_of']}  {converting.hash_of(file)}  {place}")
    for one in outcome.findings:
        print(f"✗ {one.publication or '–'} {_both(one.words)} [{one.code}]")
    for number in outcome.unproved:
        print(f"! {number} {_both(findings.SAID['NoEntry'])}")
    if page and outcome.files:
        print()
        print(told.page([outcome.files[number] for number in sorted(outcome.files)], english=english))
    print(_both({OK: SAME, NOT_TRUSTED: CONSISTENT}.get(status, DIFFERENT)))


def _told(outcome: Outcome, status: int) -> dict[str, object]:
    return {
        "status": status,
        "publications": [
            {"number": number, "sha256": converting.hash_of(file), "index": outcome.proved.get(number)}
            for number, file in sorted(outcome.files.items())
        ],
        "findings": [
            {"publication": one.publication, "code": one.code, "words": one.words._asdict()}
            for one in outcome.findings
        ],
    }


def _both(words: Words) -> str:
    return f"{words.id} / {words.en}"


if __name__ == "__main__":
    sys.exit(main())
