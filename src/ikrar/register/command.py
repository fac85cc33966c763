"""`ikrar-verify FILE --trust TRUST`: check a receipt or a whole copied register, step by step, without a server.

FILE is a receipt, or a sealed PDF with one attached (then `--seal` names the seal's certificate).

Exit status: 0 all is well; 1 a step failed, or the paper was changed; 2 it was called wrongly; 3 consistent, but whose
register this is was not checked, because no trust file was given; 4 the receipt is proved, but not what is printed
around it: the paper is not sealed, or whose seal it bears was not checked.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ikrar.kernel.words import Words
from ikrar.register import folder, paper, reasons, sealed, trust, verify
from ikrar.register.folder import Finding
from ikrar.register.sealed import Owner
from ikrar.register.trust import Trust
from ikrar.register.verify import Nothing, Outcome, Report, Step

OK, FAILED, USAGE, NOT_TRUSTED, NOT_SEALED = 0, 1, 2, 3, 4

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
NO_FINGERPRINT = Words(
    "--seal: tulis sidik sertifikat segel (64 angka heksadesimal) atau nama berkasnya (PEM).",
    "--seal: give the fingerprint of the seal's certificate (64 hexadecimal digits) or its file (PEM).",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the arguments, check, tell, and answer with the exit status."""
    asked = _parser().parse_args(arguments)
    try:
        trusted = trust.parse(Path(asked.trust).read_bytes()) if asked.trust else None
        if asked.log:
            return _check_log(Path(asked.log), trusted, as_json=asked.json)
        data = Path(asked.file).read_bytes()
        if paper.is_paper(data):
            return _check_paper(data, trusted, seal=asked.seal, as_json=asked.json)
        return _check_receipt(data, trusted, as_json=asked.json)
    except OSError as e:
        print(f"{e.filename}: {e.strerror}", file=sys.stderr)
    except sealed.NotAFingerprint:
        print(_both(NO_FINGERPRINT), file=sys.stderr)
    except trust.NotATrustFile as e:
        print(f"{asked.trust}: {_both(reasons.reason(e))} ({e})", file=sys.stderr)
    return USAGE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ikrar-verify",
        description="Periksa tanda terima ikrar atau seluruh register. / Check a pledge receipt or a whole register.",
        epilog="0: terbukti/proved · 1: gagal/failed · 2: cara pakai/usage · 3: tanpa kepercayaan/no trust · "
        "4: tanda terima terbukti, segel tidak/receipt proved, seal not",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("file", nargs="?", metavar="FILE", help="tanda terima, atau PDF / a receipt, or a PDF")
    what.add_argument(
        "--log", metavar="DIR", help="salinan folder register / a copy of the register's folder"
    )
    parser.add_argument("--trust", metavar="TRUST", help="berkas kepercayaan / the trust file")
    parser.add_argument(
        "--seal", metavar="SEAL", help="sidik atau berkas sertifikat segel / fingerprint or file of the seal"
    )
    parser.add_argument("--json", action="store_true", help="jawaban untuk mesin / answer for machines")
    return parser


def _check_receipt(data: bytes, trusted: Trust | None, *, as_json: bool) -> int:
    report = verify.examine(data, trust=trusted)
    status = _status(consistent=report.is_consistent, trusted=report.is_trusted)
    if as_json:
        _print_json(_told(report, status))
        return status
    _print_steps(report)
    print(_both({OK: PROVED, NOT_TRUSTED: CONSISTENT}.get(status, REFUSED)))
    return status


def _check_paper(data: bytes, trusted: Trust | None, *, seal: str | None, as_json: bool) -> int:
    """A PDF: its receipt exactly as a receipt file, then the seal that holds what is printed around it."""
    named = sealed.fingerprint_in(seal) if seal else None
    try:
        found = paper.read(data)
    except paper.PaperIsRefused as e:
        if as_json:
            _print_json({"status": FAILED, "paper": type(e).__name__, "words": reasons.reason(e)._asdict()})
        else:
            print(f"✗ {_both(reasons.reason(e))} [{type(e).__name__}]\n{_both(REFUSED)}")
        return FAILED
    report = verify.examine(found.receipt, trust=trusted)
    owner = sealed.owner(found, named)
    status = _paper_status(report, owner, is_awaited=named is not None)
    if as_json:
        _print_json({**_told(report, status), "seal": sealed.plain(found, owner)})
        return status
    _print_steps(report)
    for words in sealed.lines(found, owner):
        print(_both(words))
    print(_both({OK: PROVED, NOT_TRUSTED: CONSISTENT, NOT_SEALED: sealed.ONLY_RECEIPT}.get(status, REFUSED)))
    return status


def _paper_status(report: Report, owner: Owner, *, is_awaited: bool) -> int:
    """A seal that was awaited and is not there was taken off."""
    if owner in (Owner.CHANGED, Owner.ANOTHER) or (is_awaited and owner is Owner.NONE):
        return FAILED
    status = _status(consistent=report.is_consistent, trusted=report.is_trusted)
    return NOT_SEALED if status == OK and owner is not Owner.NAMED else status


def _print_steps(report: Report) -> None:
    for step in report.steps:
        print(_line(step))
    for remark in report.remarks:
        print(f"  ! {_both(remark)}")


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
