"""The letter of invitation as DOCX: number, day and signatory blank, as office letter rules lay it out."""

from datetime import datetime

from ikrar.papers.letters.content import Blank, Invited, Letter
from ikrar.papers.letters.writing import SHORT_DOTS, Sheet

SIGNATORY = (f"Nama: {SHORT_DOTS}", f"Pangkat/golongan: {SHORT_DOTS}", f"NIP: {SHORT_DOTS}")


def letter(found: Letter, *, at: datetime) -> bytes:
    """The DOCX of a letter; the same letter and moment give the same bytes."""
    sheet = Sheet(title=found.subject, subject="Surat undangan")
    _crown(sheet, found)
    _addressees(sheet, found)
    _matter(sheet, found)
    sheet.signatory(SIGNATORY, before=f"{found.office},")
    if found.copies:
        sheet.heading("Tembusan", level=3)
        sheet.numbered(found.copies)
    _register(sheet, found)
    if found.invited:
        _list(sheet, found.invited)
    sheet.footer(f"Surat undangan, {found.institution}")
    return sheet.finish(at=at)


def _crown(sheet: Sheet, found: Letter) -> None:
    for mark in found.marks:
        sheet.line(mark, style="Small", centred=True)
    sheet.heading(found.institution.upper(), level=1, centred=True)
    sheet.line(f"{found.place}, " if found.place else "", Blank.DAY, style="Dated")
    sheet.facts(
        (
            ("Nomor", (Blank.NUMBER,)),
            ("Sifat", (found.nature,)),
            ("Lampiran", (found.attachment,)),
            ("Hal", (found.subject,)),
        ),
        first_mm=24,
    )


def _addressees(sheet: Sheet, found: Letter) -> None:
    sheet.line("")
    sheet.line("Yth.", style="Address")
    if len(found.addressees) == 1:
        sheet.line(found.addressees[0], style="Address")
    else:
        sheet.numbered(found.addressees)
    sheet.line("di Tempat", style="Address")
    sheet.line("")


def _matter(sheet: Sheet, found: Letter) -> None:
    sheet.line(found.opening)
    sheet.facts(tuple((label, (value,)) for label, value in found.facts))
    if found.agenda:
        sheet.heading("Acara", level=2)
        sheet.numbered(found.agenda)
    if found.notes:
        sheet.heading("Yang perlu diperhatikan", level=2)
        sheet.numbered(found.notes)
    sheet.line(found.closing)


def _register(sheet: Sheet, found: Letter) -> None:
    """By what a reader knows the register and the text: the anchor is printed, never linked."""
    sheet.heading("Untuk memeriksa", level=3)
    rows = (
        ("Register", found.origin),
        ("Sidik kunci register", found.fingerprint),
        ("SHA-256 naskah pakta", found.text_sha256),
        ("Halaman umum", found.address),
    )
    sheet.facts(tuple((label, (value,)) for label, value in rows if value), first_mm=38, style="Small")


def _list(sheet: Sheet, invited: tuple[Invited, ...]) -> None:
    sheet.turn(wide=False)
    sheet.heading("Lampiran: daftar yang diundang", level=2)
    rows = [(str(number), one.name, one.place, one.hour) for number, one in enumerate(invited, start=1)]
    sheet.table(("No", "Yang diundang", "Lokasi", "Jam"), rows, widths=(12, 75, 45, 28))
