"""Everything a site needs, in one ZIP."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.operations.cards import Card
from ikrar.pledges.operations.packing import RollUnit
from ikrar.pledges.papers import sheets
from ikrar.pledges.papers.calendar import calendar_file
from ikrar.pledges.papers.messages import group_message
from ikrar.pledges.queries.plan import StepView
from ikrar.pledges.queries.shapes import DeclarationView, SiteView

README = """KIT LOKASI: {site}
{title}
{day}, {hour}
{mark}
1-poster-a4.pdf, 1-poster-a3.pdf   tempel di dekat barisan dan di meja bantuan
2-susunan-acara.pdf                untuk pembina apel dan pemandu lokasi
3-rencana-b.pdf                    untuk pemandu lokasi; simpan di saku
4-lembar-kertas.pdf                jalan terakhir; cetak satu muka, pindai semua halaman pada hari yang sama
5-pesan-grup.txt                   untuk disalin ke grup percakapan unit; tidak memuat kode
6-acara.ics                        untuk kalender ponsel
7-kartu.pdf                        {cards}
naskah.txt                         naskah pakta persis seperti yang ditandatangani

Cek naskah: sha256sum naskah.txt harus menghasilkan
{sha256}

The same in English: posters, run sheet, plan B, paper roll (last resort), message for the chat group,
calendar file, personal cards (if asked for), and the pact exactly as it is signed.
"""
WITH_CARDS = "kartu pribadi berkode; bagikan langsung kepada orangnya, jangan difoto"
WITHOUT_CARDS = "tidak disertakan; cetak dari halaman Kartu"


def kit(
    declaration: DeclarationView,
    site: SiteView,
    *,
    units: Sequence[RollUnit],
    steps: Sequence[StepView],
    cards: Iterable[Card],
    at: datetime,
) -> bytes:
    """The ZIP. It holds clear codes when cards are given; nothing of it is kept here."""
    drawn = list(cards)
    files: dict[str, bytes] = {
        "BACA-DULU.txt": _readme(declaration, site, has_cards=bool(drawn)).encode(),
        "1-poster-a4.pdf": sheets.poster(declaration, site, size="a4", at=at),
        "1-poster-a3.pdf": sheets.poster(declaration, site, size="a3", at=at),
        "2-susunan-acara.pdf": sheets.run_sheet(declaration, site, steps, at=at),
        "3-rencana-b.pdf": sheets.plan_b(declaration, site, at=at),
        "5-pesan-grup.txt": _message(declaration, site).encode(),
        "6-acara.ics": calendar_file(declaration, [site], at=at),
    }
    if units:
        files["4-lembar-kertas.pdf"] = sheets.roll(declaration, site, units, at=at)
    if drawn:
        files["7-kartu.pdf"] = sheets.card_sheet(declaration, drawn, at=at)
    if declaration.text is not None:
        files["naskah.txt"] = declaration.text.body.encode()
    return _zipped(f"kit-{site.short}", files, at=at)


def _zipped(folder: str, files: Mapping[str, bytes], *, at: datetime) -> bytes:
    made = BytesIO()
    local = at.astimezone(JAKARTA)
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = ZipInfo(f"{folder}/{name}", date_time=local.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, files[name])
    return made.getvalue()


def _message(declaration: DeclarationView, site: SiteView) -> str:
    message = group_message(declaration, site)
    return f"{message.id}\n\n-- English --\n\n{message.en}\n"


def _readme(declaration: DeclarationView, site: SiteView, *, has_cards: bool) -> str:
    return README.format(
        site=site.name,
        title=declaration.title,
        day=sheets.day(declaration),
        hour=site.hour or "—",
        mark="".join(f"*** {mark} ***\n" for mark in sheets.marks(declaration)),
        cards=WITH_CARDS if has_cards else WITHOUT_CARDS,
        sha256="" if declaration.text is None else declaration.text.text_sha256,
    )
