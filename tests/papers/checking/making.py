"""Papers signed as an office would, and the same papers after somebody has been at them."""

import re
import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from io import BytesIO

import time_machine
from asn1crypto import crl, ocsp
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import dss
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
    digest: str = "sha256",
) -> bytes:
    """Sign as pyHanko does, PAdES."""
    above = (authority.issuing, authority.root) if authority else ()
    stamper = _stamper(clock, authority, at) if clock and authority else None
    meta = signers.PdfSignatureMetadata(
        field_name=field,
        subfilter=fields.SigSeedSubFilter.PADES,
        md_algorithm=digest,
        certify=certify is not None,
        docmdp_permissions=certify or fields.MDPPerm.FILL_FORMS,
    )
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=strict)
    signer = signer_of(held, *above)
    with (
        time_machine.travel(at, tick=False),
        ThreadPoolExecutor(1) as aside,
    ):  # a browser's loop may run in this one
        out = aside.submit(
            signers.sign_pdf, writer, meta, signer, timestamper=stamper, bytes_reserved=16384
        ).result()
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


def shadow(pdf: bytes) -> bytes:
    """Hide and replace: what was prepared before signing is brought forward by a later save."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    hidden = next(
        ref
        for ref in writer.prev.xrefs.explicit_refs_in_revision(1)
        if b"memihak" in getattr(writer.prev.get_object(ref), "encoded_data", b"")
    )
    page = _page(writer)
    page["/Contents"] = generic.IndirectObject(hidden.idnum, hidden.generation, writer)
    writer.update_container(page)
    return _written(writer)


def with_proofs(pdf: bytes, *, lists: tuple[bytes, ...] = (), answers: tuple[bytes, ...] = ()) -> bytes:
    """Revocation lists and answers put into the file's own store, as PAdES B-LT has them."""
    out = BytesIO(pdf)
    dss.DocumentSecurityStore.add_dss(
        out,
        sig_contents=None,
        crls=[crl.CertificateList.load(one) for one in lists],
        ocsps=[ocsp.OCSPResponse.load(one) for one in answers],
    )
    return out.getvalue()


def byte_range(pdf: bytes) -> tuple[int, int, int, int]:
    """The four numbers of the first signature."""
    found = re.search(rb"/ByteRange \[ *(\d+) (\d+) (\d+) (\d+) *\]", pdf)
    assert found is not None
    return tuple(int(number) for number in found.groups())  # type: ignore[return-value]  # four groups


def with_byte_range(pdf: bytes, *numbers: int) -> bytes:
    """Other numbers in the place of the signature's own, so that the file keeps its length."""
    found = re.search(rb"/ByteRange \[[^\]]*\]", pdf)
    assert found is not None
    told = b"/ByteRange [" + b" ".join(str(one).encode() for one in numbers)
    return pdf.replace(found[0], told.ljust(len(found[0]) - 1) + b"]")


def with_empty_contents(pdf: bytes) -> bytes:
    """The signature itself is overwritten with zeros."""
    _, before, behind, _ = byte_range(pdf)
    return pdf[: before + 1] + b"0" * (behind - before - 2) + pdf[behind - 1 :]


def with_bytes_behind_the_signature(pdf: bytes) -> bytes:
    """Something is written into the zeros behind the signature, where nothing holds it."""
    _, _, behind, _ = byte_range(pdf)
    return pdf[: behind - 9] + b"cafe" + pdf[behind - 5 :]


def without_signature(pdf: bytes) -> bytes:
    """The field is emptied by an incremental save: a reader sees no signature any more."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    writer.root["/AcroForm"]["/Fields"] = generic.ArrayObject()
    writer.update_container(writer.root["/AcroForm"])
    writer.update_root()
    page = _page(writer)
    page["/Annots"] = generic.ArrayObject()
    writer.update_container(page)
    return _written(writer)


def with_a_part_twice(pdf: bytes) -> bytes:
    """The page's content stands twice under one number, before the table of places is written."""
    at = pdf.rfind(b"xref", 0, pdf.rfind(b"startxref"))
    number = re.search(rb"/Contents (\d+) 0 R", pdf)
    assert number is not None
    body = b"BT /F1 12 Tf 72 760 Td (Kami memihak.) Tj ET"
    twin = number[1] + b" 0 obj\n<< /Length %d >>\nstream\n" % len(body) + body + b"\nendstream\nendobj\n"
    moved = pdf[:at] + twin + pdf[at:]
    return re.sub(rb"startxref\n\d+", b"startxref\n%d" % (at + len(twin)), moved)


def encrypted(pdf: bytes) -> bytes:
    reader = PdfFileReader(BytesIO(pdf))
    writer = copy_into_new_writer(reader)
    writer.encrypt(owner_pass="rahasia", user_pass="rahasia")
    return _written(writer)


def with_launch(pdf: bytes) -> bytes:
    """A link that starts a program."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    action = {pdf_name("/S"): pdf_name("/Launch"), pdf_name("/F"): generic.TextStringObject("cmd.exe")}
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Link"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (72, 700, 300, 740))),
            pdf_name("/A"): generic.DictionaryObject(action),
        }
    )
    page = _page(writer)
    page["/Annots"] = generic.ArrayObject([writer.add_object(note)])
    writer.update_container(page)
    return _written(writer)


def bomb() -> bytes:
    """A kilobyte that swells to more than anybody has."""
    packed = zlib.compress(zlib.compress(b"\0" * 20_000_000, 9), 9)
    head = b"%PDF-1.7\n"
    stream = (
        b"1 0 obj\n<< /Type /XRef /Size 3 /W [1 2 1] /Root 2 0 R /Filter [/FlateDecode /FlateDecode] /Length %d >>\n"
        b"stream\n" % len(packed) + packed + b"\nendstream\nendobj\n"
    )
    return head + stream + b"startxref\n%d\n%%%%EOF\n" % len(head)


def deep(levels: int = 100_000) -> bytes:
    """Lists within lists, to break whoever reads them by calling himself."""
    body = b"[" * levels + b"]" * levels
    parts = [
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R /Deep 3 0 R >>\nendobj\n",
        b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n",
        b"3 0 obj\n" + body + b"\nendobj\n",
    ]
    out, places = b"%PDF-1.7\n", []
    for one in parts:
        places.append(len(out))
        out += one
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    return out + table + b"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
