"""What the press is asked for, and what it answers; both go through files and pipes as JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Job:
    """A template filled with data, to be sealed for a reason, dated `at`."""

    template: Path
    data: Mapping[str, Any]
    standards: tuple[str, ...]
    reason: str
    at: datetime

    def as_json(self) -> str:
        plain = {
            "template": str(self.template),
            "data": self.data,
            "standards": self.standards,
            "reason": self.reason,
            "at": self.at.isoformat(),
        }
        return json.dumps(plain, ensure_ascii=False)


def read_job(text: str) -> Job:
    """Raises ValueError, KeyError or TypeError for anything but a job."""
    plain = json.loads(text)
    return Job(
        Path(plain["template"]),
        plain["data"],
        tuple(plain["standards"]),
        plain["reason"],
        datetime.fromisoformat(plain["at"]),
    )


@dataclass(frozen=True, slots=True)
class Seal:
    """Which seal the child is to put, as plain values: a key file or a token, and the authority."""

    path: str
    organisation: str
    token: tuple[str, ...] = field(default=(), repr=False)
    authority: str = ""
    roots: str = ""
    needs_stamp: bool = False
