"""Timestamps on seals, by a real RFC 3161 authority that the test makes with openssl; and an authority that misbehaves."""

import shutil
import socket
import subprocess
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from ikrar.papers import operations
from ikrar.papers.operations.sealing import probe_authority, seal_told
from ikrar.papers.troubles import RootsAreBroken, SealNeedsTimestamp
from ikrar.project.diagnosis import Level
from ikrar.project.diagnosis import seals as diagnosis
from tests.papers.sealing.outside import MUTOOL, PDFSIG, told

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
CONFIG = """
[tsa]
default_tsa = here
[here]
serial = ./serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


class Tsa:
    """An authority in a folder: root, certificate, key; its `answer` may be bent."""

    def __init__(self, folder, *, days=(-1, 30), usage=ExtendedKeyUsageOID.TIME_STAMPING):
        self.folder = folder
        self.bend = lambda query, make: make(query)
        now = datetime.now(UTC)
        root_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        own_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        root = certificate("Akar Contoh", root_key, "Akar Contoh", root_key, now, (-1, 30), None)
        own = certificate("Otoritas Waktu Contoh", own_key, "Akar Contoh", root_key, now, days, usage)
        pem = own_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        for name, content in (
            ("root.pem", root.public_bytes(Encoding.PEM)),
            ("own.pem", own.public_bytes(Encoding.PEM)),
            ("own.key", pem),
            ("tsa.cnf", CONFIG.encode()),
            ("serial", b"01\n"),
        ):
            (folder / name).write_bytes(content)
        self.root = str(folder / "root.pem")

    def make(self, query):
        (self.folder / "query").write_bytes(query)
        command = "openssl ts -reply -queryfile query -config tsa.cnf -signer own.pem -inkey own.key -chain root.pem -out answer"
        subprocess.run(command.split(), cwd=self.folder, check=True, capture_output=True)
        return (self.folder / "answer").read_bytes()

    def answer(self, query):
        return self.bend(query, self.make)


def certificate(name, key, issuer, issuer_key, now, days, usage):
    def named(word):
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, word)])

    builder = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(ca=usage is None, path_length=None), critical=True)
    )
    if usage is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=True)
    return builder.sign(issuer_key, hashes.SHA256())


@pytest.fixture
def serve(settings):
    """`serve(tsa)`: it answers at IKRAR_TSA."""
    servers = []

    def start(tsa):
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = tsa.answer(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        settings.IKRAR_TSA = f"http://127.0.0.1:{server.server_port}/"
        settings.IKRAR_TSA_ROOTS = tsa.root

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@PDFSIG
@MUTOOL
def test_a_stamped_seal_is_accepted_by_others_and_the_stamp_is_theirs(serve, paper, at, tmp_path, settings):
    serve(Tsa(tmp_path))
    settings.IKRAR_TSA_REQUIRED = True
    done = seal_told(pdf=paper, reason="Contoh", at=at)
    assert done.is_stamped
    assert b"Otoritas Waktu Contoh".hex().upper().encode() in done.pdf
    path = tmp_path / "stamped.pdf"
    path.write_bytes(done.pdf)
    assert "Signature is Valid." in told("pdfsig", str(path))
    assert "unchanged since signing" in told("mutool", "sign", "-v", str(path))
    assert probe_authority(at=at) == ""


def test_no_authority_is_a_null_one_that_says_so(paper, at):
    done = seal_told(pdf=paper, reason="Contoh", at=at)
    assert not done.is_stamped
    assert [one.level for one in diagnosis.timestamps(at)] == [Level.GOOD]


@pytest.mark.parametrize(
    ("made", "why"),
    [
        ({"days": (-10, -1)}, "has expired"),
        ({"usage": ExtendedKeyUsageOID.CODE_SIGNING}, "does not answer|not for timestamps|refused|no RFC"),
    ],
    ids=["expired", "not for timestamps"],
)
def test_an_authority_with_a_wrong_certificate_is_not_believed(serve, tmp_path, paper, at, made, why):
    tsa = Tsa(tmp_path, **made)
    tsa.bend = lambda query, make: _or_refusal(make, query)
    serve(tsa)
    done = seal_told(pdf=paper, reason="Contoh", at=at)
    assert not done.is_stamped
    assert any(word in done.why for word in why.split("|"))


def _or_refusal(make, query):
    try:
        return make(query)
    except subprocess.CalledProcessError:
        return b""


def test_each_answer_that_does_not_belong_to_the_question_is_refused(serve, tmp_path, paper, at):
    tsa = Tsa(tmp_path)
    serve(tsa)
    first = []

    def again(query, make):
        first.append(make(query))
        return first[0]

    tsa.bend = again
    assert seal_told(pdf=paper, reason="Satu", at=at).is_stamped
    replayed = seal_told(pdf=paper, reason="Dua", at=at + timedelta(seconds=1))
    assert replayed.why == "the authority stamped another hash than ours"
    later = at + timedelta(minutes=10)
    tsa.bend = lambda query, make: make(query)
    assert "clock" in seal_told(pdf=paper, reason="Tiga", at=later).why
    tsa.bend = lambda query, make: _flipped(make(query))
    assert not seal_told(pdf=paper, reason="Empat", at=later + timedelta(minutes=2)).is_stamped
    tsa.bend = lambda query, make: b"<html>"
    assert "no RFC 3161" in seal_told(pdf=paper, reason="Lima", at=later + timedelta(minutes=4)).why


def _flipped(answer):
    """One bit of the signature, which stands at the end."""
    return answer[:-5] + bytes([answer[-5] ^ 1]) + answer[-4:]


def test_an_authority_that_leads_to_another_root_is_not_believed(serve, settings, tmp_path, paper, at):
    for name in ("satu", "dua"):
        (tmp_path / name).mkdir()
    serve(Tsa(tmp_path / "satu"))
    settings.IKRAR_TSA_ROOTS = Tsa(tmp_path / "dua").root
    assert "IKRAR_TSA_ROOTS" in seal_told(pdf=paper, reason="Contoh", at=at).why
    (tmp_path / "bukan.pem").write_text("bukan sertifikat")
    settings.IKRAR_TSA_ROOTS = str(tmp_path / "bukan.pem")
    with pytest.raises(RootsAreBroken):
        operations.seal(pdf=paper, reason="Contoh", at=at)


def test_an_authority_that_is_down_is_told_left_alone_and_asked_again(serve, settings, tmp_path, paper, at):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.IKRAR_TSA = f"http://127.0.0.1:{free.getsockname()[1]}/"
    done = seal_told(pdf=paper, reason="Contoh", at=at)
    assert not done.is_stamped
    assert "does not answer" in done.why
    assert [one.level for one in diagnosis.timestamps(at)] == [Level.WARNING]
    settings.IKRAR_TSA_REQUIRED = True
    with pytest.raises(SealNeedsTimestamp):
        operations.seal(pdf=paper, reason="Contoh", at=at)
    assert [one.level for one in diagnosis.timestamps(at)] == [Level.BAD]


def test_after_a_silence_it_is_asked_again_within_a_minute_or_so(serve, tmp_path, paper, at):
    tsa = Tsa(tmp_path)
    serve(tsa)
    asked = []

    def silent(query, make):
        asked.append(query)
        return b""

    tsa.bend = silent
    for seconds in (0, 1, 59):
        assert not seal_told(pdf=paper, reason="Contoh", at=at + timedelta(seconds=seconds)).is_stamped
    assert len(asked) == 1
    tsa.bend = lambda query, make: make(query)
    assert seal_told(pdf=paper, reason="Contoh", at=at + timedelta(seconds=61)).is_stamped
