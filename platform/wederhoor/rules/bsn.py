"""Probable citizen service numbers (BSN) in free text, to warn whoever writes one before sending.

A number counts when it has nine digits (eight, only after the word BSN or sofi), fits the 11-proof, and does not stand
as something else: a telephone number, an amount, part of a longer number. The numbers themselves are never returned.
"""

import re

_DIGITS = re.compile(r"(?<![\d+])(\d(?:[ .\-]?\d){7,8})(?![ .\-]?\d)")
_NAMED = re.compile(r"\b(bsn|burger\s?service\s?(?:nummer|nr)|sofi(?:nummer|[- ]?nr)?)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"(?:tel(?:efoon)?(?:nummer|nr)?|mobiel|bel|fax|rekening(?:nummer|nr)?|iban|kvk(?:[- ]?nummer)?|"
    r"klant(?:nummer|nr)|dossier(?:nummer|nr)?|zaak(?:nummer|nr)?|order(?:nummer|nr)?|factuur(?:nummer|nr)?)"
    r"[\s:.=#]*(?:is\s+)?$",
    re.IGNORECASE,
)
NEAR = 40


def passes_eleven_proof(digits: str) -> bool:
    """Whether nine digits (or eight, with a zero in front) fit the proof of a BSN: 9,8,7,6,5,4,3,2,-1 modulo 11."""
    nine = digits.zfill(9)
    if len(nine) != 9 or not nine.isascii() or not nine.isdigit() or int(nine) == 0:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(d) * w for d, w in zip(nine, weights, strict=True)) % 11 == 0


def mentions_bsn(text: str) -> bool:
    """Whether a text probably mentions a BSN."""
    return any(_probable(text, match) for match in _DIGITS.finditer(text))


def _probable(text: str, match: re.Match[str]) -> bool:
    digits = "".join(c for c in match[1] if c.isdigit())
    if not passes_eleven_proof(digits):
        return False
    before = text[max(0, match.start() - NEAR) : match.start()]
    if _NAMED.search(before) or _NAMED.search(text[match.end() : match.end() + NEAR]):
        return True
    if len(digits) != 9 or _OTHER.search(before) or before.rstrip().endswith(("€", "EUR", "euro")):
        return False
    # Written in one piece or in threes, as people write it; "12-34-56-789" is something else.
    return (
        re.fullmatch(r"\d{9}|\d{3}([ .\-])\d{3}\1\d{3}|\d{4}[ .]\d{2}[ .]\d{3}|\d{8}-\d", match[1])
        is not None
    )
