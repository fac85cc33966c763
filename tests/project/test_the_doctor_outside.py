"""Through proxy and TLS: Ikrar's own answers, spoilt one by one as proxies spoil them, each found with its remedy."""

import json
import ssl
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.db import transaction
from django.test import Client
from django.utils import timezone

from ikrar.project.commands import doctor
from ikrar.project.diagnosis import Level, adviser, outside
from ikrar.project.diagnosis.asking import Place
from ikrar.register import operations as register

GATE = {"content_type": "application/json", "headers": {"Accept": "application/json"}, "secure": True}


def certificate(folder, *, days=90, name="localhost"):
    """A certificate of an authority that only we trust: what `days` are left of it, for which name."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=400))
        .not_valid_after(now + timedelta(days=days, hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}-{days}.pem"
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(made.public_bytes(Encoding.PEM) + pem)
    return path


class Proxy(BaseHTTPRequestHandler):
    """Passes on what Ikrar answers, unless `spoil` does something to it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        is_plain = self.path == "/" and self.headers["Accept-Encoding"] != "gzip"
        self.answer(self.server.known.get("plain" if is_plain else self.path, (404, {}, b"")))

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(self.server.known.get((self.path, len(body) > 100_000), (404, {}, b"")))

    def answer(self, known):
        status, headers, body = self.server.spoil(self.path, self.command, known)
        self.send_response(status)
        for name, value in headers.items():
            if name != "Content-Length" and (name, value) != ("Date", ""):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def date_time_string(self, timestamp=None):
        return self.server.date or super().date_time_string(timestamp)

    def log_message(self, *_):
        pass


@pytest.fixture
def known(db, settings, tmp_path):
    """Ikrar's own answers to everything the doctor asks; asked for once."""
    if not ANSWERS:
        ANSWERS.update(answers(settings, tmp_path))
    return dict(ANSWERS)


ANSWERS = {}


def answers(settings, tmp_path):
    settings.IKRAR_DATA, settings.IKRAR_DOMAIN, settings.IKRAR_TLS = tmp_path, "localhost", True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    with transaction.atomic():
        register.enter(kind="note", body={"title": "contoh"}, at=timezone.now() - timedelta(seconds=9))
    register.advance(at=timezone.now())
    register.Candidate().stand()
    client = Client(headers={"Accept-Encoding": "gzip"})
    found = {
        path: client.get(path, secure=True)
        for path in ("/", "/sehat/siap", "/metrik", "/register/checkpoint")
    }
    found["/register/tile/0/000.p/1"] = client.get("/register/tile/0/000.p/1", secure=True)
    found["/boleh/", False] = client.post("/boleh/", adviser.QUESTION, content_type=adviser.FORM, secure=True)
    found["/gate/challenge", False] = client.post("/gate/challenge", "{}", **GATE)
    for size in (outside.HONEST_BYTES, outside.HUGE_BYTES):
        answer = client.post("/gate/pledge", outside._padded(size).decode(), **GATE)
        found["/gate/pledge", size == outside.HUGE_BYTES] = answer
    told = {
        asked: (answer.status_code, dict(answer.headers), body_of(answer)) for asked, answer in found.items()
    }
    plain = Client().get("/", secure=True)
    style = outside._STATIC.search(plain.content)[1].decode()
    told["plain"] = (200, dict(plain.headers), plain.content)
    return told | {style: (200, {"Cache-Control": "max-age=315360000, public, immutable"}, b"")}


def body_of(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.fixture
def proxy(known, tmp_path, monkeypatch):
    """`proxy(spoil=…)` is an address behind TLS; `spoil(path, method, answer)` gives what a client gets."""
    servers = []

    def serve(*, spoil=lambda path, method, answer: answer, pem=None, date=None, trusted=True):
        pem = pem or certificate(tmp_path)
        server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
        server.known, server.spoil, server.date = known, spoil, date
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *_: None
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        if trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(pem))
        return f"https://localhost:{server.server_address[1]}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def found(address):
    return {finding.subject: finding for finding in outside.examined(address, at=timezone.now())}


def wrong(address):
    return {
        subject: finding.level
        for subject, finding in found(address).items()
        if finding.level is not Level.GOOD
    }


def test_what_ikrar_answers_itself_is_good(proxy):
    told = found(proxy())
    assert {f.subject: (f.told, f.level) for f in told.values() if f.level is not Level.GOOD} == {}
    assert {
        "certificate",
        "headers",
        "hsts",
        "checkpoint",
        "tiles",
        "gate",
        "body 16 kB",
        "body 1 MB",
    } <= set(told)


def test_it_tells_whether_a_gate_answers_or_the_ordinary_pages(proxy, known):
    assert found(proxy())["gate"].told == "200 by the ordinary pages"
    known["/gate/sehat"] = (200, {}, json.dumps({"alive": True}).encode())
    assert found(proxy())["gate"].told == "200 by a gate"


def header(name, value, *paths):
    def spoil(path, method, answer):
        status, headers, body = answer
        if path in paths:
            headers = {k: v for k, v in headers.items() if k != name} | ({name: value} if value else {})
        return status, headers, body

    return spoil


def status(code, *asked):
    return lambda path, method, answer: (code, {}, b"") if path in asked else answer


