"""Reading copies of spreadsheets: what somebody sees who opens one, sheet by sheet, as values; what is folded away or only drawn is
said to be missing.
"""

import io
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.utils.exceptions import InvalidFileException

from wederhoor.papers.blocks import Block, lack, note
from wederhoor.papers.confinement import load_whole
from wederhoor.papers.inspection import Refusal, Refused
from wederhoor.papers.packages import WRONG, Package, as_transitional
from wederhoor.papers.reading import COLUMNS, CUT, ROWS, bounded, readable
from wederhoor.papers.sheet_facts import facts_of

load_whole(openpyxl)
SHEETS = 50
NO_OUTCOME = "(formule; de uitkomst is niet bewaard)"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WRONG: tuple[type[Exception], ...] = (*WRONG, SyntaxError, OverflowError, InvalidFileException)


def read_xlsx(content: bytes) -> list[Block]:
    """A spreadsheet: the values of the cells that are shown, sheet by sheet, and what is missing. Raises Refused."""
    try:
        content = as_transitional(content)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except _WRONG:
        raise Refused(Refusal.BROKEN) from None
    try:
        met: Counter[str] = Counter()
        read = bounded(_sheets(book, Package(content), met))
        return [read[0], *map(lack, _said_of(met)), *read[1:]]
    except _WRONG:
        raise Refused(Refusal.BROKEN) from None
    finally:
        book.close()


def _sheets(book: Any, package: Package, met: Counter[str]) -> Iterator[Block]:
    yield note("U ziet de waarden van de cellen. Opmaak en formules staan alleen in het origineel.")
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    met["hidden_sheets"] = len(book.worksheets) - len(shown)
    met["charts"] += sum(1 for one in package.related(package.main()) if one.kind == "chartsheet")
    for number, sheet in enumerate(shown):
        if number >= SHEETS:
            yield lack(CUT)
            return
        yield {"kind": "heading", "text": readable(sheet.title)}
        yield from _sheet(sheet, package, met)


def _sheet(sheet: Any, package: Package, met: Counter[str]) -> Iterator[Block]:
    part = sheet._worksheet_path.lstrip("/")
    with package.opened(part) as source:
        facts = facts_of(source)
    sheet.reset_dimensions()  # what a file says of its own size is not always so
    rows: list[list[str]] = []
    cut = False
    for number, row in enumerate(sheet.iter_rows(), 1):
        if not row or number in facts.hidden_rows:
            continue
        cells = [
            _cell(cell, (number, column) in facts.without_value, met)
            for column, cell in enumerate(row[: facts.last_column], 1)
            if not facts.hides(column)
        ]
        while cells and not cells[-1]:
            cells.pop()
        cut = cut or len(cells) > COLUMNS
        if not cells and (not rows or not rows[-1]):
            continue
        if len(rows) >= ROWS:
            cut = True
            break
        rows.append(cells[:COLUMNS])
    while rows and not rows[-1]:
        rows.pop()
    met["hidden_rows"] += len(facts.hidden_rows & facts.filled_rows)
    met["hidden_columns"] += facts.hidden_filled_columns
    met["headers"] += facts.headers
    width = max((len(row) for row in rows), default=0)
    if width:
        yield {"kind": "table", "rows": [row + [""] * (width - len(row)) for row in rows]}
    drawn = list(_beside(part, package, met))
    if not width and not drawn:
        yield note("Dit blad is leeg.")
    yield from drawn
    if cut:
        yield lack(CUT)


def _beside(part: str, package: Package, met: Counter[str]) -> Iterator[Block]:
    """What lies on a sheet: the text of boxes is read, the rest is counted."""
    for one in package.related(part):
        if not package.has(one.target):
            continue
        if one.kind in ("comments", "threadedComment"):
            met[one.kind] += sum(
                1 for node in package.xml(one.target).iter() if _name(node) in ("comment", "threadedComment")
            )
        elif one.kind in ("oleObject", "package", "control"):
            met["objects"] += 1
        elif one.kind == "drawing":
            for node in package.xml(one.target).iter():
                name = _name(node)
                met["charts"] += name in ("chart", "relIds")
                met["pictures"] += name == "pic"
                if name == "txBody":
                    text = readable(
                        "\n".join(
                            "".join(t.text or "" for t in p.iter(f"{_A}t")) for p in node.iter(f"{_A}p")
                        )
                    )
                    if text:
                        yield {"kind": "paragraph", "text": text}


def _name(node: Any) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _said_of(met: Counter[str]) -> list[str]:
    said = []
    for name, one, more in (
        ("hidden_sheets", "is 1 blad verborgen", "zijn {} bladen verborgen"),
        ("hidden_rows", "is 1 rij verborgen", "zijn {} rijen verborgen"),
        ("hidden_columns", "is 1 kolom verborgen", "zijn {} kolommen verborgen"),
    ):
        if count := met[name]:
            told = one if count == 1 else more.format(count)
            said.append(f"In dit bestand {told}. Dat staat niet in de kopie, wel in het origineel.")
    if count := max(met["comments"], met["threadedComment"]):
        said.append(
            "In dit bestand staat een opmerking van een lezer. Die staat alleen in het origineel."
            if count == 1
            else f"In dit bestand staan {count} opmerkingen van lezers. Die staan alleen in het origineel."
        )
    for name, one, more in (
        ("charts", "1 grafiek", "{} grafieken"),
        ("pictures", "1 afbeelding", "{} afbeeldingen"),
        ("objects", "1 ingevoegd bestand", "{} ingevoegde bestanden"),
    ):
        if count := met[name]:
            said.append(
                f"Dit bestand heeft {one if count == 1 else more.format(count)}. Bekijk die in het origineel."
            )
    if met["headers"]:
        said.append(
            "Wat bij het afdrukken boven en onder de bladzijden staat, staat alleen in het origineel."
        )
    if met["without_value"]:
        said.append(
            "Van sommige formules is de uitkomst niet bewaard. Die cellen zeggen dat. Open het origineel om ze uit te rekenen."
        )
    return said


def _cell(cell: Any, without_value: bool, met: Counter[str]) -> str:
    value = cell.value
    if value is None:
        met["without_value"] += without_value
        return NO_OUTCOME if without_value else ""
    if isinstance(value, bool):
        return "waar" if value else "onwaar"
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y}" if value.time() == time() else f"{value:%d-%m-%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}" if not value.second else f"{value:%H:%M:%S}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{'-' * (minutes < 0)}{abs(minutes) // 60}:{abs(minutes) % 60:02}"
    return readable(str(value))


def _number(value: float, shape: str) -> str:
    """A number with every digit that is kept, not more of them than it has; "25%" and "€ 12,50" as such."""
    shape = shape.split(";")[0]
    if "%" in shape:
        return f"{_digits(value * 100)}%"
    if "€" in shape or "EUR" in shape:
        text = f"{value:.2f}" if round(value, 2) == value else _digits(value)
        return f"€ {text}".replace(".", ",")
    return _digits(value)


def _digits(value: float) -> str:
    if isinstance(value, int) or value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}".replace(".", ",")
