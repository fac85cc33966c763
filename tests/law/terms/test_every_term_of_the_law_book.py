"""Every term of the law book, named after its code and article: when it ends, by every reading the text leaves open.

The days of a reading stand in the order calendar before working, next day before the day itself; in WIB.
"""

from datetime import datetime

import pytest

from ikrar.kernel.zones import JAKARTA
from ikrar.law.domain import Unit
from ikrar.law.engine import terms

SCENARIOS = [
    ("PKD-LAPOR", "UU8/2015 Pasal 134 ayat (4)", "2024-10-05", "2024-10-12 2024-10-11"),
    ("PKD-KAJIANAWAL", "PERBAWASLU8/2020", "2024-10-11", "2024-10-13 2024-10-12"),
    ("PKD-LENGKAPI", "PERBAWASLU8/2020", "2024-11-25", "2024-11-27 2024-11-26"),
    ("PKD-TINDAK", "UU8/2015 Pasal 134 ayat (5)", "2024-10-11", "2024-10-14 2024-10-13"),
    ("PKD-TAMBAHAN", "UU8/2015 Pasal 134 ayat (6)", "2024-10-14", "2024-10-16 2024-10-15"),
    ("PKD-POLRI", "UU1/2015 Pasal 135 ayat (2)", "2024-10-16T17:30", "2024-10-17T17:30"),
    ("PKD-SIDIK", "UU10/2016 Pasal 146 ayat (3)", "2024-11-18", "2024-12-09 2024-12-06"),
    ("PKD-P19", "UU10/2016 Pasal 146 ayat (4)", "2024-11-25", "2024-11-29 2024-11-28"),
    ("PKD-P19BALIK", "UU10/2016 Pasal 146 ayat (5)", "2024-11-26", "2024-12-02 2024-11-29"),
    ("PKD-LIMPAH", "UU10/2016 Pasal 146 ayat (6)", "2024-12-20", "2024-12-31 2024-12-30"),
    ("PKD-PN", "UU1/2015 Pasal 148 ayat (1)", "2024-12-20", "2024-12-27 2024-12-26"),
    ("PKD-BANDING", "UU1/2015 Pasal 148 ayat (2)", "2024-12-23", "2024-12-26 2024-12-25"),
    ("PKD-PT", "UU1/2015 Pasal 148 ayat (4) dan (5)", "2024-12-26", "2025-01-02 2025-01-01"),
    (
        "PML-TEMUAN",
        "UU7/2017 Pasal 454 ayat (5)",
        "2024-02-07",
        "2024-02-14 2024-02-13 2024-02-21 2024-02-20",
    ),
    ("PML-LAPOR", "UU7/2017 Pasal 454 ayat (6)", "2023-12-01", "2023-12-12 2023-12-11"),
    (
        "PML-KAJIANAWAL",
        "PERBAWASLU7/2022 Pasal 15 ayat (1)",
        "2024-02-08",
        "2024-02-10 2024-02-09 2024-02-13 2024-02-13",
    ),
    ("PML-LENGKAPI", "PERBAWASLU7/2022", "2024-02-09", "2024-02-11 2024-02-10 2024-02-13 2024-02-13"),
    (
        "PML-TINDAK",
        "UU7/2017 Pasal 454 ayat (7)",
        "2023-12-20",
        "2023-12-27 2023-12-26 2024-01-03 2024-01-02",
    ),
    ("PML-TINDAK2", "UU7/2017 Pasal 454 ayat (8)", "2023-12-11", "2024-01-03 2024-01-02"),
    ("PML-POLRI", "UU7/2017 Pasal 476 ayat (1) dan (2)", "2024-01-31T23:00", "2024-02-01T23:00"),
    ("SBT-SATGAS", "no text found", "2024-10-11", "2024-10-18 2024-10-17 2024-10-22 2024-10-21"),
    ("SBT-BAWASLU", "no text found", "2024-10-18", "2024-10-23 2024-10-22"),
    ("PPK-TL", "no text found", "2024-11-04", ""),
    ("DIS-PANGGIL1", "PP94/2021 Pasal 26 ayat (2)", "2024-11-21", "2024-12-03 2024-12-02"),
    ("DIS-PANGGIL2", "PP94/2021 Pasal 26 ayat (3)", "2025-03-21", "2025-04-10 2025-04-09"),
    ("DIS-SAMPAI", "PP94/2021 Pasal 37 ayat (3)", "2025-03-20", "2025-04-21 2025-04-17"),
    (
        "DIS-BERLAKU",
        "PP94/2021 Pasal 38 ayat (1)",
        "2024-11-04",
        "2024-11-19 2024-11-18 2024-11-25 2024-11-22",
    ),
    ("KEB-1", "PP79/2021 Pasal 4 ayat (2)", "2024-11-04", "2024-11-22 2024-11-21"),
    ("KEB-3", "PP79/2021 Pasal 5 ayat (1)", "2024-11-04", "2024-12-04 2024-12-03"),
    ("KEP-2", "PP79/2021 Pasal 8 ayat (3)", "2025-05-09", "2025-05-21 2025-05-20"),
    ("KEP-3", "PP79/2021 Pasal 8 ayat (4)", "2025-03-14", "2025-04-24 2025-04-23"),
    ("BAN-1", "PP79/2021 Pasal 11 ayat (3)", "2025-12-16", "2026-01-08 2026-01-07"),
    ("BAN-3", "PP79/2021 Pasal 13 ayat (1)", "2025-08-04", "2025-09-03 2025-09-02"),
    ("BAN-4", "PP79/2021 Pasal 13 ayat (4)", "2024-11-04", "2025-02-12 2025-02-11"),
    ("PNS-PARPOL", "PP11/2017 Pasal 270", "2026-03-02", "2026-04-08 2026-04-07"),
    ("PPPK-PUTUS", "PP49/2018 Pasal 71 ayat (3)", "2026-05-11", "2026-06-05 2026-06-04"),
    ("PPPK-PARPOL", "PP49/2018 Pasal 74 ayat (3)", "2026-12-21", "2027-01-14 2027-01-13"),
    ("PDP-BREACH", "UU27/2022 Pasal 46", "2026-03-20T22:15", "2026-03-23T22:15"),
    ("PDP-AKSES", "UU27/2022 Pasal 32", "2026-01-30T08:00", "2026-02-02T08:00"),
    ("PDP-BAIK", "UU27/2022 Pasal 30", "2024-02-27T09:00", "2024-03-01T09:00"),
    ("PDP-TARIK", "UU27/2022 Pasal 40", "2025-12-30T10:45", "2026-01-02T10:45"),
]
NAMES = [f"{code} · {article}" for code, article, _, _ in SCENARIOS]


