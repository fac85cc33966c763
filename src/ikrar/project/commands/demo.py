"""`./ikrar demo`: Kota Contoh on this machine, with one declaration going on, a witness and a guided tour."""

import argparse
import json
import os
import shutil
import subprocess
import tempfile
import time
import webbrowser
from pathlib import Path
from typing import Any

from ikrar.project import serving
from ikrar.project.commands.up import ROOT, prepare
from ikrar.project.supervisor import Part, Supervisor, python

MARK = ".ikrar-demo"
HOST = "127.0.0.1"


class NotADemoFolder(Exception):
    """The folder holds something that no demonstration made."""


def run(arguments: list[str]) -> int:
    """Build, start, tell where to look, watch. 1 when it cannot start."""
    asked = _parser().parse_args(arguments)
    began = time.monotonic()
    try:
        data = _empty(asked.data)
        port = serving.free_port(HOST, asked.port)
    except NotADemoFolder as e:
        print(f"Folder ini bukan milik demo; pilih yang lain / not a demo folder: {e}")
        return 1
    except serving.PortIsTaken:
        print(f"Port {asked.port} dan berikutnya terpakai / ports are taken.")
        return 1
    _set_environment(data, port)
    prepare()
    hurried = {**os.environ, "IKRAR_IMPORT_WRITE_MS": "500"}  # no site is open yet
    subprocess.run(python("-m", "demo"), cwd=ROOT, check=True, env=hurried)  # noqa: S603 (our own words)
    witness = _witness(data, port=serving.free_port(HOST, port + 1))
    return _serve(data, port, witness, opens=not asked.no_browser, began=began)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./ikrar demo")
    parser.add_argument("--port", type=int, default=8017, help="first port to try (default 8017)")
    parser.add_argument("--data", type=Path, help="folder of the demonstration (default: a temporary one)")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    return parser


def _empty(wanted: Path | None) -> Path:
    """A fresh folder; an older demonstration in it is thrown away, anything else is left alone."""
    folder = (wanted or Path(tempfile.gettempdir()) / f"ikrar-demo-{os.getuid()}").resolve()
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise NotADemoFolder(folder)
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / MARK).touch()
    return folder


def _set_environment(data: Path, port: int) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "ikrar.project.settings",
        "IKRAR_DATA": str(data),
        "IKRAR_DATABASE": "sqlite",
        "IKRAR_DEMO": "1",
        "IKRAR_DOMAIN": "localhost",
        "IKRAR_ADDRESS": f"http://localhost:{port}",
        "IKRAR_ORIGIN": "contoh.example/demo/register",
        "IKRAR_TLS": "0",
        "IKRAR_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
    }


def _witness(data: Path, *, port: int) -> Part:
    """A witness of its own folder and key, as KPU or a university would run one."""
    keep = ("--data", str(data / "witness"))
    key = subprocess.run(  # noqa: S603 (our own words)
        python("-m", "ikrar.register.witness", "key", *keep, "--name", "contoh.example/demo/saksi"),
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    os.environ["IKRAR_WITNESSES"] = f"{key}@http://{HOST}:{port}"
    log = _tour(data)["register_key"]
    command = python("-m", "ikrar.register.witness", "serve", *keep, "--port", str(port), "--log", log)
    return Part("witness", command)


def _tour(data: Path) -> dict[str, Any]:
    tour: dict[str, Any] = json.loads((data / "tour.json").read_text(encoding="utf-8"))
    return tour


def _serve(data: Path, port: int, witness: Part, *, opens: bool, began: float) -> int:
    door = serving.Door(HOST, port)
    parts = serving.parts(door, database=data / "ikrar.sqlite3", workers=2)
    service = Supervisor([witness, *parts])
    service.start()
    try:
        serving.wait_until_ready(door)
    except serving.DidNotStart as e:
        service.stop()
        print(f"Demo tidak dapat dimulai / could not start: {e}")
        return 1
    _tell(data, port, seconds=time.monotonic() - began)
    if opens:
        webbrowser.open(f"http://localhost:{port}/tur/")
    return service.watch()


def _tell(data: Path, port: int, *, seconds: float) -> None:
    tour = _tour(data)
    here = f"http://localhost:{port}"
    print(
        f"\nKota Contoh siap dalam {seconds:.0f} detik / is ready after {seconds:.0f} seconds.\n\n"
        f"  Tur / tour        {here}/tur/\n"
        f"  Tanda tangan      {here}/i/{tour['short']}   kode kartu / card code: {tour['cards'][0]['code']}\n"
        f"  Layar apel        {here}/layar/{tour['stage']}/\n"
        f"  Meja petugas      {here}/meja/   {tour['staff'][0]['email']}  {tour['passphrase']}\n"
        f"  Periksa bukti     {here}/periksa/\n\n"
        "Semua orang di sini rekaan (contoh) / everybody here is invented. Ctrl-C mengakhiri / ends it.",
        flush=True,
    )
