"""Reading copies of e-mail as Outlook keeps it (.msg, [MS-OXMSG]): the same as of any mail. A message within a message is written out
as one that travels.
"""

import io
import struct
from contextlib import suppress
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

import oxmsg
from oxmsg.domain import constants
from oxmsg.properties import Properties

from wederhoor.papers.confinement import load_whole
from wederhoor.papers.hypertext import text_of_html
from wederhoor.papers.inspection import Refusal, Refused
from wederhoor.papers.mail_letters import day_sent, file_name, in_dutch, in_letters
from wederhoor.papers.mails import OTHER_FORM, Attached, Gathered, Mail, made_of, same_words
from wederhoor.papers.reading import readable
from wederhoor.papers.winmail import text_of_compressed

load_whole(oxmsg)
DEPTH = 5
_RICH = 0x1009
_EIGHT_BITS = 0x001E
_SHORT_NAME = 0x3704
_INNER_HEADER = 24
_EMBEDDED = "__substg1.0_3701000D"


def read_msg(content: bytes) -> Mail:
    """A mail as Outlook keeps it. Raises Refused."""
    try:
        opened = oxmsg.Message.load(io.BytesIO(content))
        facts = [
            [label, text]
            for label, value in _facts(opened)
            if (text := " ".join(readable(value).split())[:4_000])
        ]
        gathered = Gathered(texts=_texts(opened))
        _gather_files(opened, gathered, 0)
        subject = " ".join(readable(_words(opened, constants.PID_SUBJECT)).split())
        return made_of(facts, subject, gathered, day_sent(opened.sent_date))
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - a library that says nowhere what it raises, on bytes from anywhere
        raise Refused(Refusal.BROKEN) from None


def _facts(opened: Any) -> list[tuple[str, str]]:
    sent: datetime | None = opened.sent_date
    return [
        ("Van", _sender(opened)),
        ("Aan", _recipients(opened)),
        ("Datum", in_dutch(sent) if sent else opened.message_headers.get("Date", "")),
        ("Onderwerp", _words(opened, constants.PID_SUBJECT)),
    ]


def _words(opened: Any, name: int) -> str:
    """A property in words, also where they are not in the letters the message says."""
    try:
        return opened.properties.str_prop_value(name) or ""
    except (UnicodeError, LookupError):
        with suppress(KeyError):
            return in_letters(opened._storage.property_stream_bytes(name, _EIGHT_BITS), "")
        return ""


def _sender(opened: Any) -> str:
    try:
        return opened.sender or ""
    except (UnicodeError, LookupError):
        return _words(opened, constants.PID_SENDER_NAME)


def _recipients(opened: Any) -> str:
    found = []
    for one in opened.recipients:
        with suppress(UnicodeError, LookupError):
            found.append(_recipient(one))
    return ", ".join(one for one in dict.fromkeys(found) if one)


def _recipient(recipient: Any) -> str:
    name, address = recipient.name or "", recipient.email_address or ""
    return f"{name} <{address}>" if name and address and name != address else name or address


def _texts(opened: Any) -> list[str]:
    """The text as it is shown, and another form of it when that says something else."""
    plain = readable(_words(opened, constants.PID_BODY))
    shown = text_of_html(_html(opened))
    if not plain and not shown:
        packed = opened.properties.binary_prop_value(_RICH)
        return [text_of_compressed(packed)] if packed else []
    if not shown or same_words(shown, plain):
        return [plain]
    if not plain or same_words(plain, shown):
        return [shown]
    return [shown, f"{OTHER_FORM}\n\n{plain}"]


def _html(opened: Any) -> str:
    raw = opened.properties.binary_prop_value(constants.PID_HTML)
    if raw:
        return in_letters(raw, str(getattr(opened.properties, "body_encoding", "") or ""))
    return _words(opened, constants.PID_BODY_HTML)


def _gather_files(opened: Any, gathered: Gathered, depth: int) -> None:
    for one in opened.attachments:
        try:
            name = file_name(_words(one, constants.PID_ATTACH_LONG_FILENAME) or _words(one, _SHORT_NAME))
            content = one.file_bytes
        except (KeyError, ValueError, struct.error):
            gathered.lacks.append(
                "Een bijlage van dit bericht is niet te lezen. Zij staat alleen in het origineel."
            )
            continue
        if content:
            gathered.attached.append(Attached(name=name, content=content))
            continue
        inner = _message_in(one)
        if inner is None or depth >= DEPTH:
            gathered.lacks.append(
                f"De bijlage ‘{name}’ kan niet worden geopend. Zij staat alleen in het origineel."
            )
            continue
        written = _as_it_travels(inner, depth + 1)
        title = " ".join(readable(_words(inner, constants.PID_SUBJECT)).split())[:100] or name
        gathered.attached.append(Attached(name=f"{title}.eml", content=written))


def _message_in(attachment: Any) -> Any:
    """The message an attachment is; None when it is something else."""
    storage = attachment._storage
    found = next((one for one in storage.storages if one.path.rsplit("/", 1)[-1] == _EMBEDDED), None)
    return _Inner(found) if found is not None else None


class _Inner(oxmsg.Message):
    """A message within another: its properties begin eight bytes earlier ([MS-OXMSG] 2.4.1.2)."""

    @property
    def _properties(self) -> Properties:
        return Properties(self._storage, properties_header_offset=_INNER_HEADER)


def _as_it_travels(opened: Any, depth: int) -> bytes:
    gathered = Gathered(texts=_texts(opened))
    _gather_files(opened, gathered, depth)
    made = EmailMessage(policy=SMTP)
    said = {
        "From": _sender(opened),
        "To": _recipients(opened),
        "Subject": _words(opened, constants.PID_SUBJECT),
    }
    for name, value in said.items():
        text = " ".join(readable(value).split())
        if text:  # the old policy writes an address as it was kept, also one that follows no rule
            made.set_raw(
                name,
                str(Header(text, "utf-8", maxlinelen=900))
                if text.isascii()
                else Header(text, "utf-8").encode(linesep=""),
            )
    if opened.sent_date:
        made["Date"] = format_datetime(opened.sent_date)
    made.set_content("\n\n".join([*gathered.texts, *gathered.lacks]) or "\n")
    for one in gathered.attached:
        made.add_attachment(one.content, maintype="application", subtype="octet-stream", filename=one.name)
    return made.as_bytes()
