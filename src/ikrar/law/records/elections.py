"""Rows of calendars, regions, holidays and pacts."""

from ikrar.kernel.words import Words
from ikrar.law.domain import Book, Calendar, PactTemplate, Regions, Stage
from ikrar.law.domain.holidays import DAY_OFF_WORDS, Holiday, HolidayYear
from ikrar.law.engine.wording import REGIME_WORDS
from ikrar.law.records.rows import Piece, Row, codes, day, joined, row, same


def calendar(book: Book, item: Calendar) -> tuple[Row, ...]:
    rule = item.origin.instrument
    fixed = (joined([one.name, one.fixed, day(one.fixed_on)], ": ") for one in item.contests)
    not_held = (joined([one.name, day(one.planned_for)], ": ") for one in item.not_held)
    return (
        *row("Pemilihan", "Election", REGIME_WORDS.get(item.regime, same(item.regime))),
        *row("Cakupan", "Scope", item.scope),
        *row("Dasar", "Basis", Piece(same(rule), rule.replace(" ", ""))),
        *row("Penetapan calon", "Candidates fixed", *fixed),
        *row("Tahapan", "Stages", *(_stage(item, stage) for stage in item.stages)),
        *row("Tidak diadakan", "Not held", *not_held),
        *codes("Daerah", "Regions", (f"daerah-{one.code}" for one in book.regions.values() if one.calendar == item.code)),
    )  # fmt: skip


def _stage(calendar: Calendar, stage: Stage) -> Words:
    first, last = day(stage.period.begins_on), day(stage.last_day)
    when = first if first == last else joined([first, last], " – ")
    names = {one.code: one.name for one in calendar.contests}
    parts = [joined([same(stage.code), stage.name], " "), when]
    if stage.contests:
        parts.append(joined(names.get(code, same(code)) for code in stage.contests))
    return joined(parts, "; ")


def regions(_book: Book, item: Regions) -> tuple[Row, ...]:
    return (
        *row("Memilih", "Elects", item.elects),
        *row("Provinsi", "Provinces", same(item.provinces) if item.provinces else None),
        *row("Kabupaten", "Regencies", same(item.regencies) if item.regencies else None),
        *row("Kota", "Cities", same(item.cities) if item.cities else None),
        *row("Seluruhnya", "In all", same(item.total) if item.total else None),
        *row("Pengecualian", "Exceptions", *(one.says for one in item.exceptions)),
        *row("Penetapan calon", "Candidates fixed", day(item.fixed_on) if item.fixed_on else None),
    )


def holiday_year(_book: Book, item: HolidayYear) -> tuple[Row, ...]:
    days = sorted(item.days, key=lambda one: one.day)
    return (
        *row("Tahun", "Year", same(item.year)),
        *row("Keputusan", "Decree", item.decree),
        *row("Hari", "Days", *map(_holiday, days)),
    )


def _holiday(item: Holiday) -> Words:
    return joined([day(item.day), item.name, DAY_OFF_WORDS[item.kind]], "; ")


def day_off(_book: Book, item: Holiday) -> tuple[Row, ...]:
    return (
        *row("Hari", "Day", day(item.day)),
        *row("Jenis", "Kind", DAY_OFF_WORDS[item.kind]),
        *row("Pemilihan", "Election", REGIME_WORDS[item.regime] if item.regime else None),
        *row("Akibat", "Effect", Words("tetap masuk kerja", "people work on it") if item.works else None),
    )


def pact(_book: Book, item: PactTemplate) -> tuple[Row, ...]:
    return (
        *row("Judul", "Title", same(item.title)),
        *row("Ikrar", "Pledge", same(item.reading)),
        *row("Pakta", "Pact", same(item.body)),
        *row("Diisi instansi", "Filled by the office", *(slot.label for slot in item.slots)),
        *row("Perlu konfirmasi", "To be confirmed", *item.unverified),
    )
