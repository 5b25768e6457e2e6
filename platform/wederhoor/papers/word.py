"""Reading copies of Word documents: everything that is shown as text, wherever in the document it stands, and a word on the rest.

The text is walked element by element, and an element nobody knows is walked through, so that its text is not lost; what is left out is
named here
and said in the copy. (Libraries that read Word documents leave out, without a word, what stands in content controls, in boxes and in
what was moved.)
"""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from wederhoor.papers.blocks import Block, lack, lines_of
from wederhoor.papers.hypertext import text_of_html
from wederhoor.papers.inspection import Refusal, Refused, decode_text
from wederhoor.papers.packages import WRONG, Element, Package, Relation
from wederhoor.papers.reading import COLUMNS, ROWS, bounded, paragraphs, readable
from wederhoor.papers.word_lacks import said_of
from wederhoor.papers.word_words import (
    GONE,
    MARKS,
    MATH,
    MC,
    SILENT,
    A,
    R,
    W,
    chosen,
    form_field,
    is_gone_row,
    is_hidden,
    is_numbered,
    letters,
    letters_shown,
    marked_lists,
    numbered_styles,
    symbol,
    up_to,
)

BESIDE, HEADERS = "beside", "headers"
"""A block that stands beside the text, and where."""
DEPTH = 3


def read_docx(content: bytes) -> list[Block]:
    """A Word document: text, lists, tables, boxes, notes, and what stands above and below each page; inserted text is in it, deleted
    text is not.

    Comments of readers are not in it. What is missing is said. Raises Refused.
    """
    try:
        return bounded(_Reading(content, 0).blocks())
    except WRONG:
        raise Refused(Refusal.BROKEN) from None


