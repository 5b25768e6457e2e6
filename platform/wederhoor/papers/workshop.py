"""A process of its own for files nobody has looked at: bounded in memory and time, it knows no key and no database.

Libraries that take photos and documents apart are large and written in C; a file that breaks one breaks this process,
and is refused. `examine` is the parent's side, `main` the child's.
"""

import json
import logging
import os
import resource
import struct
import subprocess
import sys
import threading
import warnings
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from wederhoor.papers.blocks import Block, lines_of
from wederhoor.papers.bsn import mentions_bsn
from wederhoor.papers.inspection import FileKind, Found, Refusal, Refused, look

log = logging.getLogger("wederhoor.papers")

SECONDS = 60
MEMORY_BYTES = 3 * 1024**3
AT_ONCE = threading.BoundedSemaphore(2)
WAIT_SECONDS = 90


class Busy(Exception):
    """Too many files are being looked at; it can be tried again in a moment."""


@dataclass(frozen=True, kw_only=True)
class Examined:
    """What a file turned out to be.

    `copy` is the safe copy of an image or PDF, `blocks` that of a document; neither when `no_copy` says why not.
    `attached` are the files that came with a mail: name and bytes.
    """

    found: Found
    copy: bytes | None = None
    copy_type: str | None = None
    blocks: list[dict[str, Any]] | None = None
    no_copy: Refusal | None = None
    subject: str = ""
    mentions_bsn: bool = False
    attached: list[tuple[str, bytes]] = field(default_factory=list)


def examine(content: bytes, kinds: frozenset[FileKind], *, needs_copy: bool) -> Examined:
    """Look at a file by its content and make a safe copy of it.

    Raises Refused for another kind than these, and where a copy is needed and cannot be made. Raises Busy.
    """
    if not content:
        raise Refused(Refusal.EMPTY)
    found = look(content)
    if found.kind not in kinds:
        raise Refused(Refusal.NOT_HERE)
    try:
        made = _made_elsewhere(content, found)
    except Refused as refused:
        if needs_copy or refused.why is Refusal.BOMB:
            raise
        return Examined(found=found, no_copy=refused.why)
    return made


def _made_elsewhere(content: bytes, found: Found) -> Examined:
    if not AT_ONCE.acquire(timeout=WAIT_SECONDS):
        raise Busy
    try:
        done = subprocess.run(  # noqa: S603 - our own program, nothing of the file on its command line
            [sys.executable, "-I", "-m", __name__, found.kind.value],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ},
            cwd="/",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused(Refusal.BOMB) from None
    finally:
        AT_ONCE.release()
    if done.returncode != 0 or len(done.stdout) < 4:
        log.warning("looking at a file of kind %s ended with code %s", found.kind.value, done.returncode)
        raise Refused(Refusal.BROKEN)
    return _read_answer(done.stdout, found)


def _read_answer(answer: bytes, found: Found) -> Examined:
    (length,) = struct.unpack(">I", answer[:4])
    answered = json.loads(answer[4 : 4 + length])
    if answered["refused"]:
        raise Refused(Refusal(answered["refused"]))
    at = 4 + length
    copy = None
    if answered["copy_bytes"] is not None:
        copy = answer[at : at + answered["copy_bytes"]]
        at += answered["copy_bytes"]
    attached = []
    for name, size in answered["attached"]:
        attached.append((name, answer[at : at + size]))
        at += size
    return Examined(
        found=found,
        copy=copy,
        copy_type=answered["copy_type"],
        blocks=answered["blocks"],
        subject=answered["subject"],
        mentions_bsn=answered["mentions_bsn"],
        attached=attached,
    )


def make_copy(content: bytes, found: Found) -> Examined:
    """The safe copy of a file, made in this very process. Raises Refused."""
    # Each library is large, and the child lives for one file: it takes only what that file needs.
    if found.kind is FileKind.IMAGE:
        from wederhoor.papers.photos import clean_image

        copy, copy_type = clean_image(content)
        return Examined(found=found, copy=copy, copy_type=copy_type)
    if found.kind is FileKind.PDF:
        from wederhoor.papers.pdfs import clean_pdf, pdf_text

        copy = clean_pdf(content)
        number_in_it = mentions_bsn(pdf_text(copy))
        return Examined(found=found, copy=copy, copy_type="application/pdf", mentions_bsn=number_in_it)
    blocks, subject, attached = _read(content, found.kind)
    number_in_it = mentions_bsn("\n".join(lines_of(blocks)))
    return Examined(found=found, blocks=blocks, subject=subject, mentions_bsn=number_in_it, attached=attached)


def _read(content: bytes, kind: FileKind) -> tuple[list[Block], str, list[tuple[str, bytes]]]:
    if kind in (FileKind.EML, FileKind.MSG):
        from wederhoor.papers.mails import read_eml, read_msg

        mail = read_eml(content) if kind is FileKind.EML else read_msg(content)
        return mail.blocks, mail.subject, [(one.name, one.content) for one in mail.attached]
    if kind is FileKind.DOCX:
        from wederhoor.papers.word import read_docx

        return read_docx(content), "", []
    if kind is FileKind.XLSX:
        from wederhoor.papers.sheets import read_xlsx

        return read_xlsx(content), "", []
    from wederhoor.papers.reading import read_text

    return read_text(content), "", []


def _write_answer(out: BinaryIO, made: Examined | None, refused: Refusal | None) -> None:
    answered = {
        "refused": refused.value if refused else None,
        "copy_bytes": len(made.copy) if made and made.copy is not None else None,
        "copy_type": made.copy_type if made else None,
        "blocks": made.blocks if made else None,
        "subject": made.subject if made else "",
        "mentions_bsn": bool(made and made.mentions_bsn),
        "attached": [(name, len(content)) for name, content in made.attached] if made else [],
    }
    head = json.dumps(answered).encode()
    out.write(struct.pack(">I", len(head)) + head)
    if made:
        out.write(made.copy or b"")
        for _, content in made.attached:
            out.write(content)


def main() -> None:
    """Read one file from standard input, write its safe copy to standard output."""
    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    content = sys.stdin.buffer.read()
    found = Found(kind=FileKind(sys.argv[1]), media_type="")
    try:
        made = make_copy(content, found)
    except Refused as refused:
        _write_answer(sys.stdout.buffer, None, refused.why)
    except MemoryError:
        _write_answer(sys.stdout.buffer, None, Refusal.BOMB)
    else:
        _write_answer(sys.stdout.buffer, made, None)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
