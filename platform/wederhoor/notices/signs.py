"""Which signs the letter fonts can show, read from the fonts themselves; a sign without a shape is named instead.

The fonts come along with the program, and no others are used: a letter looks the same on each machine. They hold the scripts people
write their names in.
"""

import re
import struct
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
FAMILIES = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Armenian",
    "Noto Sans Georgian",
    "Noto Sans Ethiopic",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Gurmukhi",
    "Noto Sans Gujarati",
    "Noto Sans Oriya",
    "Noto Sans Tamil",
    "Noto Sans Telugu",
    "Noto Sans Kannada",
    "Noto Sans Malayalam",
    "Noto Sans Sinhala",
    "Noto Sans Thai",
    "Noto Sans Lao",
    "Noto Sans Khmer",
    "Noto Sans Myanmar",
    "Noto Sans Thaana",
    "Noto Sans Syriac",
    "Noto Sans NKo",
    "Noto Sans Tifinagh",
    "Noto Sans Math",
    "Noto Sans Symbols",
    "Noto Sans Symbols2",
    "Noto Sans CJK SC",
)
"""In the order in which they are tried."""

_RTL = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]"
_RIGHT_TO_LEFT = re.compile(f"{_RTL}(?:[\\s\u200c\u200d'’-]*{_RTL})*")
INVISIBLE = frozenset("\ufe0e\ufe0f\u200b\u2060\ufeff\u00ad")
"""Signs that only say how their neighbour looks, or where a line may break."""
JOINERS = frozenset("\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069")
"""Signs without a shape that shaping and direction need."""
NAMES = {
    "\U0001f338": "bloem", "\U0001f33a": "bloem", "\U0001f33c": "bloem", "\U0001f33b": "zonnebloem", "\U0001f339": "roos",
    "\U0001f337": "tulp", "\U0001f490": "boeket", "\u2764": "hart", "\U0001f494": "gebroken hart", "\U0001f499": "hart",
    "\U0001f49a": "hart", "\U0001f49b": "hart", "\U0001f49c": "hart", "\U0001f90d": "hart", "\U0001f5a4": "hart",
    "\U0001f600": "lach", "\U0001f603": "lach", "\U0001f604": "lach", "\U0001f601": "lach", "\U0001f602": "lacht tranen",
    "\U0001f60a": "glimlach", "\U0001f642": "glimlach", "\U0001f609": "knipoog", "\U0001f610": "neutraal gezicht",
    "\U0001f622": "traan", "\U0001f62d": "huilt", "\U0001f614": "verdrietig", "\U0001f61e": "verdrietig", "\U0001f641": "verdrietig",
    "\U0001f620": "boos", "\U0001f621": "boos", "\U0001f624": "boos", "\U0001f92c": "boos", "\U0001f631": "schrik",
    "\U0001f628": "bang", "\U0001f630": "bang", "\U0001f633": "beschaamd", "\U0001f44d": "duim omhoog", "\U0001f44e": "duim omlaag",
    "\U0001f64f": "handen tegen elkaar", "\U0001f44f": "applaus", "\U0001f4aa": "spierballen", "\U0001f91d": "handdruk",
    "\U0001f525": "vuur", "\u2728": "sterretjes", "\u2b50": "ster", "\U0001f31f": "ster", "\U0001f4de": "telefoon",
    "\U0001f4f1": "mobiele telefoon", "\U0001f4e7": "e-mail", "\U0001f3e0": "huis", "\u26a0": "let op", "\u2705": "vinkje",
    "\u2714": "vinkje", "\u274c": "kruis", "\u2753": "vraagteken", "\u2757": "uitroepteken", "\U0001f697": "auto",
    "\U0001f436": "hond", "\U0001f431": "kat", "\U0001f476": "baby", "\U0001f4b6": "geld", "\U0001f389": "feest",
}  # fmt: skip
"""What people call the signs they put in a message, in Dutch; any other has the name Unicode gives it."""


