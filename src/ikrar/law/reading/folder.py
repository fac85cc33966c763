"""A folder of law texts: its files as plain values, and what a version of it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from ikrar.kernel.canonical import Value, digest
from ikrar.law.reading.parsing import Path as Steps
from ikrar.law.reading.parsing import TextIsNotYaml, line_of, values

RawTexts: TypeAlias = Mapping[str, Value]  # by path below the folder, as in "norms/skb-2022.yaml"
OWN = "own/"  # what stands before the path of a file that the operator added


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


def raw_texts(folder: Path, own: Path | None = None) -> tuple[dict[str, Value], list[Complaint]]:
    """Every file of the folder, and of the operator's, as values; and what could not be read."""
    found: dict[str, Value] = {}
    complaints = []
    for name, path in files_of(folder, own).items():
        try:
            found[name] = values(path.read_text(encoding="utf-8"))
        except TextIsNotYaml as e:
            complaints.append(Complaint(name, e.line, "", e.reason))
        except UnicodeDecodeError:
            complaints.append(Complaint(name, 1, "", "the file is not UTF-8"))
    absent = [place for place in (folder, own) if place and not place.is_dir()]
    complaints += [Complaint(place.name, 0, "", "there is no such folder") for place in absent]
    return found, complaints


def line_in(folder: Path, own: Path | None, file: str, steps: Steps) -> int:
    """The line of a value in one of these files."""
    return line_of(files_of(folder, own)[file].read_text(encoding="utf-8"), steps)


def files_of(folder: Path, own: Path | None) -> dict[str, Path]:
    """The files by their name in the book."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.yaml"))}
    if own is not None:
        found |= {OWN + name: path for name, path in files_of(own, None).items()}
    return found


def version_of(texts: RawTexts) -> str:
    """SHA-256 of the canonical JSON of all texts: comments, spacing and order of keys do not count, every value does.

    >>> version_of({"a.yaml": {"x": 1, "y": 2}}) == version_of({"a.yaml": {"y": 2, "x": 1}})
    True
    """
    return digest(dict(texts)).hex()
