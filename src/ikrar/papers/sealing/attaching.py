"""A file put into a PDF, for whoever has the PDF to take out again: the receipt of a certificate, for one."""

from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.embed import EmbeddedFileObject, EmbeddedFileParams, FileSpec
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.misc import PdfReadError

from ikrar.papers.sealing.increment import Increment
from ikrar.papers.troubles import NameIsTaken, PaperIsNoPDF

PART_TWO, PART_THREE = (b"<pdfaid:part>%d</pdfaid:part>" % part for part in (2, 3))


def attach(
    pdf: bytes, name: str, content: bytes, *, media: str = "application/json", words: str = "", at: datetime
) -> bytes:
    """The PDF with the file added at its end; before it is sealed, for a seal covers what stands there.

    The relationship is "Data", as PDF/A-3 wants it. PDF/A-2 takes no such file: a paper drawn as that says from here on that
    it is PDF/A-3, whose other rules are the same.
    """
    try:
        writer = Increment(BytesIO(pdf))
        names = _names(writer)
    except (PdfReadError, ValueError) as e:
        raise PaperIsNoPDF from e
    if pdf_string(name) in names:
        raise NameIsTaken(name)
    file = EmbeddedFileObject.from_file_data(
        writer,
        data=content,
        mime_type=media,
        params=EmbeddedFileParams(embed_checksum=True, creation_date=at, modification_date=at),
    )
    spec = FileSpec(
        file_spec_string=name,
        file_name=name,
        embedded_data=file,
        description=words or name,
        af_relationship=pdf_name("/Data"),
    )
    place = writer.add_object(spec.as_pdf_object())
    names.extend([pdf_string(name), place])
    _associate(writer, place)
    _claim_part_three(writer)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _names(writer: Increment) -> generic.ArrayObject:
    """The flat list of attachments, made where there is none."""
    tree = _below(writer, _below(writer, writer.root, "/Names"), "/EmbeddedFiles")
    if "/Kids" in tree:
        raise ValueError("a tree of attachments; papers drawn here have a flat list")
    found = _at(tree, "/Names")
    if not isinstance(found, generic.ArrayObject):
        found = generic.ArrayObject()
        tree["/Names"] = found
    writer.update_container(tree)
    writer.update_container(found)
    return found


def _below(writer: Increment, parent: generic.DictionaryObject, name: str) -> generic.DictionaryObject:
    found = _at(parent, name)
    if not isinstance(found, generic.DictionaryObject):
        found = generic.DictionaryObject()
        parent[name] = writer.add_object(found)
        writer.update_container(parent)
    return found


def _associate(writer: Increment, place: generic.IndirectObject) -> None:
    found = _at(writer.root, "/AF")
    if isinstance(found, generic.ArrayObject):
        found.append(place)
        writer.update_container(found)
    else:
        writer.root["/AF"] = generic.ArrayObject([place])
        writer.update_root()


def _claim_part_three(writer: Increment) -> None:
    told = _at(writer.root, "/Metadata")
    if isinstance(told, generic.StreamObject) and PART_TWO in told.data:
        kinds = {pdf_name("/Type"): pdf_name("/Metadata"), pdf_name("/Subtype"): pdf_name("/XML")}
        fresh = generic.StreamObject(kinds, stream_data=told.data.replace(PART_TWO, PART_THREE))
        writer.root["/Metadata"] = writer.add_object(fresh)
        writer.update_root()


def _at(parent: generic.DictionaryObject, name: str) -> generic.PdfObject | None:
    """What stands there, followed where it is indirect; `get` would not."""
    return parent[name] if name in parent else None  # noqa: SIM401 (see above)
