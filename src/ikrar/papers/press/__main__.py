"""The child that draws and seals: a job a line on standard input, an answer with its bytes on standard output.

It gives way to whatever else wants the processor, and ends with the process that started it.
"""

import json
import os
import sys
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from ikrar.papers.press.jobs import read_job
from ikrar.papers.sealing import stamping
from ikrar.papers.sealing.keyfile import KeyFile
from ikrar.papers.sealing.putting import put_seal
from ikrar.papers.sealing.stamping import Authority
from ikrar.papers.sealing.token import Access, Token
from ikrar.web.typesetting import typeset

POLITE = 10  # lower, a busy machine starves it: its time for a paper would be over before it began


def main() -> None:
    """Until standard input ends."""
    os.nice(POLITE)
    out = sys.stdout.buffer
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer: dict[str, Any] = {}
            content = _made(asked)
        except Exception as e:  # noqa: BLE001 (told to the parent, which tells who asked)
            content, answer = b"", {"trouble": type(e).__name__, "told": str(e)}
        try:
            out.write(json.dumps({**answer, "bytes": len(content)}).encode() + b"\n" + content)
            out.flush()
        except BrokenPipeError:  # whoever asked is gone
            os._exit(0)


def _made(asked: dict[str, Any]) -> bytes:
    job, seal = read_job(asked["job"]), asked["seal"]
    at = datetime.fromisoformat(asked["at"])
    drawn = typeset(job.template, job.data, at=job.at, standards=job.standards)
    holder = _token(tuple(seal["token"])) if seal["token"] else _file(seal["path"], seal["organisation"])
    authority = _authority(seal["authority"], seal["roots"])
    return put_seal(
        drawn,
        signer=holder.signer(at=at),
        authority=authority,
        reason=job.reason,
        at=at,
        needs_stamp=seal["needs_stamp"],
    ).pdf


@cache
def _file(path: str, organisation: str) -> KeyFile:
    return KeyFile(Path(path), organisation=organisation)


@cache
def _token(access: tuple[str, ...]) -> Token:
    return Token(Access(*access))


@cache
def _authority(address: str, roots: str) -> Authority:
    return stamping.authority_at(address, roots)


if __name__ == "__main__":
    main()
