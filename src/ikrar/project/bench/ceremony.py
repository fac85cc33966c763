"""`./ikrar bench ceremony`: everything one phone does at a roll call, from the page to the proof, over HTTP."""

import argparse

from ikrar.project.bench.place import Place
from ikrar.project.bench.result import Result


def arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--cores", type=int, default=1, help="cores of pages, gate and database (default: 1)")
    add("--phones", type=int, default=16, help="phones at a time (default: 16)")
    add("--people", type=int, default=0, help="how many are asked (default: as many as may be needed)")


def run(given: argparse.Namespace, place: Place) -> Result:
    place.install()
    from ikrar.project.bench import attending  # noqa: PLC0415 (the models need the settings first)

    return attending.run(given, place)
