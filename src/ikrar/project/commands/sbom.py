"""`./ikrar sbom`: what Ikrar is made of, as CycloneDX JSON: each locked library with version, hashes, licence and needs.

The same lock file gives the same bytes: the serial number is made of its content and nothing tells the hour.
"""

import argparse
import hashlib
import importlib.metadata as installed
import re
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import ikrar

if TYPE_CHECKING:
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component
    from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression

ROOT = Path(__file__).resolve().parents[4]
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+?)(?:\s*;\s*(.+?))?\s*\\?$")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
NAME = re.compile(r"[^A-Za-z0-9._-]")
LICENCE = "EUPL-1.2"


class SbomIsInvalid(Exception):
    """What was made does not follow the CycloneDX schema."""


@dataclass(frozen=True, slots=True)
class Locked:
    """One library of the lock file; `where` is the marker under which it is taken."""

    name: str
    version: str
    where: str
    hashes: tuple[str, ...]


def run(arguments: list[str]) -> int:
    """Print it, or write it to --out. 1 when the lock file is not there."""
    asked = _parser().parse_args(arguments)
    lock = ROOT / "requirements.lock"
    if not lock.exists():
        print("requirements.lock tidak ada di sini / is not here.", file=sys.stderr)
        return 1
    text = made(lock.read_text(encoding="utf-8")) + "\n"
    if asked.out is None:
        print(text, end="")
    else:
        asked.out.write_text(text, encoding="utf-8")
        print(f"{asked.out}: {hashlib.sha256(text.encode()).hexdigest()}", file=sys.stderr)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./ikrar sbom")
    parser.add_argument("--out", type=Path, help="write it to this file instead of printing it")
    return parser


def locked(text: str) -> Iterator[Locked]:
    """The libraries of a lock file as uv and pip write it."""
    found: Locked | None = None
    for line in text.splitlines():
        head = LOCKED.match(line)
        if head:
            if found:
                yield found
            found = Locked(head[1], head[2], head[3] or "", ())
        elif found and (digest := HASH.search(line)):
            found = Locked(found.name, found.version, found.where, (*found.hashes, digest[1]))
    if found:
        yield found


def made(lock: str) -> str:
    """The document for this lock file, checked against the schema."""
    from cyclonedx.output import make_outputter  # noqa: PLC0415 (a library of the tests and of releases alone)
    from cyclonedx.schema import OutputFormat, SchemaVersion  # noqa: PLC0415 (likewise)
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415 (likewise)

    text = make_outputter(_bom(lock), OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=1)
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault is not None:
        raise SbomIsInvalid(str(fault))
    return text


def _bom(lock: str) -> "Bom":
    from cyclonedx.model.bom import Bom, BomMetaData  # noqa: PLC0415 (likewise)

    parts = [(one, _component(one)) for one in locked(lock)]
    product = _product()
    bom = Bom(
        components=[component for _, component in parts],
        serial_number=uuid.uuid5(uuid.NAMESPACE_OID, hashlib.sha256(lock.encode()).hexdigest()),
        metadata=BomMetaData(component=product),
    )
    bom.metadata.timestamp = _released_at()
    by_name = {_plain(one.name): component for one, component in parts}
    for one, component in parts:
        bom.register_dependency(component, [by_name[need] for need in _needs(one.name) if need in by_name])
    bom.register_dependency(product, list(by_name.values()))
    return bom


def _product() -> "Component":
    from cyclonedx.model.component import Component, ComponentType  # noqa: PLC0415 (likewise)
    from cyclonedx.model.license import DisjunctiveLicense  # noqa: PLC0415 (likewise)

    return Component(
        name="ikrar",
        version=ikrar.__version__,
        type=ComponentType.APPLICATION,
        bom_ref="ikrar",
        licenses=[DisjunctiveLicense(id=LICENCE)],
    )


def _component(one: Locked) -> "Component":
    from cyclonedx.model import HashAlgorithm, HashType, Property  # noqa: PLC0415 (likewise)
    from cyclonedx.model.component import Component  # noqa: PLC0415 (likewise)
    from packageurl import PackageURL  # noqa: PLC0415 (likewise)

    return Component(
        name=one.name,
        version=one.version,
        bom_ref=f"{one.name}@{one.version}",
        purl=PackageURL("pypi", name=_plain(one.name), version=one.version),
        licenses=_licences(one.name),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in one.hashes],
        properties=[Property(name="ikrar:where", value=one.where)] if one.where else [],
    )


def _licences(name: str) -> "list[DisjunctiveLicense | LicenseExpression]":
    """As the library itself tells it; nothing where it is not installed here."""
    from cyclonedx.contrib.license.factories import LicenseFactory  # noqa: PLC0415 (likewise)

    try:
        told = installed.metadata(name)
    except installed.PackageNotFoundError:
        return []
    if expression := _told(told, "License-Expression"):
        return [LicenseFactory().make_from_string(expression)]
    classified = [
        line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or [] if line.startswith("License")
    ]
    first = _told(told, "License").strip().partition("\n")[0]
    words = classified or ([first] if first else [])
    return [LicenseFactory().make_with_name(word) for word in sorted(words)]


def _told(metadata: installed.PackageMetadata, field: str) -> str:
    return metadata[field] if field in metadata else ""  # noqa: SIM401 (it has no `get` by its type)


def _needs(name: str) -> list[str]:
    """What it needs by its own word, without extras; nothing where it is not installed here."""
    try:
        wanted = installed.requires(name) or []
    except installed.PackageNotFoundError:
        return []
    return sorted({_plain(NAME.split(one)[0]) for one in wanted if "extra ==" not in one})


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _released_at() -> datetime:
    """The day of the release, from the first heading of the changelog."""
    heading = re.search(
        r"^## \S+ - (\d{4}-\d\d-\d\d)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert heading is not None
    return datetime.fromisoformat(heading[1]).replace(tzinfo=UTC)
