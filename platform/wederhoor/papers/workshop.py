"""A process of its own for files nobody has looked at: bounded in memory and time, without descriptors, network, keys or database.

Libraries that take photos and documents apart are large and written in C; a file that breaks one breaks this process,
and is refused. `examine` is the parent's side, `main` the child's. What the child gives up is said in `confinement`, how many there
are in `places`.
"""

import json
import logging
import os
import struct
import subprocess
import sys
import threading
import warnings
from datetime import date
from pathlib import Path
from typing import BinaryIO

from wederhoor.papers import confinement
from wederhoor.papers.inspection import FileKind, Found, Refusal, Refused, look
from wederhoor.papers.made import Examined
from wederhoor.papers.making import maker_of
from wederhoor.papers.places import MEMORY_BYTES, Busy, a_place

log = logging.getLogger("wederhoor.papers")

SECONDS = 40
"""The longest a file may take by the clock; of the processor it gets as much."""
ANSWER_BYTES = 220 * 1024**2
"""More than a child has to say: a copy, and what came along with a mail."""
COPY_BYTES = 100 * 1024**2
"""A copy that is larger is of a file that unfolds."""
PIECE_BYTES = 1024**2
HEAD_BYTES = 16 * 1024**2


def examine(content: bytes, kinds: frozenset[FileKind], *, needs_copy: bool, queue: Path) -> Examined:
    """Look at a file by its content and make a safe copy of it; `places` is the folder with the machine's places.

    Raises Refused for another kind than these, and where a copy is needed and cannot be made. Raises places.Busy.
    """
    if not content:
        raise Refused(Refusal.EMPTY)
    found = look(content)
    if found.kind not in kinds:
        raise Refused(Refusal.NOT_HERE)
    try:
        return _made_elsewhere(content, found, queue)
    except Refused as refused:
        if needs_copy or refused.why is Refusal.BOMB:
            raise
        return Examined(found=found, no_copy=refused.why)


def pictured(copy: bytes, queue: Path) -> bytes:
    """The first pages of a PDF that is a safe copy, as one picture (`page_pictures`). Raises Refused, places.Busy."""
    with a_place(queue):
        code, answer = _asked(PAGES, copy)
    if code != 0 or not answer:
        raise Refused(Refusal.BROKEN if code == CANNOT else Refusal.BOMB)
    return answer


def _made_elsewhere(content: bytes, found: Found, queue: Path) -> Examined:
    with a_place(queue):
        code, answer = _asked(found.kind.value, content)
    if code is None:
        raise Refused(Refusal.BOMB)
    if code != 0 or len(answer) < 4:
        log.warning("looking at a file of kind %s ended with code %s", found.kind.value, code)
        # Ended by the kernel: out of memory or processor time.
        raise Refused(Refusal.BOMB if code < 0 else Refusal.BROKEN)
    try:
        return _read_answer(answer, found)
    except (ValueError, KeyError, TypeError, struct.error):
        log.warning("looking at a file of kind %s gave no answer that can be read", found.kind.value)
        raise Refused(Refusal.BROKEN) from None


def _asked(task: str, content: bytes) -> tuple[int | None, bytes]:
    """What a child answered to a task, and how it ended; None when it took too long or said too much."""
    ended: list[bool] = []
    with subprocess.Popen(  # noqa: S603 - our own program, nothing of the file on its command line
        [sys.executable, "-I", "-m", __name__, task],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env={"MALLOC_ARENA_MAX": "1"} | {n: os.environ[n] for n in ("LD_LIBRARY_PATH",) if n in os.environ},
        cwd="/",
    ) as child:

        def end() -> None:
            ended.append(True)
            child.kill()

        late = threading.Timer(SECONDS, end)
        late.daemon = True
        late.start()
        try:
            answer = _talk(child, content)
            if len(answer) > ANSWER_BYTES:
                end()
        finally:
            late.cancel()
            if child.stdout is not None:
                child.stdout.close()  # what still talks hears that nobody listens
            code = child.wait()
    return (None if ended else code), answer


def _talk(child: "subprocess.Popen[bytes]", content: bytes) -> bytes:
    """Give a child its file, and take what it says, up to a bound."""
    if child.stdin is None or child.stdout is None:
        return b""
    left = memoryview(content)
    try:
        while left:
            left = left[child.stdin.write(left) :]
    except BrokenPipeError:  # it ended before it had read everything; how is told by its code
        return b""
    child.stdin.close()
    said, size = [], 0
    while size <= ANSWER_BYTES and (piece := child.stdout.read(PIECE_BYTES)):
        said.append(piece)
        size += len(piece)
    return b"".join(said)


