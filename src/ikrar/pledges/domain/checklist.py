"""The shipped things that must be ready before the day, each with its due day."""

from dataclasses import dataclass
from datetime import date, timedelta

from ikrar.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Item:
    """Due so many days before the day itself."""

    code: str
    days_before: int
    label: Words


SHIPPED: tuple[Item, ...] = (
    Item(
        "letter", 14, Words("Surat undangan ke unit dan mitra dikirim", "Letters to units and partners sent")
    ),
    Item("roster", 10, Words("Daftar pegawai terbaru diimpor", "Latest staff list imported")),
    Item(
        "text",
        8,
        Words("Naskah disetujui dua orang dan terbuka 24 jam", "Text approved by two and public for 24 h"),
    ),
    Item("witnesses", 7, Words("Saksi tiap lokasi dipastikan", "Witnesses of each site confirmed")),
    Item("cards", 5, Words("Kartu dicetak dan dibagikan ke unit", "Cards printed and handed to units")),
    Item("rehearsal", 3, Words("Gladi dijalankan sekali penuh", "One full rehearsal held")),
    Item(
        "network", 2, Words("Sinyal dan layar di tiap lokasi dicoba", "Signal and screen tried at each site")
    ),
    Item("kit", 1, Words("Kit lokasi (poster, lembar kertas, rencana B) dicetak", "Site kits printed")),
    Item(
        "clock", 0, Words("Layar lokasi dibuka 15 menit sebelum apel", "Site screens open 15 minutes before")
    ),
)
BY_CODE: dict[str, Item] = {item.code: item for item in SHIPPED}


def due_on(item: Item, held_on: date | None) -> date | None:
    """The due day, once the day itself is known.

    >>> due_on(BY_CODE["cards"], date(2024, 10, 7))
    datetime.date(2024, 10, 2)
    """
    return None if held_on is None else held_on - timedelta(days=item.days_before)
