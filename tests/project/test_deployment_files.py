"""The files in deploy/ do what docs/operating.md promises of them, tried with the programs they are written for."""

import http.client
import json
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from ikrar.project import serving
from ikrar.project.cluster.servers import SETTINGS

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
HOST = "127.0.0.1"


# ── systemd ──────────────────────────────────────────────────────────────────────────────────────


def test_the_units_are_whole(tmp_path):
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("systemd-analyze is not installed here")
    for unit in UNITS:
        name = unit.name.replace("@.", "@8001.")
        text = unit.read_text().replace("/opt/ikrar/.venv/bin/python", sys.executable)
        (tmp_path / name).write_text(text.replace("%i", "8001"))
    done = subprocess.run(
        [tool, "verify", "--man=no", *(str(path) for path in tmp_path.iterdir())],
        capture_output=True,
        text=True,
        check=False,
    )
    own = [line for line in (done.stdout + done.stderr).splitlines() if "ikrar" in line]
    assert own == []


@pytest.mark.parametrize("unit", [u for u in UNITS if u.suffix == ".service"], ids=lambda unit: unit.name)
def test_every_service_runs_without_rights_and_writes_to_its_data_alone(unit):
    said = dict(re.findall(r"^(\w+)=(.*)$", unit.read_text(), re.MULTILINE))
    assert (said["User"], said["NoNewPrivileges"], said["ProtectSystem"]) == ("ikrar", "yes", "strict")
    assert (said["CapabilityBoundingSet"], said["StateDirectory"], said["UMask"]) == ("", "ikrar", "0077")


def test_the_servers_of_the_demonstration_wait_as_those_of_the_deployment_do():
    """What `./ikrar cluster demo` shows would else prove nothing about a real site."""
    real = (DEPLOY / "postgresql" / "ikrar.conf").read_text()
    for setting in ("synchronous_commit = on", "fsync = on", "wal_log_hints = on", "synchronous_standby_names = 'ANY 1 ("):  # fmt: skip
        assert setting in real
        assert setting in SETTINGS


# ── the proxies, in front of servers that tell what reached them ─────────────────────────────────


