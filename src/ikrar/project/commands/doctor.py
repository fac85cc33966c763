"""`./ikrar doctor [--url ADDRESS]`: what is wrong with this installation, and what to do about it."""

import argparse
import json
from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from ikrar.project import diagnosis
from ikrar.project.diagnosis import Finding, Level, outside

MARKS = {Level.GOOD: "✓", Level.WARNING: "▲", Level.BAD: "✗"}


def run(arguments: list[str]) -> int:
    """Every finding with its remedy; 1 if any is bad."""
    asked = _parser().parse_args(arguments)
    findings = []
    for finding in _found(asked, at=timezone.now()):
        findings.append(finding)
        if not asked.json and not (asked.quiet and finding.level is Level.GOOD):
            _tell(finding)
    if asked.json:
        print(json.dumps({"findings": [_plain(finding) for finding in findings]}, ensure_ascii=False))
    return 1 if any(finding.level is Level.BAD for finding in findings) else 0


def _found(asked: argparse.Namespace, *, at: datetime) -> Iterator[Finding]:
    if not asked.outside:
        yield from diagnosis.examined(at=at)
    if asked.url:
        yield from outside.examined(asked.url, at=at)


def _tell(finding: Finding) -> None:
    print(f"{MARKS[finding.level]} {finding.subject}: {finding.told}", flush=True)
    if finding.level is not Level.GOOD:
        print(f"    {finding.remedy.id}\n    {finding.remedy.en}")


def _plain(finding: Finding) -> dict[str, object]:
    told = {"level": finding.level.name, "subject": finding.subject, "told": finding.told}
    return told | {"remedy": {"id": finding.remedy.id, "en": finding.remedy.en}}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./ikrar doctor")
    parser.add_argument(
        "--url", default="", help="also look from outside, through proxy and TLS, at this address"
    )
    parser.add_argument("--outside", action="store_true", help="with --url: look from outside only")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    parser.add_argument("--quiet", action="store_true", help="leave out what is good")
    return parser
