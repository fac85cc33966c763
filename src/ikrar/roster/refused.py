"""The refused rows of a list as an XLSX sheet: where, who, why, and what to do."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from ikrar.kernel.words import Words
from ikrar.roster import queries
from ikrar.roster.domain.lists import Reason, Verdict
from ikrar.roster.importing.words import REASONS
from ikrar.web.languages import say

MOST = 100_000
HEAD = (
    Words("Lembar", "Sheet"),
    Words("Baris", "Row"),
    Words("Nama", "Name"),
    Words("Unit", "Unit"),
    Words("Sebab", "Reason"),
)


def sheet_of_refused(*, public_id: str) -> bytes:
    """An XLSX file. Cells are texts, whatever they begin with: nothing in it is ever a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Ditolak")
    assert isinstance(sheet, WriteOnlyWorksheet)
    sheet.append([say(words) for words in HEAD])
    for row in queries.preview(public_id=public_id, verdict=Verdict.REFUSED, limit=MOST):
        why = say(REASONS[Reason(row.reason)]) if row.reason else ""
        sheet.append([_text(sheet, v) for v in (row.sheet, str(row.row), row.name, row.unit_path, why)])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _text(sheet: WriteOnlyWorksheet, value: str) -> Cell:
    cell = WriteOnlyCell(sheet, value="".join(c for c in value if c.isprintable()))
    cell.data_type = "s"
    return cell
