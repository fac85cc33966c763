"""A first draft of a year's days off, from the package `holidays`: for a person to compare with the decree, never used as it is."""

from collections.abc import Iterator
from datetime import date
from importlib.metadata import version

from ikrar.law.domain.holidays import DayOff

CATEGORIES: dict[DayOff, str] = {DayOff.NATIONAL: "public", DayOff.JOINT_LEAVE: "government"}
HEAD = """\
# Draft from the package holidays {release}. Compare it with the decree day by day: feasts marked as estimates may move, and
# joint leave is often missing. Then fill in decree, sources and confidence, and install the file (IKRAR_HOLIDAYS).
name: {{id: "Daftar libur {year}", en: "Days off of {year}"}}
holiday_years:
  - code: LIBUR-{year}
    year: {year}
    decree: {{id: "TULIS NOMOR KEPUTUSAN", en: "WRITE THE NUMBER OF THE DECREE"}}
    national: {national}
    joint_leave: {joint_leave}
    confidence: D
    sources: [TULIS-SUMBER]
    days:
"""
DAY = '      - {{day: {day}, kind: {kind}, id: "{indonesian}", en: "{english}"}}\n'


def proposed(year: int) -> str:
    """The draft as YAML, in the form of an operator's own list."""
    found = {kind: list(_days(year, kind)) for kind in CATEGORIES}
    head = HEAD.format(
        release=version("holidays"),
        year=year,
        national=len(found[DayOff.NATIONAL]),
        joint_leave=len(found[DayOff.JOINT_LEAVE]),
    )
    lines = sorted(line for days in found.values() for line in days)
    return head + "".join(lines)


def given(year: int, kind: DayOff, language: str) -> dict[date, str]:
    """What the package says of a year."""
    from holidays import country_holidays  # noqa: PLC0415 (seconds to load, and only a draft needs it)

    return dict(country_holidays("ID", years=year, categories=(CATEGORIES[kind],), language=language))


def _days(year: int, kind: DayOff) -> Iterator[str]:
    english = given(year, kind, "en_US")
    for day, name in sorted(given(year, kind, "id").items()):
        yield DAY.format(day=day, kind=kind, indonesian=name, english=english[day])
