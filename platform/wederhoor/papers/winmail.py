"""What Outlook packs into one file when it sends to somebody who has no Outlook: winmail.dat (TNEF, [MS-OXTNEF]), and text in its own
compressed form.
"""

import contextlib
import io
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout

import compressed_rtf
import striprtf
import tnefparse
from striprtf.striprtf import rtf_to_text
from tnefparse import TNEF

from wederhoor.papers.confinement import load_whole
from wederhoor.papers.hypertext import text_of_html

load_whole(tnefparse, striprtf, compressed_rtf)
SIGNATURE = b"\x78\x9f\x3e\x22"


def opened_winmail(content: bytes) -> tuple[str, Sequence[tuple[str, bytes]]] | None:
    """The text and the files (name and bytes) in a winmail.dat; None when it cannot be opened or holds nothing."""
    if not content.startswith(SIGNATURE):
        return None
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            opened = TNEF(content, do_checksum=False)
            files = [(_name(one), bytes(one.data)) for one in opened.attachments if one.data]
            text = _text(opened)
    except Exception:  # noqa: BLE001 - a library that says nowhere what it raises, on bytes from anywhere
        return None
    return (text, files) if files or text.strip() else None


def _name(attachment: object) -> str:
    said = getattr(attachment, "long_filename", None)
    name = said() if callable(said) else getattr(attachment, "name", "")
    return name.decode("cp1252", "replace") if isinstance(name, bytes) else str(name or "bijlage")


def _text(opened: TNEF) -> str:
    html = getattr(opened, "htmlbody", None)
    if html:
        return text_of_html(html if isinstance(html, str) else bytes(html).decode("cp1252", "replace"))
    body = getattr(opened, "body", None)
    if body:
        return body if isinstance(body, str) else bytes(body).decode("cp1252", "replace")
    rich = getattr(opened, "rtfbody", None)
    return text_of_rtf(bytes(rich)) if rich else ""


def text_of_compressed(packed: bytes) -> str:
    """The text of RTF in Outlook's compressed form; "" when there is none to be had."""
    with contextlib.suppress(Exception):  # the same: a library on bytes from anywhere
        return text_of_rtf(bytes(compressed_rtf.decompress(packed)))
    return ""


def text_of_rtf(rich: bytes) -> str:
    """The text of RTF."""
    return str(rtf_to_text(rich.decode("latin-1"), encoding="cp1252", errors="replace"))  # type: ignore[no-untyped-call]
