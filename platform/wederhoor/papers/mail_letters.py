"""The letters of a mail: heads and texts as they were really written, whatever they say of themselves."""

import binascii
import contextlib
import re
from datetime import UTC, date, datetime
from email.header import Header, decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from wederhoor.papers.reading import readable
from wederhoor.rules.wording import dutch_moment

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NAMED = frozenset(
    {
        "us-ascii",
        "ascii",
        "iso-8859-1",
        "iso8859-1",
        "latin-1",
        "latin1",
        "l1",
        "windows-1252",
        "cp1252",
        "unknown-8bit",
        "",
    }
)
"""Names of letters that are written when nobody thought about it."""
WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "iso-8859-9": "cp1254",
    "shift_jis": "cp932",
}


def in_dutch(sent: datetime) -> str:
    """ "2 maart 2026 om 10.00 uur", in Amsterdam; a moment without a zone is taken as UTC."""
    here = (sent if sent.tzinfo else sent.replace(tzinfo=UTC)).astimezone(AMSTERDAM)
    return dutch_moment(here)


def day_sent(sent: datetime | None) -> date | None:
    """The day of a moment, in Amsterdam; a moment without a zone is taken as UTC."""
    return (sent if sent.tzinfo else sent.replace(tzinfo=UTC)).astimezone(AMSTERDAM).date() if sent else None


def day_in_head(parsed: Message) -> date | None:
    """The day a head says the mail was sent; None where it says nothing that can be read."""
    with contextlib.suppress(ValueError, TypeError, IndexError, OverflowError):
        return day_sent(parsedate_to_datetime(unfolded(parsed["date"])))
    return None


def header(parsed: Message, name: str) -> str:
    """One line of the head, in letters people can read; as it stands where it follows no rule."""
    raw = parsed.get(name)
    if raw is None:
        return ""
    text = unfolded(raw)
    if name == "date":
        with contextlib.suppress(ValueError, TypeError, IndexError, OverflowError):
            return in_dutch(parsedate_to_datetime(text))
    return " ".join(readable(text).split())[:4_000]


def unfolded(raw: str | Header) -> str:
    """A value of a head with its folds and packed words undone."""
    if isinstance(raw, Header):
        return "".join(_piece(part, charset) for part, charset in decode_header(raw))
    text = _as_written(raw)
    if "=?" in text:
        joined = re.sub(r"\r?\n[ \t]+", " ", text)
        with contextlib.suppress(ValueError, LookupError, AssertionError, binascii.Error):
            return "".join(_piece(part, charset) for part, charset in decode_header(joined))
        with contextlib.suppress(ValueError, LookupError):
            return str(make_header(decode_header(text)))
    return text


def _piece(part: object, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    if not isinstance(part, bytes):
        return ""
    return in_letters(part, charset or "") if charset not in (None, "unknown-8bit") else in_letters(part, "")


def _as_written(text: str) -> str:
    """Bytes that stood in a head without a word on what letters they are."""
    if any("\udc80" <= c <= "\udcff" for c in text):
        return in_letters(text.encode("utf-8", "surrogateescape"), "")
    return text


def in_letters(raw: bytes, charset: str) -> str:
    """Bytes as text, in the letters they say they are in, or in those they really are in."""
    said = charset.strip().strip("\"'").lower().replace("_", "-") if charset else ""
    said = WIDER.get(charset.lower() if charset else "", said)
    tried = ("utf-8", "cp1252") if said in NAMED else (said, "utf-8", "cp1252")
    for name in tried:
        try:
            text = raw.decode(name)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
        return text
    return raw.decode("latin-1")


def file_name(name: str) -> str:
    """The name a file had, without folders."""
    return readable(re.split(r"[/\\]", name or "")[-1]).replace("\n", " ")[:200] or "bijlage"
