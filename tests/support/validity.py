"""Whether a page is valid HTML: the parser's own errors, and the rules of the standard that a parser does not know.

Sources: HTML Living Standard (content models, attributes, autofill), ARIA in HTML (roles that elements may carry).
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as MESSAGES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SVG = "{http://www.w3.org/2000/svg}svg"
PHRASING = _words(
    "a abbr b bdi br button cite code del em i img input ins kbd label link mark output progress q s samp script "
    "select small span strong sub sup textarea time u var wbr"
) | {SVG}
FLOW = PHRASING | _words(
    "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main "
    "nav ol p pre section table ul"
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
INTERACTIVE = _words("a button details label select textarea")
LABELABLE = _words("button input output progress select textarea")
# What may stand in an element; who is not named here takes all flow content. `a`, `ins` and `del` take what their parent takes.
TAKES: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        _words(
            "abbr b bdi button cite code em h1 h2 h3 h4 h5 h6 i kbd label mark output p pre progress q s samp "
            "small span strong sub sup time u var"
        ),
        PHRASING,
    ),
    **dict.fromkeys(("legend", "summary"), PHRASING | frozenset(HEADINGS)),
    **dict.fromkeys(("ul", "ol"), frozenset(("li",))),
    "dl": frozenset(("dt", "dd", "div")),
    "table": frozenset(("caption", "colgroup", "thead", "tbody", "tfoot", "tr")),
    **dict.fromkeys(("thead", "tbody", "tfoot"), frozenset(("tr",))),
    "tr": frozenset(("td", "th")),
    "select": frozenset(("option", "optgroup")),
    "optgroup": frozenset(("option",)),
    **dict.fromkeys(("option", "textarea", "title", "script"), frozenset()),
    "head": frozenset(("meta", "title", "link", "script")),
    "html": frozenset(("head", "body")),
    "fieldset": FLOW | {"legend"},
    "details": FLOW | {"summary"},
    "figure": FLOW | {"figcaption"},
}
TRANSPARENT = frozenset(("a", "ins", "del"))
EVERYWHERE = _words(
    "class dir hidden id inert lang role tabindex title translate spellcheck inputmode autofocus"
)
OWN: dict[str, frozenset[str]] = {
    name: frozenset(attributes.split())
    for name, attributes in {
        "a": "href download rel target hreflang type",
        "button": "type name value disabled form formaction formmethod formnovalidate",
        "del": "cite datetime",
        "details": "open name",
        "fieldset": "disabled form name",
        "form": "action method enctype novalidate autocomplete name target",
        "img": "src alt width height loading decoding",
        "input": "type name value checked disabled required readonly autocomplete placeholder size maxlength minlength "
        "min max step pattern multiple accept capture form list",
        "ins": "cite datetime",
        "label": "for",
        "li": "value",
        "link": "rel href type media sizes",
        "meta": "name content charset",
        "ol": "reversed start type",
        "optgroup": "label disabled",
        "option": "value selected disabled label",
        "output": "for form name",
        "progress": "value max",
        "script": "src defer async type",
        "select": "name multiple required disabled size autocomplete form",
        "td": "colspan rowspan headers",
        "textarea": "name rows cols required readonly disabled maxlength minlength placeholder autocomplete form wrap",
        "th": "colspan rowspan headers scope abbr",
        "time": "datetime",
    }.items()
}
ARIA = _words(
    "activedescendant atomic busy checked controls current describedby description details disabled errormessage "
    "expanded haspopup hidden invalid keyshortcuts label labelledby level live modal multiselectable orientation owns placeholder "
    "posinset pressed readonly relevant required roledescription selected setsize sort valuemax valuemin valuenow "
    "valuetext"
)
POINTERS = ("for", "headers", "list", "form", "data-copy", "data-error-of") + tuple(
    f"aria-{name}"
    for name in ("activedescendant", "controls", "describedby", "details", "errormessage", "labelledby")
)
ROLES = _words(
    "alert alertdialog dialog group img link list listitem log none presentation radiogroup region search status "
    "tab tablist tabpanel timer toolbar"
)
NAMELESS = _words("b code dd del div dt em i ins legend p pre s small span strong sub sup time u")
ONE_LINE = _words(
    "off on name given-name family-name additional-name honorific-prefix organization username new-password "
    "current-password one-time-code address-line1 address-line2 address-line3 address-level1 address-level2 country "
    "country-name postal-code bday bday-day bday-month bday-year tel email url language"
)
MOMENT = r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?"
INPUTS = _words(
    "checkbox date email file hidden number password radio search submit tel text time url datetime-local"
)


def faults(html: str) -> list[str]:
    """Everything that keeps a whole page from being valid HTML, in words; empty when it is valid."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(html)
    found = [f"line {place[0]}: {MESSAGES[code] % values}" for place, code, values in parser.errors]
    found += [f"line {number}: {what}" for number, what in _unfinished(html)]
    for element, above in _walk(root, ()):
        found += _attributes(element) + _place(element, above) + _inside(element)
    return found + _references(root) + _outline(root)


