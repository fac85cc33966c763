"""Texts to copy into a unit's chat group. No code is ever in them: a group is not a person."""

from ikrar.kernel.words import Words
from ikrar.pledges.operations.cards import site_address
from ikrar.pledges.queries.shapes import DeclarationView, SiteView
from ikrar.web import formats

GROUP = Words(
    """{mark}*{title}*

Yth. Bapak/Ibu, pembacaan ikrar dan penandatanganan pakta integritas dilaksanakan pada:

Hari: {day}
Jam: {hour}
Tempat: {place}

Mohon:
1. Membawa ponsel dan kartu kode pribadi dari petugas kepegawaian unit.
2. Menyimpan ponsel sampai barisan dibubarkan.
3. Membaca naskahnya sebelum hari itu: {text}

Kode pada kartu hanya untuk Anda. Mohon tidak difoto atau dikirim ke grup ini.
Alamat penandatanganan: {address}
Terima kasih.""",
    """{mark}*{title}*

Dear colleagues, the pledge is read and the integrity pact signed on:

Day: {day}
Hour: {hour}
Place: {place}

Please
1. bring your phone and the personal card from your unit's personnel officer;
2. keep the phone away until the formation is dismissed;
3. read the text beforehand: {text}

The code on the card is yours alone. Please do not photograph it or send it to this group.
Address for signing: {address}
Thank you.""",
)


def group_message(declaration: DeclarationView, site: SiteView) -> Words:
    """What may be pasted into a chat group."""
    return Words(
        GROUP.id.format(**_values(declaration, site, english=False)),
        GROUP.en.format(**_values(declaration, site, english=True)),
    )


def _values(declaration: DeclarationView, site: SiteView, *, english: bool) -> dict[str, str]:
    marked = "REHEARSAL. " if english else "LATIHAN. "
    origin = site_address("").removesuffix("/i/")
    text = "—" if declaration.text is None else f"{origin}/naskah/{declaration.text.public_id}/"
    return {
        "mark": marked if declaration.is_rehearsal else "",
        "title": declaration.title,
        "day": "—" if declaration.held_on is None else formats.day(declaration.held_on, english=english),
        "hour": site.hour or "—",
        "place": f"{site.name}, {site.venue}" if site.venue else site.name,
        "text": text,
        "address": site_address(site.short),
    }
