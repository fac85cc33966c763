"""The child that reads a stranger's file: bounded before it reads a single byte of it."""

import json
import resource
import sys

from ikrar.papers.checking import examining, telling
from ikrar.papers.checking.shapes import Limits


def main() -> None:
    arguments = telling.asked(sys.stdin.buffer.readline())
    limits: Limits = arguments["limits"]
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    checked = examining.examine(sys.stdin.buffer.read(limits.bytes + 1), **arguments)
    sys.stdout.write(json.dumps(telling.plain(checked)))


main()
