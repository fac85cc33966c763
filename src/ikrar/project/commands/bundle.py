"""`./ikrar bundle`: one file from which Ikrar is installed where there is no network and no root."""

import argparse
import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import ikrar
from ikrar.project.bundling import packing, wheels
from ikrar.project.progress import shown

PYTHONS = ("3.11", "3.12", "3.13")
LOCKS = ("requirements.lock",)
ALL_LOCKS = (*LOCKS, "requirements-dev.lock")
INSTALLER_LOCK = "requirements-bundle.lock"


def run(arguments: list[str]) -> int:
    """Fetch, lay out, seal, pack; 1 when a library is not to be had as a wheel."""
    asked = _parser().parse_args(arguments)
    locks = ALL_LOCKS if asked.complete else LOCKS
    name = f"ikrar-bundle-{ikrar.__version__}-{platform.system().lower()}-{platform.machine()}"
    archive = asked.file or Path("dist") / f"{name}.tar.gz"
    archive.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _room(archive.parent) as room:
            _make(room / name, pythons=asked.python or list(PYTHONS), locks=locks, archive=archive)
    except (wheels.CannotFetch, wheels.NoPip) as e:
        print(f"{type(e).__name__}: {e}", file=sys.stderr)
        return 1
    print(f"{archive}: {archive.stat().st_size / 1e6:.0f} MB")
    print(f"Di tempatnya / at the site: tar xzf {archive.name} && {name}/install FOLDER")
    return 0


def _make(folder: Path, *, pythons: list[str], locks: tuple[str, ...], archive: Path) -> None:
    (folder / "wheels").mkdir(parents=True)
    (folder / "pythons").write_text("".join(f"{python}\n" for python in pythons), encoding="ascii")
    (folder / "locks").write_text("".join(f"{lock}\n" for lock in locks), encoding="ascii")
    wanted = [(lock, python) for python in pythons for lock in (*locks, INSTALLER_LOCK)]
    with shown("Pustaka / libraries") as told:
        for number, (lock, python) in enumerate(wanted, start=1):
            wheels.fetch(packing.ROOT / lock, python=python, folder=folder / "wheels")
            told(number, len(wanted))
    (folder / "name").write_text(f"{ikrar.__version__}-{packing.digest()[:8]}\n", encoding="ascii")
    with shown("Menyusun / laying out") as told:
        packing.lay_out(folder, told=told)
    with shown("Mengemas / packing") as told:
        packing.pack(folder, archive=archive, told=told)


@contextmanager
def _room(beside: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix=".ikrar-bundle-", dir=beside) as folder:
        yield Path(folder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./ikrar bundle")
    parser.add_argument(
        "file", nargs="?", type=Path, help="archive to write (default: dist/ikrar-bundle-….tar.gz)"
    )
    parser.add_argument(
        "--python", action="append", help=f"for this Python; several times (default: {' '.join(PYTHONS)})"
    )
    parser.add_argument(
        "--complete",
        action="store_true",
        help="also what tests, benchmarks and the cluster demo need, PostgreSQL among it",
    )
    return parser
