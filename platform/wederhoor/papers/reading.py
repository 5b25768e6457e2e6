"""Reading copies of documents: plain blocks of text that our own pages write out, never anything of the file itself.

See `blocks` for what a block is.
"""

import re
from collections.abc import Iterator

from wederhoor.papers.blocks import Block, note
from wederhoor.papers.inspection import Refusal, Refused, decode_text

CHARACTERS = 1_000_000
BLOCKS = 8_000
ROWS = 2_000
COLUMNS = 60
CUT = "De leeskopie stopt hier: dit bestand is te lang. Open het origineel voor de rest."
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def bounded(blocks: Iterator[Block]) -> list[Block]:
    """As many blocks as a page can hold, with a note where it was cut."""
    kept: list[Block] = []
    size = 0
    for block in blocks:
        size += sum(len(cell) for row in block.get("rows", ()) for cell in row) + len(block.get("text", ""))
        if size > CHARACTERS or len(kept) >= BLOCKS:
            return [*kept, note(CUT)]
        kept.append(block)
    return kept


def readable(text: str) -> str:
    """Without controls and marks that turn text around."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def paragraphs(text: str) -> Iterator[Block]:
    """Blocks of plain text, one per paragraph."""
    for part in re.split(r"\n\s*\n", readable(text)):
        if part.strip():
            yield {"kind": "paragraph", "text": part.strip("\n")}


def read_text(content: bytes) -> list[Block]:
    """A text file."""
    text = decode_text(content)
    if text is None:
        raise Refused(Refusal.BROKEN)
    return bounded(paragraphs(text)) or [note("Dit bestand is leeg.")]
