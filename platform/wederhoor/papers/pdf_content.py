"""What draws a page: its steps, without remarks between them, without words beside what is drawn, and without what stands in layers
that are off.
"""

import re
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Operator, Stream

from wederhoor.papers.pdf_layers import shown

_NEEDS_A_LOOK = re.compile(rb"%|\bBDC\b|\bBMC\b|\bDP\b|\bMP\b|\bBI\b|\bID\b|\bPS\b")
_PAINTS = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"})
_WRITES = frozenset({"Tj", "TJ"})
_WRITES_BELOW = frozenset({"'", '"'})


def clean_content(
    pdf: pikepdf.Pdf,
    stream: Stream,
    data: bytes,
    resources: Dictionary | None,
    layers_named: Any,
    hidden: frozenset[tuple[int, int]],
    clean: Callable[[Any], Any],
) -> tuple[bytes, bool]:
    """The steps of a content stream as bytes, and whether something in a hidden layer was left out. `data` is what the stream holds.

    Pictures within the steps become parts of their own, cleaned by `clean` and named in `resources`; without those they stay.
    `layers_named` says
    which layers the steps name. Raises pikepdf.PdfError.
    """
    if not _NEEDS_A_LOOK.search(data) and not hidden:
        return data, False
    steps: list[Any] = []
    layers: list[bool] = []
    hid = False
    for step in pikepdf.parse_content_stream(stream):
        operator = str(step.operator)
        if operator in ("BDC", "BMC"):
            layers.append(_begins_hidden(step, layers_named, hidden))
            continue
        if operator == "EMC":
            if layers:
                layers.pop()
            continue
        if operator in ("DP", "MP", "PS"):
            continue
        if any(layers):
            kept = _unseen(step, operator)
            hid = hid or kept is not step
            if kept is not None:
                steps.append(kept)
            continue
        drawn: Any = step
        if operator == "INLINE IMAGE" and resources is not None:
            drawn = _own_part(pdf, step, resources, clean)
        elif operator == "Do" and resources is not None and not _is_there(step, resources):
            continue
        if drawn is not None:
            steps.append(drawn)
    return pikepdf.unparse_content_stream(steps), hid


def _begins_hidden(step: Any, properties: Any, hidden: frozenset[tuple[int, int]]) -> bool:
    if (
        not hidden
        or len(step.operands) != 2
        or str(step.operands[0]) != "/OC"
        or not isinstance(properties, Dictionary)
    ):
        return False
    return not shown(properties.get(str(step.operands[1])), hidden)


def _unseen(step: Any, operator: str) -> Any:
    """A step that leaves nothing on the page, but everything after it where it was."""
    if operator in _PAINTS:
        return pikepdf.ContentStreamInstruction([], Operator("n"))
    if operator in _WRITES_BELOW:
        return pikepdf.ContentStreamInstruction([], Operator("T*"))
    if operator in _WRITES or operator in ("Do", "sh", "INLINE IMAGE"):
        return None
    return step


def _is_there(step: Any, resources: Dictionary) -> bool:
    named = resources.get("/XObject")
    return isinstance(named, Dictionary) and len(step.operands) == 1 and str(step.operands[0]) in named


def _own_part(pdf: pikepdf.Pdf, step: Any, resources: Dictionary, clean: Callable[[Any], Any]) -> Any:
    """A picture that stands between the steps, as a part of its own; None when it cannot be read."""
    inline = step.iimage
    picture = pdf.make_stream(inline.read_raw_bytes())
    for name, value in inline.obj.items():
        if name not in ("/L", "/Length"):
            picture[name] = value
    picture.Type, picture.Subtype = Name.XObject, Name.Image
    spaces, colour = resources.get("/ColorSpace"), picture.get("/ColorSpace")
    if isinstance(colour, Name) and isinstance(spaces, Dictionary) and str(colour) in spaces:
        picture.ColorSpace = spaces[str(colour)]
    made = clean(picture)
    if made is None:
        return None
    if "/XObject" not in resources:
        resources.XObject = Dictionary()
    number = len(resources.XObject)
    while f"/Own{number}" in resources.XObject:
        number += 1
    resources.XObject[f"/Own{number}"] = made
    return pikepdf.ContentStreamInstruction([Name(f"/Own{number}")], Operator("Do"))
