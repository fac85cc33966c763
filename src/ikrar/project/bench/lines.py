"""One phone's connection each: keep-alive HTTP/1.1 over a non-blocking socket, plain or under TLS."""

import socket
import ssl
from dataclasses import dataclass, field

ROOM = 65_536
END = b"\r\n\r\n"
LENGTH = b"content-length:"
RETRY = b"retry-after:"


class LineLost(Exception):
    """The other side closed or reset the connection."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its status, its head in lower case, its body."""

    status: int
    head: bytes
    body: bytes

    @property
    def retry_after(self) -> float:
        """Seconds to wait before coming back; one where the answer does not say."""
        said = _after(self.head, RETRY)
        return float(said) if said.isdigit() else 1.0


@dataclass(slots=True)
class Line:
    """A connection and the one request under way on it; `due` is when that should have been sent."""

    address: tuple[str, int]
    tls: ssl.SSLContext | None = None
    number: int = 0
    due: float = 0.0
    request: bytes = b""
    _socket: socket.socket = field(init=False)
    _unsent: bytes = b""
    _got: bytes = b""

    def fileno(self) -> int:
        """For whoever watches it."""
        return self._socket.fileno()

    def open(self) -> None:
        """Connect anew."""
        made = socket.create_connection(self.address, timeout=30)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = self.tls.wrap_socket(made) if self.tls else made
        self._socket.setblocking(False)
        self._got = self._unsent = b""

    def close(self) -> None:
        self._socket.close()

    def send(self, number: int, request: bytes, *, due: float) -> bool:
        """Begin a request; whether all of it went out."""
        self.number, self.request, self.due, self._got = number, request, due, b""
        self._unsent = request
        return self.push()

    def push(self) -> bool:
        """Send on what is left; whether nothing is."""
        try:
            sent = self._socket.send(self._unsent)
        except (BlockingIOError, ssl.SSLWantWriteError, ssl.SSLWantReadError):
            return False
        except OSError as e:
            raise LineLost from e
        self._unsent = self._unsent[sent:] if sent < len(self._unsent) else b""
        return not self._unsent

    def pull(self) -> Reply | None:
        """The answer, once all of it is there."""
        try:
            data = self._socket.recv(ROOM)
        except (BlockingIOError, ssl.SSLWantReadError):
            return None
        except OSError as e:
            raise LineLost from e
        if not data:
            raise LineLost
        self._got = self._got + data if self._got else data
        return self._whole()

    def _whole(self) -> Reply | None:
        end = self._got.find(END)
        if end < 0:
            return None
        head = self._got[:end].lower()
        body = self._got[end + len(END) :]
        if len(body) < int(_after(head, LENGTH) or 0):
            return None
        return Reply(int(head[9:12]), head, body)


def _after(head: bytes, name: bytes) -> bytes:
    """What stands behind a header's name."""
    start = head.find(name)
    if start < 0:
        return b""
    start += len(name)
    end = head.find(b"\r", start)
    return head[start : end if end >= 0 else len(head)].strip()
