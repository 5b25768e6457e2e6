"""How many something was done for, told by the address a page was led to after it."""

MOST_DIGITS = 5


def counted(text: str) -> int | None:
    """A number in an address; None for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None
