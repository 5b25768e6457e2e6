"""Lists as a file somebody opens in a spreadsheet: dates are dates, amounts are numbers, and no text becomes a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from wederhoor.rules.wording import dutch_date

Cell = str | date | Decimal | int | None
CSV, XLSX = "csv", "xlsx"
MEDIA_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_DAY, _EURO = "dd-mm-yyyy", '"€" #,##0.00'


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its heading, and how wide it is, in characters."""

    heading: str
    width: int = 16


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def as_csv(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> tuple[bytes, int]:
    """A CSV as Dutch spreadsheets open it, and how many lines."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([column.heading for column in columns])
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007 - the count is what is left
        writer.writerow([_in_text(cell) for cell in row])
    return ("\ufeff" + text.getvalue()).encode(), count


def _in_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return dutch_date(cell)
    if isinstance(cell, Decimal):
        return f"{cell:.2f}".replace(".", ",")
    return harmless(cell) if isinstance(cell, str) else str(cell)


def as_xlsx(title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> tuple[bytes, int]:
    """An Excel file with a heading that stays and can be filtered by, and how many lines."""
    from openpyxl import Workbook  # only who asks for one waits for it
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    bold, top = Font(bold=True), Alignment(vertical="top", wrap_text=True)

    def written(cell: Cell) -> Any:
        if cell is None:
            return None
        made = WriteOnlyCell(sheet)
        if isinstance(cell, str):
            made.value = ILLEGAL_CHARACTERS_RE.sub("", harmless(cell))
            made.data_type = "s"
        else:
            made.value = cell
        if isinstance(cell, date):
            made.number_format = _DAY
        elif isinstance(cell, Decimal):
            made.number_format = _EURO
        made.alignment = top
        return made

    headings = [written(column.heading) for column in columns]
    for made in headings:
        made.font = bold
    sheet.append(headings)
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007
        sheet.append([written(cell) for cell in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), count
