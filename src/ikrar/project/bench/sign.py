"""`./ikrar bench sign`: pledges a second through the gate, beside what the signatures alone would allow."""

import argparse
from pathlib import Path

from ikrar.pledges.domain.values import KeyKind
from ikrar.project.bench.place import Place
from ikrar.project.bench.result import Result


def arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--kind", choices=[KeyKind.DEVICE.value, KeyKind.PASSKEY.value], default=KeyKind.DEVICE.value)
    add("--door", choices=["gate", "django"], default="gate", help="who answers (default: the gate process)")
    add("--gates", type=int, default=1, help="gate processes (default: 1)")
    add("--cores", type=int, default=1, help="cores of the gates and the database (default: 1)")
    add("--lines", type=int, default=256, help="connections (default: 256)")
    add("--rate", type=float, default=0.0, help="fixed arrivals a second, instead of the closed loop")
    add("--half", action="store_true", help="then measure answers at half of what the closed loop reached")
    add("--tls", action="store_true", help="over TLS, spoken by the gate itself")
    add("--people", type=int, default=0, help="how many are asked (default: as many as may be needed)")
    add("--stock", type=Path, help="keep the signed pledges in this folder, and use them again")
    add("--alone", action="store_true", help="leave out the rivals")
    add("--weigh", action="store_true", help="also tell what a pledge takes on disk and in a backup")


def run(given: argparse.Namespace, place: Place) -> Result:
    place.install()
    from ikrar.project.bench import signing  # noqa: PLC0415 (the models need the settings first)

    return signing.run(given, place)
