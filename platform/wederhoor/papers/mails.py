"""Reading copies of e-mail as it travels (.eml): who, when, about what, the text; what was attached becomes papers of its own.

The standard library takes a message apart, also a broken one; which of its parts are shown, and in which letters they were really
written, is decided here as
the programs decide that people read their mail with.
"""

import base64
import binascii
import contextlib
import email
import re
from dataclasses import dataclass, field
from datetime import date
from email import policy
from email.message import Message
from email.parser import BytesParser

from wederhoor.papers.blocks import Block, lack, note
from wederhoor.papers.confinement import load_whole
from wederhoor.papers.hypertext import CHARACTERS, text_of_html
from wederhoor.papers.inspection import Refusal, Refused
from wederhoor.papers.mail_letters import day_in_head, file_name, header, in_letters, unfolded
from wederhoor.papers.reading import bounded, paragraphs, readable
from wederhoor.papers.winmail import opened_winmail

load_whole(email)
ATTACHMENTS = 40
ATTACHED_BYTES = 60 * 1024 * 1024
PARTS = 1_000
DEPTH = 30
HEADERS = (("from", "Van"), ("to", "Aan"), ("cc", "Kopie aan"), ("date", "Datum"), ("subject", "Onderwerp"))
CUT_OFF = "Dit bericht heeft meer onderdelen dan in de kopie passen. Bekijk het origineel."
BEHIND = "Achter het einde van dit bericht staat nog tekst, die geen mailprogramma laat zien. Zij staat alleen in het origineel."
OTHER_FORM = "Dit bericht heeft ook een tweede vorm, met andere tekst:"
_SHOWN = frozenset({"text/plain", "text/html", "text/enriched", "text/richtext"})
_UU = re.compile(
    r"^begin [0-7]{3,4} (?P<name>[^\n]{1,200})\n(?P<body>(?:[\x20-\x60]{1,62}\n)+?)(?:`?\n)?end$",
    re.MULTILINE,
)


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A file that came with a mail: the name it had there, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail as blocks, its subject, its attachments, and the day it was sent (in Amsterdam; None where it does not say)."""

    subject: str
    blocks: list[Block]
    attached: list[Attached]
    sent_on: date | None = None


@dataclass(kw_only=True)
class Gathered:
    """What a message turned out to hold, in the order it is shown."""

    texts: list[str] = field(default_factory=list)
    attached: list[Attached] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)
    parts: int = 0


def read_eml(content: bytes) -> Mail:
    """A mail as it travels (RFC 5322). Raises Refused."""
    try:
        parsed = BytesParser(policy=policy.compat32).parsebytes(content)
        gathered = Gathered()
        _gather(parsed, gathered, 0)
        facts = [[label, value] for name, label in HEADERS if (value := header(parsed, name))]
        return made_of(facts, header(parsed, "subject"), gathered, day_in_head(parsed))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError):
        raise Refused(Refusal.BROKEN) from None


def _gather(part: Message, gathered: Gathered, depth: int) -> None:
    """Walk through a message in the order it is shown."""
    gathered.parts += 1
    if gathered.parts > PARTS or depth > DEPTH:
        if CUT_OFF not in gathered.lacks:
            gathered.lacks.append(CUT_OFF)
        return
    kind = part.get_content_type()
    if kind in ("message/rfc822", "message/global") and depth:
        gathered.attached.append(Attached(name="doorgestuurd bericht.eml", content=_inner(part)))
    elif part.is_multipart():
        _gather_parts(part, gathered, depth, kind)
    elif (
        part.get_content_maintype() == "multipart"
    ):  # its boundary never occurs: what stands there is its text
        _take_text(part, gathered, html=False)
    elif kind in _SHOWN and not _is_file(part):
        _take_text(part, gathered, html=kind == "text/html")
    else:
        _take_file(part, gathered, kind)


def _gather_parts(part: Message, gathered: Gathered, depth: int, kind: str) -> None:
    parts = [one for one in part.get_payload() if isinstance(one, Message)]
    if kind == "multipart/alternative" and len(parts) > 1:
        _gather_best(parts, gathered, depth)
    else:
        for one in parts:
            _gather(one, gathered, depth + 1)
    if part.epilogue and len(readable(part.epilogue)) > 2 and BEHIND not in gathered.lacks:
        gathered.lacks.append(BEHIND)


def _gather_best(parts: list[Message], gathered: Gathered, depth: int) -> None:
    """Of several forms of one text the last is shown; another is shown as well when it says something else."""
    forms = []
    for one in parts:
        inner = Gathered(parts=gathered.parts)
        _gather(one, inner, depth + 1)
        gathered.parts = inner.parts
        gathered.attached += inner.attached
        gathered.lacks += [said for said in inner.lacks if said not in gathered.lacks]
        forms.append("\n\n".join(inner.texts))
    said = [text for text in forms if text.strip()]
    if not said:
        return
    plain, shown = said[0], said[-1]
    if same_words(shown, plain):
        gathered.texts.append(plain)  # says all of it, and keeps its lines
        return
    gathered.texts.append(shown)
    if not same_words(plain, shown):
        gathered.texts.append(f"{OTHER_FORM}\n\n{plain}")


def same_words(text: str, other: str) -> bool:
    """Whether a text says nothing that another does not say."""
    return _words(text) <= _words(other)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", re.sub(r"https?://\S+|\[[^\]]*\]", " ", text).lower()))


def _is_file(part: Message) -> bool:
    if part.get_content_disposition() == "attachment":
        return True
    return bool(_name_of(part))


def _name_of(part: Message) -> str:
    with contextlib.suppress(ValueError, LookupError, TypeError, UnicodeError):
        return unfolded(part.get_filename() or "")
    return ""


def _payload(part: Message) -> bytes:
    with contextlib.suppress(ValueError, LookupError, AssertionError, binascii.Error):
        raw = part.get_payload(decode=True)
        if isinstance(raw, bytes):
            return raw
    text = part.get_payload()
    return text.encode("utf-8", "surrogateescape") if isinstance(text, str) else b""


def _take_text(part: Message, gathered: Gathered, *, html: bool) -> None:
    raw = _payload(part)
    charset = str(part.get_param("charset") or "")
    if html:
        if not charset and (
            meta := re.search(rb"charset\s*=\s*[\"']?([\w-]{2,40})", raw[:4_000], re.IGNORECASE)
        ):
            charset = meta[1].decode("ascii")
        text = in_letters(raw, charset)
        if len(text) > CHARACTERS:
            gathered.lacks.append("De tekst van dit bericht is te lang voor de kopie. Bekijk het origineel.")
        gathered.texts.append(text_of_html(text))
        return
    gathered.texts.append(_without_uu(readable(in_letters(raw, charset)), gathered))


def _without_uu(text: str, gathered: Gathered) -> str:
    """Files that stand in the text itself, as mail had them before there were attachments, become attachments."""

    def taken(found: re.Match[str]) -> str:
        try:
            content = b"".join(binascii.a2b_uu(line + "\n") for line in found["body"].splitlines())
        except (binascii.Error, ValueError):
            return found[0]
        gathered.attached.append(Attached(name=file_name(found["name"]), content=content))
        return ""

    return _UU.sub(taken, text)


def _take_file(part: Message, gathered: Gathered, kind: str) -> None:
    content = _payload(part)
    name = _name_of(part)
    if kind in ("application/ms-tnef", "application/vnd.ms-tnef") or name.lower() == "winmail.dat":
        inside = opened_winmail(content)
        if inside is not None:
            shown, files = inside
            known = _words(" ".join(gathered.texts))
            gathered.texts += [text for text in (readable(shown),) if text and not _words(text) <= known]
            gathered.attached += [Attached(name=file_name(one), content=held) for one, held in files]
            return
    if content:
        gathered.attached.append(Attached(name=file_name(name), content=content))
    elif name:
        gathered.lacks.append(f"De bijlage ‘{file_name(name)}’ is leeg.")


def _inner(part: Message) -> bytes:
    """A message within a message, as it travelled; some programs pack it as if it were a file."""
    held = part.get_payload(0) if part.is_multipart() else None
    if not isinstance(held, Message):
        return _payload(part)
    if str(part.get("content-transfer-encoding", "")).strip().lower() == "base64" and not held.keys():
        with contextlib.suppress(ValueError, binascii.Error):
            return base64.b64decode(_payload(held), validate=False)
    try:
        return held.as_bytes()
    except (ValueError, LookupError, TypeError, KeyError):
        return held.as_string().encode("utf-8", "surrogateescape")


def made_of(facts: list[list[str]], subject: str, gathered: Gathered, sent_on: date | None) -> Mail:
    """A mail as blocks: what was gathered, and what could not come along."""
    attached: list[Attached] = []
    left = 0
    size = 0
    for one in gathered.attached:
        size += len(one.content)
        if len(attached) >= ATTACHMENTS or size > ATTACHED_BYTES:
            left += 1
        else:
            attached.append(one)
    blocks: list[Block] = [{"kind": "facts", "rows": facts}] if facts else []
    text = bounded(paragraphs("\n\n".join(gathered.texts)))
    blocks += text or [note("In dit bericht staat geen tekst.")]
    blocks += map(lack, gathered.lacks)
    if attached:
        names = ", ".join(one.name for one in attached)
        blocks.append(
            note(
                f"Met dit bericht kwam mee: {names}. Wat kon worden aangenomen, staat als eigen stuk in het dossier."
            )
        )
    if left:
        more = "1 bijlage" if left == 1 else f"{left} bijlagen"
        blocks.append(
            lack(f"Met dit bericht kwam meer mee dan er tegelijk past: {more} staan alleen in het origineel.")
        )
    return Mail(subject=subject, blocks=blocks, attached=attached, sent_on=sent_on)
