"""The elements of a Word document and what each of them shows (ECMA-376 part 1, 17): marks, symbols, fields, what is hidden or gone."""

import re
from collections.abc import Iterator

from wederhoor.papers.packages import Element, Package
from wederhoor.papers.reading import readable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
GONE = frozenset({f"{W}del", f"{W}moveFrom"})
SILENT = frozenset(
    {
        f"{W}{name}"
        for name in (
            "pPr",
            "rPr",
            "tblPr",
            "tblGrid",
            "tcPr",
            "sdtPr",
            "sdtEndPr",
            "sectPr",
            "instrText",
            "delText",
            "delInstrText",
        )
    }
    | {f"{MC}Fallback", f"{W}rt"}
)
MARKS = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "",
}  # fmt: skip
_BOXES = {
    "F0FE": "☒",
    "F0FD": "☒",
    "F0A8": "☐",
    "F06F": "☐",
    "F0FC": "✓",
    "F0E0": "→",
    "F04A": "☺",
    "F0B7": "•",
    "F0A7": "•",
}


def numbered_styles(package: Package, name: str) -> frozenset[str]:
    """Styles that put a number before what is written in them."""
    based: dict[str, str] = {}
    numbered = set()
    marked = marked_lists(package, name)
    for one in package.related(name):
        if one.kind != "styles" or not package.has(one.target):
            continue
        for style in package.xml(one.target).iter(f"{W}style"):
            code, on = style.get(f"{W}styleId") or "", style.find(f"{W}basedOn")
            based[code] = (on.get(f"{W}val") or "") if on is not None else ""
            if is_numbered(style.find(f"{W}pPr"), marked):
                numbered.add(code)
    return frozenset(code for code in based if _lineage(code, based) & numbered)


def marked_lists(package: Package, name: str) -> frozenset[str]:
    """Lists whose items have a mark in front of them, the same for each, and not a number."""
    marks: set[str] = set()
    lists: dict[str, str] = {}
    for one in package.related(name):
        if one.kind == "numbering" and package.has(one.target):
            root = package.xml(one.target)
            for kind in root.iter(f"{W}abstractNum"):
                shapes = {shape.get(f"{W}val") for shape in kind.iterfind(f"{W}lvl/{W}numFmt")}
                if shapes <= {"bullet", "none"}:
                    marks.add(kind.get(f"{W}abstractNumId") or "")
            for one_list in root.iter(f"{W}num"):
                kind_of = one_list.find(f"{W}abstractNumId")
                lists[one_list.get(f"{W}numId") or ""] = (
                    (kind_of.get(f"{W}val") or "") if kind_of is not None else ""
                )
    return frozenset(number for number, kind in lists.items() if kind in marks) | {"0"}


def is_numbered(properties: Element | None, marked: frozenset[str]) -> bool:
    """Whether a paragraph or style with these properties has a number in front of it."""
    if properties is None or properties.find(f"{W}numPr") is None:
        return False
    number = properties.find(f"{W}numPr/{W}numId")
    return number is None or number.get(f"{W}val") not in marked


def _lineage(name: str, based: dict[str, str]) -> set[str]:
    found: set[str] = set()
    while name and name not in found:
        found.add(name)
        name = based.get(name, "")
    return found


def chosen(alternatives: Element) -> Element:
    """The newest way in which something is drawn; the older one says the same."""
    choice = alternatives.find(f"{MC}Choice")
    if choice is not None:
        return choice
    fallback = alternatives.find(f"{MC}Fallback")
    return fallback if fallback is not None else alternatives


def up_to(node: Element, top: Element) -> Iterator[Element]:
    """What an element stands in, up to something it stands in."""
    for up in node.iterancestors():
        if up is top:
            return
        yield up


def is_hidden(node: Element) -> bool:
    """Whether these words are there without being shown."""
    if node.tag != f"{W}r":
        return False
    vanish = node.find(f"{W}rPr/{W}vanish")
    return vanish is not None and (vanish.get(f"{W}val") or "true").lower() not in ("0", "false", "off")


def is_gone_row(node: Element) -> bool:
    """Whether this is a row that was taken out while changes were kept track of."""
    return node.tag == f"{W}tr" and node.find(f"{W}trPr/{W}del") is not None


def symbol(node: Element) -> str:
    """A sign from a font of signs, as a letter that looks like it."""
    code = (node.get(f"{W}char") or "").upper()
    if code in _BOXES:
        return _BOXES[code]
    number = int(code, 16) if re.fullmatch(r"[0-9A-F]{1,6}", code) else 0
    return "•" if 0xE000 <= number <= 0xF8FF or not 32 <= number < 0x110000 else chr(number)


def form_field(node: Element) -> str:
    """What a field of an old form shows: a box that is ticked or not, or what was chosen."""
    box = node.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        told = box.find(f"{W}checked")
        told = box.find(f"{W}default") if told is None else told
        ticked = told is not None and (told.get(f"{W}val") or "1") not in ("0", "false", "off")
        return "☒ " if ticked else "☐ "
    choices = node.find(f"{W}ffData/{W}ddList")
    if choices is not None:
        entries = [one.get(f"{W}val") or "" for one in choices.iter(f"{W}listEntry")]
        result = choices.find(f"{W}result")
        number = (result.get(f"{W}val") if result is not None else "0") or "0"
        return entries[int(number)] if number.isdigit() and int(number) < len(entries) else ""
    return ""


def letters(text: str) -> int:
    """How many letters a text has."""
    return sum(not c.isspace() for c in readable(text))


def letters_shown(body: Element) -> int:
    """How many letters the body of a document shows."""
    count, waiting = 0, [body]
    while waiting:
        node = waiting.pop()
        if node.tag == f"{W}t":
            count += letters(node.text or "")
        elif (
            node.tag not in GONE and node.tag not in SILENT and not is_gone_row(node) and not is_hidden(node)
        ):
            waiting.extend(node)
    return count
