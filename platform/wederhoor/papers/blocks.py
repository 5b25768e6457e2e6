"""Blocks of text: what a reading copy of a document is made of.

A block is a dictionary with `kind` (heading, paragraph, item, table, facts, note) and `text` or `rows`.
"""

from typing import Any

Block = dict[str, Any]


def note(text: str) -> Block:
    """Something the platform says about the file."""
    return {"kind": "note", "text": text}


def lines_of(blocks: list[Block]) -> list[str]:
    """The text of blocks, line by line, for comparing two versions and for looking for numbers."""
    lines: list[str] = []
    for block in blocks:
        if block["kind"] == "note":
            continue
        lines += [" | ".join(row) for row in block["rows"]] if "rows" in block else block["text"].splitlines()
    return lines
