"""A small Outlook message, written by hand: a compound file ([MS-CFB]) with the streams of [MS-OXMSG]."""

import struct
from dataclasses import dataclass, field

SECTOR, MINI = 512, 64
END, FREE, FAT_SECTOR, NO_ENTRY = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
TEXT, BINARY = 0x001F, 0x0102


@dataclass
class _Storage:
    streams: dict[str, bytes] = field(default_factory=dict)
    storages: dict[str, "_Storage"] = field(default_factory=dict)


def outlook_message(
    *, subject: str, body: str, sender: str, address: str, attached: tuple[tuple[str, bytes], ...] = ()
) -> bytes:
    """A message as Outlook keeps it. Everything in it must be smaller than four kilobytes."""
    values = [
        _value(0x001A, TEXT, "IPM.Note"),
        _value(0x0037, TEXT, subject),
        _value(0x0C1A, TEXT, sender),
        _value(0x0C1F, TEXT, address),
        _value(0x1000, TEXT, body),
    ]
    root = _Storage(streams=dict(values))
    head = struct.pack("<8x4I8x", 0, len(attached), 0, len(attached))
    root.streams["__properties_version1.0"] = head + b"".join(_property(name, raw) for name, raw in values)
    for number, (name, content) in enumerate(attached):
        values = [_value(0x3707, TEXT, name), _value(0x3701, BINARY, content)]
        box = _Storage(streams=dict(values))
        by_value = struct.pack("<IIII", 0x3705_0003, 6, 1, 0)
        box.streams["__properties_version1.0"] = (
            bytes(8) + by_value + b"".join(_property(n, r) for n, r in values)
        )
        root.storages[f"__attach_version1.0_#{number:08X}"] = box
    return _compound(root)


def _value(tag: int, kind: int, value: str | bytes) -> tuple[str, bytes]:
    raw = value.encode("utf-16-le") if isinstance(value, str) else value
    return f"__substg1.0_{tag:04X}{kind:04X}", raw


def _property(name: str, raw: bytes) -> bytes:
    tag = int(name[-8:], 16)
    return struct.pack("<IIII", tag, 6, len(raw) + (2 if tag & 0xFFFF == TEXT else 0), 0)


def _compound(root: _Storage) -> bytes:
    entries: list[bytearray] = []
    mini, mini_fat = bytearray(), []

    def add(name: str, kind: int, content: bytes = b"") -> int:
        start = END
        if kind == 2 and content:
            start, used = len(mini_fat), -(-len(content) // MINI)
            mini_fat.extend([start + i + 1 for i in range(used - 1)] + [END])
            mini.extend(content.ljust(used * MINI, b"\0"))
        raw = (name.encode("utf-16-le") + b"\0\0").ljust(64, b"\0")
        entry = bytearray(raw + struct.pack("<HBB", 2 * len(name) + 2, kind, 1))
        entry += struct.pack("<III16xI16xIQ", NO_ENTRY, NO_ENTRY, NO_ENTRY, 0, start, len(content))
        entries.append(entry)
        return len(entries) - 1

    def fill(parent: int, storage: _Storage) -> None:
        children = [add(name, 2, raw) for name, raw in sorted(storage.streams.items())]
        for name, inner in sorted(storage.storages.items()):
            children.append(add(name, 1))
            fill(children[-1], inner)
        for child, following in zip(children, [*children[1:], NO_ENTRY], strict=True):
            entries[child][72:76] = struct.pack("<I", following)  # each the right brother of the one before
        entries[parent][76:80] = struct.pack("<I", children[0])

    top = add("Root Entry", 5)
    fill(top, root)
    parts = [
        b"".join(entries).ljust(-(-len(entries) // 4) * SECTOR, b"\0"),
        _padded(b"".join(struct.pack("<I", n) for n in mini_fat), b"\xff"),
        _padded(bytes(mini), b"\0"),
    ]
    starts, fat, at = [], [FAT_SECTOR], 1
    for part in parts:
        count = len(part) // SECTOR
        starts.append(at)
        fat += [at + i + 1 for i in range(count - 1)] + [END]
        at += count
    directory = bytearray(parts[0])
    directory[116:128] = struct.pack("<IQ", starts[2], len(mini))
    assert len(fat) <= SECTOR // 4
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, 1, starts[0], 0, 4096, starts[1], len(parts[1]) // SECTOR, END, 0)
    head += struct.pack("<I", 0) + b"\xff" * (4 * 108)
    table = _padded(b"".join(struct.pack("<I", n) for n in fat), b"\xff")
    return head + table + bytes(directory) + parts[1] + parts[2]


def _padded(content: bytes, filler: bytes) -> bytes:
    return content.ljust(-(-len(content) // SECTOR) * SECTOR, filler)
