"""A letter as a tagged PDF (PDF/UA-1), set by typst from data, so that what people typed is never code."""

import json
import unicodedata
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from itertools import pairwise
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

if TYPE_CHECKING:
    import typst

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
OPENINGS = {"en": "In English: "}
"""How a paragraph begins that is in another language than the letter, by that language."""
DUTCH = "nl"

_TYPST = """
#let letter = json(bytes(sys.inputs.letter))
#set document(title: letter.title, author: letter.sender)
#set page(paper: "a4", margin: (x: 25mm, top: 25mm, bottom: 22mm),
  footer: context text(size: letter.points * 0.75pt)[#letter.number #h(1fr)
    Bladzijde #counter(page).display() van #counter(page).final().first()])
#set text(lang: "nl", size: letter.points * 1pt, font: ("Libertinus Serif",))
#set par(leading: 0.75em, spacing: 1.2em)
#show heading: set block(above: 1.4em, below: 0.8em)
#text(weight: "bold")[#letter.sender]
#v(1.2em)
#let run(r) = { let body = r.text; if r.strong { strong(body) } else if r.emphasis { emph(body) } else { [#body] } }
#let runs(rs) = rs.map(r => if r.text == "\\n" { linebreak() } else { run(r) }).join()
#heading(level: 1, letter.title)
#for block in letter.blocks {
  if block.kind == "heading" { heading(level: block.level, runs(block.runs)) }
  else if block.kind == "list" { list(..block.items.map(i => runs(i))) }
  else { par(text(lang: block.lang, runs(block.runs))) }
}
"""


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


def to_pdf(
    *,
    title: str,
    sender: str,
    markdown: str,
    number: str = "",
    points: int = NORMAL,
    system_fonts: bool = True,
) -> bytes:
    """The letter as PDF/UA-1 in Dutch; the register number stands on each page (KR-152).

    PDF/UA forbids a sign that no font can show: such a sign is replaced by one that looks like it, else by a question mark.
    `system_fonts`: those of the machine may be used beside those that come along.
    """
    import typst  # 40 MB that only the scheduler needs

    letter: dict[str, Any] = {"title": title, "sender": sender, "number": number, "points": points}
    letter["blocks"] = blocks(markdown)
    try:
        return _typeset(_TYPST, letter, system_fonts)
    except typst.TypstError:
        near = _near_signs(json.dumps(letter, ensure_ascii=False), system_fonts)
        if not near:
            raise
        letter["blocks"] += blocks(NOT_ALL_SHOWN)
        return _typeset(_TYPST, _replaced(letter, near), system_fonts)


NOT_ALL_SHOWN = (
    "Dit bestand kan niet alle tekens van deze brief tonen; die staan er als vraagteken of als een teken dat erop lijkt. "
    "Op de website leest u de brief met alle tekens."
)
_SIGNS = """
#set document(title: "-")
#set text(lang: "nl", font: ("Libertinus Serif",))
#json(bytes(sys.inputs.letter)).signs
"""
_LOOKS_LIKE = {
    "\u2043": "\u2013",
    "\u2053": "~",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "\u2013",
    "\u2015": "\u2014",
}


def _typeset(source: str, letter: dict[str, Any], system_fonts: bool) -> bytes:
    import typst

    inputs = {"letter": json.dumps(letter)}
    made = typst.compile(
        source.encode(),
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=["ua-1"],
        font_paths=_fonts(system_fonts),
    )
    return bytes(made)


@lru_cache(maxsize=2)
def _fonts(system: bool) -> "typst.Fonts":
    """The fonts there are, looked up once."""
    import typst

    return typst.Fonts(include_system_fonts=system)


def _near_signs(text: str, system_fonts: bool) -> dict[int, str]:
    """What stands in for each sign of a text that no font has."""
    lacking = _not_shown(sorted({sign for sign in text if not sign.isascii()}), system_fonts)
    looks = {sign: _LOOKS_LIKE.get(sign) or unicodedata.normalize("NFKC", sign) for sign in lacking}
    bad = set(_not_shown(sorted({part for like in looks.values() for part in like}), system_fonts))
    return {ord(sign): "?" if bad & set(like) else like for sign, like in looks.items()}


def _not_shown(signs: list[str], system_fonts: bool) -> list[str]:
    """Which of these signs no font can show: all at once, then in halves."""
    import typst

    if not signs:
        return []
    try:
        _typeset(_SIGNS, {"signs": " ".join(signs)}, system_fonts)
    except typst.TypstError:
        if len(signs) == 1:
            return signs
        half = len(signs) // 2
        return [sign for part in (signs[:half], signs[half:]) for sign in _not_shown(part, system_fonts)]
    return []


def _replaced(value: Any, near: dict[int, str]) -> Any:
    """The same data with the signs replaced, in texts only; what stands in is never markup."""
    if isinstance(value, str):
        return value.translate(near)
    if isinstance(value, list):
        return [_replaced(one, near) for one in value]
    if isinstance(value, dict):
        return {name: _replaced(one, near) for name, one in value.items()}
    return value


def blocks(markdown: str) -> list[dict[str, object]]:
    """Markdown as plain data: headings, lists and paragraphs of text runs; a paragraph says its language."""
    found: list[dict[str, object]] = []
    items: list[list[dict[str, object]]] | None = None
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


def _runs(inline: Token) -> list[dict[str, object]]:
    runs: list[dict[str, object]] = []
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


def to_pdf_apart(*, title: str, sender: str, markdown: str) -> bytes:
    """The same, made in a process of its own: for the web, which never loads the typesetter itself."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as aside:
        return aside.submit(to_pdf, title=title, sender=sender, markdown=markdown).result()
