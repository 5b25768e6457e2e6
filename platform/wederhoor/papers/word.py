"""Reading copies of Word documents."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from wederhoor.papers.blocks import Block, note
from wederhoor.papers.inspection import Refusal, Refused
from wederhoor.papers.reading import COLUMNS, ROWS, bounded, readable


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
