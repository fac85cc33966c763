"""`./ikrar fsck`: re-derive both registers, compare every living pledge with its leaf, walk the audit trail."""

from collections.abc import Iterator

from ikrar.accounts import queries as accounts
from ikrar.kernel.canonical import digest
from ikrar.pledges.models import Pledge
from ikrar.pledges.queries.receipts import record_of
from ikrar.project.progress import shown
from ikrar.register import domain, queries

BATCH = 2_000


def run(arguments: list[str]) -> int:  # noqa: ARG001 (every word takes some)
    """One line per finding; 1 if there is any."""
    found = 0
    for rehearsal in (False, True):
        with shown("latihan / rehearsal" if rehearsal else "register") as progress:
            findings = list(
                queries.check_log(rehearsal=rehearsal, living=living(rehearsal=rehearsal), progress=progress)
            )
        for finding in findings:
            print(f"✗ {finding.code} {finding.where}: {finding.words.id} / {finding.words.en}")
        found += len(findings)
    for fault in accounts.check_chain().faults:
        print(f"✗ audit: {fault}")
        found += 1
    print(f"{found} temuan / findings." if found else "Bersih / clean.")
    return 1 if found else 0


def living(*, rehearsal: bool) -> Iterator[tuple[bytes, bytes]]:
    """(the leaf hash a pledge was entered with, its leaf derived again from the row), of all not erased."""
    rows = Pledge.objects.filter(erased_at=None, declaration__rehearsal_of__isnull=not rehearsal)
    for row in rows.order_by("id").iterator(chunk_size=BATCH):
        yield bytes(row.leaf_hash), domain.leaf(domain.PLEDGE, digest(record_of(row)))
