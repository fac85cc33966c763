"""Verifying a receipt, in the numbered steps of docs/register.md. No Django, no files, no network.

`verify` raises `StepFailed` at the first step that does not hold; `examine` tells the same as a report.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

from ikrar.kernel.canonical import canonical
from ikrar.kernel.words import Words
from ikrar.register import checkpoint as checkpoints
from ikrar.register import domain, merkle, receipt, signatures, statement
from ikrar.register.checkpoint import TreeHead
from ikrar.register.note import Note
from ikrar.register.receipt import Receipt
from ikrar.register.signatures import Places
from ikrar.register.trust import Trust


class CheckpointIsOfAnotherRegister(Exception):
    """Receipt and checkpoint name two registers."""


class KindDisagrees(Exception):
    """Receipt and record name two kinds of entry."""


class StepFailed(Exception):
    """The numbered step that did not hold; the reason is its `__cause__`."""

    def __init__(self, number: int, words: Words) -> None:
        super().__init__(number)
        self.number = number
        self.words = words


class Outcome(StrEnum):
    """What became of a step."""

    PASSED = "PASSED"
    FAILED = "FAILED"
    NOT_CHECKED = "NOT_CHECKED"  # nothing to check it against: no trust file, or no such part
    NOT_REACHED = "NOT_REACHED"


class Nothing(Exception):
    """There is nothing to check in this step; carries why."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


NO_TRUST = Words("tidak ada berkas kepercayaan", "there is no trust file")
NO_PLEDGE = Words("catatan ini bukan ikrar", "this record is no pledge")
NO_OPENING = Words("tanda terima ini tidak membuka apa pun", "this receipt opens nothing")
NO_QUORUM = Words("belum ada saksi yang dipercaya", "there is no trusted witness yet")


@dataclass(slots=True)
class Case:
    """What has been read so far; each step may use what the ones before it put here."""

    data: bytes
    trust: Trust | None
    receipt: Receipt = field(init=False)
    head: TreeHead = field(init=False)
    note: Note = field(init=False)
    signed: bytes = b""
    witnesses: int = 0
    remarks: list[Words] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it went."""

    number: int
    words: Words
    outcome: Outcome
    cause: Exception | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All steps, what could not be proved, and whether the register itself was checked."""

    steps: tuple[Step, ...]
    remarks: tuple[Words, ...]
    is_consistent: bool
    is_trusted: bool
    receipt: Receipt | None
    head: TreeHead | None
    witnesses: int

    @property
    def failed(self) -> Step | None:
        return next((step for step in self.steps if step.outcome is Outcome.FAILED), None)


def verify(data: bytes, *, trust: Trust | None) -> None:
    """Raise `StepFailed` unless every step that can be checked holds.

    Without `trust` steps 3 and 4 are left out: then it is not known whose register this is.
    """
    failed = examine(data, trust=trust).failed
    if failed is not None:
        raise StepFailed(failed.number, failed.words) from failed.cause


def examine(data: bytes, *, trust: Trust | None) -> Report:
    """Go through the steps in their order and stop at the first that does not hold."""
    case = Case(data, trust)
    steps: list[Step] = []
    failed = False
    for number, (words, check) in enumerate(STEPS, start=1):
        step = Step(number, words, Outcome.NOT_REACHED) if failed else _taken(case, number, words, check)
        failed = failed or step.outcome is Outcome.FAILED
        steps.append(step)
    return Report(
        steps=tuple(steps),
        remarks=tuple(case.remarks),
        is_consistent=not failed,
        is_trusted=not failed and trust is not None,
        receipt=getattr(case, "receipt", None),
        head=getattr(case, "head", None),
        witnesses=case.witnesses,
    )


def _taken(case: Case, number: int, words: Words, check: Callable[[Case], None]) -> Step:
    try:
        check(case)
    except Nothing as nothing:
        return Step(number, words, Outcome.NOT_CHECKED, nothing)
    except Exception as e:  # noqa: BLE001 (a verifier has no other answer than no; the cause is kept and shown)
        return Step(number, words, Outcome.FAILED, e)
    return Step(number, words, Outcome.PASSED)


# Step 1.
def _read(case: Case) -> None:
    case.receipt = receipt.parse(case.data)


# Step 2.
def _read_checkpoint(case: Case) -> None:
    case.head, case.note = checkpoints.parse(case.receipt.checkpoint)
    if case.head.origin != case.receipt.register:
        raise CheckpointIsOfAnotherRegister(case.head.origin)


# Step 3.
def _check_seal(case: Case) -> None:
    if case.trust is None:
        raise Nothing(NO_TRUST)
    case.trust.check_seal(case.head, case.note)


# Step 4.
def _check_witnesses(case: Case) -> None:
    if case.trust is None:
        raise Nothing(NO_TRUST)
    case.witnesses = case.trust.check_witnesses(case.note)
    if case.witnesses == 0:
        raise Nothing(NO_QUORUM)


# Step 5.
def _check_inclusion(case: Case) -> None:
    found = case.receipt
    leaf = domain.leaf(found.kind, sha256(canonical(found.record)).digest())
    merkle.verify_inclusion(
        leaf_hash=domain.leaf_hash(leaf),
        index=found.index,
        size=case.head.size,
        proof=found.proof,
        root=case.head.root,
    )


# Step 6.
def _check_record(case: Case) -> None:
    found = case.receipt
    if found.kind == domain.PLEDGE:
        case.signed = statement.check_record(found.record, register=found.register)
    elif found.record.get("kind") != found.kind:
        raise KindDisagrees(found.kind)


# Step 7.
def _check_signature(case: Case) -> None:
    record = _pledge(case)
    places = Places(case.trust.rp_ids, case.trust.origins) if case.trust else None
    case.remarks += signatures.verify(record["signature"], statement=case.signed, places=places)


# Step 8.
def _check_presence(case: Case) -> None:
    statement.check_presence(_pledge(case))


# Step 9.
def _check_opening(case: Case) -> None:
    record = _pledge(case)
    if case.receipt.opening is None:
        raise Nothing(NO_OPENING)
    statement.check_opening(case.receipt.opening, signer=record["statement"]["signer"])


def _pledge(case: Case) -> dict[str, Any]:
    if case.receipt.kind != domain.PLEDGE:
        raise Nothing(NO_PLEDGE)
    return case.receipt.record


STEPS: tuple[tuple[Words, Callable[[Case], None]], ...] = (
    (Words("Berkas ini tanda terima yang utuh", "The file is a whole receipt"), _read),
    (
        Words("Titik periksanya milik register yang disebut", "Its checkpoint is of the register it names"),
        _read_checkpoint,
    ),
    (
        Words(
            "Register yang dipercaya menyegel titik periksa itu", "A trusted register sealed that checkpoint"
        ),
        _check_seal,
    ),
    (Words("Saksi yang dipercaya ikut menyegelnya", "Trusted witnesses sealed it too"), _check_witnesses),
    (
        Words(
            "Catatan ini ada di register, pada nomor itu", "The record stands in the register, at that number"
        ),
        _check_inclusion,
    ),
    (
        Words("Isi catatan lengkap dan untuk register ini", "The record is complete and for this register"),
        _check_record,
    ),
    (
        Words("Pernyataan ditandatangani dengan kunci itu", "The statement was signed with that key"),
        _check_signature,
    ),
    (
        Words(
            "Kehadiran yang dicatat sama dengan yang ditandatangani",
            "The presence recorded is the one signed",
        ),
        _check_presence,
    ),
    (
        Words("Nama yang ditunjukkan adalah yang ditandatangani", "The name shown is the one signed for"),
        _check_opening,
    ),
)
