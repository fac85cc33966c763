"""Every kind of paper that must be told apart, made anew: what it is, under which trust, and the one finding it must have."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.signers import PdfSigner

from ikrar.papers.checking import Code, Expected, TrustStore, Verdict
from tests.papers.checking import making
from tests.papers.checking.authority import DAY, NOW, Authority, Held, issue

TEXT = " ".join(making.LINES)


@dataclass(frozen=True)
class Bench:
    """What the kinds are made from."""

    authority: Authority
    siti: Held
    budi: Held
    clock: Held
    plain: bytes
    signed: bytes

    @property
    def trust(self) -> TrustStore:
        return TrustStore(roots=(self.authority.root.der,))

    def sign(self, pdf: bytes, held: Held | None = None, **more) -> bytes:
        return making.sign(pdf, held or self.siti, self.authority, **more)

    def lists(self, *revoked: Held) -> tuple[bytes, ...]:
        return self.authority.revocations(*revoked), self.authority.revocations(by=self.authority.root)


def bench() -> Bench:
    authority = Authority()
    siti, budi = authority.person("Siti Rahma Contoh"), authority.person("Budi Contoh")
    plain = making.paper()
    return Bench(authority, siti, budi, authority.clock(), plain, making.sign(plain, siti, authority))


@dataclass(frozen=True)
class Kind:
    """One kind of paper. `also` are findings that may stand beside `code`."""

    name: str
    make: Callable[[Bench], bytes]
    code: Code | None = None
    verdict: Verdict = Verdict.REFUSED
    trust: Callable[[Bench], TrustStore] = lambda b: b.trust
    expected: Expected = field(default_factory=Expected)
    at: datetime = NOW


def _person(b: Bench, **more) -> bytes:
    return b.sign(b.plain, b.authority.person(**more))


def _foreign_issuer(b: Bench) -> bytes:
    """Names the trusted issuer, but another key made it."""
    forged = issue("Siti Rahma Contoh", by=b.authority.issuing, signed_by=b.budi)
    return b.sign(b.plain, forged)


def _answered(b: Bench, *, revoked: bool) -> bytes:
    held = b.authority.person(responder="http://ocsp.example.invalid/")
    answer = b.authority.answer(held, revoked=revoked)
    return making.with_proofs(b.sign(b.plain, held), answers=(answer,), lists=b.lists()[1:])


def _flipped(pdf: bytes) -> bytes:
    place = pdf.index(b"netralitas")
    return pdf[:place] + b"N" + pdf[place + 1 :]


def _left_out(b: Bench) -> bytes:
    """The numbers leave out the first bytes."""
    _, before, behind, rest = making.byte_range(b.signed)
    return making.with_byte_range(b.signed, 9, before - 9, behind, rest)


def _wide_gap(b: Bench) -> bytes:
    """The gap around the signature is wider than the signature."""
    _, before, behind, rest = making.byte_range(b.signed)
    return making.with_byte_range(b.signed, 0, before - 40, behind, rest)


def _cut_short(b: Bench) -> bytes:
    """Signed to the middle of the file only."""
    _, before, behind, _ = making.byte_range(b.signed)
    return making.with_byte_range(b.signed, 0, before, behind, 10)


def _two_texts(b: Bench) -> bytes:
    return b.sign(making.with_other_page_content(b.signed), b.budi, field="Tanda2")


def _annotated(b: Bench) -> bytes:
    """Evil annotation: the author allowed notes, and one says the opposite."""
    return making.with_note(b.sign(b.plain, certify=MDPPerm.ANNOTATE))


def _signed_against_the_author(b: Bench) -> bytes:
    """The author allowed no change at all, and somebody signs below nevertheless."""
    certified = b.sign(b.plain, certify=MDPPerm.NO_CHANGES)
    with patch.object(PdfSigner, "_enforce_certification_constraints"):
        return b.sign(certified, b.budi, field="Tanda2")


def _forms(b: Bench) -> bytes:
    return making.with_filled_field(b.sign(making.paper(fields_=True), strict=False))


ACCEPTED = (
    Kind("a good one", lambda b: b.signed, verdict=Verdict.ACCEPTED),
    Kind("with the text awaited", lambda b: b.signed, verdict=Verdict.ACCEPTED,
         expected=Expected(text=TEXT, whole=True, signers=("Dr. Siti Rahma Contoh".removeprefix("Dr. "),))),
    Kind("with a timestamp", lambda b: b.sign(b.plain, clock=b.clock), verdict=Verdict.ACCEPTED),
    Kind("two signers, one text", lambda b: b.sign(b.signed, b.budi, field="Tanda2"), verdict=Verdict.ACCEPTED),
    Kind("with a current list", lambda b: b.signed, verdict=Verdict.ACCEPTED,
         trust=lambda b: replace(b.trust, lists=b.lists(b.budi))),
    Kind("with proofs added behind it", lambda b: making.with_proofs(b.signed, lists=b.lists()), verdict=Verdict.ACCEPTED),
    Kind("with an answer that it is good", lambda b: _answered(b, revoked=False), verdict=Verdict.ACCEPTED),
    Kind("certified against all changes", lambda b: b.sign(b.plain, certify=MDPPerm.NO_CHANGES), verdict=Verdict.ACCEPTED),
    Kind("expired since, with a timestamp", lambda b: b.sign(b.plain, b.authority.person(ends=NOW + 10 * DAY), clock=b.clock),
         verdict=Verdict.ACCEPTED, code=Code.EXPIRED_SINCE, at=NOW + 20 * DAY),
)  # fmt: skip

TAMPERED = (
    # who signed
    Kind("made by himself", lambda b: making.sign(b.plain, issue("Siti Rahma Contoh")), Code.SELF_MADE),
    Kind("of another root", lambda b: making.sign(b.plain, b.siti, b.authority), Code.UNKNOWN_ROOT,
         trust=lambda b: TrustStore(roots=(Authority("Induk Lain").root.der,))),
    Kind("no root set", lambda b: b.signed, Code.NO_ROOTS, Verdict.UNCERTAIN, trust=lambda b: TrustStore()),
    Kind("naming an issuer that did not issue it", _foreign_issuer, Code.BROKEN_CHAIN),
    Kind("expired when signed", lambda b: _person(b, ends=NOW - DAY), Code.EXPIRED_WHEN_SIGNED),
    Kind("expired since, without a timestamp", lambda b: _person(b, ends=NOW + 10 * DAY), Code.EXPIRED_UNPROVED,
         Verdict.UNCERTAIN, at=NOW + 20 * DAY),
    Kind("not yet valid", lambda b: _person(b, begins=NOW + DAY), Code.NOT_YET_VALID),
    Kind("signed in the future", lambda b: b.sign(b.plain, at=NOW + DAY), Code.SIGNED_IN_THE_FUTURE, Verdict.UNCERTAIN),
    Kind("revoked, by a list in the folder", lambda b: b.signed, Code.REVOKED,
         trust=lambda b: replace(b.trust, lists=b.lists(b.siti))),
    Kind("revoked, by a list in the file", lambda b: making.with_proofs(b.signed, lists=b.lists(b.siti)), Code.REVOKED),
    Kind("revoked, by an answer in the file", lambda b: _answered(b, revoked=True), Code.REVOKED),
    Kind("its authority revoked", lambda b: b.signed, Code.REVOKED, trust=lambda b: replace(
        b.trust, lists=(b.authority.revocations(b.authority.issuing, by=b.authority.root),))),
    Kind("revoked after a proved signature", lambda b: b.sign(b.plain, clock=b.clock), Code.REVOKED_LATER,
         Verdict.UNCERTAIN, at=NOW + 2 * DAY, trust=lambda b: replace(
             b.trust, lists=(b.authority.revocations(b.siti, at=NOW + DAY, on=NOW + DAY),))),
    Kind("a key for encryption", lambda b: _person(b, usages=("key_encipherment",)), Code.WRONG_USE),
    Kind("a web server's certificate", lambda b: _person(b, purposes=(ExtendedKeyUsageOID.SERVER_AUTH,)), Code.WRONG_USE),
    Kind("an authority's own certificate", lambda b: b.sign(b.plain, b.authority.issuing), Code.WRONG_USE),
    Kind("only our own uncertified seal", lambda b: making.sign(b.plain, OWN), Code.NOT_CERTIFIED, Verdict.UNCERTAIN,
         trust=lambda b: replace(b.trust, own=(OWN_HASH,))),
    # what was done to it
    Kind("one byte changed", lambda b: _flipped(b.signed), Code.NOT_INTACT),
    Kind("the page replaced", lambda b: making.with_other_page_content(b.signed), Code.CHANGED_PAGES),
    Kind("a note added", lambda b: making.with_note(b.signed), Code.CHANGED_ANNOTATIONS),
    Kind("a note added where the author allowed notes", _annotated, Code.CHANGED_ANNOTATIONS),
    Kind("a form field filled", _forms, Code.CHANGED_FORM),
    Kind("signed again where the author allowed nothing", _signed_against_the_author, Code.NOT_ALLOWED),
    Kind("signed over a weak hash", lambda b: b.sign(b.plain, digest="sha1"), Code.WEAK_ALGORITHM),
    Kind("signed with a short key", lambda b: b.sign(b.plain, b.authority.person(key=rsa.generate_private_key(65537, 1024))),
         Code.WEAK_ALGORITHM),
    Kind("a program added", lambda b: making.with_script(b.signed), Code.CHANGED_SINCE),
    Kind("a program signed with it", lambda b: b.sign(making.with_script(b.plain)), Code.ACTIVE_CONTENT),
    Kind("a program started by a link", lambda b: b.sign(making.with_launch(b.plain)), Code.ACTIVE_CONTENT),
    Kind("a hidden page signed with it", lambda b: b.sign(making.with_hidden_page(b.plain)), Code.HIDDEN_CONTENT),
    Kind("the hidden content brought forward", lambda b: making.shadow(b.sign(making.with_hidden_page(b.plain))),
         Code.CHANGED_PAGES),
    Kind("a note that covers the page", lambda b: b.sign(making.with_note(b.plain, box=(0, 0, 595, 842))), Code.OVERLAY),
    Kind("a small note signed with it", lambda b: b.sign(making.with_note(b.plain)), Code.ANNOTATIONS, Verdict.UNCERTAIN),
    Kind("a form signed with it", lambda b: b.sign(making.paper(fields_=True), strict=False), Code.FORM_FIELDS,
         Verdict.UNCERTAIN),
    Kind("two signatures on different texts", _two_texts, Code.DIFFERENT_TEXTS),
    Kind("one part written twice", lambda b: b.sign(making.with_a_part_twice(b.plain)), Code.DUPLICATED_OBJECT),
    Kind("something stuck behind it", lambda b: b.signed + b"tambahan", Code.FOREIGN_BYTES),
    Kind("something stuck behind it, with an end", lambda b: b.signed + b"tambahan\n%%EOF\n", Code.FOREIGN_BYTES),
    Kind("something stuck before it", lambda b: b"GIF89a\n" + b.signed, Code.FOREIGN_BYTES),
    # what the signature holds
    Kind("numbers that leave out the beginning", _left_out, Code.BYTE_RANGE),
    Kind("numbers with a wide gap", _wide_gap, Code.BYTE_RANGE),
    Kind("numbers that end early", _cut_short, Code.BYTE_RANGE),
    Kind("something behind the signature in its place", lambda b: making.with_bytes_behind_the_signature(b.signed),
         Code.BYTE_RANGE),
    Kind("the signature zeroed", lambda b: making.with_empty_contents(b.signed), Code.EMPTY_SIGNATURE),
    Kind("the signature taken out", lambda b: making.without_signature(b.signed), Code.NO_SIGNATURE),
    Kind("never signed", lambda b: b.plain, Code.NO_SIGNATURE),
    # what it says
    Kind("another text", lambda b: b.signed, Code.TEXT_DIFFERS, expected=Expected(text="Kami siap memihak.")),
    Kind("more text than was issued", lambda b: b.signed, Code.TEXT_DIFFERS,
         expected=Expected(text=" ".join(making.LINES[:2]), whole=True)),
    Kind("without the number", lambda b: b.signed, Code.NUMBER_MISSING, expected=Expected(number="B/12")),
    Kind("signed by another", lambda b: b.signed, Code.SIGNER_MISSING, expected=Expected(signers=("Budi Contoh",))),
    Kind("no text at all", lambda b: b.sign(making.paper(())), Code.NO_TEXT, Verdict.UNCERTAIN,
         expected=Expected(text=TEXT)),
    # what is no such file
    Kind("locked", lambda b: making.encrypted(b.plain), Code.ENCRYPTED),
    Kind("cut in the middle", lambda b: b.signed[:-400], Code.BROKEN_FILE),
    Kind("a table of places that points nowhere", lambda b: b.signed.replace(b"startxref\n", b"startxref\n9"),
         Code.BROKEN_FILE),
    Kind("a stream that swells", lambda b: making.bomb(), Code.TOO_HEAVY),
    Kind("lists within lists", lambda b: making.deep(), Code.TOO_HEAVY),
    Kind("a picture", lambda b: b"\x89PNG\r\n\x1a\n" + bytes(100), Code.NOT_A_PDF),
    Kind("nothing", lambda b: b"", Code.NOT_A_PDF),
)  # fmt: skip

OWN = issue("Segel Ikrar")
OWN_HASH = hashlib.sha256(OWN.der).hexdigest()
EVERY = ACCEPTED + TAMPERED
