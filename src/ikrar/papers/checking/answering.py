"""Findings with their words, and the answer they add up to. No PDF library is loaded for that."""

import hashlib
from collections.abc import Iterable

from ikrar.kernel.words import Words
from ikrar.papers.checking import wording
from ikrar.papers.checking.shapes import Checked, Finding, Limits, SignatureFound, Verdict, Weight
from ikrar.papers.checking.words import TOLD, VERDICTS, Code

HEAD = b"%PDF-"
HEAD_WITHIN = 1024


def finding(code: Code, *, signature: int | None = None, detail: str = "", limit: int = 0) -> Finding:
    told = TOLD[code]
    slots = {"{detail}": detail, "{limit}": str(limit)}
    return Finding(
        code.value, told.weight, Words(*(_filled(text, slots) for text in told.words)), signature, detail
    )


def refused(pdf: bytes, *findings: Finding) -> Checked:
    """The answer about a file that could not be read, or not to its end."""
    return answer(pdf, (), findings, text="", pages=0)


def _filled(text: str, slots: dict[str, str]) -> str:
    for slot, value in slots.items():
        text = text.replace(slot, value)
    return text


def refused_unread(pdf: bytes, limits: Limits) -> list[Finding]:
    """What speaks against even opening it."""
    if len(pdf) > limits.bytes:
        return [finding(Code.TOO_LARGE, limit=limits.bytes // 1_000_000)]
    if HEAD not in pdf[:HEAD_WITHIN]:
        return [finding(Code.NOT_A_PDF)]
    return []


def answer(
    pdf: bytes, found: tuple[SignatureFound, ...], findings: Iterable[Finding], *, text: str, pages: int
) -> Checked:
    findings = tuple(dict.fromkeys(findings))
    weights = {one.weight for one in findings}
    verdict = Verdict.ACCEPTED
    if Weight.REFUSES in weights:
        verdict = Verdict.REFUSED
    elif Weight.DOUBTS in weights:
        verdict = Verdict.UNCERTAIN
    return Checked(
        verdict=verdict,
        signatures=found,
        findings=findings,
        sha256=hashlib.sha256(pdf).hexdigest(),
        text_sha256=wording.digest(text),
        size=len(pdf),
        pages=pages,
        words=VERDICTS[verdict],
    )