def can_show(sign: str) -> bool:
    """Whether one of the letter fonts has a shape for a sign."""
    starts, ends = _ranges()
    place = bisect_right(starts, ord(sign)) - 1
    return place >= 0 and ord(sign) <= ends[place]


def shown(text: str) -> tuple[str, bool]:
    """A text with the name of each sign that has no shape in its place, between brackets, and whether there was one.

    Composed first, so that a letter with an accent finds its own shape; a control sign is a space.
    """
    text = unicodedata.normalize("NFC", text)
    if text.isascii() and text.isprintable():
        return text, False
    parts: list[str] = []
    named = False
    for sign in text:
        if sign in JOINERS or sign == "\n":
            parts.append(sign)
        elif sign in INVISIBLE or unicodedata.category(sign) in ("Cf", "Mn") and not can_show(sign):
            continue
        elif unicodedata.category(sign) == "Cc":
            parts.append(" ")
        elif can_show(sign):
            parts.append(sign)
        else:
            like = unicodedata.normalize("NFKC", sign)
            simple = like != sign and all(map(can_show, like))
            named |= not simple
            parts.append(like if simple else name_of(sign))
    return "".join(parts), named


def way(text: str) -> str:
    """In which direction a text runs, by its first letter: "rtl" or "ltr"."""
    sides = (unicodedata.bidirectional(sign) for sign in text)
    return "rtl" if next((side for side in sides if side in ("L", "R", "AL")), "L") != "L" else "ltr"


def apart(text: str) -> str:
    """A Dutch text in which every piece from right to left is kept apart, so that signs around it stay in their place."""
    return _RIGHT_TO_LEFT.sub("\u2067\\g<0>\u2069", text)


def name_of(sign: str) -> str:
    """What stands in for a sign without a shape: "[bloem]", "[herb]", "[teken U+2A6D6]"."""
    if sign in NAMES:
        return f"[{NAMES[sign]}]"
    name = unicodedata.name(sign, "")
    plain = name and not any(letter.isdigit() for letter in name)
    return f"[{name.lower()}]" if plain else f"[teken U+{ord(sign):04X}]"


@lru_cache(maxsize=1)
def _ranges() -> tuple[list[int], list[int]]:
    """The first and last sign of each range the fonts have, in order and apart."""
    found = sorted(one for path in sorted(FOLDER.glob("*.[ot]tf")) for one in signs_in(path.read_bytes()))
    starts: list[int] = []
    ends: list[int] = []
    for start, end in found:
        if ends and start <= ends[-1] + 1:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends


def signs_in(font: bytes) -> Iterator[tuple[int, int]]:
    """The ranges of signs a font has a shape for (OpenType, table cmap, formats 4 and 12)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    places = (struct.unpack_from(">4sIII", font, 12 + 16 * number) for number in range(tables))
    cmap = next(place for tag, _, place, _ in places if tag == b"cmap")
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    for number in range(count):
        platform, _, offset = struct.unpack_from(">HHI", font, cmap + 4 + 8 * number)
        (kind,) = struct.unpack_from(">H", font, cmap + offset)
        if platform in (0, 3) and kind == 4:
            yield from _of_segments(font, cmap + offset)
        elif platform in (0, 3) and kind == 12:
            (groups,) = struct.unpack_from(">I", font, cmap + offset + 12)
            for group in range(groups):
                start, end, _ = struct.unpack_from(">III", font, cmap + offset + 16 + 12 * group)
                yield start, end


def _of_segments(font: bytes, table: int) -> Iterator[tuple[int, int]]:
    (twice,) = struct.unpack_from(">H", font, table + 6)
    ends = struct.unpack_from(f">{twice // 2}H", font, table + 14)
    starts = struct.unpack_from(f">{twice // 2}H", font, table + 16 + twice)
    yield from ((start, end) for start, end in zip(starts, ends, strict=True) if start < 0xFFFF)