def say_protections(queue: Path) -> None:
    """Log with which locks files are taken apart on this machine, as a warning when its kernel lacks some."""
    try:
        in_force = protections(queue)
    except Busy:  # whoever looks at files now will say so when something is wrong
        return
    said = ", ".join(confinement.WORDS[one] for one in in_force) or "geen enkele bescherming"
    lacking = ", ".join(confinement.WORDS[one] for one in confinement.ALL if one not in in_force)
    if lacking:
        log.warning("bestanden worden bekeken met: %s; deze machine heeft niet: %s", said, lacking)
    else:
        log.info("bestanden worden bekeken met: %s", said)


def protections(queue: Path) -> tuple[str, ...]:
    """Which of the locks of `confinement` this machine gives a child. Raises places.Busy."""
    with a_place(queue):
        _, answer = _asked(PROBE, b"")
    return tuple(one for one in answer.decode("ascii", "replace").split() if one in confinement.ALL)


PROBE, PAGES = "probe", "pages"
CANNOT = 3
"""How a child ends that could draw no pages."""


def _read_answer(answer: bytes, found: Found) -> Examined:
    (length,) = struct.unpack(">I", answer[:4])
    if length > HEAD_BYTES:
        raise Refused(Refusal.TOO_LONG)
    answered = json.loads(answer[4 : 4 + length])
    if answered["refused"]:
        raise Refused(Refusal(answered["refused"]))
    at = 4 + length
    copy = None
    if answered["copy_bytes"] is not None:
        if answered["copy_bytes"] > COPY_BYTES:
            raise Refused(Refusal.BOMB)
        copy = answer[at : at + answered["copy_bytes"]]
        at += answered["copy_bytes"]
    attached = []
    for name, size in answered["attached"]:
        attached.append((str(name), answer[at : at + size]))
        at += size
    return Examined(
        found=found,
        copy=copy,
        copy_type=answered["copy_type"],
        blocks=answered["blocks"],
        lacks=tuple(str(one) for one in answered["lacks"]),
        subject=answered["subject"],
        sent_on=date.fromisoformat(answered["sent_on"]) if answered["sent_on"] else None,
        mentions_bsn=answered["mentions_bsn"],
        attached=attached,
    )


def _write_answer(out: BinaryIO, made: Examined | None, refused: Refusal | None) -> None:
    answered = {
        "refused": refused.value if refused else None,
        "copy_bytes": len(made.copy) if made and made.copy is not None else None,
        "copy_type": made.copy_type if made else None,
        "blocks": made.blocks if made else None,
        "lacks": list(made.lacks) if made else [],
        "subject": made.subject if made else "",
        "sent_on": made.sent_on.isoformat() if made and made.sent_on else None,
        "mentions_bsn": bool(made and made.mentions_bsn),
        "attached": [(name, len(content)) for name, content in made.attached] if made else [],
    }
    head = json.dumps(answered).encode()
    out.write(struct.pack(">I", len(head)) + head)
    if made:
        out.write(made.copy or b"")
        for _, content in made.attached:
            out.write(content)


def enter() -> tuple[str, ...]:
    """Give up everything but computing, in the process this runs in; returns which locks are in force."""
    return confinement.confine(memory_bytes=MEMORY_BYTES, seconds=SECONDS)


def main() -> None:
    """Read one file from standard input, write its safe copy to standard output."""
    warnings.simplefilter("ignore")
    task, out = sys.argv[1], sys.stdout.buffer
    if task == PROBE:
        out.write(" ".join(enter()).encode())
        out.flush()
        return
    if task == PAGES:
        from wederhoor.papers.page_pictures import draw

        enter()
        try:
            out.write(draw(sys.stdin.buffer.read()))
        except Refused:
            sys.exit(CANNOT)
        out.flush()
        return
    kind = FileKind(task)
    made_by = maker_of(kind)
    enter()
    content = sys.stdin.buffer.read()
    try:
        made = made_by(content, Found(kind=kind, media_type=""))
    except Refused as refused:
        _write_answer(out, None, refused.why)
    except MemoryError:
        _write_answer(out, None, Refusal.BOMB)
    else:
        _write_answer(out, made, None)
    out.flush()


if __name__ == "__main__":
    main()
