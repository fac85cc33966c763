"""`./ikrar fsck`: re-derive both registers, compare every living row with its leaf, walk the audit trail."""

from ikrar.accounts import queries as accounts
from ikrar.pledges.queries import tally_differences
from ikrar.pledges.queries.agreement import living
from ikrar.project.holders import HOLDERS
from ikrar.project.progress import shown
from ikrar.register import queries


def run(arguments: list[str]) -> int:  # noqa: ARG001 (every word takes some)
    """One line per finding; 1 if there is any."""
    found = 0
    for rehearsal in (False, True):
        with shown("latihan / rehearsal" if rehearsal else "register") as progress:
            findings = list(
                queries.check_log(
                    rehearsal=rehearsal,
                    living=living(rehearsal=rehearsal),
                    holders=HOLDERS,
                    progress=progress,
                )
            )
        for finding in findings:
            print(f"✗ {finding.code} {finding.where}: {finding.words.id} / {finding.words.en}")
        found += len(findings)
    for fault in accounts.check_chain().faults:
        print(f"✗ audit: {fault}")
        found += 1
    for difference in tally_differences():
        print(f"✗ figures: {difference}")
        found += 1
    print(f"{found} temuan / findings." if found else "Bersih / clean.")
    return 1 if found else 0
