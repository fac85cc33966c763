"""The papers of a declaration, filled: cards, poster, roll, run sheet, plan B."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from ikrar.pledges.operations.cards import Card, site_address
from ikrar.pledges.operations.packing import RollUnit
from ikrar.pledges.papers.drawing import draw, qr
from ikrar.pledges.queries.plan import StepView
from ikrar.pledges.queries.shapes import DeclarationView, SiteView, TextView
from ikrar.register import queries as register
from ikrar.web import formats

TROUBLES = (
    {
        "title": "Tidak ada sinyal",
        "steps": (
            "Minta peserta tetap membuka halaman: ikrar yang sudah ditandatangani tersimpan di ponsel dan terkirim sendiri sampai pukul 23.59.",
            "Yang belum dikenali: pindah ke Wi-Fi lokasi, titik hotspot pemandu, atau halaman depan yang ada sinyal.",
            "Masih tidak bisa: pakai kios, lalu lembar kertas sebagai jalan terakhir.",
        ),
        "english": "No network: keep the page open, it sends by itself until 23:59; else hotspot, kiosk, paper.",
    },
    {
        "title": "Listrik padam",
        "steps": (
            "Lanjutkan dengan pengeras suara baterai; ikrar tetap dibacakan bersama.",
            "Buka layar lokasi di ponsel pemandu, perlihatkan kode QR-nya kepada barisan.",
            "Poster dan kartu tetap berlaku tanpa layar; kehadiran tercatat “tanpa kode layar”.",
        ),
        "english": "Power cut: the stage screen opens on the leader's phone; poster and cards work without it.",
    },
    {
        "title": "Proyektor rusak",
        "steps": (
            "Putar laptop ke arah barisan, atau buka alamat layar di ponsel atau televisi.",
            "Bacakan enam huruf kode layar setiap kali berganti.",
        ),
        "english": "Projector broken: turn the laptop, use a phone or TV, or read the six letters aloud.",
    },
    {
        "title": "Kartu hilang atau kode tidak diterima",
        "steps": (
            "Periksa lagi: huruf O dibaca 0, huruf I dan L dibaca 1.",
            "Petugas kepegawaian mencetak kartu baru; kartu lama langsung tidak berlaku.",
            "Atau pakai kios bersama saksi dari unit lain.",
        ),
        "english": "Card lost or refused: print a new one (the old one stops working), or use the kiosk.",
    },
    {
        "title": "Lembar kertas",
        "steps": (
            "Tanda tangan hanya pada baris sendiri; baris kosong dibiarkan kosong.",
            "Saksi dan pembina menandatangani setiap halaman; kode halaman jangan terlipat.",
            "Pindai semua halaman pada hari yang sama dan unggah; kepegawaian mengesahkannya.",
        ),
        "english": "Paper: own row only, witness signs each page, scan all pages the same day.",
    },
)


CARD_MASK = 2  # thousands of cards: every mask is valid, the search costs six times the drawing


def marks(of: DeclarationView | TextView) -> list[str]:
    """What every page must say of itself."""
    is_rehearsal = of.for_rehearsal if isinstance(of, TextView) else of.is_rehearsal
    found = ["LATIHAN · REHEARSAL"] if is_rehearsal else []
    return [*found, "CONTOH · DEMO"] if settings.IKRAR_DEMO else found


def day(declaration: DeclarationView) -> str:
    return "" if declaration.held_on is None else formats.day(declaration.held_on, english=False)


def shown(address: str) -> str:
    """An address as people read it aloud: without the scheme.

    >>> shown("https://ikrar.contoh.go.id/i/K7M294")
    'ikrar.contoh.go.id/i/K7M294'
    """
    return address.partition("://")[2]


def card_sheet(declaration: DeclarationView, cards: Iterable[Card], *, at: datetime) -> bytes:
    """Ten personal cards to an A4."""
    drawn = [
        {
            "name": card.name,
            "unit": card.unit,
            "number_tail": card.number_tail,
            "code": card.code,
            "address": shown(site_address(card.short)),
            "qr": qr(card.address, mask=CARD_MASK),
        }
        for card in cards
    ]
    made = formats.moment(at, english=False)
    heading = f"{declaration.institution_name} · {day(declaration)} · dibuat {made} · kartu sebelumnya tidak berlaku"
    return draw(
        "cards", {**_common(declaration), "heading": heading, "page_words": "Lembar", "cards": drawn}, at=at
    )


def poster(declaration: DeclarationView, site: SiteView, *, size: str, at: datetime) -> bytes:
    """The poster, `a4` or `a3`."""
    data = {
        **_common(declaration),
        "size": size,
        "site": site.name,
        "venue": site.venue,
        "hour": f"pukul {site.hour}" if site.hour else "",
        "address": shown(site_address(site.short)),
        "qr": qr(site_address(site.short)),
        "text_title": "" if declaration.text is None else declaration.text.title,
        "fingerprint": register.fingerprint(rehearsal=declaration.is_rehearsal),
    }
    return draw("poster", data, at=at)


def roll(declaration: DeclarationView, site: SiteView, units: Iterable[RollUnit], *, at: datetime) -> bytes:
    """The paper roll of the units of a site."""
    data = {
        **_common(declaration),
        "site": site.name,
        "leader": site.leader,
        "body": "" if declaration.text is None else declaration.text.body.strip(),
        "units": [_roll_unit(site, unit) for unit in units],
    }
    return draw("roll", data, at=at)


def _roll_unit(site: SiteView, unit: RollUnit) -> dict[str, object]:
    return {
        "name": unit.name,
        "code": f"{site.short}-{unit.public_id}",
        "people": [
            {
                "number": number,
                "name": one.name,
                "number_tail": one.number_tail,
                "position": one.position,
            }
            for number, one in enumerate(unit.people, start=1)
        ],
    }


def run_sheet(
    declaration: DeclarationView, site: SiteView, steps: Iterable[StepView], *, at: datetime
) -> bytes:
    """The order of the day on one page."""
    facts = (
        ("Hari", day(declaration)),
        ("Jam", site.hour),
        ("Lokasi", f"{site.name}, {site.venue}" if site.venue else site.name),
        ("Pembina apel", site.leader),
        ("Pembaca ikrar", site.reader),
        ("Saksi", "; ".join(f"{name} ({office})" if office else name for name, office in site.witnesses)),
        ("Layar", site.screen),
    )
    data = {
        **_common(declaration),
        "facts": [(name, value or "—") for name, value in facts],
        "steps": [step.words for step in steps],
    }
    return draw("runsheet", data, at=at)


def plan_b(declaration: DeclarationView, site: SiteView, *, at: datetime) -> bytes:
    """What to do when something fails."""
    return draw("planb", {**_common(declaration), "site": site.name, "troubles": TROUBLES}, at=at)


def _common(declaration: DeclarationView) -> dict[str, object]:
    return {
        "title": declaration.title,
        "institution": declaration.institution_name,
        "day": day(declaration),
        "marks": marks(declaration),
        "text_sha256": "" if declaration.text is None else declaration.text.text_sha256,
    }
