"""Compressed pictures as they stand inside another file, without what their makers wrote beside the picture: the picture itself does
not change.

JPEG (T.81, JFIF), JPEG 2000 (T.800) and JBIG2 (T.88, embedded). Everything that is not needed to draw it goes: Exif and its location,
XMP, comments, thumbnails,
colour profiles (the file around it says what colours are meant), and what stands behind the end.
"""

import struct
from collections.abc import Iterator

from wederhoor.papers.inspection import Refusal, Refused

_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_DRAWS = frozenset({*range(0xC0, 0xE0)}) - {0xC8, 0xD8, 0xD9, 0xDE, 0xDF}
_JFIF_LENGTH = 16
_ADOBE_LENGTH = 14


def bare_jpeg(jpeg: bytes) -> bytes:
    """A JPEG with only what draws it. Raises Refused for what is none."""
    start = jpeg.find(b"\xff\xd8\xff")
    if start < 0:
        raise Refused(Refusal.BROKEN)
    return b"\xff\xd8" + b"".join(_jpeg_parts(jpeg, start + 2)) + b"\xff\xd9"


def _jpeg_parts(jpeg: bytes, at: int) -> Iterator[bytes]:
    size = len(jpeg)
    while at + 1 < size:
        if jpeg[at] != 0xFF:  # rubbish between segments: the next mark counts
            at = jpeg.find(b"\xff", at)
            if at < 0:
                return
            continue
        marker = jpeg[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            return
        if marker in _ALONE or marker == 0xD8 or marker == 0:
            at += 2
            continue
        end = min(at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big"), size)
        if end < at + 4:
            return
        if marker == 0xDA:
            drawn = _end_of_scan(jpeg, end)
            yield jpeg[at:drawn]
            at = drawn
            continue
        if marker == 0xE0 and jpeg[at + 4 : at + 9] == b"JFIF\0" and end >= at + 2 + _JFIF_LENGTH:
            yield b"\xff\xe0\x00\x10" + jpeg[at + 4 : at + 16] + b"\0\0"  # without its thumbnail
        elif marker == 0xEE and jpeg[at + 4 : at + 9] == b"Adobe" and end >= at + 2 + _ADOBE_LENGTH:
            yield b"\xff\xee\x00\x0e" + jpeg[at + 4 : at + 16]
        elif marker in _DRAWS:
            yield jpeg[at:end]
        at = end


def _end_of_scan(jpeg: bytes, at: int) -> int:
    while True:
        at = jpeg.find(b"\xff", at)
        if at < 0 or at + 1 >= len(jpeg):
            return len(jpeg)
        if jpeg[at + 1] == 0 or jpeg[at + 1] in _ALONE:
            at += 2
        elif jpeg[at + 1] == 0xFF:
            at += 1
        else:
            return at


_BOXES = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})
_IN_HEADER = frozenset({b"ihdr", b"bpcc", b"colr", b"pclr", b"cmap", b"cdef"})


def bare_jpeg_2000(data: bytes) -> bytes:
    """A JPEG 2000 with only what draws it. Raises Refused for what is none."""
    try:
        if data.startswith(b"\xff\x4f"):
            return _bare_codestream(data)
        parts = []
        for kind, body in _boxes(data, _BOXES):
            if kind == b"jp2c":
                body = _bare_codestream(body)
            elif kind == b"jp2h":
                body = b"".join(_box(name, inner) for name, inner in _boxes(body, _IN_HEADER))
            parts.append(_box(kind, body))
    except (struct.error, IndexError):
        raise Refused(Refusal.BROKEN) from None
    if not any(part[4:8] == b"jp2c" for part in parts):
        raise Refused(Refusal.BROKEN)
    return b"".join(parts)


def _boxes(data: bytes, kept: frozenset[bytes]) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        size, kind, head = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        end = len(data) if size == 0 else at + size
        if end <= at or end < at + head:
            return
        if kind in kept:
            yield kind, data[at + head : min(end, len(data))]
        at = end


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + kind + body


def _bare_codestream(data: bytes) -> bytes:
    out = [b"\xff\x4f"]
    at = 2
    while at + 4 <= len(data):
        marker = data[at : at + 2]
        if marker == b"\xff\xd9":
            break
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == b"\xff\x90":
            at = _bare_tile(data, at, length, out)
            continue
        if length < 2:
            break
        if marker != b"\xff\x64":
            out.append(data[at : at + 2 + length])
        at += 2 + length
    return b"".join([*out, b"\xff\xd9"])


def _bare_tile(data: bytes, start: int, length: int, out: list[bytes]) -> int:
    """One part of a tile: its header without comments, what it draws as it is. Returns where the next begins."""
    said = int.from_bytes(data[start + 6 : start + 10], "big")
    end = len(data) if said == 0 else min(start + said, len(data))
    if said == 0 and data.endswith(b"\xff\xd9"):
        end -= 2
    at = start + 2 + length
    kept = []
    while at + 4 <= end and data[at : at + 2] != b"\xff\x93":
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        if size < 2:
            break
        if data[at : at + 2] != b"\xff\x64":
            kept.append(data[at : at + 2 + size])
        at += 2 + size
    body = b"".join(kept) + data[at:end]
    head = bytearray(data[start : start + 2 + length])
    if said:
        head[6:10] = struct.pack(">I", len(head) + len(body))
    out.append(bytes(head) + body)
    return max(end, start + 2 + length)


_JBIG2_SAYS = 62
"""The type of a segment that only tells something."""


def bare_jbig2(data: bytes) -> bytes:
    """JBIG2 segments without those that only tell something."""
    out, at = [], 0
    while at + 11 <= len(data):
        number = int.from_bytes(data[at : at + 4], "big")
        flags, count = data[at + 4], data[at + 5] >> 5
        head = at + 6
        if count == 7:
            count = int.from_bytes(data[at + 5 : at + 9], "big") & 0x1FFFFFFF
            head = at + 9 + (count + 8) // 8
        head += count * (1 if number <= 256 else 2 if number <= 65_536 else 4)
        head += 4 if flags & 0x40 else 1
        length = int.from_bytes(data[head : head + 4], "big")
        if length == 0xFFFFFFFF:
            out.append(data[at:])
            break
        end = head + 4 + length
        if flags & 63 != _JBIG2_SAYS:
            out.append(data[at:end])
        at = end
    return b"".join(out)
