"""Whether a drawing can stand as the mark of an organisation: an SVG that only draws, for pages and for letters on paper."""

from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
LARGEST_BYTES = 60_000
DRAWS = frozenset(
    {
        *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc"),
        *("defs", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "symbol", "use"),
    }
)
"""What may stand in it; nothing that runs, fetches, embeds or writes words in a font that may not be there."""


def problems_in_logo(drawing: str) -> list[str]:
    """What is wrong with a mark, a Dutch sentence each; none when it only draws, is not large and says its proportions."""
    if len(drawing.encode()) > LARGEST_BYTES:
        return [f"het beeldmerk is groter dan {LARGEST_BYTES // 1000} kB"]
    if "<!DOCTYPE" in drawing or "<!ENTITY" in drawing:
        return ["het beeldmerk mag geen DOCTYPE of entiteiten hebben"]
    try:
        root = ElementTree.fromstring(drawing)  # noqa: S314 - of an installed plugin; entities were refused above
    except ElementTree.ParseError as error:
        return [f"het beeldmerk is geen leesbare SVG ({error})"]
    if root.tag != f"{SVG}svg" or not root.get("viewBox"):
        return ["het beeldmerk is geen SVG met een viewBox"]
    found = []
    for element in root.iter():
        if (
            not isinstance(element.tag, str)
            or not element.tag.startswith(SVG)
            or element.tag.removeprefix(SVG) not in DRAWS
        ):
            found.append(f"in het beeldmerk staat iets wat niet tekent: {element.tag!s:.60}")
            continue
        for name, value in element.attrib.items():
            elsewhere = name.rpartition("}")[2] == "href" and not value.startswith("#")
            fetched = "url(" in value.replace(" ", "") and "url(#" not in value.replace(" ", "")
            if name.startswith("on") or name == "style" or elsewhere or fetched:
                found.append(f"in het beeldmerk mag ‘{name[:40]}’ zo niet")
    return found
