"""The minutes (berita acara) as DOCX: the same values as in the PDF, number and signatures blank.

A roll longer than an office program opens with ease stays in the PDF; the DOCX then tells the totals per unit and says so.
"""

from datetime import datetime
from io import BytesIO

import segno

from ikrar.papers.letters.content import (
    ATTENDANCE,
    ILLUSTRATION,
    NATURE,
    Blank,
    Minutes,
    Party,
    RollOfUnit,
    Seen,
    SiteRow,
)
from ikrar.papers.letters.writing import SHORT_DOTS, Sheet

MOST_NAMES = 2_000  # in a DOCX
ROLL = ("No", "Nama", "NIP (4)", "Jabatan", "Status", "Cara", "Waktu", "Nomor bukti")
ROLL_WIDTHS = (11, 56, 17, 48, 34, 54, 23, 24)


def minutes(found: Minutes, *, at: datetime) -> bytes:
    """The DOCX of the minutes; the same values and moment give the same bytes."""
    sheet = Sheet(title=f"Berita Acara {found.title}", subject="Berita acara")
    _crown(sheet, found)
    _matters(sheet, found)
    _signatures(sheet, found)
    _seen(sheet, found)
    _rolls(sheet, found)
    _text(sheet, found)
    _readings(sheet, found.sites)
    _photographs(sheet, found)
    sheet.footer(f"Berita acara, {found.title}. Dibuat {found.made_on}")
    return sheet.finish(at=at)


def _crown(sheet: Sheet, found: Minutes) -> None:
    for mark in found.marks:
        sheet.line(mark, style="Small", centred=True)
    sheet.line(found.institution.upper(), style="Crown", centred=True)
    sheet.heading("BERITA ACARA", level=1, centred=True)
    sheet.line("Nomor: ", Blank.NUMBER, centred=True)
    sheet.line(f"{found.title}\n{found.site}" if found.site else found.title, style="Crown", centred=True)
    sheet.line(found.opening)


def _matters(sheet: Sheet, found: Minutes) -> None:
    for number, party in enumerate(found.parties, start=1):
        sheet.facts(_party(number, party))
        sheet.line("", style="Small")
    sheet.line("Dengan ini dinyatakan:")
    sheet.numbered(found.matters)
    sheet.heading("Rekapitulasi", level=2)
    names, totals = zip(*found.counts, strict=True)
    sheet.table(names, [[str(one) for one in totals]], widths=_shared(len(names)))
    if len(found.sites) > 1:
        sheet.heading("Lokasi", level=2)
        rows = [(one.name, one.venue, one.hour, one.leader, one.state) for one in found.sites]
        sheet.table(("Lokasi", "Tempat", "Jam", "Pembina apel", "Keadaan"), rows, widths=(36, 38, 24, 36, 26))


def _party(number: int, party: Party) -> tuple[tuple[str, tuple[str | Blank, ...]], ...]:
    told: tuple[tuple[str, str], ...] = (
        (f"{number}. Nama", party.name),
        ("NIP", ""),
        ("Pangkat/golongan", ""),
        ("Jabatan", party.office),
        ("Lembaga", party.institution),
        ("Alamat", ""),
    )
    return tuple((label, (value,) if value else (Blank.PARTY,)) for label, value in told)


def _signatures(sheet: Sheet, found: Minutes) -> None:
    sheet.line(
        "Demikian berita acara ini dibuat dengan sebenarnya dalam rangkap ", Blank.PARTY,
        " untuk dipergunakan sebagaimana mestinya.",
    )  # fmt: skip
    sheet.line("Dibuat di ", Blank.PARTY, " pada tanggal ", Blank.DAY, style="Dated")
    for party in found.parties:
        before = f"{party.institution},\n{party.office}" if party.office else f"{party.institution},"
        sheet.signatory(
            (f"Nama: {party.name or SHORT_DOTS}", f"NIP: {SHORT_DOTS}", "tanda tangan dan cap"), before=before
        )
        sheet.line("")
    sheet.line(_annexes(found), style="Small")
    if found.witnesses:
        sheet.heading("Dilakukan di hadapan", level=2)
        for name, office in found.witnesses:
            sheet.signatory((f"Nama: {name}", "tanda tangan saksi"), before=office or "Saksi")
    sheet.heading("Sifat tanda tangan", level=2)
    sheet.line(NATURE)


def _annexes(found: Minutes) -> str:
    last = " 4. Foto kegiatan." if found.photographs else ""
    return f"Lampiran: 1. Daftar per unit. 2. Naskah yang ditandatangani. 3. Pembacaan ikrar.{last}"


