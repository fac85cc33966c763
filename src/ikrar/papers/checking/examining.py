"""The whole check of one file, in the order in which it can be believed. Runs inside the child (child.py)."""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.misc import PdfDecodeLimitError
from pyhanko.pdf_utils.reader import PdfFileReader

from ikrar.kernel.text import folded
from ikrar.papers.checking import ranges, signatures, structure, texts, wording
from ikrar.papers.checking.answering import answer, finding, refused, refused_unread
from ikrar.papers.checking.shapes import (
    Chain,
    Checked,
    Expected,
    Finding,
    Limits,
    SignatureFound,
    TrustStore,
)
from ikrar.papers.checking.words import Code

MOST_TOLD = 400  # characters of what was filled in
TOO_MUCH = (
    PdfDecodeLimitError,
    MemoryError,
    RecursionError,
    structure.TooManyObjects,
    texts.TooManyPages,
)


def examine(
    pdf: bytes, *, trust: TrustStore, at: datetime, expected: Expected, limits: Limits | None = None
) -> Checked:
    """Look at the file in every respect. Nothing is raised: what is wrong is found."""
    limits = limits or Limits()
    if early := refused_unread(pdf, limits):
        return refused(pdf, *early)
    seen = [finding(code) for code in _once(structure.in_bytes(pdf))]
    logging.disable(logging.CRITICAL)  # the libraries tell their log what we tell the reader
    try:
        return _examined(pdf, seen, trust=trust, at=at, expected=expected, limits=limits)
    except TOO_MUCH:
        return refused(pdf, *seen, finding(Code.TOO_HEAVY))
    except Exception:  # noqa: BLE001 (a stranger's file must not break us in a way without a name)
        return refused(pdf, *seen, finding(Code.BROKEN_FILE))
    finally:
        logging.disable(logging.NOTSET)


def _examined(
    pdf: bytes, seen: list[Finding], *, trust: TrustStore, at: datetime, expected: Expected, limits: Limits
) -> Checked:
    findings = list(seen)
    reader = PdfFileReader(BytesIO(pdf))
    if "/Encrypt" in reader.trailer_view:
        return refused(pdf, *findings, finding(Code.ENCRYPTED))
    findings += [finding(code) for code in _once(structure.in_objects(reader))]
    read = signatures.read_all(reader, pdf)
    if len(read) > limits.signatures:
        return refused(pdf, *findings, finding(Code.TOO_MANY_SIGNATURES))
    text, pages = texts.read(pdf, most_pages=limits.pages)
    found, told = _signed(pdf, reader, read, text, trust=trust, at=at, limits=limits)
    findings += told
    if not read:
        findings.append(finding(Code.NO_SIGNATURE))
    elif _is_stuck_on(pdf, reader, read):
        findings.append(finding(Code.FOREIGN_BYTES))
    findings += _on_the_whole(found)
    findings += _awaited(found, text, expected)
    return answer(pdf, found, findings, text=text, pages=pages)


def _signed(
    pdf: bytes,
    reader: PdfFileReader,
    read: list[signatures.Read],
    text: str,
    *,
    trust: TrustStore,
    at: datetime,
    limits: Limits,
) -> tuple[tuple[SignatureFound, ...], list[Finding]]:
    kept = signatures.kept_in(reader)
    found, told = [], []
    for number, one in enumerate(read, start=1):
        judged = signatures.judge(
            one,
            number=number,
            pdf=pdf,
            trust=trust,
            kept=kept,
            at=at,
            text_sha256=_text_then(pdf, one.end, text, limits),
        )
        told += [
            finding(code, signature=number, detail=_period(code, judged, trust)) for code in judged.codes
        ]
        found += [judged.found] if judged.found else []
    return tuple(found), told


def _period(code: Code, judged: signatures.Judged, trust: TrustStore) -> str:
    """From when until when a former seal was in use, where that is what was found."""
    if code not in {Code.OWN_SEAL_FORMER, Code.OWN_SEAL_LATE} or judged.found is None:
        return ""
    former = trust.former_seal(judged.found.certificate_sha256)
    return f"{former.begins_at:%Y-%m-%d} – {former.ends_at:%Y-%m-%d}" if former else ""


def _text_then(pdf: bytes, end: int, text: str, limits: Limits) -> str:
    """The hash of the text as it stood when the signature was put."""
    if end in {0, len(pdf)}:
        return wording.digest(text)
    try:
        return wording.digest(texts.read(pdf[:end], most_pages=limits.pages)[0])
    except TOO_MUCH:
        raise
    except Exception:  # noqa: BLE001 (a revision that cannot be read shows no text)
        return ""


def _is_stuck_on(pdf: bytes, reader: PdfFileReader, read: list[signatures.Read]) -> bool:
    """Whether what stands behind the last signature is no revision of the file at all."""
    end = max(one.end for one in read)
    if not end or any(Code.BYTE_RANGE in one.codes for one in read):
        return False
    if not ranges.behind_the_last(pdf, end):
        return False
    signed = PdfFileReader(BytesIO(pdf[:end]))
    return bool(signed.xrefs.total_revisions == reader.xrefs.total_revisions)


def _on_the_whole(found: tuple[SignatureFound, ...]) -> Iterator[Finding]:
    people = [one for one in found if not one.is_timestamp]
    if len({one.text_sha256 for one in people}) > 1:
        yield finding(Code.DIFFERENT_TEXTS)


def _awaited(found: tuple[SignatureFound, ...], text: str, expected: Expected) -> Iterator[Finding]:
    if expected.certified and found and all(one.chain is Chain.OWN for one in found if not one.is_timestamp):
        yield finding(Code.NOT_CERTIFIED)
    if (expected.text or expected.number) and not wording.words_of(text):
        yield finding(Code.NO_TEXT)
        return
    yield from _compared(text, expected)
    if expected.number and not wording.has_number(text, expected.number):
        yield finding(Code.NUMBER_MISSING, detail=expected.number)
    for name in expected.signers:
        if not any(one.is_certified and _is_named(one.name, name) for one in found):
            yield finding(Code.SIGNER_MISSING, detail=name)


def _compared(text: str, expected: Expected) -> Iterator[Finding]:
    if expected.text is None:
        return
    if expected.whole:
        unlike, filled = wording.difference(
            text, expected.text, number=expected.number, beside=expected.beside
        )
    else:
        unlike, filled = wording.passage(text, expected.text), ()
    if unlike:
        yield finding(Code.TEXT_DIFFERS, detail=unlike)
    elif filled:
        yield finding(Code.BLANKS_FILLED, detail=" · ".join(filled)[:MOST_TOLD])


def _is_named(certified: str, awaited: str) -> bool:
    """Whether every word of the awaited name stands in the certificate's, titles aside on either side."""
    words = set(folded(certified).split())
    return bool(words) and set(folded(awaited).split()) <= words


def _once(codes: Iterable[Code]) -> Iterator[Code]:
    return iter(dict.fromkeys(codes))
