"""Many small requests at once over a few connections, cheaply: the gate is to be kept busy, not the test.

A turn sends one request on each connection and then reads one answer from each.
"""

import json
import socket
from contextlib import ExitStack

WIDE = 48


class Volley(ExitStack):
    def __init__(self, host, port):
        super().__init__()
        self.lines = [
            self.enter_context(socket.create_connection((host, port), timeout=120)) for _ in range(WIDE)
        ]

    def fire(self, requests):
        """(status, code) of each of at most `WIDE` answers, in the order of the requests."""
        pairs = list(zip(self.lines, requests, strict=False))
        for line, (word, body) in pairs:
            head = f"POST /gate/{word} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            line.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        return [answer(line) for line, _ in pairs]


def answer(line):
    said = line.recv(65536)
    while b"\r\n\r\n" not in said:
        said += more(line)
    head, _, body = said.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
    while len(body) < length:
        body += more(line)
    return int(head[9:12]), json.loads(body).get("code")


def more(line):
    said = line.recv(65536)
    assert said, "the gate hung up in the middle of an answer"
    return said
