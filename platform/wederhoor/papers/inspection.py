"""What a file is, by its content: its name and what the browser says of it count for nothing."""

import io
import re
import zipfile
import zlib
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
    FORM = "form"
    BUSY = "busy"


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
    "image/avif": ".avif",
}

# An Office file or a picture unpacks to much more than it is; this much is still a document.
UNPACKED_BYTES = 100 * 1024 * 1024
PACKED_ENTRIES = 2_000
PACKED_RATIO = 200
RATIO_COUNTS_FROM = 5 * 1024 * 1024

_HEIF_BRANDS = frozenset(
    {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"msf1"}
)
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_KIND_TYPES = {
    FileKind.DOCX: ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml"),
    FileKind.XLSX: ("spreadsheetml.sheet.main+xml", "spreadsheetml.template.main+xml"),
}
TYPES_BYTES = 1_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
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
    return _boxed_type(content)


def _boxed_type(content: bytes) -> str | None:
    """HEIC and AVIF stand in the same boxes; the first of the brands that is known says which it is."""
    if content[4:8] != b"ftyp":
        return None
    size = min(int.from_bytes(content[:4], "big"), 256)
    brands = [content[8:12], *(content[at : at + 4] for at in range(16, size, 4))]
    if any(brand in _AVIF_BRANDS for brand in brands):
        return "image/avif"
    return "image/heic" if any(brand in _HEIF_BRANDS for brand in brands) else None


def _office_kind(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
            check_packing(entries, len(content))
            names = {entry.filename for entry in entries}
            if "[Content_Types].xml" not in names:
                raise Refused(Refusal.UNKNOWN_KIND)
            with packed.open("[Content_Types].xml") as listed:
                types = listed.read(TYPES_BYTES)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError, ValueError):
        raise Refused(Refusal.BROKEN) from None
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused(Refusal.MACROS)
    for kind, mains in _KIND_TYPES.items():
        if any(main.encode() in types for main in mains):
            return kind
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
    return sum(name in names for name in _MAIL_NEEDS) >= 2


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


_NOT_IN_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ENDS = "\x1a\x00"
"""How a text of long ago ends: the mark of DOS, and what filled up its last block."""


def decode_text(content: bytes) -> str | None:
    """Text as people save it (UTF-8, UTF-16 and UTF-32 also without their mark, Windows); None when it is not text."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = _without_filling(text.removeprefix("\ufeff"))
        return text if _NOT_IN_TEXT.search(text) is None else None
    text = _without_filling(content.decode("latin-1"))
    # What Windows has no sign for stays a control, which no page shows.
    text = re.sub("[\x80-\x9f]", lambda found: found[0].encode("latin-1").decode("cp1252", "ignore"), text)
    return text if text and _NOT_IN_TEXT.search(text) is None else None


def _without_filling(text: str) -> str:
    """Without what filled up the last block of a disk; more filling than text is no text."""
    bare = text.rstrip(_ENDS)
    return bare if 2 * len(bare) >= len(text) else text


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return ("utf-32",)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    start = content[:4_000]
    zeros = [start[at::2].count(0) for at in (0, 1)]
    half = max(len(start) // 2, 1)
    if zeros[1] > half * 0.4 > 0 and zeros[0] <= half * 0.05:
        return ("utf-16-le",)
    if zeros[0] > half * 0.4 > 0 and zeros[1] <= half * 0.05:
        return ("utf-16-be",)
    return ("utf-8", "cp1252")
