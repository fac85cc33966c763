"""The head of a unit learns who has not been asked, and nothing about who declined."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from ikrar.accounts.models import AuditRow
from ikrar.pledges.operations.recounting import recount
from ikrar.pledges.operations.tallying import note_asked
from ikrar.pledges.queries.unasked import unasked
from ikrar.roster.models import Membership


def address(city, unit=None, *, sheet=False):
    name = "pledges:unit-unasked-sheet" if sheet else "pledges:unit-unasked"
    return reverse(name, args=[(unit or city.one).public_id, city.declaration.public_id])


def name_of(duty):
    return Membership.objects.get(official=duty.official).name


def row_of(page, duty):
    html = page.content.decode()
    return html.split(name_of(duty))[1].split("</tr>")[0]


def test_who_signed_and_who_declined_look_exactly_alike(signed_in, city, now):
    signed, declined, unasked = city.duties[city.one.pk][:3]
    city.sign(signed)
    city.decline(declined)
    page = signed_in("budi").get(address(city))
    tails = [row_of(page, duty).replace(duty.official.number[-4:], "") for duty in (signed, declined)]
    assert tails[0] == tails[1]
    assert "sudah ditanya" in tails[0]
    assert "belum ditanya" in row_of(page, unasked)
    assert "6 orang belum ditanya" in page.content.decode()


def test_the_sheet_holds_the_same_and_no_formula(signed_in, city, now):
    duty = city.duties[city.one.pk][0]
    Membership.objects.filter(official=duty.official).update(name="=HYPERLINK(1)", position="@cmd")
    answer = signed_in("budi").get(address(city, sheet=True))
    sheet = load_workbook(BytesIO(answer.content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert len(list(sheet.iter_rows())) == 9
    assert "'=HYPERLINK(1)" in {cell.value for cell in cells}
    assert not any(str(cell.value).startswith(("=", "@")) or cell.data_type == "f" for cell in cells)


@pytest.mark.parametrize("name", ["citra", "eka", "dewi"])
def test_others_do_not_see_it(signed_in, city, now, name):
    assert signed_in(name).get(address(city)).status_code == 403


def test_the_head_of_one_unit_does_not_see_another(signed_in, city, now):
    assert signed_in("budi").get(address(city, city.two)).status_code == 403
    assert signed_in("budi").get(address(city, city.north)).status_code == 403


def test_each_look_is_noted(signed_in, city, now):
    signed_in("budi").get(address(city))
    row = AuditRow.objects.get(act="unit.unasked-seen")
    assert (row.subject, row.detail["people"]) == (city.one.public_id, 8)


@pytest.mark.parametrize("is_counted", [False, True])
def test_a_long_list_comes_in_pages_those_not_asked_first(city, now, is_counted):
    if is_counted:
        recount(declaration_id=city.declaration.pk, at=now.at)
    asked = [*city.duties[city.one.pk][:3], *city.duties[city.two.pk][:2]]
    for duty in asked:
        note_asked(duty_id=duty.pk, at=now.at)
    pages = [
        unasked(unit=city.north.public_id, declaration=city.declaration.public_id, number=n, size=5)
        for n in range(1, 5)
    ]
    rows = [row for page in pages for row in page.rows]
    everybody = {name_of(duty) for unit in (city.one, city.two) for duty in city.duties[unit.pk]}
    assert [len(page.rows) for page in pages] == [5, 5, 5, 1]
    assert {row.name for row in rows} == everybody
    assert [row.is_asked for row in rows] == [False] * 11 + [True] * 5
    assert {row.name for row in rows if row.is_asked} == {name_of(duty) for duty in asked}
    assert (pages[0].people, pages[0].unasked, pages[0].pages) == (16, 11, 4)
    whole = unasked(unit=city.north.public_id, declaration=city.declaration.public_id, size=None)
    assert whole.rows == tuple(rows)
