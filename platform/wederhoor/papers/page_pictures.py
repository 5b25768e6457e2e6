"""The first pages of a PDF that is a safe copy, as one picture below each other: to read beside a text, where a PDF cannot stand.

Drawn by the typesetter, within the process that takes files apart (`workshop`): no browser opens the PDF for it.
"""

import io
import json

import pikepdf
import typst

from wederhoor.papers.confinement import load_whole
from wederhoor.papers.inspection import Refusal, Refused
from wederhoor.papers.page_limits import MOST, MOST_BYTES

_DOTS = 110  # an inch
_PAGES = b"""
#let from = bytes(json(bytes(sys.inputs.pdf)))
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#let sheet(n) = block(stroke: 0.5pt + gray, image(from, format: "pdf", page: n, width: 595pt))
#stack(spacing: 8pt, ..range(1, int(sys.inputs.count) + 1).map(sheet))
"""
load_whole(pikepdf)


def draw(content: bytes) -> bytes:
    """A picture of the first pages. Raises Refused for what cannot be drawn."""
    if len(content) > MOST_BYTES:
        raise Refused(Refusal.TOO_LONG)
    try:
        with pikepdf.open(io.BytesIO(content)) as whole:
            count = min(len(whole.pages), MOST)
        made = typst.compile(
            _PAGES,
            format="png",
            ppi=_DOTS,
            ignore_system_fonts=True,
            sys_inputs={"pdf": json.dumps(list(content)), "count": str(count)},
        )
    except (pikepdf.PdfError, RuntimeError, ValueError) as broken:
        raise Refused(Refusal.BROKEN) from broken
    return bytes(made) if isinstance(made, bytes) else bytes(made[0])
