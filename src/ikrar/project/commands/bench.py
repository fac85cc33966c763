"""`./ikrar bench WORD [--seconds N] [--json] …`: measures one thing beside its limit or rival, in the same run."""

import argparse
import signal
import sys
from importlib import import_module
from pathlib import Path

from rich.console import Console

from ikrar.kernel.words import Words
from ikrar.project.bench import place
from ikrar.project.bench.result import show

# word → module of ikrar.project.bench with `arguments(parser)` and `run(given, place) -> Result`
WORDS: dict[str, tuple[str, Words]] = {
    "sign": ("sign", Words("ikrar per detik lewat gerbang", "pledges a second through the gate")),
    "ceremony": (
        "ceremony",
        Words("dari halaman sampai bukti, langkah demi langkah", "from page to proof, step by step"),
    ),
    "verify": ("verify", Words("memeriksa seluruh register", "verifying the whole register")),
    "import": ("importing", Words("mengimpor daftar pegawai", "importing a staff list")),
    "coverage": ("coverage", Words("cakupan tiap cabang", "coverage of any branch")),
    "certificates": (
        "certificates",
        Words("seribu sertifikat sementara situs melayani", "a thousand certificates while the site serves"),
    ),
    "pages": ("pages", Words("halaman dan ukurannya", "pages and their sizes")),
    "tree": (
        "tree",
        Words("halaman dan langkah pada 40.000 unit", "pages and background steps beside 40,000 units"),
    ),
}


def run(arguments: list[str]) -> int:
    """0 when everything held, 1 when something differed, 2 for a wrong word."""
    if not arguments or arguments[0] not in WORDS:
        return _show_words()
    word, *rest = arguments
    body = import_module(f"ikrar.project.bench.{WORDS[word][0]}")
    parser = _parser(word)
    body.arguments(parser)
    given = parser.parse_args(rest)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started ends with us
    with place.opened(database=given.database, postgres=given.postgres, folder=given.folder) as here:
        result = body.run(given, here)
    if given.json:
        print(result.line())
    else:
        show(result, console=Console())
    return 1 if result.faults else 0


def _parser(word: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"./ikrar bench {word}", description=WORDS[word][1].en)
    parser.add_argument("--seconds", type=float, default=10.0, help="how long to measure (default: 10)")
    parser.add_argument("--json", action="store_true", help="one line of JSON instead of tables")
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL 18 started for this run")
    parser.add_argument("--database", default="", help="on this database: postgresql://… (it must be empty)")
    parser.add_argument("--folder", type=Path, help="an empty folder that is kept, instead of a passing one")
    return parser


def _show_words() -> int:
    print("./ikrar bench WORD [--seconds N] [--json]\n")
    for word, (_, words) in WORDS.items():
        print(f"  {word:<10} {words.id}\n  {'':<10} {words.en}")
    print("\n  docs/performance.md")
    return 2
