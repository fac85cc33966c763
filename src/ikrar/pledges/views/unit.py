"""For the head of a unit: who has not been asked yet. Looking is noted."""

from datetime import datetime
from io import BytesIO
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET
from openpyxl import Workbook
from openpyxl.styles import Font

from ikrar.accounts.operations import record_act
from ikrar.kernel.text import harmless
from ikrar.pledges.queries import unasked as queries
from ikrar.pledges.queries.unasked import UnaskedView
from ikrar.roster import queries as roster
from ikrar.web.access import may
from ikrar.web.languages import t
from ikrar.web.page import page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_NUMBER = 8


@may("unit.see_unasked")
@require_GET
def unasked(request: HttpRequest, unit: str, declaration: str) -> HttpResponse:
    asked_for = request.GET.get("halaman", "")
    number = int(asked_for) if asked_for.isdecimal() and len(asked_for) < LONGEST_NUMBER else 1
    found = _seen(request, unit, declaration, at=timezone.now(), how="page", number=number)
    return page(request, "pledges/unit/unasked.html", unit=found, is_rehearsal=found.is_rehearsal)


@may("unit.see_unasked")
@require_GET
def unasked_sheet(request: HttpRequest, unit: str, declaration: str) -> HttpResponse:
    """The same as a spreadsheet; nothing in it can be taken for a formula."""
    found = _seen(request, unit, declaration, at=timezone.now(), how="sheet", number=None)
    answer = HttpResponse(_sheet(found), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="belum-ditanya-{found.unit_id}.xlsx"'
    answer["Cache-Control"] = "no-store"
    return answer


def _seen(
    request: HttpRequest, unit: str, declaration: str, *, at: datetime, how: str, number: int | None
) -> UnaskedView:
    user: Any = request.user
    scopes = user.scopes("unit.see_unasked")
    if not roster.is_within(unit_public_id=unit, scopes=scopes, on=timezone.localdate(at)):
        raise PermissionDenied
    size = None if number is None else queries.ON_A_PAGE
    found = queries.unasked(unit=unit, declaration=declaration, number=number or 1, size=size)
    record_act(
        actor=user,
        act="unit.unasked-seen",
        subject=unit,
        detail={"declaration": declaration, "people": len(found.rows), "how": how},
        at=at,
    )
    return found


def _sheet(found: UnaskedView) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Ikrar"
    sheet.append([str(one) for one in (
        t("No", "No"), t("Nama", "Name"), t("NIP berakhir", "NIP ending in"), t("Jabatan", "Position"), t("Unit", "Unit"), t("Keadaan", "State"),
    )])  # fmt: skip
    for number, row in enumerate(found.rows, start=1):
        state = t("sudah ditanya", "has been asked") if row.is_asked else t("belum ditanya", "not asked yet")
        sheet.append(
            [number, *map(harmless, (row.name, row.number_tail, row.position, row.unit_name, str(state)))]
        )
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDEF", (6, 36, 14, 36, 36, 18), strict=True):
        sheet.column_dimensions[letter].width = width
    for cells in sheet.iter_rows(min_row=2, min_col=2):
        for cell in cells:
            cell.data_type = "s"
    sheet.freeze_panes = "A2"
    made = BytesIO()
    book.save(made)
    return made.getvalue()
