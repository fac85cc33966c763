"""`./ikrar audit draw DECLARATION N`: lock the list, then draw by the first checkpoint after it."""

import argparse
import sys

from django.utils import timezone

from ikrar.pledges.operations import drawing
from ikrar.pledges.queries.declarations import DeclarationNotFound
from ikrar.pledges.queries.drawing import draw_of
from ikrar.project import wiring
from ikrar.web import problems

WAIT = (
    "Daftar terkunci; jalankan lagi setelah titik periksa berikutnya.\n"
    "The list is locked; run again after the next checkpoint."
)
REFUSED = (DeclarationNotFound, drawing.NotClosedYet, drawing.NothingToDrawFrom, drawing.PopulationChanged)


def run(arguments: list[str]) -> int:
    """0 when drawn, 3 while the checkpoint is not there yet, 1 when it cannot be."""
    parser = argparse.ArgumentParser(prog="./ikrar audit")
    draw = parser.add_subparsers(dest="word", required=True).add_parser(
        "draw", help="undian untuk ditelepon pengawas / a draw for the overseer to telephone"
    )
    draw.add_argument("declaration")
    draw.add_argument("count", type=int, metavar="N")
    asked = parser.parse_args(arguments)
    try:
        drawing.commit(declaration=asked.declaration, by=None, at=timezone.now())
        found = drawing.draw(declaration=asked.declaration, count=asked.count, by=None, at=timezone.now())
    except drawing.CheckpointNotYet:
        print(WAIT)
        return 3
    except REFUSED as refusal:
        wiring.wire()
        known = problems.refusal_of(refusal)
        print(f"{known.words.id} / {known.words.en}" if known else repr(refusal), file=sys.stderr)
        return 1
    view = draw_of(declaration=asked.declaration)
    assert view.decides is not None
    print(f"population   {view.pledges} {view.population_sha256}")
    print(f"checkpoint   {view.decides.origin} {view.decides.size} {view.decides.root.hex()}")
    for leaf in found:
        print(leaf.hex())
    return 0
