"""Checking a receipt as a stranger does, and the whole register as fsck does."""

from collections.abc import Iterable, Iterator

from ikrar.register import auditing, note, reasons, verify
from ikrar.register.auditing.holding import check_held
from ikrar.register.folder import Finding, Progress
from ikrar.register.holding import Holder
from ikrar.register.logs import kind_of
from ikrar.register.models import Log
from ikrar.register.queries.shapes import Examined, ExaminedStep
from ikrar.register.queries.standing import trust_of


def examine(*, receipt: bytes) -> Examined:
    """Check a receipt as `ikrar-verify` does, with what this installation trusts."""
    report = verify.examine(receipt, trust=trust_of())
    told_by = report.receipt.register if report.receipt else ""
    is_rehearsal = Log.objects.filter(kind=Log.Kind.REHEARSAL, origin=told_by).exists()
    if is_rehearsal:
        report = verify.examine(receipt, trust=trust_of(rehearsal=True))
    return Examined(
        is_proved=report.is_trusted,
        is_rehearsal=is_rehearsal,
        steps=tuple(_step(step) for step in report.steps),
        remarks=report.remarks,
        receipt=report.receipt,
        size=report.head.size if report.head else None,
        witnesses=report.witnesses,
    )


def check_log(
    *,
    rehearsal: bool = False,
    living: Iterable[tuple[bytes, bytes]] | None = None,
    holders: Iterable[Holder] | None = None,
    progress: Progress = lambda _done, _of: None,
) -> Iterator[Finding]:
    """Fsck of every register of this kind, old ones too.

    `living` holds, for each pledge row that still has its record, the leaf hash stored with it and the leaf
    derived again from the row; without it the pledges of upper contexts are not compared. `holders` derive the
    public records again, from the rows of whoever entered them; without them those are not compared.
    """
    yield from auditing.check_strangers()
    pairs = None if living is None else list(living)
    try:
        trust = trust_of(rehearsal=rehearsal)
    except note.NotAKey:  # told below, where the keys are looked at
        trust = None
    for log in Log.objects.filter(kind=kind_of(rehearsal=rehearsal)).order_by("generation"):
        yield from auditing.check_log(log, trust=trust, living=pairs, progress=progress)
    if holders is not None:
        yield from check_held(
            rehearsal=rehearsal, holders=holders, buried=auditing.buried(kind_of(rehearsal=rehearsal))
        )


def _step(step: verify.Step) -> ExaminedStep:
    why = None
    if isinstance(step.cause, verify.Nothing):
        why = step.cause.words
    elif step.cause is not None:
        why = reasons.reason(step.cause)
    return ExaminedStep(step.number, step.words, step.outcome.value, why)
