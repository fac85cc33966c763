"""`./ikrar papers check FILE [--roots DIR] [--json]`: what a signed PDF proves. Nothing is kept.

Exit codes: 0 accepted, 1 refused, 3 not certain, 2 the file cannot be read.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from django.utils import timezone

from ikrar.papers import queries
from ikrar.papers.queries import Checked, Expected, SignatureFound, Verdict
from ikrar.web.languages import say, speaking

CODES = {Verdict.ACCEPTED: 0, Verdict.REFUSED: 1, Verdict.UNCERTAIN: 3}
UNREADABLE = 2


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="berkas PDF / PDF file")
    parser.add_argument("--roots", type=Path, help="folder induk sertifikat / folder of trusted roots")
    parser.add_argument(
        "--text", type=Path, help="naskah yang harus tertulis di dalamnya / text it must hold"
    )
    parser.add_argument("--number", default="", help="nomor yang harus tertulis / number it must bear")
    parser.add_argument("--json", action="store_true", help="satu objek JSON / one JSON object")
    parser.add_argument("--en", action="store_true", help="kalimat dalam bahasa Inggris / English sentences")


def run(asked: argparse.Namespace) -> int:
    try:
        pdf = asked.file.read_bytes()
        text = asked.text.read_text(encoding="utf-8") if asked.text else None
    except (OSError, ValueError) as e:
        print(f"Tidak dapat dibaca / cannot be read: {e}", file=sys.stderr)
        return UNREADABLE
    if asked.roots is not None and not asked.roots.is_dir():
        print(f"Bukan folder / no folder: {asked.roots}", file=sys.stderr)
        return UNREADABLE
    expected = Expected(text=text, number=asked.number)
    checked = queries.checked(pdf=pdf, expected=expected, roots=asked.roots, at=timezone.now())
    with speaking("en" if asked.en else "id"):
        lines = (
            [json.dumps(queries.plain(checked), ensure_ascii=False, indent=2)]
            if asked.json
            else _lines(checked)
        )
        for line in lines:
            print(line)
    return CODES[checked.verdict]


def _lines(checked: Checked) -> Iterator[str]:
    yield f"{checked.verdict}  {say(checked.words)}"
    yield f"  SHA-256 {checked.sha256}"
    for one in checked.signatures:
        yield from _signature(one)
    for finding in checked.findings:
        number = f" [{finding.signature}]" if finding.signature else ""
        yield f"  {finding.weight:<8} {finding.code}{number}: {say(finding.words)}"


def _signature(one: SignatureFound) -> Iterator[str]:
    proved = "RFC 3161" if one.timestamped else "?"
    yield f"\n  {one.number}. {one.name} ({one.organisation or '-'})"
    yield f"     {one.chain} · {one.revocation} · {one.coverage} · {'utuh/intact' if one.is_intact else 'TIDAK UTUH/NOT INTACT'}"
    yield f"     {one.signed_at} ({proved}) · {' ← '.join(one.path) or one.issuer}\n"
