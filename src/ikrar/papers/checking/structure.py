"""What a file is made of besides its text: programs, hidden pages, notes that cover, parts written twice."""

import re
from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from ikrar.papers.checking import changes
from ikrar.papers.checking.changes import part
from ikrar.papers.checking.words import Code

HEAD = b"%PDF-"
END = b"%%EOF"
BLANKS = b"\r\n\t \x00\x0c"
MOST_OBJECTS = 200_000
COVERED = 0.3  # of a page: no signature needs that much
ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/ImportData",
        "/SubmitForm",
        "/Rendition",
        "/Movie",
        "/Sound",
        "/GoToE",
        "/GoToR",
        "/Hide",
        "/SetOCGState",
        "/Trans",
        "/RichMediaExecute",
    }
)
ACTIVE_KEYS = frozenset({"/JS", "/JavaScript", "/AA", "/XFA", "/RichMediaContent", "/RichMediaSettings"})
OUTSIDE_KEYS = frozenset({"/OPI", "/Ref", "/Alternates", "/FFilter"})
LAST = 256  # bytes in which the end must stand
OF_THE_TREE = frozenset({"/Page", "/Pages", "/Catalog"})
HARMLESS_NOTES = frozenset({"/Link", "/Popup"})
_TAIL = re.compile(rb"startxref\s+\d+\s+%%EOF[\r\n\t \x00\x0c]*\Z")
_MARK = re.compile(rb"(?:(?<=[\s>])|\A)(\d{1,10})[ \t\r\n]+(\d{1,5})[ \t\r\n]+obj\b|(?<!end)stream\r?\n")


class TooManyObjects(Exception):
    """More parts than a letter is ever made of."""


def in_bytes(pdf: bytes) -> Iterator[Code]:
    """What can be told without reading the file as a PDF."""
    if not pdf.startswith(HEAD) or _has_a_tail(pdf):
        yield Code.FOREIGN_BYTES
    if _has_twice(pdf):
        yield Code.DUPLICATED_OBJECT


def _has_a_tail(pdf: bytes) -> bool:
    """Whether something that is no part of a PDF stands behind its end. A file that was cut is another matter."""
    if _TAIL.search(pdf[-LAST:]):
        return False
    end = pdf.rfind(END)
    return pdf[end:].strip(BLANKS) == END or b" obj" not in pdf[end:]


def _has_twice(pdf: bytes) -> bool:
    """Whether one revision writes an object of one number twice."""
    met: set[bytes] = set()
    place = revision = 0
    ends = [found.start() for found in re.finditer(END, pdf)]
    while mark := _MARK.search(pdf, place):
        place = mark.end()
        if mark[1] is None:
            place = max(place, pdf.find(b"endstream", place))
            continue
        while revision < len(ends) and ends[revision] < mark.start():
            met.clear()
            revision += 1
        name = mark[1].lstrip(b"0") + b" " + mark[2]
        if name in met:
            return True
        met.add(name)
    return False


def in_objects(reader: PdfFileReader) -> Iterator[Code]:
    """What the objects of the file as it stands now tell."""
    reached: set[tuple[int, int]] = set()
    for value in _reachable(reader, reached):
        yield from _of_object(value)
    if "/OCProperties" in reader.root:
        yield Code.LAYERS
    yield from _opening(reader.root)
    if _has_hidden_pages(reader, reached):
        yield Code.HIDDEN_CONTENT
    yield from _on_pages(reader)


def _of_object(value: Any) -> Iterator[Code]:
    if not isinstance(value, generic.DictionaryObject):
        return
    if ACTIVE_KEYS & value.keys() or part(value, "/S") in ACTIONS:
        yield Code.ACTIVE_CONTENT
    if OUTSIDE_KEYS & value.keys() or (isinstance(value, generic.StreamObject) and "/F" in value):
        yield Code.OUTSIDE_CONTENT
    if part(value, "/Type") == "/EmbeddedFile":
        yield Code.ATTACHMENTS
    if part(value, "/FT") in {"/Tx", "/Btn", "/Ch"}:
        yield Code.FORM_FIELDS


def _opening(root: Any) -> Iterator[Code]:
    """What happens when the file is opened: a place to scroll to is fine, an action is not."""
    opening = part(root, "/OpenAction")
    if isinstance(opening, generic.DictionaryObject) and part(opening, "/S") != "/GoTo":
        yield Code.ACTIVE_CONTENT


def _reachable(reader: PdfFileReader, reached: set[tuple[int, int]]) -> Iterator[Any]:
    """Every value below the root, each object once; no recursion, so that depth does no harm."""
    waiting: list[Any] = [reader.root_ref]
    count = 0
    while waiting:
        value = waiting.pop()
        count += 1
        if count > MOST_OBJECTS * 10 or len(reached) > MOST_OBJECTS:
            raise TooManyObjects
        if isinstance(value, generic.IndirectObject | generic.Reference):
            name = (value.idnum, value.generation)
            if name in reached:
                continue
            reached.add(name)
            value = value.get_object()
        yield value
        if isinstance(value, generic.DictionaryObject):
            waiting += [value.raw_get(key) for key in value]
        elif isinstance(value, generic.ArrayObject):
            waiting += [value.raw_get(i) for i in range(len(value))]


def _has_hidden_pages(reader: PdfFileReader, reached: set[tuple[int, int]]) -> bool:
    """Whether pages or whole page trees lie in the file that no way leads to."""
    for name in _all_names(reader):
        if name in reached:
            continue
        try:
            found = reader.get_object(generic.Reference(*name, pdf=reader), never_decrypt=True)
        except Exception:  # noqa: BLE001, S112 (a part that nobody reaches and nobody can read shows nothing)
            continue
        if isinstance(found, generic.DictionaryObject) and part(found, "/Type") in OF_THE_TREE:
            return True
    return False


def _all_names(reader: PdfFileReader) -> set[tuple[int, int]]:
    names: set[tuple[int, int]] = set()
    for revision in range(reader.xrefs.total_revisions):
        refs = reader.xrefs.explicit_refs_in_revision(revision)
        names |= {(ref.idnum, ref.generation) for ref in refs}
        if len(names) > MOST_OBJECTS:
            raise TooManyObjects
    return names


def _on_pages(reader: PdfFileReader) -> Iterator[Code]:
    for page in changes.pages(reader):
        area = _area(part(page, "/MediaBox") or _inherited(page, "/MediaBox"))
        for note in changes.notes_on(page):
            if area and _area(part(note, "/Rect")) > COVERED * area and part(note, "/Subtype") != "/Link":
                yield Code.OVERLAY
            if part(note, "/Subtype") not in HARMLESS_NOTES and not _is_field(note):
                yield Code.ANNOTATIONS


def _is_field(note: Any) -> bool:
    return bool(part(note, "/Subtype") == "/Widget")


def _inherited(page: Any, key: str) -> Any:
    for _ in range(changes.MOST_DEEP):
        page = part(page, "/Parent")
        if page is None:
            return None
        if key in page:
            return page[key]
    return None


def _area(box: Any) -> float:
    try:
        left, low, right, high = (float(one) for one in box)
    except (TypeError, ValueError):
        return 0.0
    return abs(right - left) * abs(high - low)
