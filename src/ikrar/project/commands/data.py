"""`./ikrar data regions|archive`: region codes proposed by name, and the open data of a declaration as one file."""

import argparse
import sys
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from ikrar.kernel.zones import JAKARTA
from ikrar.openness.opendata import regions
from ikrar.openness.queries import NotOnThePublicSite, open_data
from ikrar.openness.queries.open_data import NothingPublishedYet
from ikrar.pledges.queries import DeclarationNotFound
from ikrar.project import wiring
from ikrar.roster import queries as roster
from ikrar.web import problems

REFUSED = (DeclarationNotFound, NotOnThePublicSite, NothingPublishedYet)
UNKNOWN = "Tidak ada wilayah dengan kode {code}. / No region has the code {code}."
NEXT = (
    "Periksa setiap baris, buang yang salah, simpan sebagai berkas, lalu isi IKRAR_REGIONS.\n"
    "Read each line, drop what is wrong, keep it as a file, then set IKRAR_REGIONS."
)


def run(arguments: list[str]) -> int:
    """0 when done; 1 when it cannot be."""
    parser = argparse.ArgumentParser(prog="./ikrar data")
    words = parser.add_subparsers(dest="word", required=True)
    proposing = words.add_parser("regions", help="usulan kode wilayah unit / region codes proposed for units")
    proposing.add_argument("--within", default=settings.IKRAR_REGION, help="31.71; IKRAR_REGION")
    packing = words.add_parser("archive", help="arsip data terbuka / an archive of open data")
    packing.add_argument("declaration")
    packing.add_argument("file", type=Path, nargs="?")
    asked = parser.parse_args(arguments)
    return _regions(asked.within) if asked.word == "regions" else _archive(asked.declaration, asked.file)


def _regions(within: str) -> int:
    units = roster.units(on=timezone.now().astimezone(JAKARTA).date())
    try:
        found = list(regions.proposed([(u.public_id, u.name) for u in units], within=within))
    except regions.RegionIsUnknown as e:
        print(UNKNOWN.format(code=repr(e.code)), file=sys.stderr)
        return 1
    print(regions.written(found), end="")
    print(NEXT, file=sys.stderr)
    return 0


def _archive(declaration: str, file: Path | None) -> int:
    try:
        found = open_data.holding(public_id=declaration)
    except REFUSED as refusal:
        wiring.wire()
        known = problems.refusal_of(refusal)
        print(f"{known.words.id} / {known.words.en}" if known else repr(refusal), file=sys.stderr)
        return 1
    target = file or Path(f"ikrar-{declaration}.zip")
    target.write_bytes(open_data.archive_of(found))
    print(target)
    return 0
