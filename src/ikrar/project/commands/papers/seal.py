"""`./ikrar papers seal FILE [--out FILE] [--reason WHAT]`: a PDF with this institution's seal.

Exit codes: 0 sealed, 1 refused in a sentence, 2 the file cannot be read or written.
"""

import argparse
import sys
from pathlib import Path

from django.utils import timezone

from ikrar.papers import troubles
from ikrar.papers.operations.sealing import seal_told
from ikrar.papers.seal_refusals import SEALS

WORDS = {one.exception: one.words for one in SEALS}


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="berkas PDF / PDF file")
    parser.add_argument("--out", type=Path, help="bawaan / default: FILE.segel.pdf")
    parser.add_argument(
        "--reason", default="Dokumen resmi", help="tampak di pembaca PDF / shown by PDF readers"
    )


def run(asked: argparse.Namespace) -> int:
    out = asked.out or asked.file.with_suffix(".segel.pdf")
    try:
        done = seal_told(pdf=asked.file.read_bytes(), reason=asked.reason, at=timezone.now())
        with out.open("xb") as file:
            file.write(done.pdf)
    except troubles.TROUBLES as e:
        words = WORDS[type(e)]
        print(f"{words.id} / {words.en}", file=sys.stderr)
        return 1
    except OSError as e:
        print(f"{e.filename}: {e.strerror}", file=sys.stderr)
        return 2
    print(f"{out}: {len(done.pdf):,} byte")
    if not done.is_stamped:
        print(f"Tanpa stempel waktu / without a timestamp: {done.why or 'IKRAR_TSA'}")
    return 0
