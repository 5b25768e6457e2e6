"""Reading copies of documents: plain blocks of text that our own pages write out, never anything of the file itself.

See `blocks` for what a block is.
"""

import re
from collections.abc import Iterator

from wederhoor.papers.blocks import Block, lack, note
from wederhoor.papers.inspection import Refusal, Refused, decode_text

CHARACTERS = 1_000_000
BLOCKS = 8_000
ROWS = 2_000
COLUMNS = 60
CUT = "De leeskopie stopt hier: dit bestand is te lang. Open het origineel voor de rest."
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
"""Who says "iso-8859-1" and writes €, means Windows; every reader takes it so."""


def bounded(blocks: Iterator[Block]) -> list[Block]:
    """As many blocks as a page can hold, with a note where it was cut."""
    kept: list[Block] = []
    size = 0
    for block in blocks:
        size += sum(len(cell) for row in block.get("rows", ()) for cell in row) + len(block.get("text", ""))
        if size > CHARACTERS or len(kept) >= BLOCKS:
            return [*kept, lack(CUT)]
        kept.append(block)
    return kept


def readable(text: str) -> str:
    """Without controls and marks that turn text around; every kind of end of a line is one."""
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text.translate(_WINDOWS))).strip()


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
