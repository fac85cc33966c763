"""A check as a page tells it: the verdict, who signed, and each finding with its weight."""

from dataclasses import dataclass

from ikrar.kernel.words import Words
from ikrar.papers.checking import Checked, Finding, SignatureFound, Verdict, Weight
from ikrar.papers.checking.words import CHAINS, COVERAGES, REVOCATIONS

TONES = {Verdict.ACCEPTED: "good", Verdict.UNCERTAIN: "warn", Verdict.REFUSED: "bad"}
WEIGHT_WORDS = {
    Weight.REFUSES: Words("menolak", "refuses"),
    Weight.DOUBTS: Words("meragukan", "leaves it open"),
    Weight.TELLS: Words("keterangan", "for information"),
}
ORDER = list(Weight)


@dataclass(frozen=True, slots=True)
class SignatureShown:
    """One signature with its words."""

    found: SignatureFound
    chain: Words
    revocation: Words
    coverage: Words
    is_certified: bool  # and nothing at all speaks against it


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole answer for a template."""

    checked: Checked
    tone: str
    signatures: tuple[SignatureShown, ...]
    findings: tuple[tuple[Finding, Words], ...]


def shown(checked: Checked) -> Shown:
    """The heaviest finding first; the same sentence once, however many signatures it is about."""
    heaviest = sorted(checked.findings, key=lambda one: ORDER.index(one.weight))
    once = {one.words: one for one in reversed(heaviest)}
    kept = [one for one in heaviest if once[one.words] is one]
    return Shown(
        checked=checked,
        tone=TONES[checked.verdict],
        signatures=tuple(_signature(one, checked) for one in checked.signatures),
        findings=tuple((one, WEIGHT_WORDS[one.weight]) for one in kept),
    )


def _signature(found: SignatureFound, checked: Checked) -> SignatureShown:
    against = [
        one for one in checked.findings if one.signature == found.number and one.weight is Weight.REFUSES
    ]
    return SignatureShown(
        found=found,
        chain=CHAINS[found.chain],
        revocation=REVOCATIONS[found.revocation],
        coverage=COVERAGES[found.coverage],
        is_certified=found.is_certified and not against,
    )
