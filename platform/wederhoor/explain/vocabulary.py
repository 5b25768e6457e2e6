"""The words of every question: which facts it takes, which values they have, and which other words mean
the same.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from enum import StrEnum
from functools import lru_cache

from wederhoor.explain.reading import FactRefused, read_amount, read_date, read_moment, read_worth
from wederhoor.rules.terms import Term, Unit
from wederhoor.rules.wording import listed


class FactKind(StrEnum):
    """How the value of a fact is read."""

    CHOICE = "choice"
    FLAG = "flag"
    WORTH = "worth"
    DATE = "date"
    MOMENT = "moment"
    UTC_MOMENT = "utc_moment"
    TERM = "term"
    DATES = "dates"
    WORDS = "words"
    EUROS = "euros"
    NUMBER = "number"
    CODES = "codes"
    DAYS_OF = "days_of"
    TERMS_OF = "terms_of"
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
    unit: Unit = Unit.WEEKS
    """What a bare number counts."""


_NOTHING = frozenset({"", "none", "nothing", "niets", "geen"})
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
        case FactKind.UTC_MOMENT:
            return read_moment(value, UTC)
        case FactKind.TERM:
            return _term(fact, value)
        case FactKind.DATES:
            return tuple(read_date(day) for day in _items(value) if str(day).strip())
        case FactKind.WORDS:
            return tuple(_choice(fact, item) for item in _items(value) if word(item) not in _NOTHING)
        case FactKind.EUROS:
            return str(read_amount(value))
        case FactKind.NUMBER:
            if isinstance(value, bool) or not str(value).strip().isdecimal():
                raise FactRefused(f"Bij {fact.name} hoort een heel getal, niet ‘{value}’.")
            return str(int(str(value)))
        case FactKind.CODES:
            return tuple(word(item) for item in _items(value) if word(item) not in _NOTHING)
        case FactKind.DAYS_OF:
            return {name: read_date(part) for name, part in _named(fact, value)}
        case FactKind.TERMS_OF:
            return {name: _term(fact, part) for name, part in _named(fact, value)}
        case FactKind.TEXT:
            return str(value).strip()


def _items(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else list(str(value).replace(";", ",").split(","))


def _named(fact: Fact, value: object) -> list[tuple[str, object]]:
    """Values by name: a mapping, or "heard=2027-03-01, reply_asked=2027-03-08"."""
    if isinstance(value, Mapping):
        return [(word(name), part) for name, part in value.items()]
    pairs = [str(item).partition("=") for item in _items(value) if str(item).strip()]
    if not all(sign for _, sign, _ in pairs):
        raise FactRefused(
            f"Bij {fact.name} horen namen met een waarde, zoals heard=2027-03-01, niet ‘{value}’."
        )
    return [(word(name), part.strip()) for name, _, part in pairs]


def _choice(fact: Fact, value: object) -> str:
    if isinstance(value, bool):
        value = "yes" if value else "no"
    found = word(value)
    if found not in fact.words:
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


_TERM = re.compile(r"(\d{1,6})\s*([a-z]*)")
_UNITS = {
    word: unit
    for unit, words in (
        (Unit.DAYS, "d dag dagen day days"),
        (Unit.WORKING_DAYS, "werkdag werkdagen workday workdays"),
        (Unit.WEEKS, "w week weken weeks wk"),
        (Unit.MONTHS, "m maand maanden month months mnd"),
        (Unit.YEARS, "j jaar jaren y year years"),
    )
    for word in words.split()
}
_LONGEST = {Unit.DAYS: 36525, Unit.WORKING_DAYS: 25000, Unit.WEEKS: 5218, Unit.MONTHS: 1200, Unit.YEARS: 100}
"""A hundred years: what is longer is a mistake."""


def _term(fact: Fact, value: object) -> Term:
    """A bare number counts in the unit of the fact; "10 dagen", "2 weken" and "1 maand" say it themselves."""
    match = None if isinstance(value, bool) else _TERM.fullmatch(str(value).strip().lower())
    unit = (_UNITS.get(match[2]) if match[2] else fact.unit) if match else None
    if match is None or unit is None or int(match[1]) > _LONGEST[unit]:
        raise FactRefused(f"Bij {fact.name} hoort een aantal of een termijn zoals 2 weken, niet ‘{value}’.")
    return Term(int(match[1]), unit)


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
    FactKind.UTC_MOMENT: "een tijdstip in UTC",
    FactKind.TERM: "een aantal, of een termijn zoals 2 weken of 10 dagen",
    FactKind.DATES: "datums met komma’s ertussen",
    FactKind.WORDS: "woorden met komma’s ertussen",
    FactKind.EUROS: "een bedrag (25 of 25,50)",
    FactKind.NUMBER: "een heel getal",
    FactKind.CODES: "codes met komma’s ertussen",
    FactKind.DAYS_OF: "codes met een datum (heard=2027-03-01), met komma’s ertussen",
    FactKind.TERMS_OF: "codes met een termijn (report=2 weken), met komma’s ertussen",
    FactKind.TEXT: "tekst",
}


def words_or(words: Iterable[str]) -> str:
    """The words with "of" before the last."""
    return listed(words, "of")
