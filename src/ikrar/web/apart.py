"""Sets a paper in a process of its own: typst keeps in memory what it once laid out, so long papers are drawn apart.

A roll of 2,000 names leaves some 150 MB behind in the process that set it; a child gives everything back when it ends.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parents[2]
LONGEST = 240  # seconds for one file


class NotSet(Exception):
    """The child ended without a file; carries the end of what it said."""


def typeset_apart(template: Path, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """Like `typeset`, in a child that ends with the file; raises `NotSet`."""
    asked = json.dumps({"template": str(template), "data": data, "at": at.isoformat()}, ensure_ascii=False)
    done = subprocess.run(
        [sys.executable, "-m", "ikrar.web.apart"],
        input=asked.encode(),
        capture_output=True,
        timeout=LONGEST,
        check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )
    if done.returncode:
        raise NotSet(done.stderr.decode(errors="replace")[-300:])
    return done.stdout


def main() -> None:
    """The child: what to set comes in as JSON, the PDF goes out."""
    from ikrar.web.typesetting import typeset  # noqa: PLC0415 (the child alone needs it)

    asked = json.load(sys.stdin.buffer)
    made = typeset(Path(asked["template"]), asked["data"], at=datetime.fromisoformat(asked["at"]))
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
