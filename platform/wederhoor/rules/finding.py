"""The pieces of words by which something is found that is only half remembered; which piece of what was typed is looked for.

Each typed word gives one piece. It finds every word that begins with it, and of a name also one that ends in it.
"""

from collections.abc import Iterable

from wederhoor.rules.names import PARTICLES, TITLES, words_of

LENGTHS = (3, 4, 5, 6, 8)
"""How long beginnings are: of what is typed the longest that fits is looked for."""
ENDINGS = (4, 5, 6)
FILLERS = (
    "aan als bij dan dat die dit door een haar heb hem het hij hoe iets kan maar met mijn naar niet nog "
    "omdat ons ook over toen tot uit van veel voor was wat weer wel werd wie wij word wordt zal zich zij "
    "zijn zou "
)
NOT_SEARCHED = frozenset(FILLERS.split())
"""Words that stand in every complaint."""


def looked_for(text: str) -> tuple[str, ...]:
    """The piece of each word that was typed, the longest first: that is the rarest, mostly."""
    words = words_of(text)
    telling = [word for word in words if _tells(word)] or list(words[-1:])
    pieces = dict.fromkeys(_longest(word) for word in telling)
    return tuple(sorted(pieces, key=lambda piece: (-len(piece), piece)))


def of_name(*texts: str) -> frozenset[str]:
    """The pieces by which a name is found: how each of its words begins, and how it ends."""
    words = _named(texts)
    endings = {word[-length:] for word in words for length in ENDINGS if length < len(word)}
    return _beginnings(words) | endings


def of_name_at_once(*texts: str) -> frozenset[str]:
    """Those of them by which most people look: how each word begins."""
    return _beginnings(_named(texts))


def of_number(number: str) -> frozenset[str]:
    """The pieces by which a number is found in capitals or not: its parts, whole."""
    return frozenset(_longest(word) for word in words_of(number))


def of_words(*texts: str) -> frozenset[str]:
    """The pieces by which a short description is found: how each of its words begins."""
    return _beginnings(_telling(texts))


def of_story(*texts: str) -> frozenset[str]:
    """The pieces by which a long text is found: its words, and how the long ones begin."""
    words = {word for word in _telling(texts) if len(word) > 2}
    return frozenset(_longest(word) for word in words) | {word[:6] for word in words if len(word) > 6}


def _named(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in words_of(text) if word not in TITLES}


def _telling(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in words_of(text) if word not in NOT_SEARCHED}


def _tells(word: str) -> bool:
    return len(word) > 1 and word not in PARTICLES | TITLES | NOT_SEARCHED


def _beginnings(words: Iterable[str]) -> frozenset[str]:
    found = {word[:length] for word in words for length in LENGTHS if length <= len(word)}
    return frozenset(found | {word for word in words if len(word) < LENGTHS[0]})


def _longest(word: str) -> str:
    return word[: max((length for length in LENGTHS if length <= len(word)), default=len(word))]
