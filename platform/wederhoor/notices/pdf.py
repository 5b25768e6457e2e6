"""A letter as a tagged PDF (PDF/UA-1), set by typst from data, so that what people typed is never code."""

import hashlib
import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from wederhoor.notices import signs
from wederhoor.notices.signs import FAMILIES

if TYPE_CHECKING:
    import typst

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
OPENINGS = {"en": "In English: "}
"""How a paragraph begins that is in another language than the letter, by that language."""
DUTCH = "nl"
SHEET = Path(__file__).parent / "letter.typ"
Blocks = list[dict[str, Any]]


def to_html(markdown: str) -> str:
    """The letter for a page. Markup in it comes from the template only; what people typed arrives escaped."""
    tokens = _MARKDOWN.parse(markdown)
    for opened, inline in pairwise(tokens):
        if opened.type == "paragraph_open" and (spoken := _spoken(inline)) != DUTCH:
            opened.attrSet("lang", spoken)
    return str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))


def _spoken(inline: Token) -> str:
    """The language of a paragraph."""
    found = (code for code, opening in OPENINGS.items() if inline.content.startswith(opening))
    return next(found, DUTCH)


NORMAL, LARGE = 12, 18
"""Points. Large print begins at sixteen to eighteen."""
INK = "#1a1a1a"


@dataclass(frozen=True, kw_only=True)
class Head:
    """Who a letter is from, as its first page says it: the name, lines below each other, and the colour of the name."""

    name: str
    lines: tuple[str, ...] = ()
    colour: str = INK
    logo: str = ""
    """The mark, as an SVG; empty when there is none."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What stands on paper around the words of a letter: its number, who it is from and to, and the size of its type."""

    number: str = ""
    head: Head | None = None
    to: tuple[str, ...] = ()
    points: int = NORMAL


PLAIN = Sheet()


def to_pdf(*, title: str, sender: str, markdown: str, sheet: Sheet = PLAIN) -> bytes:
    """PDF/UA-1 in Dutch with the fonts that come along; the register number stands on each page (KR-152).

    With a `head` on its sheet it is a letter: sender, addressee where the window of an envelope is, date, number, subject.
    A sign no font has a shape for has its name in its place, and a line says so; it never stops a letter.
    """
    letter = _laid_out(title, sender, markdown, sheet)
    made = _typeset(letter, sheet.head.logo if sheet.head else "", format="pdf", pdf_standards=["ua-1"])
    return bytes(made)


def to_pages(
    *,
    title: str,
    sender: str,
    markdown: str,
    sheet: Sheet = PLAIN,
    later: Sequence[str] = (),
    logo_url: str = "",
) -> list[str]:
    """The very same pages as drawings to look at (SVG); what fills in `later` ("date", "to") is marked.

    The mark comes from where the house keeps it: a page of ours shows no picture that lies in the page itself.
    """
    letter = _laid_out(title, sender, markdown, sheet) | {"later": list(later)}
    logo = sheet.head.logo if sheet.head and logo_url else ""
    made = _typeset(letter, logo, format="svg")
    pages = [made] if isinstance(made, bytes) else made
    return [_in_a_page(one.decode(), place, logo_url) for place, one in enumerate(pages, 1)]


_PICTURE = re.compile(r'xlink:href="data:[^"]*"')
_NAMESPACES = re.compile(r' xmlns(?::\w+)?="[^"]*"')


def _in_a_page(drawing: str, place: int, logo_url: str) -> str:
    """A drawing as it stands in HTML, with names of its own beside other pages."""
    drawing = _PICTURE.sub(lambda _: f'href="{html.escape(logo_url)}"', drawing)
    drawing = _NAMESPACES.sub("", drawing).replace("xlink:href=", "href=")
    own = f"b{hashlib.sha256(drawing.encode()).hexdigest()[:8]}-{place}-"
    return drawing.replace('id="g', f'id="{own}g').replace('href="#g', f'href="#{own}g')


