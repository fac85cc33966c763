"""A folder of law texts: its files as plain values, and what a version of it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from ikrar.kernel.canonical import Value, digest
from ikrar.law.reading.parsing import TextIsNotYaml, values

RawTexts: TypeAlias = Mapping[str, Value]  # by path below the folder, as in "norms/skb-2022.yaml"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong, and where: `line` is 0 where no file is at hand, `code` empty outside a record."""

    file: str
    line: int
    code: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (place, self.code, self.reason) if part)


def raw_texts(folder: Path) -> tuple[dict[str, Value], list[Complaint]]:
    """Every file of the folder as values, and what could not be read."""
    found: dict[str, Value] = {}
    complaints = []
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        try:
            found[name] = values(path.read_text(encoding="utf-8"))
        except TextIsNotYaml as e:
            complaints.append(Complaint(name, e.line, "", e.reason))
        except UnicodeDecodeError:
            complaints.append(Complaint(name, 1, "", "the file is not UTF-8"))
    return found, complaints


def version_of(texts: RawTexts) -> str:
    """SHA-256 of the canonical JSON of all texts: comments, spacing and order of keys do not count, every value does.

    >>> version_of({"a.yaml": {"x": 1, "y": 2}}) == version_of({"a.yaml": {"y": 2, "x": 1}})
    True
    """
    return digest(dict(texts)).hex()
