"""The worklist as a spreadsheet."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font

from ikrar.kernel.text import harmless
from ikrar.pledges.queries.worklist import Line, Worklist
from ikrar.web.languages import say, t

WIDTHS = {"A": 6, "B": 36, "C": 14, "D": 36, "E": 32, "F": 26, "G": 14, "H": 18, "I": 44, "J": 14}


def worklist_sheet(found: Worklist) -> bytes:
    """One row a person; every cell is text."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Ikrar"
    sheet.append([str(one) for one in _head()])
    for number, line in enumerate(found.lines, start=1):
        sheet.append([number, *map(harmless, _row(line))])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    for cells in sheet.iter_rows(min_row=2, min_col=2):
        for cell in cells:
            cell.data_type = "s"
    sheet.freeze_panes = "A2"
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _head() -> tuple[object, ...]:
    return (
        t("No", "No"),
        t("Nama", "Name"),
        t("NIP berakhir", "NIP ending in"),
        t("Jabatan", "Position"),
        t("Unit", "Unit"),
        t("Sebab", "Reason"),
        t("Paling lambat", "By"),
        t("Keadaan", "State"),
        t("Yang perlu dilakukan", "What to do"),
        t("Pengingat", "Reminders"),
    )


def _row(line: Line) -> tuple[str, ...]:
    return (
        line.name,
        line.number_tail,
        line.position,
        line.unit_name,
        "; ".join(say(why) for why in line.why),
        f"{line.due_on:%d-%m-%Y}",
        _state(line),
        " ".join(say(todo) for todo in line.todo),
        str(line.reminded),
    )


def _state(line: Line) -> str:
    if line.is_excused:
        return str(t("berhalangan", "excused"))
    if line.is_overdue:
        return str(t("lewat batas", "overdue"))
    return str(t("segera", "soon") if line.is_soon else t("berjalan", "under way"))
