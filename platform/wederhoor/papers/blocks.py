"""Blocks of text: what a reading copy of a document is made of.

A block is a dictionary with `kind` (heading, paragraph, item, table, facts, note) and `text` or `rows`; a note with `lacks` says what
is not in the copy.
"""

from typing import Any

Block = dict[str, Any]


def note(text: str) -> Block:
    """Something the platform says about the file."""
    return {"kind": "note", "text": text}


def lack(text: str) -> Block:
    """Something the file shows, or holds, and the copy does not."""
    return {"kind": "note", "text": text, "lacks": True}


def lacks_of(blocks: list[Block]) -> list[str]:
    """What is not in a reading copy, as sentences."""
    return [block["text"] for block in blocks if block.get("lacks")]


def lines_of(blocks: list[Block]) -> list[str]:
    """The text of blocks, line by line, for comparing two versions and for looking for numbers."""
    lines: list[str] = []
    for block in blocks:
        if block["kind"] == "note":
            continue
        lines += [" | ".join(row) for row in block["rows"]] if "rows" in block else block["text"].splitlines()
    return lines
