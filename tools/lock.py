"""Are the lock files in step with what is asked for? Every name pinned, hashed, fitting; no index, no host."""

import re
import sys
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)


def asked(path: Path) -> list[Requirement]:
    """The requirements of an .in file and of those it includes."""
    found: list[Requirement] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        words = line.partition("#")[0].strip()
        if words.startswith("-r "):
            found += asked(path.parent / words.removeprefix("-r ").strip())
        elif words:
            found.append(Requirement(words))
    return found


def complaints(name: str) -> list[str]:
    """What is wrong with one lock file."""
    text = (ROOT / f"{name}.lock").read_text(encoding="utf-8")
    pins = {canonicalize_name(m["name"]): m["version"] for m in PIN.finditer(text)}
    found = [f"{name}.lock names a host: {line.strip()}" for line in text.splitlines() if "://" in line]
    for requirement in asked(ROOT / f"{name}.in"):
        version = pins.get(canonicalize_name(requirement.name))
        if version is None:
            found.append(f"{name}.lock lacks {requirement.name}")
        elif not requirement.specifier.contains(version, prereleases=True):
            found.append(f"{name}.lock pins {requirement.name}=={version}, asked is {requirement.specifier}")
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text)
    return found + [
        f"{name}.lock: no hash for {b.split()[0]}"
        for b in blocks
        if PIN.match(b) and "--hash=sha256:" not in b
    ]


def main() -> int:
    found = complaints("requirements") + complaints("requirements-dev") + complaints("requirements-bundle")
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
