"""Font programs as they stand inside a PDF, without what their makers wrote in them; their letters do not change.

Whatever is taken out is overwritten in place, so that nothing else in the program moves: TrueType and OpenType (ISO 14496-22), CFF
(Adobe TN 5176), Type 1.
"""

import re
import struct

_TABLES = frozenset(
    b"glyf loca head hhea hmtx maxp cvt  fpgm prep post cmap OS/2 CFF  CFF2 vhea vmtx VORG gasp kern GDEF GSUB GPOS BASE".split(
        b" "
    )
) | {b"cvt ", b"CFF "}
_NO_NAMES = struct.pack(">HHH", 0, 0, 6)
_TELLS = frozenset({0, 1, 2, 3, 4, (12, 0), (12, 21), (12, 22)})
"""Operators of a CFF's top dictionary that name a sentence: version, notice, names, weight, copyright."""
_STANDARD_STRINGS = 391


def quiet_font(program: bytes) -> bytes:
    """A font program that says nothing but its letters; one that cannot be followed comes back as it was."""
    try:
        if program[:4] in (b"\0\1\0\0", b"true", b"OTTO"):
            return _quiet_tables(program)
        if program[:2] == b"%!":
            return _quiet_type1(program)
        if program[:1] == b"\1":
            return _quiet_cff(program)
    except (struct.error, IndexError):
        return program
    return program


def _quiet_tables(program: bytes) -> bytes:
    out = bytearray(program)
    (count,) = struct.unpack(">H", program[4:6])
    kept: list[tuple[int, int]] = [(0, 12 + 16 * count)]
    for number in range(count):
        tag, _, offset, length = struct.unpack(">4sIII", program[12 + 16 * number : 28 + 16 * number])
        if tag == b"CFF ":
            out[offset : offset + length] = _quiet_cff(program[offset : offset + length])
        if tag in _TABLES:
            kept.append((offset, offset + length))
        elif tag == b"name" and length >= len(_NO_NAMES):
            out[offset : offset + length] = _NO_NAMES + bytes(length - len(_NO_NAMES))
            kept.append((offset, offset + length))
    at = 0
    for start, end in sorted(kept):
        if start > at:
            out[at:start] = bytes(min(start, len(out)) - at)
        at = max(at, end)
    if at < len(out):
        del out[at:]
    return bytes(out)


_SENTENCES = re.compile(
    rb"/(?:version|Notice|FullName|FamilyName|Weight|Copyright)\s*\(((?:[^()\\]|\\.|\([^()]*\))*)\)"
)


def _quiet_type1(program: bytes) -> bytes:
    end = program.find(b"eexec")
    clear = program[: end if end > 0 else len(program)]
    first = re.match(rb"%![^\r\n]*", clear)
    kind = re.match(rb"%!(?:PS-AdobeFont|FontType)[\w.-]*", clear)
    kept = kind.end() if kind else 2
    said = clear[:kept] + re.sub(
        rb"%[^\r\n]*", lambda m: b" " * len(m[0]), clear[kept:].replace(b"%!", b"  ")
    )
    if first:
        said = said[:kept] + b" " * (first.end() - kept) + said[first.end() :]
    said = _SENTENCES.sub(lambda m: m[0][: m.start(1) - m.start()] + b" " * len(m[1]) + b")", said)
    return said + program[len(clear) :]


def _index(data: bytes, at: int) -> tuple[list[tuple[int, int]], int]:
    """Where the entries of an INDEX are, and where it ends."""
    (count,) = struct.unpack(">H", data[at : at + 2])
    if count == 0:
        return [], at + 2
    size = data[at + 2]
    base = at + 3 + size * (count + 1) - 1
    offsets = [
        int.from_bytes(data[at + 3 + size * n : at + 3 + size * (n + 1)], "big") for n in range(count + 1)
    ]
    return [(base + a, base + b) for a, b in zip(offsets, offsets[1:], strict=False)], base + offsets[-1]


def _quiet_cff(data: bytes) -> bytes:
    out = bytearray(data)
    names, at = _index(data, data[2])
    for start, end in names:
        out[start:end] = b"A" * (end - start)
    tops, at = _index(data, at)
    strings, _ = _index(data, at)
    for start, end in tops:
        for sid in _told(data[start:end]):
            if 0 <= sid - _STANDARD_STRINGS < len(strings):
                first, last = strings[sid - _STANDARD_STRINGS]
                out[first:last] = b" " * (last - first)
    return bytes(out)


def _told(top: bytes) -> list[int]:
    """The numbers of strings that only tell something, in a top dictionary."""
    found: list[int] = []
    operands: list[int] = []
    at = 0
    while at < len(top):
        byte = top[at]
        if byte <= 21:
            operator: int | tuple[int, int] = byte
            if byte == 12:
                at += 1
                operator = (12, top[at])
            if operator in _TELLS and operands:
                found.append(operands[-1])
            operands, at = [], at + 1
        elif byte == 28:
            operands.append(int.from_bytes(top[at + 1 : at + 3], "big", signed=True))
            at += 3
        elif byte == 29:
            operands.append(int.from_bytes(top[at + 1 : at + 5], "big", signed=True))
            at += 5
        elif byte == 30:
            at += 1
            while at < len(top) and top[at] & 0xF != 0xF and top[at] >> 4 != 0xF:
                at += 1
            at += 1
            operands.append(-1)
        elif byte <= 246:
            operands.append(byte - 139)
            at += 1
        else:
            sign = 1 if byte <= 250 else -1
            operands.append(sign * ((byte - (247 if sign > 0 else 251)) * 256 + top[at + 1] + 108))
            at += 2
    return found
