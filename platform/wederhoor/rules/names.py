"""Words of names, folded in one way, so that two spellings of one name are never compared in two ways."""

import unicodedata

COMMON = frozenset(
    ["van", "der", "den", "het", "de", "een", "ten", "ter", "stichting", "vereniging"]
    + ["mevrouw", "meneer", "heer", "dhr", "mevr", "team"]
)
"""Words in a name that name nobody."""


def folded(text: str) -> str:
    """A text without accents and in lower case; every sign that is no letter or digit is a space."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in plain.casefold())


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name or of a text, folded, in their order; both parts of a name with a hyphen."""
    return tuple(folded(text).split())


def telling_words(name: str) -> frozenset[str]:
    """The words of a name by which somebody is known: longer than two letters, and not one of the common ones."""
    return frozenset(word for word in words_of(name) if len(word) > 2) - COMMON


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same, however they were typed. Two empty names are not."""
    return bool(words_of(one)) and words_of(one) == words_of(other)