def _unfinished(html: str) -> Iterator[tuple[int, str]]:
    """What the parser takes as text: control characters."""
    for number, line in enumerate(html.splitlines(), 1):
        if re.search(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", line):
            yield number, "a control character"


def _walk(element: Element, above: tuple[Element, ...]) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    for child in element:
        if isinstance(child.tag, str):  # not a comment
            yield child, (*above, element)
            if child.tag != SVG:
                yield from _walk(child, (*above, element))


def _said(element: Element) -> str:
    marks = "".join(
        f' {name}="{value}"' for name, value in element.items() if name in ("id", "name", "href", "class")
    )
    return f"<{element.tag}{marks}>"


def _attributes(element: Element) -> list[str]:
    tag, wrong = element.tag, []
    if tag == SVG:
        return []
    if (
        tag not in FLOW
        and tag not in TAKES
        and tag not in OWN
        and tag not in ("body", "dt", "dd", "td", "caption")
    ):
        wrong.append("no element we know")
    for name, value in element.items():
        if name.startswith("aria-"):
            if name[5:] not in ARIA:
                wrong.append(f"no attribute {name}")
        elif not name.startswith("data-") and name not in EVERYWHERE and name not in OWN.get(tag, ()):
            wrong.append(f"no attribute {name} here")
        if name in ("action", "href", "src", "id", "for", "name", "role", "lang") and not value.strip():
            wrong.append(f"{name} is empty")
    role = element.get("role")
    if role is not None and role not in ROLES:
        wrong.append(f"no role {role} here")
    if tag in NAMELESS and role is None and (element.get("aria-label") or element.get("aria-labelledby")):
        wrong.append("a name on an element without a role")
    wrong += _values(element)
    return [f"{_said(element)}: {what}" for what in wrong]


def _values(element: Element) -> list[str]:
    tag, kind, wrong = element.tag, element.get("type"), []
    if tag == "input" and kind is not None and kind not in INPUTS:
        wrong.append(f"no type {kind}")
    if tag == "button" and kind not in ("button", "submit", "reset"):
        wrong.append("a button says its type")
    if tag == "img" and element.get("alt") is None:
        wrong.append("no alt")
    if tag == "th" and element.get("scope") not in (None, "row", "col", "rowgroup", "colgroup"):
        wrong.append("no such scope")
    if tag == "time" and not re.fullmatch(MOMENT, element.get("datetime", "")):
        wrong.append("no such moment")
    filled = element.get("autocomplete")
    if filled is not None:
        allowed = ONE_LINE | {"street-address"} if tag == "textarea" else ONE_LINE | {"webauthn"}
        if kind in ("checkbox", "radio", "file") or set(filled.split()) - allowed:
            wrong.append(f"autocomplete {filled} does not go here")
    if tag == "html" and not element.get("lang"):
        wrong.append("no language")
    if tag == "label" and len([one for one in element.iter() if one.tag in LABELABLE]) > 1:
        wrong.append("one label for two fields")
    return wrong


def _takes(element: Element, above: tuple[Element, ...]) -> frozenset[str]:
    if element.tag in TRANSPARENT:
        return _takes(above[-1], above[:-1])
    if element.tag == "div" and above and above[-1].tag == "dl":
        return frozenset(("dt", "dd"))
    return TAKES.get(element.tag, FLOW)


def _interactive(element: Element) -> bool:
    if element.tag == "a":
        return element.get("href") is not None
    if element.tag == "input":
        return element.get("type") != "hidden"
    return element.tag in INTERACTIVE or element.get("tabindex") is not None


def _place(element: Element, above: tuple[Element, ...]) -> list[str]:
    """Whether an element may stand where it stands."""
    parent, wrong = above[-1], []
    if element.tag not in _takes(parent, above[:-1]):
        wrong.append(f"may not stand in {_said(parent)}")
    if _interactive(element):
        outer = next((one for one in above if one.tag in ("a", "button")), None)
        if outer is not None:
            wrong.append(f"to be pressed within {_said(outer)}")
        if element.tag in ("a", "details", "label") and any(one.tag == "label" for one in above):
            wrong.append("to be pressed within a label")
    for tag in ("form", "main", "header", "footer"):
        if element.tag == tag and any(one.tag == tag for one in above):
            wrong.append(f"a {tag} in a {tag}")
    return [f"{_said(element)}: {what}" for what in wrong]


def _inside(element: Element) -> list[str]:
    """What an element must have, and text where none may stand."""
    tag, children, wrong = element.tag, list(element), []
    only = ("dl", "html", "head", "ol", "optgroup", "select", "table", "tbody", "tfoot", "thead", "tr", "ul")
    if tag in only and ((element.text or "").strip() or any((one.tail or "").strip() for one in children)):
        wrong.append("text between the parts")
    for first in {"fieldset": ("legend",), "details": ("summary",)}.get(tag, ()):
        if (
            not children
            or children[0].tag != first
            or len([one for one in children if one.tag == first]) != 1
        ):
            wrong.append(f"starts with one {first}")
    if tag == "dl":
        parts = [part for one in children for part in (one if one.tag == "div" else (one,))]
        names = [one.tag for one in parts]
        if names and (names[0] != "dt" or names[-1] != "dd"):
            wrong.append("every term has a description")
        if {one.tag for one in children} > {"div"}:
            wrong.append("groups and loose parts together")
    if tag == "table":
        widths = {sum(int(cell.get("colspan", "1")) for cell in row) for row in element.iter("tr")}
        if len(widths) > 1 and not any(cell.get("rowspan") for cell in element.iter()):
            wrong.append(f"rows of different widths {sorted(widths)}")
    if tag in HEADINGS and not "".join(element.itertext()).strip():
        wrong.append("empty")
    return [f"{_said(element)}: {what}" for what in wrong]


def _references(root: Element) -> list[str]:
    wrong, known = [], {}
    for element in root.iter():
        name = element.get("id")
        if name is not None:
            if name in known or re.search(r"\s", name):
                wrong.append(f"{_said(element)}: not one id of its own")
            known[name] = element
    for element in root.iter():
        for attribute in POINTERS:
            for target in (element.get(attribute) or "").split():
                at = known.get(target)
                if at is None:
                    wrong.append(f"{_said(element)}: {attribute} points at {target}, which is not there")
                elif (
                    attribute == "for"
                    and element.tag == "label"
                    and (at.tag not in LABELABLE or at.get("type") == "hidden")
                ):
                    wrong.append(f"{_said(element)}: a label of {_said(at)}")
                elif attribute == "form" and at.tag != "form":
                    wrong.append(f"{_said(element)}: {target} is no form")
        address = element.get("href") or ""
        if address.startswith("#") and address[1:] not in known:
            wrong.append(f"{_said(element)}: {address} is not there")
    return wrong


def _outline(root: Element) -> list[str]:
    """One h1, which comes first, and no level skipped on the way down; one main; a title."""
    levels = [int(one.tag[1]) for one in root.iter() if one.tag in HEADINGS]
    wrong = [
        f"h{low} comes after h{high}" for high, low in zip(levels, levels[1:], strict=False) if low > high + 1
    ]
    if levels[:1] != [1] or levels.count(1) != 1:
        wrong.append(f"headings {levels[:4]}: one h1, and first")
    if len(list(root.iter("main"))) != 1:
        wrong.append("one main")
    if not (root.findtext("head/title") or "").strip():
        wrong.append("no title")
    return wrong