def _laid_out(title: str, sender: str, markdown: str, sheet: Sheet) -> dict[str, Any]:
    """A letter as the typesetter takes it."""
    found, head = blocks(markdown), sheet.head
    dated, found = _reference(found, sheet.number) if head else ("", found)
    letter: dict[str, Any] = {
        "title": title,
        "sender": sender,
        "number": sheet.number,
        "points": sheet.points,
        "dated": dated,
        "later": [],
        "colour": head.colour if head else INK,
        "head": {"name": head.name, "lines": list(head.lines)} if head else None,
        "to": [{"text": line} for line in sheet.to],
        "blocks": found,
    }
    letter, named = _shown(letter)
    if named:
        letter["blocks"] += _shown(blocks(NOT_ALL_SHOWN))[0]
    return {**_directed(letter), "families": list(FAMILIES)}


NOT_ALL_SHOWN = "Niet elk teken kan in dit bestand worden getoond. Waar dat niet kon, staat tussen rechte haken wat voor teken het is."


def _reference(found: Blocks, number: str) -> tuple[str, Blocks]:
    """The date a letter carries, and the letter without the lines for number and date that its first page has elsewhere."""
    dated = ""
    kept = list(found)
    while kept and len(kept[0].get("runs", ())) == 1:
        name, _, value = kept[0]["runs"][0]["text"].partition(": ")
        if name == "Datum" and not dated:
            dated = value
        elif not (number and value == number):
            break
        kept = kept[1:]
    return dated, kept


def _shown(value: Any) -> tuple[Any, bool]:
    """The same data with each sign that has no shape named, and whether there was one; what stands in is never markup."""
    if isinstance(value, str):
        return signs.shown(value)
    if isinstance(value, list):
        parts = [_shown(one) for one in value]
        return [one for one, _ in parts], any(named for _, named in parts)
    if isinstance(value, dict):
        parts = [_shown(one) for one in value.values()]
        return dict(zip(value, (one for one, _ in parts), strict=True)), any(named for _, named in parts)
    return value, False


def _directed(letter: dict[str, Any]) -> dict[str, Any]:
    """With the direction of each piece, and names from right to left kept apart from the Dutch around them."""
    for line in letter["to"]:
        line["way"] = signs.way(line["text"])
    for block in letter["blocks"]:
        if block["kind"] == "list":
            block["items"] = [_way_of(item) for item in block["items"]]
        else:
            block |= _way_of(block["runs"])
    return letter


def _way_of(runs: list[dict[str, Any]]) -> dict[str, Any]:
    way = signs.way("".join(run["text"] for run in runs))
    apart = [{**run, "text": signs.apart(run["text"]) if way == "ltr" else run["text"]} for run in runs]
    return {"way": way, "runs": apart}


def _typeset(letter: dict[str, Any], logo: str, **how: Any) -> Any:
    import typst  # 40 MB that only the scheduler needs, and a process aside

    return typst.compile(
        SHEET.read_bytes(),
        sys_inputs={"letter": json.dumps(letter), "logo": logo},
        font_paths=fonts(),
        ignore_system_fonts=True,
        **how,
    )


@lru_cache(maxsize=1)
def fonts() -> "typst.Fonts":
    """The fonts that come along, looked up once."""
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(signs.FOLDER)]
    )


def blocks(markdown: str) -> Blocks:
    """Markdown as plain data: headings, lists and paragraphs of text runs; a paragraph says its language."""
    found: Blocks = []
    items: list[Blocks] | None = None
    heading = 0
    for token in _MARKDOWN.parse(markdown):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            items = []
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            found.append({"kind": "list", "items": items or []})
            items = None
        elif token.type == "heading_open":
            heading = max(2, int(token.tag[1:]))
        elif token.type == "inline":
            if items is not None:
                items.append(_runs(token))
            elif heading:
                found.append({"kind": "heading", "level": heading, "runs": _runs(token)})
                heading = 0
            else:
                found.append({"kind": "paragraph", "lang": _spoken(token), "runs": _runs(token)})
    return found


def _runs(inline: Token) -> Blocks:
    runs: Blocks = []
    strong = emphasis = False
    for child in inline.children or []:
        if child.type in ("strong_open", "strong_close"):
            strong = child.type == "strong_open"
        elif child.type in ("em_open", "em_close"):
            emphasis = child.type == "em_open"
        elif child.type in ("softbreak", "hardbreak"):
            runs.append(
                {"text": "\n" if child.type == "hardbreak" else " ", "strong": False, "emphasis": False}
            )
        elif child.content:
            runs.append({"text": child.content, "strong": strong, "emphasis": emphasis})
    return runs