def test_no_term_is_without_its_scenario(book):
    assert [code for code, _, _, _ in SCENARIOS] == list(book.terms)


@pytest.mark.parametrize(("code", "article", "event", "ends"), SCENARIOS, ids=NAMES)
def test_a_term_ends_on_the_days_its_text_leaves_possible(book, table, code, article, event, ends):
    at = datetime.fromisoformat(event).replace(tzinfo=JAKARTA)
    begun = terms.at_moment(at) if "T" in event else terms.on_day(at.date())
    answer = terms.count(book=book, term=code, event=begun, holidays=table)
    assert [_said(reading) for reading in answer.readings] == ends.split()
    assert answer.is_found == bool(ends)
    assert answer.alarm == min((reading.last_day for reading in answer.readings), default=None)


@pytest.mark.parametrize(("code", "article", "event", "ends"), SCENARIOS, ids=NAMES)
def test_a_scenario_cites_the_article_the_book_has(book, code, article, event, ends):
    basis = book.terms[code].basis
    assert article == (f"{basis[0].instrument} {basis[0].article}".strip() if basis else "no text found")


def test_only_a_text_that_names_its_unit_has_one_unit(book):
    unclear = {code for code, term in book.terms.items() if term.unit is Unit.UNCLEAR}
    four = {code for code, _, _, ends in SCENARIOS if len(ends.split()) == 4}
    assert unclear == four


def _said(reading):
    return f"{reading.ends_at:%Y-%m-%dT%H:%M}" if reading.ends_at else reading.last_day.isoformat()
