"""A server that does nothing: `python -m ikrar.project.bench.null PORT`. It shows how much the generator could send."""

import selectors
import socket
import sys

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
END = b"}"  # of a request's JSON; nothing in it is read


def serve(port: int) -> None:
    """Answer every request alike, for ever."""
    watch = selectors.DefaultSelector()
    listening = socket.create_server(("127.0.0.1", port), backlog=1024)
    listening.setblocking(False)
    watch.register(listening, selectors.EVENT_READ)
    while True:
        for key, _ in watch.select():
            if key.fileobj is listening:
                line, _ = listening.accept()
                line.setblocking(False)
                watch.register(line, selectors.EVENT_READ)
            else:
                _answer(key.fileobj, watch)


def _answer(line: object, watch: selectors.BaseSelector) -> None:
    assert isinstance(line, socket.socket)
    try:
        data = line.recv(65_536)
    except OSError:
        data = b""
    if not data:
        watch.unregister(line)
        line.close()
    elif data.endswith(END):
        line.send(ANSWER)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
