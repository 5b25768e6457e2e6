"""Reading copies of e-mail (.eml, .msg): who, when, about what, the text; what was attached becomes papers of its own."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from html.parser import HTMLParser
from typing import Any
from zoneinfo import ZoneInfo

from wederhoor.papers.blocks import Block, note
from wederhoor.papers.inspection import Refusal, Refused
from wederhoor.papers.reading import bounded, paragraphs, readable
from wederhoor.rules.wording import dutch_moment

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ATTACHMENTS = 40
ATTACHED_BYTES = 60 * 1024 * 1024
HTML_CHARACTERS = 3_000_000
PARTS = 500
HEADERS = (("from", "Van"), ("to", "Aan"), ("cc", "Kopie aan"), ("date", "Datum"), ("subject", "Onderwerp"))


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A file that came with a mail: the name it had there, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail as blocks, its subject, and its attachments."""

    subject: str
    blocks: list[Block]
    attached: list[Attached]


def read_eml(content: bytes) -> Mail:
    """A mail as it travels (RFC 5322). Raises Refused."""
    try:
        parsed = BytesParser(policy=policy.default).parsebytes(content)
        if not isinstance(parsed, EmailMessage):
            raise Refused(Refusal.BROKEN)
        facts = [[label, value] for name, label in HEADERS if (value := _header(parsed, name))]
        attached = list(_bounded(_attached(parsed)))
        return _mail(facts, _header(parsed, "subject"), _body(parsed), attached)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise Refused(Refusal.BROKEN) from None


def _when(sent: datetime) -> str:
    """ "2 maart 2026 om 10.00 uur", in Amsterdam; a moment without a zone is taken as UTC."""
    here = (sent if sent.tzinfo else sent.replace(tzinfo=UTC)).astimezone(AMSTERDAM)
    return dutch_moment(here)


def _header(parsed: EmailMessage, name: str) -> str:
    try:
        if name == "date" and (sent := getattr(parsed.get(name), "datetime", None)):
            return _when(sent)
        return " ".join(readable(str(parsed.get(name, ""))).split())[:2_000]
    except (
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
        OverflowError,
    ):  # a header that follows no rule
        return ""


def _body(parsed: EmailMessage) -> str:
    part = parsed.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    text = _part_text(part)
    return text_of_html(text) if part.get_content_type() == "text/html" else text


def _part_text(part: Message) -> str:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    for charset in (part.get_content_charset() or "utf-8", "utf-8", "cp1252"):
        try:
            return raw.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("latin-1")


def _attached(parsed: EmailMessage) -> Iterator[Attached]:
    body = parsed.get_body(preferencelist=("plain", "html"))
    inside: set[int] = set()
    for count, part in enumerate(parsed.walk()):
        if count > PARTS:
            return
        if id(part) in inside or part is body or part is parsed:
            continue
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            if isinstance(inner, Message):
                inside |= {id(p) for p in inner.walk()}
                yield Attached(name="doorgestuurd bericht.eml", content=inner.as_bytes(policy=policy.SMTP))
            continue
        if part.is_multipart():
            continue
        name = part.get_filename()
        if not name and part.get_content_maintype() == "text":
            continue  # the same text in another dress
        raw = part.get_payload(decode=True)
        if isinstance(raw, bytes) and raw:
            yield Attached(name=_file_name(name), content=raw)


def _file_name(name: str | None) -> str:
    return readable(re.split(r"[/\\]", name or "")[-1])[:200] or "bijlage"


def _bounded(attached: Iterator[Attached]) -> Iterator[Attached]:
    size = 0
    for count, one in enumerate(attached):
        size += len(one.content)
        if count >= ATTACHMENTS or size > ATTACHED_BYTES:
            return
        yield one


def _mail(facts: list[list[str]], subject: str, body: str, attached: list[Attached]) -> Mail:
    blocks: list[Block] = [{"kind": "facts", "rows": facts}] if facts else []
    text = bounded(paragraphs(body))
    blocks += text or [note("In dit bericht staat geen tekst.")]
    if attached:
        blocks.append(note("Wat met dit bericht meekwam, staat als eigen stuk in het dossier."))
    return Mail(subject=subject, blocks=blocks, attached=attached)


def read_msg(content: bytes) -> Mail:
    """A mail as Outlook keeps it. Raises Refused."""
    import oxmsg  # only for the mail that needs it

    try:
        opened = oxmsg.Message.load(io.BytesIO(content))
        recipients = ", ".join(_recipient(r) for r in opened.recipients)
        sent: datetime | None = opened.sent_date
        values = [
            ("Van", opened.sender or ""),
            ("Aan", recipients),
            ("Datum", _when(sent) if sent else opened.message_headers.get("Date", "")),
            ("Onderwerp", opened.subject),
        ]
        facts = [
            [label, text] for label, value in values if (text := " ".join(readable(value).split())[:2_000])
        ]
        body = opened.body or text_of_html(opened.html_body or "")
        attached = list(_bounded(_msg_attached(opened)))
        return _mail(facts, " ".join(readable(opened.subject).split()), body, attached)
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - a library that says nowhere what it raises, on bytes from anywhere
        raise Refused(Refusal.BROKEN) from None


def _recipient(recipient: Any) -> str:
    name, address = recipient.name or "", recipient.email_address or ""
    return f"{name} <{address}>" if name and address and name != address else name or address


def _msg_attached(opened: Any) -> Iterator[Attached]:
    for one in opened.attachments:
        content = one.file_bytes
        if content:
            yield Attached(name=_file_name(one.file_name), content=content)


class _Text(HTMLParser):
    """The text of HTML: what is shown, with line breaks where blocks end."""

    BREAKS = frozenset(
        {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "hr"}
    )
    SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "object"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.SILENT:
            self._silent += 1
        elif tag in self.BREAKS:
            self.parts.append("\n\n" if tag in ("p", "table", "blockquote") else "\n")
        elif tag == "td":
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "p":
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(re.sub(r"\s+", " ", data))


def text_of_html(html: str) -> str:
    """Only the text of a mail written in HTML; links, pictures and everything that acts are left out."""
    reader = _Text()
    reader.feed(html[:HTML_CHARACTERS])
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(reader.parts))).strip()
