"""An issuer of our own over real HTTP: what it signs, for whom, with which key, each test decides."""

import base64
import hashlib
import json
import threading
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from django.utils import timezone

CLIENT = "ikrar"
SECRET = "rahasia contoh"


@cache
def rsa_key(number=1, bits=2048):
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


@cache
def ec_key():
    return ec.generate_private_key(ec.SECP256R1())


def public_jwk(key, kid, **more):
    maker = jwt.algorithms.RSAAlgorithm if isinstance(key, rsa.RSAPrivateKey) else jwt.algorithms.ECAlgorithm
    return {**json.loads(maker.to_jwk(key.public_key())), "kid": kid, "use": "sig", **more}


def pem(key):
    kind = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(serialization.Encoding.PEM, kind)


def b64(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def bare(header, claims, signature=b""):
    """A token put together by hand, for what no honest library would make."""
    parts = [b64(json.dumps(part).encode()) for part in (header, claims)]
    return ".".join([*parts, b64(signature)])


class Issuer:
    """Answers discovery, keys and the exchange of codes; remembers what it was asked."""

    def __init__(self):
        self.keys = [public_jwk(rsa_key(), "a")]
        self.asked, self.document = [], {}
        self.sign = lambda claims: jwt.encode(claims, rsa_key(), "RS256", headers={"kid": "a"})
        self.exchange = None  # (status, body) in place of a token
        self.claims, self.challenge = {}, ""
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.name = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,))
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def answer(self, path, form):
        """(status, JSON)."""
        self.asked.append((path, form))
        if path == "/.well-known/openid-configuration":
            return 200, {
                "issuer": self.name,
                "authorization_endpoint": f"{self.name}/authorize",
                "token_endpoint": f"{self.name}/token",
                "jwks_uri": f"{self.name}/keys",
                "userinfo_endpoint": f"{self.name}/userinfo",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
                **self.document,
            }
        if path == "/keys":
            return 200, {"keys": self.keys}
        if path == "/token" and self.exchange:
            return self.exchange
        if path == "/token":
            return self._token(form)
        return 404, {}

    def _token(self, form):
        verifier = form.get("code_verifier", [""])[0]
        if b64(hashlib.sha256(verifier.encode()).digest()) != self.challenge:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "akses", "token_type": "Bearer", "id_token": self.sign(self.claims)}


def _handler(issuer):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self._say(*issuer.answer(urlsplit(self.path).path, {}))

        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            self._say(*issuer.answer(urlsplit(self.path).path, parse_qs(body)))

        def _say(self, status, said):
            body = said if isinstance(said, bytes) else json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    return Handler


@contextmanager
def set_up(settings):
    """An issuer on this machine, set up here as the SSO."""
    with Issuer() as made:
        settings.IKRAR_SSO_ISSUER = made.name
        settings.IKRAR_SSO_CLIENT = CLIENT
        settings.IKRAR_SSO_SECRET = SECRET
        settings.IKRAR_SSO_NAME = "SSO Contoh"
        settings.IKRAR_SSO_NIP_CLAIM = "nip"
        yield made


class Visit:
    """One sign-in of one browser: the question, then the issuer's answer."""

    def __init__(self, client, issuer, *, door="STAFF", address="/akun/masuk/sso/", **more):
        self.client, self.issuer = client, issuer
        self.begun = client.post(address, {"door": door, **more})
        self.asked = {
            k: v[0] for k, v in parse_qs(urlsplit(self.begun.headers.get("Location", "")).query).items()
        }

    def claims(self, **more):
        now = int(timezone.now().timestamp())
        good = {
            "iss": self.issuer.name,
            "aud": CLIENT,
            "sub": "orang-1",
            "iat": now,
            "exp": now + 300,
            "nonce": self.asked.get("nonce", ""),
            "email_verified": True,
        }
        return {name: value for name, value in {**good, **more}.items() if value is not None}

    def back(self, *, query="", **more):
        """The browser comes back; None leaves a claim out."""
        self.issuer.claims = self.claims(**more)
        self.issuer.challenge = self.asked.get("code_challenge", "")
        return self.client.get(
            f"/akun/masuk/sso/kembali/?code=kode&state={self.asked.get('state', '')}{query}"
        )