def swallow_large(path, method, answer):
    return (413, {}, b"<html>nginx</html>") if path == "/gate/pledge" else answer


def another_name(path, method, answer):
    return (
        (200, answer[1], json.dumps({"challenge": "x", "rp_id": "lain.example"}).encode())
        if path == "/gate/challenge"
        else answer
    )


FAULTS = {
    "content policy stripped": (header("Content-Security-Policy", "", "/"), "headers", Level.BAD),
    "policy doubled": (header("Referrer-Policy", "same-origin, same-origin", "/"), "headers", Level.BAD),
    "hsts stripped": (header("Strict-Transport-Security", "", "/"), "hsts", Level.BAD),
    "hsts short": (header("Strict-Transport-Security", "max-age=300", "/"), "hsts", Level.BAD),
    "not our page": (status(200, "/"), "page", Level.BAD),
    "not ready": (status(503, "/sehat/siap"), "ready", Level.BAD),
    "figures open": (status(200, "/metrik"), "metrics", Level.BAD),
    "checkpoint kept": (
        header("Cache-Control", "public, max-age=600", "/register/checkpoint"),
        "checkpoint",
        Level.BAD,
    ),
    "checkpoint old": (header("Age", "240", "/register/checkpoint"), "checkpoint", Level.BAD),
    "tiles not kept": (
        header("Cache-Control", "no-store", "/register/tile/0/000.p/1"),
        "tiles",
        Level.WARNING,
    ),
    "tiles gone": (status(404, "/register/tile/0/000.p/1"), "tiles", Level.BAD),
    "gate elsewhere": (status(502, "/gate/challenge"), "gate", Level.BAD),
    "gate kept": (header("Cache-Control", "max-age=60", "/gate/challenge"), "gate caching", Level.BAD),
    "another name": (another_name, "name", Level.BAD),
    "small bodies only": (swallow_large, "body 16 kB", Level.BAD),
    "the adviser sets a cookie": (header("Set-Cookie", "proxy=1", "/boleh/"), "adviser outside", Level.BAD),
    "the adviser's answer is kept": (
        header("Cache-Control", "max-age=60", "/boleh/"),
        "adviser outside",
        Level.BAD,
    ),
    "the adviser is elsewhere": (status(502, "/boleh/"), "adviser outside", Level.BAD),
    "uncompressed": (header("Content-Encoding", "", "/"), "compression", Level.WARNING),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_thing_a_proxy_may_spoil_is_found_by_name_with_a_remedy(proxy, fault):
    spoil, subject, level = FAULTS[fault]
    told = found(proxy(spoil=spoil))
    assert told[subject].level is level
    assert told[subject].remedy.id
    assert told[subject].remedy.en


def test_a_huge_body_that_is_taken_is_bad(proxy, known):
    known["/gate/pledge", True] = known["/gate/pledge", False]
    assert wrong(proxy()) == {"body 1 MB": Level.BAD}


def test_static_files_that_no_browser_keeps_are_told(proxy, known):
    style = next(path for path in known if str(path).startswith("/static/"))
    assert wrong(proxy(spoil=header("Cache-Control", "", style))) == {"static files": Level.WARNING}


@pytest.mark.parametrize(("days", "level"), [(20, Level.WARNING), (3, Level.BAD)])
def test_a_certificate_that_soon_runs_out_is_told(proxy, tmp_path, days, level):
    assert wrong(proxy(pem=certificate(tmp_path, days=days))) == {"certificate": level}


def test_a_certificate_nobody_trusts_is_bad_and_the_rest_is_still_looked_at(proxy, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    told = found(proxy(trusted=False))
    assert told["certificate"].level is Level.BAD
    assert told["gate"].level is Level.GOOD


def test_a_certificate_of_another_name_or_that_ran_out_is_bad(proxy, tmp_path):
    for pem in (certificate(tmp_path, name="lain.example"), certificate(tmp_path, days=-2)):
        assert found(proxy(pem=pem))["certificate"].level is Level.BAD


@pytest.mark.parametrize(("off", "level"), [(20, Level.WARNING), (600, Level.BAD)])
def test_a_servers_clock_that_differs_is_told(proxy, off, level):
    said = (datetime.now(UTC) - timedelta(seconds=off)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert wrong(proxy(date=said)) == {"clock outside": level}


def test_an_address_without_tls_is_bad(proxy):
    assert next(outside.examined("http://127.0.0.1:1", at=timezone.now())).level is Level.BAD


def test_where_nobody_answers_one_finding_says_so():
    findings = list(outside.examined("https://127.0.0.1:1", at=timezone.now()))
    assert [(f.subject, f.level) for f in findings] == [("address", Level.BAD)]


def test_the_word_looks_from_outside_and_tells_it_as_json(proxy, capsys):
    address = proxy(spoil=FAULTS["hsts short"][0])
    assert doctor.run(["--url", address, "--outside", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)["findings"]
    bad = [finding for finding in told if finding["level"] == "BAD"]
    assert [finding["subject"] for finding in bad] == ["hsts"]
    assert bad[0]["remedy"]["id"] != bad[0]["remedy"]["en"]


def test_an_address_may_be_given_without_its_scheme():
    assert (Place.at("ikrar.contoh.go.id").is_secure, Place.at("ikrar.contoh.go.id").port) == (True, 443)
