"""`ikrar-verify FILE --trust TRUST`: check a receipt or a whole copied register, step by step, without a server.

Exit status: 0 all is well; 1 a step failed; 2 it was called wrongly; 3 consistent, but whose register this
is was not checked, because no trust file was given.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ikrar.kernel.words import Words
from ikrar.register import folder, reasons, trust, verify
from ikrar.register.folder import Finding
from ikrar.register.trust import Trust
from ikrar.register.verify import Nothing, Outcome, Report, Step

OK, FAILED, USAGE, NOT_TRUSTED = 0, 1, 2, 3

MARKS = {Outcome.PASSED: "✓", Outcome.FAILED: "✗", Outcome.NOT_CHECKED: "–", Outcome.NOT_REACHED: "·"}
PROVED = Words(
    "Terbukti: catatan ini ada di register yang dipercaya dan tidak diubah.",
    "Proved: this record stands in the trusted register and was not changed.",
)
WHOLE = Words(
    "Terbukti: seluruh register utuh sampai titik periksanya.",
    "Proved: the whole register is sound up to its checkpoint.",
)
CONSISTENT = Words(
    "Konsisten, tetapi milik siapa register ini belum diperiksa. Berikan --trust.",
    "Consistent, but whose register this is was not checked. Give --trust.",
)
REFUSED = Words("Tidak terbukti.", "Not proved.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the arguments, check, tell, and answer with the exit status."""
    asked = _parser().parse_args(arguments)
    try:
        trusted = trust.parse(Path(asked.trust).read_bytes()) if asked.trust else None
        if asked.log:
            return _check_log(Path(asked.log), trusted, as_json=asked.json)
        return _check_receipt(Path(asked.file).read_bytes(), trusted, as_json=asked.json)
    except OSError as e:
        print(f"{e.filename}: {e.strerror}", file=sys.stderr)
    except trust.NotATrustFile as e:
        print(f"{asked.trust}: {_both(reasons.reason(e))} ({e})", file=sys.stderr)
    return USAGE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ikrar-verify",
        description="Periksa tanda terima ikrar atau seluruh register. / Check a pledge receipt or a whole register.",
        epilog="0: terbukti/proved · 1: gagal/failed · 2: cara pakai/usage · 3: tanpa kepercayaan/no trust",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("file", nargs="?", metavar="FILE", help="tanda terima / a receipt")
    what.add_argument(
        "--log", metavar="DIR", help="salinan folder register / a copy of the register's folder"
    )
    parser.add_argument("--trust", metavar="TRUST", help="berkas kepercayaan / the trust file")
    parser.add_argument("--json", action="store_true", help="jawaban untuk mesin / answer for machines")
    return parser


def _check_receipt(data: bytes, trusted: Trust | None, *, as_json: bool) -> int:
    report = verify.examine(data, trust=trusted)
    status = _status(consistent=report.is_consistent, trusted=report.is_trusted)
    if as_json:
        _print_json(_told(report, status))
        return status
    for step in report.steps:
        print(_line(step))
    for remark in report.remarks:
        print(f"  ! {_both(remark)}")
    print(_both({OK: PROVED, NOT_TRUSTED: CONSISTENT}.get(status, REFUSED)))
    return status


def _check_log(place: Path, trusted: Trust | None, *, as_json: bool) -> int:
    findings = list(folder.check_folder(place, trust=trusted))
    status = _status(consistent=not findings, trusted=not findings and trusted is not None)
    if as_json:
        _print_json({"status": status, "findings": [_found(finding) for finding in findings]})
        return status
    for finding in findings:
        print(f"✗ {finding.where}: {_both(finding.words)}")
    if not findings:
        head = folder.head_of(place)
        print(f"{head.origin}: {head.size}")
    print(_both({OK: WHOLE, NOT_TRUSTED: CONSISTENT}.get(status, REFUSED)))
    return status


def _status(*, consistent: bool, trusted: bool) -> int:
    if not consistent:
        return FAILED
    return OK if trusted else NOT_TRUSTED


def _line(step: Step) -> str:
    line = f"{MARKS[step.outcome]} ({step.number}) {_both(step.words)}"
    if isinstance(step.cause, Nothing):
        return f"{line}: {_both(step.cause.words)}"
    if step.outcome is Outcome.FAILED:
        return f"{line}\n      {_both(reasons.reason(step.cause))} [{type(step.cause).__name__}]"
    return line


def _told(report: Report, status: int) -> dict[str, object]:
    return {
        "status": status,
        "register": report.receipt.register if report.receipt else None,
        "index": report.receipt.index if report.receipt else None,
        "size": report.head.size if report.head else None,
        "witnesses": report.witnesses,
        "steps": [
            {
                "number": step.number,
                "outcome": step.outcome.value,
                "words": step.words._asdict(),
                "cause": type(step.cause).__name__ if step.outcome is Outcome.FAILED else None,
            }
            for step in report.steps
        ],
        "remarks": [remark._asdict() for remark in report.remarks],
    }


def _found(finding: Finding) -> dict[str, object]:
    return {"code": finding.code, "where": finding.where, "words": finding.words._asdict()}


def _both(words: Words) -> str:
    return f"{words.id} / {words.en}"


def _print_json(told: dict[str, object]) -> None:
    print(json.dumps(told, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    sys.exit(main())
