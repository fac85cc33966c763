"""`./ikrar law book [--out FILE]`: the whole law book as a PDF, for a lawyer to check."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from ikrar.kernel.words import Words
from ikrar.law import queries
from ikrar.law.papers import book as paper
from ikrar.project.commands.law.frame import Told
from ikrar.web.languages import is_english, say

OUT = Path("buku-hukum.pdf")


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, default=OUT, help=f"berkas / file; {OUT}")
    parser.add_argument("--law", default="", help="versi hukum / law version")


def answer(asked: argparse.Namespace) -> Told:
    book = queries.book(version=queries.full_version(asked.law) if asked.law else "")
    pdf = paper.printed(book, english=is_english(), at=asked.at)
    asked.out.write_bytes(pdf)
    told = {"file": str(asked.out), "bytes": len(pdf), "law_version": book.version}
    return Told(told, _lines(asked.out, len(pdf)))


def _lines(out: Path, size: int) -> Iterator[str]:
    yield f"{out}  {size // 1024} kB"
    yield say(Words("Cetak atau kirim kepada ahli hukum.", "Print it or send it to a lawyer."))
