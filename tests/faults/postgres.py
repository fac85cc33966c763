"""A PostgreSQL 18 server that a test may kill: one node, with fsync, from the packaged programs."""

import os
import shutil
import tempfile
import warnings
from contextlib import suppress
from pathlib import Path

import psutil

from ikrar.project import serving
from ikrar.project.cluster.servers import Server, binaries

ALONE = "\nsynchronous_standby_names = ''\nfsync = on\nfull_page_writes = on\nsynchronous_commit = on\n"
FIRST_PORT = 31_000


class Postgres:
    """`address` for IKRAR_DATABASE; `kill()` and `start()` as often as one likes."""

    def __init__(self):
        # Its account must be able to walk to it, and root's own temporary folders are closed.
        self.folder = Path(tempfile.mkdtemp(prefix="ikrar-faults-pg-"))
        self.folder.chmod(0o755)
        port = serving.free_port("127.0.0.1", FIRST_PORT + os.getpid() % 1000)
        with warnings.catch_warnings(action="ignore"):  # the package minds a missing XDG_RUNTIME_DIR
            programs = binaries(self.folder)
        self.server = Server("faults", port, self.folder / "data", programs)
        self.server.create(names=["none"])
        with (self.server.folder / "postgresql.conf").open("a") as file:
            file.write(ALONE)
        self.server.start()

    @property
    def address(self):
        return f"postgresql://ikrar@127.0.0.1:{self.server.port}/postgres"

    def start(self):
        self.server.start()

    def kill(self):
        """SIGKILL to the postmaster and everything it started, sessions and writers."""
        children = psutil.Process(self.server.process.pid).children(recursive=True)
        self.server.kill()
        for child in children:  # each is a process group of its own
            with suppress(psutil.NoSuchProcess):
                child.kill()
        psutil.wait_procs(children, timeout=20)

    def end(self):
        self.server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
