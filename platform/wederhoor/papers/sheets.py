"""Reading copies of spreadsheets."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import openpyxl

from wederhoor.papers.blocks import Block, note
from wederhoor.papers.inspection import Refusal, Refused
from wederhoor.papers.reading import COLUMNS, CUT, ROWS, bounded, readable

SHEETS = 20


def read_xlsx(content: bytes) -> list[Block]:
    """A spreadsheet: the values of its cells, sheet by sheet. Raises Refused."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except (KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile, OSError, SyntaxError):
        raise Refused(Refusal.BROKEN) from None
    try:
        return bounded(_sheets(book))
    except (KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile, OSError, SyntaxError):
        raise Refused(Refusal.BROKEN) from None
    finally:
        book.close()


def _sheets(book: Any) -> Iterator[Block]:
    yield note(
        "U ziet de waarden van de cellen. Opmaak, formules en grafieken staan alleen in het origineel."
    )
    for number, sheet in enumerate(book.worksheets):
        if number >= SHEETS:
            yield note(CUT)
            return
        hidden = "" if sheet.sheet_state == "visible" else " (verborgen blad)"
        yield {"kind": "heading", "text": readable(f"{sheet.title}{hidden}")}
        rows = []
        for row in sheet.iter_rows(max_row=ROWS + 1, max_col=COLUMNS, values_only=True):
            cells = [_cell(value) for value in row]
            while cells and not cells[-1]:
                cells.pop()
            rows.append(cells)
        too_long = len(rows) > ROWS
        rows = rows[:ROWS]
        while rows and not rows[-1]:
            rows.pop()
        width = max((len(row) for row in rows), default=0)
        if width == 0:
            yield note("Dit blad is leeg.")
            continue
        yield {"kind": "table", "rows": [row + [""] * (width - len(row)) for row in rows]}
        if too_long:
            yield note(CUT)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "waar" if value else "onwaar"
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y}" if value.time() == time() else f"{value:%d-%m-%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    return readable(str(value))[:5_000]
