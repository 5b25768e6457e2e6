"""What a file turns out to be, and what making a safe copy of it gives."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wederhoor.papers.inspection import Found, Refusal


@dataclass(frozen=True, kw_only=True)
class SafeCopy:
    """The copy and its media type; `lacks` are sentences on what the file shows, or holds, and the copy does not."""

    copy: bytes
    copy_type: str
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Examined:
    """What a file turned out to be.

    `copy` is the safe copy of an image or PDF, `blocks` that of a document; neither when `no_copy` says why not. `lacks` are sentences
    on what the
    file shows and the copy does not. `attached` are the files that came with a mail: name and bytes.
    """

    found: Found
    copy: bytes | None = None
    copy_type: str | None = None
    blocks: list[dict[str, Any]] | None = None
    no_copy: Refusal | None = None
    lacks: tuple[str, ...] = ()
    subject: str = ""
    sent_on: date | None = None
    """The day a mail was sent, in Amsterdam; None for what is no mail."""
    mentions_bsn: bool = False
    attached: list[tuple[str, bytes]] = field(default_factory=list)
