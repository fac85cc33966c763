"""`./ikrar doctor`: what is wrong with this installation, and what to do about it."""

from django.utils import timezone

from ikrar.project.diagnosis import Level, examined

MARKS = {Level.GOOD: "✓", Level.WARNING: "▲", Level.BAD: "✗"}


def run(arguments: list[str]) -> int:
    """Every finding with its remedy; 1 if any is bad. `--quiet` leaves out what is good."""
    findings = list(examined(at=timezone.now()))
    for finding in findings:
        if finding.level is Level.GOOD and "--quiet" in arguments:
            continue
        print(f"{MARKS[finding.level]} {finding.subject}: {finding.told}")
        if finding.level is not Level.GOOD:
            print(f"    {finding.remedy.id}\n    {finding.remedy.en}")
    return 1 if any(finding.level is Level.BAD for finding in findings) else 0