def _seen(sheet: Sheet, found: Minutes) -> None:
    sheet.heading("Titik periksa register", level=2)
    seen = found.checkpoint
    if seen is None:
        sheet.line("Register belum menerbitkan titik periksa.")
        return
    sheet.facts(tuple((label, (value,)) for label, value in _checkpoint(seen, found.fingerprint)))
    sheet.picture(qr_picture(seen.note), alt="Titik periksa register sebagai kode QR", width_mm=38)
    sheet.line(
        "Dengan menandatangani halaman ini, lembaga menjadi saksi di atas kertas: siapa pun dapat membandingkan "
        "ukuran dan akar ini dengan halaman umum register di kemudian hari.",
        style="Small",
    )
    for _ in range(2):
        sheet.signatory(
            (f"Nama, jabatan: {SHORT_DOTS}", "tanda tangan"), before="Saksi di atas kertas, lembaga:"
        )


def _checkpoint(seen: Seen, fingerprint: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Register", seen.origin),
        ("Ukuran", f"{seen.size} entri"),
        ("Akar pohon", seen.root),
        ("Dibuat", seen.made_at),
        ("Sidik kunci", fingerprint),
        ("Saksi register", ", ".join(seen.witnesses) or "belum ada saksi elektronik"),
    )


def qr_picture(note: str) -> bytes:
    """A QR code as PNG: what every office program shows."""
    drawn = BytesIO()
    segno.make(note, error="m", micro=False).save(drawn, kind="png", scale=6, border=1)
    return drawn.getvalue()


def _rolls(sheet: Sheet, found: Minutes) -> None:
    sheet.turn(wide=True)
    sheet.heading("Lampiran 1. Daftar per unit", level=2)
    if found.people > MOST_NAMES:
        _totals(sheet, found)
        return
    sheet.line(
        "Cara memuat tiga kata: kunci, cara dikenali, kehadiran. Empat angka terakhir NIP saja yang dicetak. "
        "Lampiran ini memuat nama: hanya untuk yang berhak.",
        style="Small",
    )
    for unit in found.units:
        sheet.heading(_unit(unit), level=3)
        sheet.line(f"{unit.signed} dari {len(unit.rows)} orang menandatangani", style="Small")
        sheet.table(ROLL, unit.rows, widths=ROLL_WIDTHS)


def _totals(sheet: Sheet, found: Minutes) -> None:
    sheet.line(
        f"Daftar nama ({found.people} orang) dicetak pada berita acara PDF; di sini jumlah tiap unit.",
        style="Small",
    )
    rows = [
        (str(number), _unit(unit), str(unit.signed), str(len(unit.rows)))
        for number, unit in enumerate(found.units, start=1)
    ]
    sheet.table(("No", "Unit", "Menandatangani", "Tercatat"), rows, widths=(14, 170, 40, 43))


def _unit(unit: RollOfUnit) -> str:
    return f"{unit.name} ({unit.path})" if unit.path else unit.name


def _text(sheet: Sheet, found: Minutes) -> None:
    sheet.turn(wide=False)
    sheet.heading("Lampiran 2. Naskah yang ditandatangani", level=2)
    sheet.heading(found.text_title, level=3)
    for paragraph in found.text_body.split("\n\n"):
        sheet.line(paragraph)
    sheet.line(f"SHA-256 naskah: {found.text_sha256}", style="Small")


def _readings(sheet: Sheet, sites: tuple[SiteRow, ...]) -> None:
    sheet.heading("Lampiran 3. Pembacaan ikrar", level=2)
    sheet.line(ATTENDANCE, style="Small")
    rows = [(one.name, one.hour, one.reader or "—", Blank.PARTY, str(one.signed_present)) for one in sites]
    sheet.table(
        ("Lokasi", "Jam", "Dibacakan oleh", "Hadir menurut daftar", "Kode layar"),
        rows,
        widths=(46, 26, 40, 26, 22),
    )


def _photographs(sheet: Sheet, found: Minutes) -> None:
    if not found.photographs:
        return
    sheet.heading("Lampiran 4. Foto kegiatan", level=2)
    sheet.line(ILLUSTRATION)
    for number, one in enumerate(found.photographs, start=1):
        sheet.picture(one.image, alt=one.alt, width_mm=120, centred=True)
        sheet.line(f"Ilustrasi {number}. {one.caption}\nSHA-256 {one.sha256}", style="Small", centred=True)


def _shared(count: int) -> tuple[int, ...]:
    return (160 // count,) * count
