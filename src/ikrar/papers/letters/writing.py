"""A DOCX as an office expects it: A4, real headings and lists, tables whose header repeats, Indonesian, no macro.

The same values give the same bytes: no moment but the given one, entries in one order, everything that the
library's template brings along and that we do not use is dropped.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt, RGBColor

from ikrar.papers.letters.content import Blank

LANGUAGE = "id-ID"
FONT = "Arial"  # the letter rules ask for it, and every office has it
DOTS = "…" * 14
SHORT_DOTS = "…" * 10  # beside a label, in the block of a signatory
LINES_TO_SIGN_IN = 3
INK, QUIET, BRAND = RGBColor(0x10, 0x23, 0x1F), RGBColor(0x46, 0x5A, 0x54), RGBColor(0x0B, 0x6B, 0x57)
UNUSED = ("stylesWithEffects", "thumbnail", "customXml", "webSettings")
OWN_STYLES = (("Facts", 10.5, 1), ("Cells", 8.5, 0), ("Signatory", 10.5, 0), ("Small", 8.5, 3), ("Address", 10.5, 0),
              ("Crown", 11.5, 4), ("Dated", 10.5, 6))  # fmt: skip
CELL_MARGINS = '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
EPOCH = (1980, 1, 1, 0, 0, 0)
A4_WIDE, A4_HIGH = Mm(210), Mm(297)
TITLES = {
    Blank.NUMBER: "Nomor, diisi kantor",
    Blank.DAY: "Tanggal, diisi kantor",
    Blank.SIGNATORY: "Penanda tangan, diisi kantor",
    Blank.PARTY: "Diisi kantor",
}

Piece = str | Blank


class Sheet:
    """A document in the making, from top to bottom."""

    def __init__(self, *, title: str, subject: str) -> None:
        self._document: Any = docx.Document()
        self._blanks = 0
        self._drop_the_unused()
        self._set_styles()
        self._set_page(self._document.sections[0], wide=False)
        core = self._document.core_properties
        core.title, core.subject, core.language, core.author = _allowed(title), subject, LANGUAGE, "Ikrar"
        core.comments = ""

    # ── what a page is made of ───────────────────────────────────────────────────────────────────

    def heading(self, text: str, *, level: int, centred: bool = False) -> None:
        self._line((text,), style=f"Heading {level}", centred=centred)

    def line(self, *pieces: Piece, style: str = "Normal", centred: bool = False) -> None:
        """One paragraph; a `Blank` in it can be filled in."""
        self._line(pieces, style=style, centred=centred)

    def numbered(self, items: Iterable[str]) -> None:
        """A list that begins with one."""
        number = self._new_list()
        for item in items:
            paragraph = self._line((item,), style="List Number", centred=False)
            properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 (the library has no other way to begin a list anew)
            properties.get_or_add_numPr().get_or_add_numId().val = number
            properties.get_or_add_numPr().get_or_add_ilvl().val = 0

    def facts(
        self, rows: Iterable[tuple[str, Sequence[Piece]]], *, first_mm: int = 38, style: str = "Facts"
    ) -> None:
        """Label, colon, value: a table without lines."""
        usable = self._usable_mm()
        widths = (first_mm, 5, usable - first_mm - 5)
        body = "".join(
            f"<w:tr>{_cell(widths[0], self._runs((label,)), style)}{_cell(widths[1], self._runs((':',)), style)}"
            f"{_cell(widths[2], self._runs(value), style)}</w:tr>"
            for label, value in rows
        )
        self._table(widths, body, style="TableNormal")

    def table(
        self, headers: Sequence[str], rows: Iterable[Sequence[Piece]], *, widths: Sequence[int]
    ) -> None:
        """A table with lines; its header stands again on every page, and no row is torn apart."""
        head = "".join(
            _cell(width, _run(name, bold=True), "Cells", shaded=True)
            for name, width in zip(headers, widths, strict=True)
        )
        body = "".join(
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            + "".join(
                _cell(width, self._runs((value,)), "Cells") for value, width in zip(row, widths, strict=True)
            )
            + "</w:tr>"
            for row in rows
        )
        first = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
        self._table(widths, first + body, style="TableGrid")
        self.line("", style="Small")

    def signatory(self, lines: Sequence[str], *, before: str, indent_mm: int = 85) -> None:
        """An office, then the block that comes back with a signature in it."""
        indent = f'<w:ind w:left="{_twips(indent_mm)}"/>'
        paragraphs = "".join(
            f'<w:p><w:pPr><w:pStyle w:val="Signatory"/><w:keepNext/>{indent}</w:pPr>{_run(text)}</w:p>'
            for text in ("",) * LINES_TO_SIGN_IN + tuple(lines)
        )
        self._line((before,), style="Signatory", centred=False, indent_mm=indent_mm)
        self._append(
            f"<w:sdt {nsdecls('w')}>{self._properties(Blank.SIGNATORY)}<w:sdtContent>{paragraphs}</w:sdtContent></w:sdt>"
        )
        self.line("", style="Small")

    def picture(self, image: bytes, *, alt: str, width_mm: int, centred: bool = False) -> None:
        paragraph = self._document.add_paragraph(style="Normal")
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        drawn = paragraph.add_run().add_picture(BytesIO(image), width=Mm(width_mm))
        described = drawn._inline.docPr  # noqa: SLF001 (the library sets no alternative text)
        described.set("descr", alt)
        described.set("name", f"Gambar {described.id}")

    def turn(self, *, wide: bool) -> None:
        """A new page, lying or standing."""
        self._set_page(self._document.add_section(), wide=wide)

    def footer(self, text: str) -> None:
        """The same line at the foot of every page, with the number of the page."""
        foot = self._document.sections[0].footer
        paragraph = foot.paragraphs[0]
        paragraph.style = self._document.styles["Footer"]
        for field in (text + " · Halaman ", "PAGE", " dari ", "NUMPAGES"):
            for run in _field(field) if field.isupper() else (_run(field),):
                paragraph._p.append(parse_xml(_named(run)))  # noqa: SLF001 (fields have no other way in)

    def finish(self, *, at: datetime) -> bytes:
        """The file, with the given moment as the only one in it."""
        core = self._document.core_properties
        core.created = core.modified = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        core.last_modified_by, core.revision = "Ikrar", 1
        saved = BytesIO()
        self._document.save(saved)
        return _packed_again(saved.getvalue())

    # ── below ────────────────────────────────────────────────────────────────────────────────────

    def _line(self, pieces: Iterable[Piece], *, style: str, centred: bool, indent_mm: int = 0) -> Any:
        paragraph = self._document.add_paragraph(style=style)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if indent_mm:
            paragraph.paragraph_format.left_indent = Mm(indent_mm)
        wrapped = parse_xml(f"<w:p {nsdecls('w')}>{self._runs(pieces)}</w:p>")
        paragraph._p.extend(list(wrapped))  # noqa: SLF001 (runs and blanks side by side)
        return paragraph

    def _runs(self, pieces: Iterable[Piece]) -> str:
        return "".join(self._blank(one) if isinstance(one, Blank) else _run(one) for one in pieces)

    def _blank(self, blank: Blank) -> str:
        return f"<w:sdt>{self._properties(blank)}<w:sdtContent>{_run(DOTS)}</w:sdtContent></w:sdt>"

    def _properties(self, blank: Blank) -> str:
        self._blanks += 1
        title = quoteattr(TITLES[blank])
        return f'<w:sdtPr><w:alias w:val={title}/><w:tag w:val="ikrar.{blank}"/><w:id w:val="{1000 + self._blanks}"/></w:sdtPr>'

    def _table(self, widths: Sequence[int], body: str, *, style: str) -> None:
        grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
        self._append(
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/>{CELL_MARGINS}<w:tblLook w:val="0420"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'
        )

    def _append(self, xml: str) -> None:
        body = self._document.element.body
        body.insert(len(body) - 1, parse_xml(xml))  # the last child says how the page lies

    def _usable_mm(self) -> int:
        section = self._document.sections[-1]
        return int((section.page_width - section.left_margin - section.right_margin) / Mm(1))

    def _set_page(self, section: Any, *, wide: bool) -> None:
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (A4_HIGH, A4_WIDE) if wide else (A4_WIDE, A4_HIGH)
        section.left_margin = section.right_margin = Mm(15 if wide else 25)
        section.top_margin, section.bottom_margin = Mm(16), Mm(17)
        section.footer_distance = section.header_distance = Mm(8)

    def _new_list(self) -> int:
        numbering = self._document.part.numbering_part.element
        abstract = self._document.styles["List Number"].element.pPr.numPr.numId.val
        number = numbering.add_num(
            next(one for one in numbering.num_lst if one.numId == abstract).abstractNumId.val
        )
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(number.numId)

    def _drop_the_unused(self) -> None:
        for holder in (self._document.part, self._document.part.package):
            for name, link in list(holder.rels.items()):
                if any(word in link.reltype or word in link.target_ref for word in UNUSED):
                    del holder.rels[name]

    def _set_styles(self) -> None:
        styles = self._document.styles
        _keep_few(styles.element)
        _speak_indonesian(styles.element)
        normal = styles["Normal"]
        _letters(normal, size=10.5)
        normal.paragraph_format.space_after = Pt(5)
        normal.paragraph_format.line_spacing = 1.08
        for level, size, colour in ((1, 14, INK), (2, 11.5, BRAND), (3, 10.5, INK)):
            heading = styles[f"Heading {level}"]
            _letters(heading, size=size, bold=True, colour=colour)
            heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(8), Pt(3)
            heading.paragraph_format.keep_with_next = True
        _letters(styles["Footer"], size=8, colour=QUIET)
        for name, points, after in OWN_STYLES:
            made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            made.base_style = normal
            _letters(made, size=points, bold=name == "Crown")
            made.paragraph_format.space_after = Pt(after)
            made.paragraph_format.line_spacing = 1.0
        styles["Signatory"].paragraph_format.keep_with_next = True
        styles["Dated"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _letters(style: Any, *, size: float, bold: bool | None = None, colour: RGBColor = INK) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), colour
    style.font.bold = bold
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for which in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{which}"), FONT)
        fonts.attrib.pop(qn(f"w:{which}Theme"), None)


def _keep_few(styles: Any) -> None:
    kept = {"Normal", "TableNormal", "TableGrid", "DefaultParagraphFont", "NoList", "Footer", "Header", "ListNumber",
            "Heading1", "Heading2", "Heading3"}  # fmt: skip
    for style in list(styles.style_lst):
        if style.styleId not in kept:
            styles.remove(style)
            continue
        for link in style.findall(qn("w:link")):
            style.remove(link)


def _speak_indonesian(styles: Any) -> None:
    for spoken in styles.iter(qn("w:lang")):
        spoken.set(qn("w:val"), LANGUAGE)
        spoken.set(qn("w:eastAsia"), LANGUAGE)


def _twips(mm: float) -> int:
    return round(mm * 1440 / 25.4)


def _run(text: str, *, bold: bool = False) -> str:
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(_allowed(one))}</w:t>' for one in text.split("\n")
    )
    return f"<w:r>{weight}{lines}</w:r>"


def _allowed(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(c for c in text if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff"))


def _cell(width_mm: int, runs: str, style: str, *, shaded: bool = False) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E2F0EB"/>' if shaded else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width_mm)}" w:type="dxa"/>{shade}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p></w:tc>'
    )


def _field(name: str) -> tuple[str, ...]:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        "<w:r><w:t>1</w:t></w:r>",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )


def _named(run: str) -> str:
    return run.replace("<w:r>", f"<w:r {nsdecls('w')}>", 1)


def _packed_again(saved: bytes) -> bytes:
    """The same parts in one order under one moment: a ZIP otherwise remembers when it was written."""
    made = BytesIO()
    with ZipFile(BytesIO(saved)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        names = old.namelist()
        first = [name for name in ("[Content_Types].xml", "_rels/.rels") if name in names]
        for name in (*first, *sorted(set(names) - set(first))):
            entry = ZipInfo(name, date_time=EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name), compresslevel=6)
    return made.getvalue()
