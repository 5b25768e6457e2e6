"""What a file is, by its content: its name and what the browser says of it count for nothing."""

import io
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum

import puremagic


class FileKind(StrEnum):
    """What a paper is. Names are stored; never rename one."""

    IMAGE = "image"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    EML = "eml"
    MSG = "msg"
    TEXT = "text"


class Refusal(StrEnum):
    """Why a file is not taken, or has no reading copy. Names are stored; never rename one."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    TOO_MUCH = "too_much"
    UNKNOWN_KIND = "unknown_kind"
    NOT_HERE = "not_here"
    BROKEN = "broken"
    PASSWORD = "password"  # noqa: S105 - a reason
    MACROS = "macros"
    BOMB = "bomb"
    TOO_LONG = "too_long"
    CHANGED = "changed"
    INFECTED = "infected"


class Refused(Exception):
    """A file that is not taken; `why` says what is wrong with it."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a file is: its kind and its media type."""

    kind: FileKind
    media_type: str


RESIDENT_KINDS = frozenset({FileKind.IMAGE, FileKind.PDF})
OFFICE_KINDS = frozenset(FileKind)

MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.EML: "message/rfc822",
    FileKind.MSG: "application/vnd.ms-outlook",
    FileKind.TEXT: "text/plain",
}
SUFFIXES = {
    FileKind.PDF: ".pdf",
    FileKind.DOCX: ".docx",
    FileKind.XLSX: ".xlsx",
    FileKind.EML: ".eml",
    FileKind.MSG: ".msg",
    FileKind.TEXT: ".txt",
}
IMAGE_SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/tiff": ".tif",
    "image/bmp": ".bmp",
    "image/heic": ".heic",
}

# An Office file or a picture unpacks to much more than it is; this much is still a document.
UNPACKED_BYTES = 100 * 1024 * 1024
PACKED_ENTRIES = 2_000
PACKED_RATIO = 200
RATIO_COUNTS_FROM = 5 * 1024 * 1024

_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIL_HEADER = re.compile(
    rb"^(from|to|subject|date|message-id|mime-version|received|return-path|delivered-to|content-type|"
    rb"x-[\w-]+|cc|reply-to|sender|authentication-results|dkim-signature|arc-[\w-]+|thread-[\w-]+|in-reply-to|"
    rb"references|importance|list-[\w-]+|content-[\w-]+|user-agent|organization|precedence|return-receipt-to):",
    re.IGNORECASE,
)
_MAIL_NEEDS = (b"from", b"date", b"subject", b"to", b"message-id", b"received")


def look(content: bytes) -> Found:
    """What this content is. Raises Refused for what is none of the kinds we take, encrypted, or packed like a bomb."""
    if not content:
        raise Refused(Refusal.EMPTY)
    image = _image_type(content)
    if image:
        return Found(kind=FileKind.IMAGE, media_type=image)
    if b"%PDF-" in content[:1024]:
        return _found(FileKind.PDF)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _found(_office_kind(content))
    if content.startswith(_OLE):
        return _found(_ole_kind(content))
    if _is_mail(content):
        return _found(FileKind.EML)
    if _is_text(content):
        return _found(FileKind.TEXT)
    raise Refused(Refusal.UNKNOWN_KIND)


def _found(kind: FileKind) -> Found:
    return Found(kind=kind, media_type=MEDIA_TYPES[kind])


def _image_type(content: bytes) -> str | None:
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith((b"II*\x00", b"MM\x00*")):
        return "image/tiff"
    if content[:2] == b"BM" and content[6:10] == b"\x00\x00\x00\x00" and len(content) > 54:
        return "image/bmp"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS:
        return "image/heic"
    return None


def _office_kind(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
            check_packing(entries, len(content))
            names = {entry.filename for entry in entries}
            if "[Content_Types].xml" not in names:
                raise Refused(Refusal.UNKNOWN_KIND)
            types = packed.read("[Content_Types].xml")[:1_000_000]
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError):
        raise Refused(Refusal.BROKEN) from None
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused(Refusal.MACROS)
    if "word/document.xml" in names:
        return FileKind.DOCX
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    raise Refused(Refusal.UNKNOWN_KIND)


def check_packing(entries: list[zipfile.ZipInfo], packed_bytes: int) -> None:
    """Whether an archive unpacks to something reasonable; what it says of its sizes is also all that is unpacked.

    Raises Refused.
    """
    total = sum(entry.file_size for entry in entries)
    if len(entries) > PACKED_ENTRIES or total > UNPACKED_BYTES:
        raise Refused(Refusal.BOMB)
    if total > RATIO_COUNTS_FROM and total > PACKED_RATIO * max(packed_bytes, 1):
        raise Refused(Refusal.BOMB)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(Refusal.PASSWORD)


def _ole_kind(content: bytes) -> FileKind:
    # Old Word and Excel files and encrypted new ones stand in the same box; only a mail has these properties.
    mark = "__properties_version1.0".encode("utf-16-le")
    if mark in content:
        return FileKind.MSG
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refused(Refusal.PASSWORD)
    raise Refused(Refusal.UNKNOWN_KIND)


def _is_mail(content: bytes) -> bool:
    lines = content[:65_536].lstrip(b"\xef\xbb\xbf\r\n").splitlines()
    if lines and lines[0].startswith(b"From "):  # a mailbox's separator
        lines = lines[1:]
    names: set[bytes] = set()
    for line in lines:
        if not line.strip():
            break
        if line[:1] in b" \t":
            continue
        match = re.match(rb"^([!-9;-~]+):", line)
        if match is None:
            return False
        names.add(match[1].lower())
    first = bool(lines) and _MAIL_HEADER.match(lines[0]) is not None
    return first and sum(name in names for name in _MAIL_NEEDS) >= 2


def _is_text(content: bytes) -> bool:
    if content.startswith((b"{\\rtf", b"<?xml", b"<!DOCTYPE", b"<!doctype", b"#!")):
        return False
    if re.match(rb"\s*<(html|svg|script|head|body|\?php|!--)", content[:512], re.IGNORECASE):
        return False
    if _known_to_magic(content):
        return False
    return decode_text(content) is not None


def _known_to_magic(content: bytes) -> bool:
    """Whether a list of known signatures names it with certainty: a program, an archive, a film."""
    try:
        return any(match.confidence >= 0.8 for match in puremagic.magic_string(content[:65_536]))
    except (puremagic.PureError, ValueError):
        return False


def decode_text(content: bytes) -> str | None:
    """Text as people save it (UTF-8, UTF-16 with its mark, Windows); None when it is not text."""
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = sum(1 for c in text if ord(c) < 32 and c not in "\n\r\t\f")
        return text if controls == 0 else None
    return None
