"""The HTTP of a witness: one address, small requests, short patience."""

import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ikrar.register import cosigning
from ikrar.register.cosigning import NotARequest
from ikrar.register.witness.memory import Memory, NotAnExtension, NotSealed, OriginIsUnknown, SizeIsAnother

TEXT = "text/plain; charset=utf-8"
STATUS: dict[type[Exception], int] = {
    NotARequest: 400,
    NotSealed: 403,
    OriginIsUnknown: 404,
    NotAnExtension: 422,
}
Answer = tuple[int, str, str]


def answer(memory: Memory, data: bytes, *, posix_time: int) -> Answer:
    """Status, content type and body for one add-checkpoint request."""
    try:
        line = memory.add(cosigning.parse(data), posix_time=posix_time)
    except SizeIsAnother as e:
        return 409, cosigning.SIZE_TYPE, f"{e.size}\n"
    except tuple(STATUS) as e:
        return STATUS[type(e)], TEXT, f"{type(e).__name__}\n"
    return 200, TEXT, str(line)


class Server(ThreadingHTTPServer):
    """A thread a request; none of them outlives the program."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], memory: Memory) -> None:
        super().__init__(address, Handler)
        self.memory = memory


class Handler(BaseHTTPRequestHandler):
    """POST /add-checkpoint, and GET / with the witness's key for people."""

    server: Server
    timeout = 10
    protocol_version = "HTTP/1.1"
    server_version = "ikrar-witness"
    sys_version = ""

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if self.path != "/add-checkpoint":
            self._answer((404, TEXT, "POST /add-checkpoint\n"), close=True)
        elif not length.isdecimal() or int(length) > cosigning.REQUEST_BYTES:
            self._answer((400, TEXT, "NotARequest\n"), close=True)
        else:
            data = self.rfile.read(int(length))
            self._answer(answer(self.server.memory, data, posix_time=int(time.time())))

    def do_GET(self) -> None:
        known = self.path in ("/", "/key")
        self._answer((200, TEXT, f"{self.server.memory.key.verifier}\n") if known else (404, TEXT, "\n"))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the standard library's name)
        """Addresses of visitors are nobody's business."""

    def _answer(self, said: Answer, *, close: bool = False) -> None:
        status, kind, body = said
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        if close:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)
