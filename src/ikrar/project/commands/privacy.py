"""`./ikrar privacy record|retention`: the record of processing and the retention schedule as Markdown for an office."""

import argparse
from pathlib import Path

from ikrar.privacy import queries
from ikrar.privacy.reading import record_document, retention_document

FILES = {"record": "catatan-pemrosesan.md", "retention": "jadwal-retensi.md"}
FOLDER = Path(__file__).resolve().parents[4] / "docs" / "kelengkapan"


def run(arguments: list[str]) -> int:
    """Print the document, or write it; the office's own periods with --own."""
    parser = argparse.ArgumentParser(prog="./ikrar privacy")
    parser.add_argument("word", choices=sorted(FILES))
    parser.add_argument("--out", type=Path, help="berkas tujuan / the file to write")
    parser.add_argument(
        "--own", action="store_true", help="dengan IKRAR_RETENTION / with the office's schedule"
    )
    asked = parser.parse_args(arguments)
    text = written(asked.word, own=asked.own)
    if asked.out is None:
        print(text, end="")
    else:
        asked.out.write_text(text, encoding="utf-8")
    return 0


def written(word: str, *, own: bool = False) -> str:
    """The document as the data describes it now."""
    record = queries.record()
    if word == "record":
        return record_document(record)
    lines = queries.schedule().lines.values() if own else ()
    periods = {
        one.activity: f"{one.words.id} · JRA {one.jra} · {one.decree}, {one.decided_on:%d-%m-%Y}"
        for one in lines
    }
    return retention_document(record, periods)
