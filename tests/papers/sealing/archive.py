"""What ISO 19005-2 and -3 ask of a paper and a seal or an attachment could break, rule by rule.

No validator of PDF/A can be installed from a package index. This is none: it looks at what is added to a paper that
typst drew as PDF/A, and at what must have stayed.
"""

import re
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

PRINT, FORBIDDEN = 4, 1 | 2 | 32 | 256  # Invisible, Hidden, NoView, ToggleNoView
WITHOUT_LOOKS = {"/Link", "/Popup"}


def faults(pdf):
    """Every rule that the paper breaks, with its clause."""
    reader = PdfFileReader(BytesIO(pdf), strict=True)
    found = [
        *_of_the_file(reader, pdf),
        *_of_the_catalogue(reader.root),
        *_of_forms(reader),
        *_of_files(reader),
    ]
    for page in _pages(reader.root["/Pages"]):
        found += _of_a_page(page)
    return found


def claims(pdf):
    """What its metadata claim: part and conformance of PDF/A, and part of PDF/UA."""
    told = PdfFileReader(BytesIO(pdf)).root["/Metadata"].data.decode()
    words = ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")
    return tuple(re.findall(f"<{word}>(.*?)</{word}>", told) for word in words)


def _of_the_file(reader, pdf):
    root, trailer = reader.root, reader.trailer
    if "/Encrypt" in trailer:
        yield "6.1.3 encrypted"
    if "/ID" not in trailer:
        yield "6.1.3 no ID"
    if not pdf.startswith(b"%PDF-1.7\n%") or "/Version" in root:
        yield "6.1.2 header"
    if not pdf.rstrip(b"\r\n").endswith(b"%%EOF"):
        yield "6.1.3 bytes after the end"
    if not any("/DestOutputProfile" in one.get_object() for one in root["/OutputIntents"]):
        yield "6.2.3 no output intent"


def _of_the_catalogue(root):
    if set(_at(root, "/Perms") or ()) - {"/DocMDP", "/UR3"}:
        yield "6.1.12 permissions"
    if "/Filter" in root["/Metadata"]:
        yield "6.6.2.1 packed metadata"
    if not _at(root["/MarkInfo"], "/Marked") or not {"/StructTreeRoot", "/Lang"} <= set(root):
        yield "6.7 not tagged"


def _of_forms(reader):
    form = _at(reader.root, "/AcroForm") or {}
    if _at(form, "/NeedAppearances"):
        yield "6.4.1 appearances"
    if "/XFA" in form:
        yield "6.4.2 XFA"
    for field in (one.get_object() for one in _at(form, "/Fields") or ()):
        if {"/A", "/AA"} & set(field):
            yield "6.4.1 action"
        if "/TU" not in field:
            yield "UA 7.18.1 a field without a name"
        if "/V" in field and field["/V"]["/ByteRange"][0] != 0:
            yield "6.4.3 byte range"


def _of_files(reader):
    """Part 2 takes no embedded file that is not PDF/A itself; part 3 any, with a relationship and a kind."""
    files = _at(_at(reader.root, "/Names") or {}, "/EmbeddedFiles") or {}
    held = list(_at(files, "/Names") or ())[1::2]
    associated = list(_at(reader.root, "/AF") or ())
    (part,), *_ = claims_of(reader)
    for one in held:
        spec = one.get_object() if isinstance(one, generic.IndirectObject) else one
        if part == "2":
            yield "19005-2 6.8 an embedded file"
        if "/AFRelationship" not in spec or "/F" not in spec or "/UF" not in spec:
            yield "19005-3 6.8 relationship"
        if "/Subtype" not in spec["/EF"]["/F"]:
            yield "19005-3 6.8 kind"
    if len(associated) != len(held):
        yield "19005-3 6.8 not associated"


def claims_of(reader):
    told = reader.root["/Metadata"].data.decode()
    return tuple(re.findall(f"<{word}>(.*?)</{word}>", told) for word in ("pdfaid:part",))


def _of_a_page(page):
    notes = [one.get_object() for one in page["/Annots"]] if "/Annots" in page else []
    if notes and page["/Tabs"] != "/S":
        yield "UA 7.18.3 order"
    for note in notes:
        flags = int(note["/F"]) if "/F" in note else 0
        if not flags & PRINT or flags & FORBIDDEN:
            yield "6.3.2 flags"
        left, bottom, right, top = note["/Rect"]
        is_nothing = left == right and bottom == top
        if "/AP" not in note and not is_nothing and note["/Subtype"] not in WITHOUT_LOOKS:
            yield "6.3.3 appearance"
        is_outside = right < page["/MediaBox"][0] or top < page["/MediaBox"][1]
        if "/StructParent" not in note and not is_outside:
            yield "UA 7.18.1 not tagged"


def _at(parent, name):
    """What stands there, followed where it is indirect; pyHanko's own `get` would not."""
    try:
        return parent[name]
    except KeyError:
        return None


def _pages(node):
    if node["/Type"] == "/Page":
        yield node
        return
    for one in node["/Kids"]:
        yield from _pages(one.get_object())
