"""A stranger's browser in small: one request, no redirect followed, whatever comes back kept."""

import http.client
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import SplitResult, urlsplit

SECONDS = 10.0
BODY_BYTES = 300_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; header names in lower case. Status 0 when the connection ended without an answer."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def header(self, name: str) -> str:
        return self.headers.get(name.lower(), "")


@dataclass(frozen=True, slots=True)
class Certificate:
    """How the TLS of an address is: what is wrong with it, and until when it holds."""

    trouble: str
    until: datetime | None
    version: str = ""


@dataclass(slots=True)
class Place:
    """The address under examination. With a bad certificate the other questions are asked all the same."""

    url: SplitResult
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    @classmethod
    def at(cls, address: str) -> "Place":
        return cls(urlsplit(address if "://" in address else f"https://{address}"))

    @property
    def host(self) -> str:
        return self.url.hostname or ""

    @property
    def is_secure(self) -> bool:
        return self.url.scheme == "https"

    @property
    def port(self) -> int:
        return self.url.port or (443 if self.is_secure else 80)

    def ask(
        self, path: str, *, method: str = "GET", body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Raises OSError when nobody answers at all."""
        connection = self._connection()
        try:
            connection.request(method, path, body=body or None, headers=dict(headers or {}))
            return _read(connection.getresponse())
        except (BrokenPipeError, ConnectionResetError, http.client.HTTPException):
            return Answer(0)  # refused in the middle, as some servers do with what is too large
        finally:
            connection.close()

    def certificate(self) -> Certificate:
        try:
            raw = socket.create_connection((self.host, self.port), SECONDS)
            with raw, self.context.wrap_socket(raw, server_hostname=self.host) as secured:
                found = secured.getpeercert() or {}
                until = datetime.fromtimestamp(ssl.cert_time_to_seconds(str(found["notAfter"])), UTC)
                return Certificate("", until, secured.version() or "")
        except ssl.SSLCertVerificationError as e:
            self.context = ssl._create_unverified_context()  # noqa: S323, SLF001 (told as bad; the rest is looked at all the same)
            return Certificate(e.verify_message, None)
        except ssl.SSLError as e:
            return Certificate(e.reason or "TLS", None)

    def _connection(self) -> http.client.HTTPConnection:
        if self.is_secure:
            return http.client.HTTPSConnection(self.host, self.port, timeout=SECONDS, context=self.context)
        return http.client.HTTPConnection(self.host, self.port, timeout=SECONDS)


def _read(response: http.client.HTTPResponse) -> Answer:
    headers: dict[str, str] = {}
    for name, value in response.getheaders():
        known = headers.get(name.lower())
        headers[name.lower()] = f"{known}, {value}" if known else value
    return Answer(response.status, headers, response.read(BODY_BYTES))
