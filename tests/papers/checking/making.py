"""Papers signed as an office would, and the same papers after somebody has been at them."""

from datetime import datetime
from io import BytesIO

import time_machine
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from reportlab.pdfgen import canvas

from tests.papers.checking.authority import NOW, Authority, Held, signer_of

LINES = (
    "PAKTA INTEGRITAS NETRALITAS",
    "Kami menyatakan siap menjaga netralitas dan tidak memihak.",
    "Ditandatangani di Kota Contoh.",
)


def paper(lines: tuple[str, ...] = LINES, *, pages: int = 1, fields_: bool = False) -> bytes:
    """A plain letter."""
    out = BytesIO()
    drawn = canvas.Canvas(out, pageCompression=0, invariant=1)
    for _ in range(pages):
        for row, line in enumerate(lines):
            drawn.drawString(72, 760 - 20 * row, line)
        if fields_:
            drawn.acroForm.textfield(name="jabatan", x=72, y=500, width=200, height=20, value="Camat")
        drawn.showPage()
    drawn.save()
    return out.getvalue()


def sign(
    pdf: bytes,
    held: Held,
    authority: Authority | None = None,
    *,
    field: str = "Tanda1",
    at: datetime = NOW,
    clock: Held | None = None,
    certify: fields.MDPPerm | None = None,
    keep: tuple[bytes, ...] = (),
    strict: bool = True,
) -> bytes:
    """Sign as pyHanko does, PAdES."""
    above = (authority.issuing, authority.root) if authority else ()
    stamper = _stamper(clock, authority, at) if clock and authority else None
    meta = signers.PdfSignatureMetadata(
        field_name=field,
        subfilter=fields.SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        certify=certify is not None,
        docmdp_permissions=certify or fields.MDPPerm.FILL_FORMS,
    )
    with time_machine.travel(at, tick=False):
        writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=strict)
        out = signers.sign_pdf(
            writer, meta, signer_of(held, *above), timestamper=stamper, bytes_reserved=16384
        )
    return out.getvalue()


def _stamper(clock: Held, authority: Authority, at: datetime) -> DummyTimeStamper:
    made = signer_of(clock, authority.issuing, authority.root)
    return DummyTimeStamper(
        tsa_cert=made.signing_cert,
        tsa_key=made.signing_key,
        certs_to_embed=made.cert_registry,
        fixed_dt=at,
    )


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _page(writer: IncrementalPdfFileWriter):
    return writer.root["/Pages"]["/Kids"][0].get_object()


def with_other_page_content(pdf: bytes) -> bytes:
    """Another content stream is put in the place of the page's, by an incremental save."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    stream = generic.StreamObject(stream_data=b"BT /F1 12 Tf 72 760 Td (Kami akan memihak.) Tj ET")
    page = _page(writer)
    page["/Contents"] = writer.add_object(stream)
    writer.update_container(page)
    return _written(writer)


def with_note(pdf: bytes, *, subtype: str = "/FreeText", box=(72, 700, 300, 740)) -> bytes:
    """A note is stuck on the page by an incremental save."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name(subtype),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.FloatObject, box)),
            pdf_name("/Contents"): generic.TextStringObject("Batal"),
            pdf_name("/DA"): generic.TextStringObject("/Helv 12 Tf 0 g"),
        }
    )
    page = _page(writer)
    notes = page.get("/Annots", generic.ArrayObject())
    page["/Annots"] = generic.ArrayObject([*notes, writer.add_object(note)])
    writer.update_container(page)
    return _written(writer)


def with_filled_field(pdf: bytes) -> bytes:
    """The form's field gets another value by an incremental save."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    for place in writer.root["/AcroForm"]["/Fields"]:
        field = place.get_object()
        if field.get("/FT") == "/Tx":
            field["/V"] = generic.TextStringObject("Gubernur")
            writer.mark_update(place)
    return _written(writer)


def with_script(pdf: bytes) -> bytes:
    """A JavaScript that runs when the file is opened."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    action = generic.DictionaryObject(
        {
            pdf_name("/S"): pdf_name("/JavaScript"),
            pdf_name("/JS"): generic.TextStringObject("app.alert('halo')"),
        }
    )
    writer.root["/OpenAction"] = writer.add_object(action)
    writer.update_root()
    return _written(writer)


def with_hidden_page(pdf: bytes) -> bytes:
    """A second page tree that nothing leads to: prepared before signing, to be brought forward after it."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    stream = generic.StreamObject(stream_data=b"BT /F1 12 Tf 72 760 Td (Kami akan memihak.) Tj ET")
    page = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Page"),
            pdf_name("/Contents"): writer.add_object(stream),
            pdf_name("/MediaBox"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842))),
        }
    )
    writer.add_object(page)
    return _written(writer)
