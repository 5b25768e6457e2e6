"""What people typed or pasted, made clean in one way each: a text, a line, a number, a telephone number, a code, a secret.

Only what nobody sees is taken away, and only where two ways of typing mean the same are they made one. Nothing here makes two
things equal that differ to who reads them: ß stays ß and ı stays ı.
"""

import unicodedata

_CONTROLS = frozenset((*range(32), *range(0x7F, 0xA0))) - {0x09, 0x0A}
_UNSEEN = frozenset((0x00AD, 0x034F, 0x180E, 0x200B, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF))
"""Soft hyphens, spaces without width, and marks that turn the text around."""
_JOINERS = frozenset((0x061C, 0x200C, 0x200D, 0x200E, 0x200F, 0xFE0E, 0xFE0F))
"""They have a meaning in a text (Persian, Hebrew, emoji), and none in an address, a number or a code."""
_TEXT = dict.fromkeys(_CONTROLS | _UNSEEN)
_PLAIN = dict.fromkeys(_CONTROLS | _UNSEEN | _JOINERS)
_BREAKS = dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), "\n")
"""Whatever ends a line somewhere, as what is pasted from Word."""
_DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D), "-")
COUNTRY = "31"


def text(typed: str) -> str:
    """A text as it is kept: letters composed (NFC), without what cannot be seen or read, no space around it; lines stay."""
    whole = typed.replace("\r\n", "\n").translate(_BREAKS)
    return unicodedata.normalize("NFC", whole.translate(_TEXT)).strip()


def name(typed: str) -> str:
    """One line of a text, as a name or a street, with plain single spaces."""
    return " ".join(text(typed).split())


def line(typed: str) -> str:
    """One line of an address, a number or a code: without anything that nobody sees, with plain single spaces."""
    return " ".join(unicodedata.normalize("NFC", typed.translate(_PLAIN)).split())


def number(typed: str) -> str:
    """A number as it was pasted: digits of any script as 0 to 9, every dash as -, every space as a plain one."""
    return plain_digits(line(typed).translate(_DASHES))


def plain_digits(typed: str) -> str:
    """Digits of any script as 0 to 9; the rest as it is."""
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in typed)


def telephone_line(typed: str) -> str:
    """A telephone number as it is kept: as it was written, without what came along from a link."""
    shown = number(typed)
    return shown[4:].strip() if shown[:4].lower() == "tel:" else shown


def telephone(typed: str) -> str:
    """The digits of a telephone number by which it is found, however it was written: `0612345678` for `+31 (0)6 12345678`.

    A number abroad keeps its country (`+32...` as `0032...`). Empty without digits.
    """
    shown = telephone_line(typed).replace("(0)", "")
    digits = "".join(c for c in shown if c.isdigit())
    if shown.lstrip("( ").startswith("+"):
        digits = "00" + digits
    if digits.startswith("00" + COUNTRY):
        return "0" + digits[2 + len(COUNTRY) :].removeprefix("0")
    return digits


def code(typed: str) -> str:
    """Letters and digits of a code that is copied or read from paper, in capitals; spaces, dashes and dots do not matter.

    Only the letters a to z have capitals here: no other letter is made into one of those, so what is no code stays none.
    """
    plain = number(typed)
    return "".join(c.upper() if c.isascii() else c for c in plain if c not in " -.")


def secret(typed: str) -> str:
    """A password or a passphrase as it is compared: the same signs, however a keyboard or a clipboard makes them.

    NFKC, every space as a plain one, without what cannot be seen, no space around it. This is OpaqueString (RFC 8265) with its
    preparation, but for two things. NFKC instead of NFC: strongboxes are locked with that, and it makes equal whatever NFC does.
    And nothing is refused: that profile refuses joined emoji and whatever is newer than the Unicode tables of the machine.
    """
    spaced = "".join(" " if unicodedata.category(c) == "Zs" else c for c in typed.translate(_PLAIN))
    return unicodedata.normalize("NFKC", spaced).strip()
