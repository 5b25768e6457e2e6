"""The number every letter about a case carries: built from a template, never reused, never changed."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wederhoor.rules.names import PARTICLES, plain
from wederhoor.rules.provenance import Provenance


class NumberPart(StrEnum):
    """What a register number can be built from."""

    SEQUENCE = "sequence"
    DATE = "date"
    SURNAME = "surname"
    SECRETARY = "secretary"


class SequenceScope(StrEnum):
    """Whether the count goes on for ever or starts again each calendar year."""

    CONTINUOUS = "continuous"
    YEAR = "year"


@dataclass(frozen=True, kw_only=True)
class RegisterNumberRule:
    """Template of one organisation's register number."""

    parts: tuple[NumberPart, ...]
    scope: SequenceScope
    padding: int
    """Least number of digits of the sequence; a longer sequence is never cut."""
    separator: str
    surname_letters: int
    source: Provenance
    choices: tuple[str, ...] = ()
    """What the document leaves open and how it was decided, in Dutch."""


def _latin(text: str) -> str:
    return "".join(char for char in plain(text) if char.isascii() and char.isalpha())


def surname_letters(surname: str | None, count: int) -> str:
    """The first letters of a surname or an organisation's name, in capitals; ``X`` fills up what is missing.

    Words before the name ("van der", "'t", "d'") are skipped while a word remains.
    """
    text = (surname or "").replace("’", "'").replace("`", "'")
    words = [word for chunk in text.split() for word in _without_elision(chunk)]
    while len(words) > 1 and _latin(words[0]).lower() in PARTICLES:
        words.pop(0)
    return _latin("".join(words)).upper()[:count].ljust(count, "X")


def _without_elision(word: str) -> list[str]:
    """Split "d'Hondt" into its prefix and name; leave "O'Neill" and "'t" whole."""
    head, mark, tail = word.partition("'")
    return [head, tail] if mark and tail and head.lower() in {"d", "l"} else [word]


def format_register_number(
    rule: RegisterNumberRule, *, sequence: int, on: date, surname: str | None, secretary_initials: str | None
) -> str:
    """``0007-20260302-JAN-kb``. ``on`` is the day the complaint came in. Raises ``ValueError`` below one."""
    if sequence < 1:
        raise ValueError("een volgnummer begint bij 1")
    values = {
        NumberPart.SEQUENCE: f"{sequence:0{rule.padding}d}",
        NumberPart.DATE: f"{on:%Y%m%d}",
        NumberPart.SURNAME: surname_letters(surname, rule.surname_letters),
        NumberPart.SECRETARY: _latin(secretary_initials or "").lower() or "xx",
    }
    return rule.separator.join(values[part] for part in rule.parts)


def without_names(number: str) -> str:
    """The parts of a number that are of no person: letters in it are of a surname, or of who kept the register."""
    return "-".join(part for part in re.split(r"[^A-Za-z0-9]+", number) if any(map(str.isdigit, part)))


def sequence_scope(rule: RegisterNumberRule, on: date) -> str:
    """The key of the counter to draw from: empty for one count for ever, else the year."""
    return f"{on.year}" if rule.scope is SequenceScope.YEAR else ""
