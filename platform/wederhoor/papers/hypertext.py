"""The text of HTML as a reader sees it: what is shown, with line breaks where blocks end. Nothing of the markup itself is kept.

libxml2 reads it, which repairs what people's programs get wrong (tags never closed, heads within heads) much as browsers do.
"""

import re
from typing import Any

from lxml import etree

CHARACTERS = 3_000_000
TAGS = 150_000
"""With more of them nobody wrote it; it is read without repairing it."""
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_PARAGRAPHS = frozenset(["p", "table", "blockquote", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"])
_SILENT = frozenset(
    [
        "script",
        "style",
        "title",
        "template",
        "meta",
        "link",
        "base",
        "col",
        "area",
        "param",
        "source",
        "track",
    ]
)
_NOT_SHOWN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_TAGS = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)|<!--.*?-->|<[^<>]*>", re.IGNORECASE | re.DOTALL)


def text_of_html(html: str) -> str:
    """Only the text of a page or mail written in HTML; links, pictures and everything that acts are left out."""
    html = html[:CHARACTERS].replace("\x00", "")
    if not html.strip():
        return ""
    if html.count("<") > TAGS:
        return _tidy(_TAGS.sub(" ", html))
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        root = None
    text = _tidy("".join(_walked(root))) if root is not None else ""
    if not text:  # nothing could be made of it: what stands between the tags, then
        text = _tidy(_TAGS.sub(" ", html))
    return text


def _tidy(text: str) -> str:
    lines = "\n".join(line.strip(" \t\xa0") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _walked(root: Any) -> list[str]:
    parts: list[str] = []
    silent = kept = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if silent or tag in _SILENT or _hidden(element):
                silent += 1
                continue
            kept += tag in ("pre", "textarea")
            parts.append(_before(tag, element))
            parts.append(_shown(element.text, kept=bool(kept)))
            continue
        if silent:
            silent -= 1
        else:
            kept -= tag in ("pre", "textarea")
            parts.append(
                "\n\n"
                if tag in _PARAGRAPHS
                else "\n"
                if tag in _BLOCKS
                else " "
                if tag in ("td", "th")
                else ""
            )
        if not silent:
            parts.append(_shown(element.tail, kept=bool(kept)))
    return parts


def _before(tag: str, element: Any) -> str:
    if tag == "br":
        return "\n"
    if tag == "li":
        return "\n• "
    if tag == "img":
        said = " ".join((element.get("alt") or "").split())
        return f"[{said}]" if said else ""
    if tag == "input" and (element.get("type") or "text").lower() not in ("hidden", "password"):
        return f" {element.get('value') or ''} "
    return "\n\n" if tag in _PARAGRAPHS else "\n" if tag in _BLOCKS else ""


def _hidden(element: Any) -> bool:
    if not isinstance(element.tag, str):
        return True
    return element.get("hidden") is not None or bool(_NOT_SHOWN.search(element.get("style") or ""))


def _shown(text: str | None, *, kept: bool) -> str:
    if not text:
        return ""
    return text if kept else re.sub(r"[^\S\xa0]+", " ", text)
