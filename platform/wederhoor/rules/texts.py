"""Short texts pages show that an organisation's documents settle: further options, notices, explanations."""

from dataclasses import dataclass

from wederhoor.rules.provenance import Provenance
from wederhoor.rules.tables import Unless, When


@dataclass(frozen=True, kw_only=True)
class Text:
    """One text in plain Dutch."""

    code: str
    """A `TextSlot`, or an own code; then `title` says above it what it is about."""
    text: str
    source: Provenance
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class FurtherOption:
    """Where a complainant can go besides or afterwards, and who this is open to."""

    code: str
    label: str
    explanation: str
    complainants: tuple[str, ...]
    """Empty: every complainant."""
    source: Provenance
    when: tuple[When | Unless, ...] = ()
    """To which cases it applies, by `CaseFact`; without conditions to every case."""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Something people sign before they may do something: what they declare, in plain Dutch."""

    code: str
    label: str
    before: str
    """Before what it is to be signed: ``u toegang krijgt tot Suwinet``."""
    text: str
    source: Provenance
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MisconductScheme:
    """How suspected wrongdoing is reported."""

    name: str
    received: bool
    """Whether the scheme itself was among the documents."""
    statute: Provenance
    source: Provenance
    notes: tuple[str, ...] = ()
    definitions: tuple[Text, ...] = ()
    """What the organisation's own documents call wrongdoing or an irregularity; empty when they do not say."""