class _Reading:
    """One document being read: what was met that the copy does not show is counted."""

    def __init__(self, content: bytes, depth: int) -> None:
        self.package = Package(content)
        self.name = self.package.main()
        self.depth = depth
        self.met: Counter[str] = Counter()
        self._boxes: list[Element] = []
        self._relations: dict[str, Relation] = {}
        self._numbered = numbered_styles(self.package, self.name)
        self._marked = marked_lists(self.package, self.name)

    def blocks(self) -> Iterator[Block]:
        """The blocks of the document, and at its end what is missing."""
        root = self.package.xml(self.name)
        read = list(self._part(root, self.name))
        body = root.find(f"{W}body")
        if body is not None and letters("".join(lines_of(read))) < letters_shown(body):
            self.met["lost"] += 1
        beside = list(self._beside())
        self._count_comments()
        if not self.depth:
            yield from map(lack, said_of(self.met, empty=not read and not beside))
        yield from read
        yield from beside

    def _part(self, root: Element, name: str) -> Iterator[Block]:
        before = self._relations
        self._relations = {one.id: one for one in self.package.related(name)}
        yield from self._within(root)
        self._relations = before

    def _within(self, parent: Element) -> Iterator[Block]:
        for child in parent:
            if child.tag in SILENT or not isinstance(child.tag, str):
                continue
            if child.tag in GONE:
                self.met["deleted"] += 1
            elif child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag == f"{W}altChunk":
                yield from self._chunk(child)
            elif child.tag == f"{MC}AlternateContent":
                yield from self._within(chosen(child))
            elif child.tag in (f"{W}r", f"{MATH}oMathPara", f"{MATH}oMath"):
                yield from self._paragraph(child)
            else:
                self.met["changed"] += child.tag in (f"{W}ins", f"{W}moveTo")
                yield from self._within(child)

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        outer, self._boxes = self._boxes, []
        text = readable("".join(self._text(paragraph)))
        boxes, self._boxes = self._boxes, outer
        if text:
            yield {"kind": self._kind(paragraph), "text": text}
        for box in boxes:
            yield from self._within(box)

    def _kind(self, paragraph: Element) -> str:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return "paragraph"
        named = properties.find(f"{W}pStyle")
        style = (named.get(f"{W}val") or "") if named is not None else ""
        self.met["numbered"] += style in self._numbered
        if re.match(r"(heading|kop|title|titel)", style, re.IGNORECASE):
            return "heading"
        if properties.find(f"{W}numPr") is not None or re.match(r"(list|lijst)", style, re.IGNORECASE):
            self.met["numbered"] += is_numbered(properties, self._marked)
            return "item"
        return "paragraph"

    def _text(self, parent: Element) -> Iterator[str]:
        for node in parent:
            tag = node.tag
            if tag in SILENT or not isinstance(tag, str):
                continue
            if tag in GONE:
                self.met["deleted"] += 1
            elif is_hidden(node):
                self.met["hidden"] += any(t.text and t.text.strip() for t in node.iter(f"{W}t"))
            elif tag in (f"{W}t", f"{MATH}t"):
                yield node.text or ""
            elif tag in MARKS:
                yield MARKS[tag]
            elif tag == f"{W}sym":
                yield symbol(node)
            elif tag == f"{W}txbxContent":
                self._boxes.append(node)
            elif tag == f"{MC}AlternateContent":
                yield from self._text(chosen(node))
            elif tag == f"{W}fldChar":
                yield form_field(node)
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                yield "*"
            elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
                yield from self._graphic(node)
            else:
                self.met["changed"] += tag in (f"{W}ins", f"{W}moveTo")
                self.met["formulas"] += tag == f"{MATH}oMath"
                yield from self._text(node)

    def _graphic(self, drawing: Element) -> Iterator[str]:
        """What can be read in a drawing; what can only be looked at is counted."""
        seen: Counter[str] = Counter()
        for node in drawing.iter():
            if not isinstance(node.tag, str) or any(up.tag == f"{MC}Fallback" for up in node.iterancestors()):
                continue
            name = etree.QName(node).localname
            if node.tag == f"{W}txbxContent":
                if not any(up.tag == f"{W}txbxContent" for up in up_to(node, drawing)):
                    self._boxes.append(node)
            elif name == "textpath" and node.get("string"):
                yield f" {node.get('string')} "
            elif name == "relIds":
                seen["diagrams"] += 1
                yield self._diagram(node)
            elif name == "chart":
                seen["charts"] += 1
            elif name in ("OLEObject", "control"):
                seen["objects"] += 1
            elif name in ("blip", "imagedata"):
                seen["pictures"] += 1
            elif node.tag == f"{A}t":
                yield f" {node.text or ''}"
        if not seen and not self._boxes:
            seen["pictures"] += 1
        self.met += seen

    def _diagram(self, node: Element) -> str:
        relation = self._relations.get(node.get(f"{R}dm", ""))
        if relation is None or not self.package.has(relation.target):
            return ""
        return "\n" + "\n".join(t.text for t in self.package.xml(relation.target).iter(f"{A}t") if t.text)

    def _table(self, table: Element) -> Iterator[Block]:
        rows = []
        for row in self._rows(table, f"{W}tr"):
            if is_gone_row(row):
                self.met["deleted"] += 1
                continue
            cells = [
                readable("\n".join(lines_of(list(self._within(cell))))) for cell in self._rows(row, f"{W}tc")
            ]
            self.met["cut"] += len(cells) > COLUMNS
            rows.append(cells[:COLUMNS])
        self.met["cut"] += len(rows) > ROWS
        rows = rows[:ROWS]
        width = max((len(row) for row in rows), default=0)
        if any(any(row) for row in rows):
            yield {"kind": "table", "rows": [row + [""] * (width - len(row)) for row in rows]}

    def _rows(self, parent: Element, wanted: str) -> Iterator[Element]:
        """Rows or cells, also within content controls and what was inserted."""
        for child in parent:
            if child.tag == wanted:
                yield child
            elif child.tag in GONE:
                self.met["deleted"] += 1
            elif (
                child.tag not in SILENT
                and child.tag not in (f"{W}p", f"{W}tbl", f"{W}trPr")
                and isinstance(child.tag, str)
            ):
                yield from self._rows(child, wanted)

    def _chunk(self, chunk: Element) -> Iterator[Block]:
        """Another file that is shown in this place."""
        relation = self._relations.get(chunk.get(f"{R}id", ""))
        if relation is None or not self.package.has(relation.target):
            self.met["chunks"] += 1
            return
        content = self.package.read(relation.target)
        if content.startswith(b"PK") and self.depth < DEPTH:
            inner = _Reading(content, self.depth + 1)
            yield from inner.blocks()
            self.met += inner.met
            return
        text = decode_text(content)
        ending = relation.target.lower().rsplit(".", 1)[-1]
        if text is None or ending in ("rtf", "mht", "mhtml"):
            self.met["chunks"] += 1
        else:
            yield from paragraphs(
                text_of_html(text) if ending in ("htm", "html", "xhtml") or "<" in text[:200] else text
            )

    def _beside(self) -> Iterator[Block]:
        related = self.package.related(self.name)
        for kind, title in (("footnotes", "Voetnoten"), ("endnotes", "Eindnoten")):
            for one in related:
                if one.kind == kind and self.package.has(one.target):
                    texts = [
                        text
                        for block in self._part(self.package.xml(one.target), one.target)
                        for text in lines_of([block])
                    ]
                    if texts:
                        yield {"kind": "heading", "text": title}
                        yield from ({"kind": "item", "text": text} for text in texts)
        above: dict[str, None] = {}
        for one in related:
            if one.kind in ("header", "footer") and self.package.has(one.target):
                lines = lines_of(list(self._part(self.package.xml(one.target), one.target)))
                above["\n".join(lines)] = None
        shown = [text for text in above if text.strip()]
        if shown:
            yield {"kind": "heading", "text": "Boven en onder de bladzijden", BESIDE: HEADERS}
            yield from ({"kind": "item", "text": text, BESIDE: HEADERS} for text in shown)

    def _count_comments(self) -> None:
        for one in self.package.related(self.name):
            if one.kind == "comments" and self.package.has(one.target):
                self.met["comments"] += sum(1 for _ in self.package.xml(one.target).iter(f"{W}comment"))
