"""Several letters as one PDF to print."""

import io
from collections.abc import Sequence

import pikepdf

TITLE = "Brieven"


def merged(letters: Sequence[bytes]) -> bytes:
    """The pages of several PDFs after each other, under a title that says nothing. For paper: reading is letter by letter."""
    with pikepdf.new() as whole:
        for content in letters:
            with pikepdf.open(io.BytesIO(content)) as one:
                whole.pages.extend(one.pages)
        whole.docinfo["/Title"] = TITLE
        out = io.BytesIO()
        whole.save(out)
        return out.getvalue()
