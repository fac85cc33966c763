"""What the steps of the demonstration hand on to each other."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class Stage:
    """What the steps hand on to each other."""

    now: datetime
    data: Path
    users: dict[str, Any] = field(default_factory=dict)
    units: dict[str, Any] = field(default_factory=dict)  # by name
    tour: dict[str, Any] = field(default_factory=dict)

    @property
    def citra(self) -> Any:
        return self.users["citra@contoh.example"]

    @property
    def galih(self) -> Any:
        return self.users["galih@contoh.example"]
