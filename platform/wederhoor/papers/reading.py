"""Reading copies of documents: plain blocks of text that our own pages write out, never anything of the file itself.

A block is a dictionary with `kind` (heading, paragraph, item, table, facts, note) and `text` or `rows`.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import docx
import openpyxl
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from wederhoor.papers.inspection import Refusal, Refused, decode_text

Block = dict[str, Any]

CHARACTERS = 1_000_000
BLOCKS = 8_000
SHEETS = 20
ROWS = 2_000
COLUMNS = 60
CUT = "De leeskopie stopt hier: dit bestand is te lang. Open het origineel voor de rest."
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def bounded(blocks: Iterator[Block]) -> list[Block]:
    """As many blocks as a page can hold, with a note where it was cut."""
    kept: list[Block] = []
    size = 0
    for block in blocks:
        size += sum(len(cell) for row in block.get("rows", ()) for cell in row) + len(block.get("text", ""))
        if size > CHARACTERS or len(kept) >= BLOCKS:
            return [*kept, note(CUT)]
        kept.append(block)
    return kept


def note(text: str) -> Block:
    """Something the platform says about the file."""
    return {"kind": "note", "text": text}


def readable(text: str) -> str:
    """Without controls and marks that turn text around."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def paragraphs(text: str) -> Iterator[Block]:
    """Blocks of plain text, one per paragraph."""
    for part in re.split(r"\n\s*\n", readable(text)):
        if part.strip():
            yield {"kind": "paragraph", "text": part.strip("\n")}


def read_text(content: bytes) -> list[Block]:
    """A text file."""
    text = decode_text(content)
    if text is None:
        raise Refused(Refusal.BROKEN)
    return bounded(paragraphs(text)) or [note("Dit bestand is leeg.")]


def read_docx(content: bytes) -> list[Block]:
    """A Word document: text, lists, tables, footnotes; inserted text is in it, deleted text is not. Raises Refused."""
    try:
        opened = docx.Document(io.BytesIO(content))
        return bounded(_word(opened)) or [note("In dit document staat geen tekst.")]
    except (
        KeyError,
        ValueError,
        AttributeError,
        zipfile.BadZipFile,
        etree.LxmlError,
        OSError,
        RecursionError,
    ):
        raise Refused(Refusal.BROKEN) from None


def _word(opened: Document) -> Iterator[Block]:
    body = opened.element.body
    if any(True for _ in body.iter(qn("w:ins"), qn("w:del"))):
        yield note(
            "In dit document zijn wijzigingen bijgehouden. Toegevoegde tekst staat erbij, verwijderde niet."
        )
    for part in opened.iter_inner_content():
        yield from _word_table(part) if isinstance(part, Table) else _word_paragraph(part)
    yield from _word_extras(opened)
    pictures = sum(1 for _ in body.iter(qn("w:drawing"), qn("w:pict")))
    if pictures:
        count = "1 afbeelding of tekening" if pictures == 1 else f"{pictures} afbeeldingen of tekeningen"
        yield note(f"Dit document heeft {count}. Die staan alleen in het origineel.")


def _word_paragraph(paragraph: Paragraph) -> Iterator[Block]:
    text = readable(_word_text(paragraph._p))
    if not text:
        return
    properties = paragraph._p.pPr
    style = properties.style if properties is not None else None
    if style and re.match(r"(heading|kop|title|titel)", style, re.IGNORECASE):
        yield {"kind": "heading", "text": text}
    elif (properties is not None and properties.numPr is not None) or re.match(
        r"(list|lijst)", style or "", re.IGNORECASE
    ):
        yield {"kind": "item", "text": text}
    else:
        yield {"kind": "paragraph", "text": text}


def _word_text(element: Any) -> str:
    # The older drawing of a text box says the same as the newer one.
    doubles = {node for fallback in element.iter("{*}Fallback") for node in fallback.iter()}
    text = ""
    for node in element.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr")):
        if node in doubles:
            continue
        if node.tag == qn("w:t"):
            text += node.text or ""
        else:
            text += "\t" if node.tag == qn("w:tab") else "\n"
    return text


def _word_table(table: Table) -> Iterator[Block]:
    rows = []
    for row in list(table._tbl.tr_lst)[:ROWS]:
        cells = [
            readable("\n".join(_word_text(p) for p in cell.iter(qn("w:p")))) for cell in row.tc_lst[:COLUMNS]
        ]
        rows.append(cells)
    if any(any(row) for row in rows):
        yield {"kind": "table", "rows": rows}


def _word_extras(opened: Document) -> Iterator[Block]:
    titles = {"footnotes": "Voetnoten", "endnotes": "Eindnoten", "comments": "Opmerkingen"}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    for relation in opened.part.rels.values():
        title = titles.get(relation.reltype.rsplit("/", 1)[-1])
        if title is None or relation.is_external:
            continue
        root = etree.fromstring(relation.target_part.blob, parser)
        texts = [text for p in root.iter(qn("w:p")) if (text := readable(_word_text(p)))]
        if texts:
            yield {"kind": "heading", "text": title}
            for text in texts:
                yield {"kind": "item", "text": text}


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


def lines_of(blocks: list[Block]) -> list[str]:
    """The text of blocks, line by line, for comparing two versions and for looking for numbers."""
    lines: list[str] = []
    for block in blocks:
        if block["kind"] == "note":
            continue
        lines += [" | ".join(row) for row in block["rows"]] if "rows" in block else block["text"].splitlines()
    return lines
