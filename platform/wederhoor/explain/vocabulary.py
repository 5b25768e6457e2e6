"""The words of every question: which facts it takes, which values they have, and which other words mean
the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from wederhoor.explain.reading import FactRefused, read_date, read_moment, read_worth
from wederhoor.rules.wording import listed


class FactKind(StrEnum):
    """How the value of a fact is read."""

    CHOICE = "choice"
    FLAG = "flag"
    WORTH = "worth"
    DATE = "date"
    MOMENT = "moment"
    NUMBER = "number"
    WORDS = "words"
    TEXT = "text"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One fact of a question."""

    name: str
    kind: FactKind
    help: str
    words: tuple[str, ...] = ()
    same: Mapping[str, str] = field(default_factory=dict)
    """Other words for the allowed ones."""
    also: tuple[str, ...] = ()
    """Other names for the fact itself."""


_YES_NO = {
    "yes": "yes",
    "ja": "yes",
    "true": "yes",
    "1": "yes",
    "no": "no",
    "nee": "no",
    "false": "no",
    "0": "no",
    "unknown": "unknown",
    "onbekend": "unknown",
    "unclear": "unknown",
}


def word(text: object) -> str:
    """A word as facts spell it: small letters, underscores."""
    return _word(text) if type(text) is str else _word(str(text))


@lru_cache(maxsize=4096)
def _word(text: str) -> str:
    return text.strip().lower().replace("-", "_").replace(" ", "_")


def read_fact(fact: Fact, value: object) -> object:
    """The value of a fact, normalised. Raises ``FactRefused`` naming the allowed words."""
    match fact.kind:
        case FactKind.CHOICE:
            return _choice(fact, value)
        case FactKind.FLAG:
            return _flag(fact, value)
        case FactKind.WORTH:
            return read_worth(value)
        case FactKind.DATE:
            return read_date(value)
        case FactKind.MOMENT:
            return read_moment(value)
        case FactKind.NUMBER:
            return _number(fact, value)
        case FactKind.WORDS:
            items = value if isinstance(value, list | tuple) else str(value).replace(";", ",").split(",")
            return tuple(_choice(fact, item) for item in items if str(item).strip())
        case FactKind.TEXT:
            return str(value).strip()


def _choice(fact: Fact, value: object) -> str:
    if isinstance(value, bool):
        value = "yes" if value else "no"
    found = word(value)
    found = fact.same.get(found, found)
    if found not in fact.words:
        raise FactRefused(f"Het woord ‘{value}’ ken ik niet bij {fact.name}; wel: {', '.join(fact.words)}.")
    return found


def _flag(fact: Fact, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    found = _YES_NO.get(word(value))
    if found is None and isinstance(value, int | float):
        return "yes" if value > 0 else "no"
    if found is None:
        raise FactRefused(f"Bij {fact.name} begrijp ik ‘{value}’ niet; wel: yes, no, unknown.")
    return found


def _number(fact: Fact, value: object) -> int:
    try:
        number = int(str(value).strip())
    except ValueError:
        number = -1
    if isinstance(value, bool) or not 0 <= number <= 10_000:
        raise FactRefused(f"Bij {fact.name} hoort een heel getal van nul of meer, niet ‘{value}’.")
    return number


class Vocabulary:
    """The facts of one question, by every name they go by."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.facts = tuple(facts)
        self._names = {name: f for f in self.facts for name in (f.name, *f.also)}

    def read(self, raw: Mapping[str, object]) -> dict[str, object]:
        """Every fact that was given, normalised; a fact that is null was not given. Raises
        ``FactRefused``.
        """
        found: dict[str, object] = {}
        for name, value in raw.items():
            fact = self._names.get(name) or self._names.get(word(name))
            if fact is None:
                raise FactRefused(
                    f"Het gegeven ‘{name}’ ken ik niet; wel: {', '.join(f.name for f in self.facts)}."
                )
            if value is None and fact.kind is not FactKind.WORTH:
                continue
            found[fact.name] = read_fact(fact, value)
        return found

    def described(self) -> str:
        """The vocabulary as lines for ``--help``."""
        lines = []
        for fact in self.facts:
            allowed = ", ".join(fact.words) if fact.words else _KIND_WORDS[fact.kind]
            lines.append(f"{fact.name}: {allowed}. {fact.help}")
        return "\n\n".join(lines)


_KIND_WORDS = {
    FactKind.CHOICE: "een woord",
    FactKind.FLAG: "yes, no, unknown",
    FactKind.WORTH: "een bedrag (25 of 25,50), een schatting (20-30) of unknown",
    FactKind.DATE: "een datum (2027-02-28 of 28-2-2027)",
    FactKind.MOMENT: "een datum of tijdstip (2027-02-28T23:30, met Z voor UTC)",
    FactKind.NUMBER: "een heel getal",
    FactKind.WORDS: "woorden met komma’s ertussen",
    FactKind.TEXT: "tekst",
}


def words_or(words: Iterable[str]) -> str:
    """The words with "of" before the last."""
    return listed(words, "of")
