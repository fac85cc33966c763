"""`./ikrar up --domain NAME --cert FILE --key FILE`: the real service on this machine."""

import argparse
import fcntl
import os
import subprocess
import sys
from pathlib import Path

from ikrar.project import environment as env
from ikrar.project import serving
from ikrar.project.supervisor import Supervisor, python
from ikrar.web import logs

ROOT = Path(__file__).resolve().parents[4]
PID = "up.pid"  # of the supervisor, for `./ikrar restart`


def run(arguments: list[str]) -> int:
    """Check, migrate, collect, start, watch. 2 for a wrong word, 1 when it cannot start."""
    asked = _parser().parse_args(arguments)
    if not (asked.cert and asked.key) and not asked.behind_proxy:
        print(
            "Perlu --cert dan --key, atau --behind-proxy / needs --cert and --key, or --behind-proxy.",
            file=sys.stderr,
        )
        return 2
    _set_environment(asked)
    logs.speak_plainly("supervisor", form=env.text("IKRAR_LOG", "text"))
    data = Path(os.environ["IKRAR_DATA"]).resolve()
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (data / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            (data / PID).write_text(f"{os.getpid()}\n", encoding="ascii")
            return _serve(asked, data)
        except BlockingIOError:
            print(f"Sudah berjalan pada / already running on {data}.", file=sys.stderr)
        except subprocess.CalledProcessError as e:
            print(f"{' '.join(e.cmd[1:])}: {e.returncode}", file=sys.stderr)  # it has told why itself
        except (serving.PortIsTaken, serving.DidNotStart) as e:
            print(f"{type(e).__name__}: {' '.join(map(str, e.args))}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./ikrar up")
    parser.add_argument(
        "--domain", required=True, help="name under which people reach it, e.g. ikrar.kota.go.id"
    )
    parser.add_argument("--cert", type=Path, help="certificate chain, PEM")
    parser.add_argument("--key", type=Path, help="its private key, PEM")
    parser.add_argument(
        "--behind-proxy", action="store_true", help="a proxy speaks TLS and sets X-Forwarded-Proto"
    )
    parser.add_argument(
        "--host", default="", help="address to listen on (default: all, behind a proxy 127.0.0.1)"
    )
    parser.add_argument("--port", type=int, help="default: 443, behind a proxy 8000")
    parser.add_argument(
        "--gate-port",
        type=int,
        help="port of the gate, to which a proxy sends /gate/; 0 for none (default: behind a proxy --port + 1, else none)",
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--data", type=Path, help="folder of the data (default: IKRAR_DATA or ./data)")
    return parser


def _set_environment(asked: argparse.Namespace) -> None:
    os.environ["IKRAR_DOMAIN"] = asked.domain
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ikrar.project.settings")
    odd_port = asked.cert and asked.port not in (None, 443)
    os.environ.setdefault("IKRAR_ADDRESS", f"https://{asked.domain}" + (f":{asked.port}" if odd_port else ""))
    os.environ["IKRAR_DATA"] = str(asked.data or os.environ.get("IKRAR_DATA", "data"))
    if asked.behind_proxy:
        os.environ["IKRAR_BEHIND_PROXY"] = "1"


def _serve(asked: argparse.Namespace, data: Path) -> int:
    port = asked.port or (443 if asked.cert else 8000)
    host = asked.host or ("0.0.0.0" if asked.cert else "127.0.0.1")  # noqa: S104 (a public service)
    serving.check_port(host, port)
    key = serving.pkcs8(asked.key, folder=data / "keys") if asked.key else None
    door = serving.Door(host, port, certificate=asked.cert, key=key)
    prepare()
    is_sqlite = env.text("IKRAR_DATABASE", "sqlite") in ("", "sqlite")
    database = data / "ikrar.sqlite3" if is_sqlite else None
    gate = _gate(asked, door)
    service = Supervisor(serving.parts(door, database=database, workers=asked.workers, gate=gate))
    service.start()
    try:
        for one in (door, gate):
            if one is not None:
                serving.wait_until_ready(one)
    except serving.DidNotStart:
        service.stop()
        raise
    print(f"Ikrar melayani / is serving {asked.domain} ({host}:{port}).", flush=True)
    if gate is not None:
        print(f"/gate/: {gate.scheme}://{gate.host}:{gate.port}", flush=True)
    _step("pengelola pertama / first administrator", "-m", "ikrar.project.cli", "setup", "--if-needed")
    return service.watch()


def _gate(asked: argparse.Namespace, door: serving.Door) -> serving.Door | None:
    """Where the gate is served. Without a proxy nothing leads there unless asked for: the pages answer /gate/ then."""
    port = asked.gate_port if asked.gate_port is not None else (door.port + 1 if asked.behind_proxy else 0)
    if not port:
        return None
    return serving.gate_door(door.host, port, certificate=door.certificate, key=door.key)


def prepare() -> None:
    """Keys, tables and static files as this version wants them."""
    _step("kunci / keys", "-m", "ikrar.project.cli", "cluster", "keys", "--prepare")
    _step("tabel / tables", "manage.py", "migrate", "--no-input", "-v", "0")
    _step("berkas statis / static files", "manage.py", "collectstatic", "--no-input", "--clear", "-v", "0")


def _step(words: str, *command: str) -> None:
    print(f"· {words}", flush=True)
    subprocess.run(python(*command), cwd=ROOT, check=True)  # noqa: S603 (our own words)