class Backend:
    """Answers every request with what it was asked, and counts."""

    def __init__(self, name):
        self.name, self.asked = name, []
        backend = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                length = int(self.headers.get("Content-Length", 0))
                self._answer(len(self.rfile.read(length)))

            def do_GET(self):
                self._answer(0)

            def _answer(self, size):
                backend.asked.append(self.path)
                headers = {name.lower(): value for name, value in self.headers.items()}
                told = {"who": backend.name, "path": self.path, "size": size, "headers": headers}
                body = json.dumps(told).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                if "/tile/" in self.path:
                    self.send_header("Cache-Control", "public, max-age=31536000, immutable")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer((HOST, 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class Proxy:
    """A proxy under test on `port`, speaking TLS under a name of its own."""

    def __init__(self, port, process, backends):
        self.port, self.process, self.gate, self.pages = port, process, *backends

    def ask(self, method, path, body=None, host="ikrar.example.go.id"):
        context = ssl._create_unverified_context()
        with closing(http.client.HTTPSConnection(HOST, self.port, timeout=60, context=context)) as connection:
            connection.request(method, path, body, {"Host": host, "Content-Type": "application/json"})
            answer = connection.getresponse()
            text = answer.read()
        told = json.loads(text) if answer.status == 200 and text else None
        return answer.status, told, answer.headers


@pytest.fixture
def backends():
    made = [Backend("gate"), Backend("pages")]
    yield made
    for backend in made:
        if backend.thread.is_alive():
            backend.stop()


def certificate(folder):
    """For the name in the files."""
    made = folder / "fullchain.pem", folder / "privkey.pem"
    words = (
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=ikrar.example.go.id"
    )
    subprocess.run(
        ["openssl", *words.split(), "-out", made[0], "-keyout", made[1]], check=True, capture_output=True
    )
    return made


def started(command, folder, port):
    """The process, once it listens."""
    log = (folder / "log").open("wb")
    process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env={"HOME": str(folder), "PATH": "/usr/bin:/bin"})  # fmt: skip
    log.close()
    for _ in range(1200):
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            assert process.poll() is None, (folder / "log").read_text()
            time.sleep(0.05)
        else:
            return process
    raise AssertionError((folder / "log").read_text())


@pytest.fixture
def nginx(tmp_path, backends):
    tool = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if tool is None:
        pytest.skip("nginx is not installed here (apt install nginx-light)")
    chain, key = certificate(tmp_path)
    port = serving.free_port(HOST, 28_400)
    plain = serving.free_port(HOST, port + 1)
    text = (DEPLOY / "nginx" / "ikrar.conf").read_text()
    for old, new in {
        r"listen \[::\].*\n": "\n",
        r"listen 80;": f"listen {HOST}:{plain};",
        r"listen 443": f"listen {HOST}:{port}",
        r"/etc/ikrar/tls/fullchain.pem": str(chain),
        r"/etc/ikrar/tls/privkey.pem": str(key),
        r"/var/cache/nginx/ikrar": str(tmp_path / "cache"),
        r"/var/log/nginx/ikrar.log": str(tmp_path / "error.log"),
        r"127\.0\.0\.1:8001": f"{HOST}:{backends[0].port}",
        r"127\.0\.0\.1:8000": f"{HOST}:{backends[1].port}",
    }.items():
        text = re.sub(old, new, text)
    paths = "".join(
        f"{name}_temp_path {tmp_path}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = f"daemon off; pid {tmp_path}/pid; error_log stderr; events {{}} http {{ {paths} {text} }}"
    (tmp_path / "nginx.conf").write_text(("user root; " if Path("/root").owner() == "root" else "") + main)
    process = started([tool, "-e", "stderr", "-c", str(tmp_path / "nginx.conf")], tmp_path, port)
    yield Proxy(port, process, backends)
    process.terminate()
    process.wait(10)


@pytest.fixture
def caddy(tmp_path, backends):
    tool = shutil.which("caddy")
    if tool is None:
        pytest.skip("caddy is not installed here (apt install caddy)")
    chain, key = certificate(tmp_path)
    port = serving.free_port(HOST, 28_500)
    text = (DEPLOY / "caddy" / "Caddyfile").read_text()
    text = text.replace("127.0.0.1:8001", f"{HOST}:{backends[0].port}").replace(
        "127.0.0.1:8000", f"{HOST}:{backends[1].port}"
    )
    text = text.replace(
        "ikrar.example.go.id {", f"https://ikrar.example.go.id:{port} {{\n\ttls {chain} {key}\n\tbind {HOST}"
    )
    (tmp_path / "Caddyfile").write_text(
        f"{{\n\tadmin off\n\tauto_https off\n\tdefault_sni ikrar.example.go.id\n}}\n{text}"
    )
    command = [tool, "run", "--config", str(tmp_path / "Caddyfile"), "--adapter", "caddyfile"]
    process = started(command, tmp_path, port)
    yield Proxy(port, process, backends)
    process.terminate()
    process.wait(10)


@pytest.fixture(params=["nginx", "caddy"])
def proxy(request):
    return request.getfixturevalue(request.param)


@pytest.mark.foreign
def test_one_origin_leads_the_words_of_the_gate_to_gates_and_all_else_to_the_pages(proxy):
    assert proxy.ask("POST", "/gate/pledge", b"{}")[1]["who"] == "gate"
    assert proxy.ask("GET", "/")[1]["who"] == "pages"
    assert proxy.ask("GET", "/meja/")[1]["who"] == "pages"
    assert proxy.ask("GET", "/gatekeeper/")[1]["who"] == "pages"


@pytest.mark.foreign
@pytest.mark.parametrize("path", ["/gate/pledge", "/meja/pegawai/"])
def test_who_asked_and_how_is_passed_on(proxy, path):
    headers = proxy.ask("POST", path, b"{}")[1]["headers"]
    assert headers["host"].startswith("ikrar.example.go.id")
    assert headers["x-forwarded-proto"] == "https"
    assert headers["x-forwarded-for"] == HOST


@pytest.mark.foreign
@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/gate/pledge", 16_000, 200),
        ("/gate/pledge", 40_000, 413),
        ("/akun/masuk/", 1_000_000, 200),
        ("/akun/masuk/", 3_000_000, 413),
        ("/meja/pegawai/impor/", 5_000_000, 200),
    ],
)
def test_a_body_may_be_as_large_as_its_page_needs(nginx, path, size, status):
    try:
        assert nginx.ask("POST", path, b"x" * size)[0] == status
    except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
        assert status == 413  # it hung up while we were still sending


@pytest.mark.foreign
def test_the_operators_figures_stay_inside(proxy):
    assert proxy.ask("GET", "/metrik")[0] == 404


@pytest.mark.foreign
def test_a_dead_gate_is_replaced_by_the_pages_and_the_phone_does_not_notice(nginx):
    nginx.gate.stop()
    for _ in range(3):
        assert nginx.ask("POST", "/gate/pledge", b"{}")[1]["who"] == "pages"


@pytest.mark.foreign
def test_tiles_come_from_the_cache_and_keep_their_headers(nginx):
    answers = [nginx.ask("GET", "/register/tile/0/000") for _ in range(3)]
    assert nginx.pages.asked.count("/register/tile/0/000") == 1
    assert {headers["Cache-Control"] for *_, headers in answers} == {"public, max-age=31536000, immutable"}


@pytest.mark.foreign
def test_no_file_of_the_proxy_names_anybody(nginx, tmp_path):
    nginx.ask("POST", "/gate/pledge?rahasia", b"x" * 40)
    nginx.ask("GET", "/x/rahasia")
    assert "rahasia" not in (tmp_path / "log").read_text()
    log = tmp_path / "error.log"
    assert not log.exists() or log.read_text() == ""
