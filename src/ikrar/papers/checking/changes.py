"""What later revisions of a file may do to a signed one: add signatures and proofs about them. Nothing else."""

import hashlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DocInfoRule,
    DSSCompareRule,
    FormUpdatingRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    XrefStreamRule,
)

from ikrar.papers.checking.words import Code

PROOFS = ModificationLevel.LTA_UPDATES
# pyHanko's own policy without its rule for form fields: a letter has none to fill once it is signed.
ONLY_SIGNATURES = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),
        DocInfoRule().as_qualified(PROOFS),
        XrefStreamRule().as_qualified(PROOFS),
        ObjectStreamRule().as_qualified(PROOFS),
        DSSCompareRule().as_qualified(PROOFS),
        MetadataUpdateRule().as_qualified(PROOFS),
    ],
    form_rule=FormUpdatingRule(field_rules=[SigFieldCreationRule(), SigFieldModificationRule()]),
)
MOST_DEEP = 40
MOST_PAGES = 1_000


class Seen(NamedTuple):
    """What a reader sees of one revision, as hashes."""

    pages: tuple[bytes, ...]
    notes: bytes
    fields: bytes


def told_apart(signed: PdfFileReader, now: PdfFileReader) -> Code:
    """In one word, what was changed between a signed revision and the file as it is."""
    try:
        before, after = seen(signed), seen(now)
    except Exception:  # noqa: BLE001 (that something was changed is known already; here it is only put into words)
        return Code.CHANGED_SINCE
    if before.pages != after.pages:
        return Code.CHANGED_PAGES
    if before.fields != after.fields:
        return Code.CHANGED_FORM
    if before.notes != after.notes:
        return Code.CHANGED_ANNOTATIONS
    return Code.CHANGED_SINCE


def seen(reader: PdfFileReader) -> Seen:
    """Pages with their resources, notes on them, and fields; signatures are left out."""
    found = list(pages(reader))
    return Seen(
        tuple(_page(one) for one in found),
        _hash([_notes(one) for one in found]),
        _hash(list(_fields(reader))),
    )


def pages(reader: PdfFileReader) -> Iterator[Any]:
    """The pages in their order, as the tree holds them."""
    yield from _below(reader.root["/Pages"], set(), 0)


def _below(node: Any, met: set[int], depth: int) -> Iterator[Any]:
    node = node.get_object()
    if id(node) in met or depth > MOST_DEEP or len(met) > MOST_PAGES * 2:
        return
    met.add(id(node))
    if part(node, "/Type") == "/Page" or "/Kids" not in node:
        yield node
        return
    for child in node["/Kids"]:
        yield from _below(child, met, depth + 1)


def part(value: Any, key: str, otherwise: Any = None) -> Any:
    """One part of a dictionary, wherever in the file it lies."""
    return value[key] if key in value else otherwise  # noqa: SIM401 (pyHanko's get follows no reference)


def is_signature(note: Any) -> bool:
    """Whether a note on a page is the place of a signature."""
    if part(note, "/Subtype") != "/Widget":
        return False
    kind = part(note, "/FT") or part(part(note, "/Parent", {}), "/FT")
    return bool(kind == "/Sig")


def notes_on(page: Any) -> Iterator[Any]:
    """The notes and fields that lie on a page."""
    for note in part(page, "/Annots", ()):
        found = note.get_object()
        if isinstance(found, generic.DictionaryObject):
            yield found


def _page(page: Any) -> bytes:
    leave = ("/Annots", "/Parent", "/StructParents", "/Tabs")
    return _hash({key: page.raw_get(key) for key in page if key not in leave})


def _notes(page: Any) -> list[Any]:
    return [note for note in notes_on(page) if not is_signature(note)]


def _fields(reader: PdfFileReader) -> Iterator[Any]:
    form = part(reader.root, "/AcroForm", {})
    for field in part(form, "/Fields", ()):
        found = field.get_object()
        if part(found, "/FT") != "/Sig":
            yield found


def _hash(value: Any) -> bytes:
    digest = hashlib.sha256()
    _feed(digest, value, set(), 0)
    return digest.digest()


def _feed(digest: Any, value: Any, met: set[tuple[int, int]], depth: int) -> None:
    """Walk through references, each once, so that an object that was replaced anywhere below shows."""
    if depth > MOST_DEEP:
        return
    if isinstance(value, generic.IndirectObject):
        if (value.idnum, value.generation) in met:
            return
        met.add((value.idnum, value.generation))
        value = value.get_object()
    if isinstance(value, generic.StreamObject):
        digest.update(value.encoded_data)
    if isinstance(value, dict):
        _feed_dictionary(digest, value, met, depth)
    elif isinstance(value, list | tuple):
        digest.update(b"[")
        for one in value:
            _feed(digest, one, met, depth + 1)
        digest.update(b"]")
    else:
        digest.update(repr(value).encode("utf-8", "surrogatepass") + b";")


def _feed_dictionary(digest: Any, value: Any, met: set[tuple[int, int]], depth: int) -> None:
    digest.update(b"<")
    for key in sorted(map(str, value)):
        if key in {"/Parent", "/P"}:
            continue
        digest.update(key.encode("utf-8", "surrogatepass") + b"=")
        raw = value.raw_get(key) if isinstance(value, generic.DictionaryObject) else value[key]
        _feed(digest, raw, met, depth + 1)
    digest.update(b">")
