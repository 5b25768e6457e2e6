"""Editions of the documents an organisation works by, and which of them is in force on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wederhoor.rules.provenance import Provenance, ToConfirm


class EditionKind(StrEnum):
    """What a document regulates."""

    CODE_OF_CONDUCT = "code_of_conduct"
    COMPLAINTS = "complaints"
    MISCONDUCT = "misconduct"


@dataclass(frozen=True, kw_only=True)
class Consent:
    """A body whose agreement an edition needs. ``on`` is None while it has not been given or is not known."""

    body: str
    on: date | None
    required: bool
    source: Provenance
    unknown: bool = False
    """The edition is in force, and no document says whether this body agreed: said aloud, and no bar to its start."""


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One edition of one document."""

    document: str
    """Short name used in citations."""
    code: str
    """What people type to choose it: ``2016``, ``nieuw``."""
    kind: EditionKind
    version: str
    title: str
    adopted_on: date | None
    consents: tuple[Consent, ...]
    in_force_from: date | None
    """None: this edition has no start date (yet)."""
    in_force_until: date | None
    """Last day it is in force; None while no end is known."""
    evaluate_by: date | None
    evaluate_every_years: int | None
    process_owner: str | None
    document_owner: str | None
    source: Provenance
    notes: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Other names people use for it."""
    undated: bool = False
    """It carries no date at all and is answered as in force."""
    caution: str | None = None
    """A remark every explanation under this edition carries."""
    absent: bool = False
    """There is no such document: it stands for that the organisation has none here."""
    law: str | None = None
    """The statute whose terms govern complaints: ``awb``, ``wkkgz``; None: the regulation's own terms."""

    def in_force_on(self, on: date) -> bool:
        """Whether this edition governs what happens on that day."""
        if self.in_force_from is None:
            return self.undated
        if on < self.in_force_from:
            return False
        return self.in_force_until is None or on <= self.in_force_until


def no_edition(kind: EditionKind) -> Edition:
    """That an organisation has no document of a kind here."""
    title = "Geen gedragscode" if kind is EditionKind.CODE_OF_CONDUCT else "Geen klachtenregeling"
    return Edition(
        document=title,
        code="none",
        kind=kind,
        version="",
        title=title,
        adopted_on=None,
        consents=(),
        in_force_from=None,
        in_force_until=None,
        evaluate_by=None,
        evaluate_every_years=None,
        process_owner=None,
        document_owner=None,
        source=ToConfirm(reason=f"{title[:1].lower()}{title[1:]} ontvangen"),
        undated=True,
        absent=True,
    )


def edition_in_force(editions: Iterable[Edition], kind: EditionKind, on: date) -> Edition | None:
    """The edition of that kind in force on that day; the one that started last when two overlap."""
    running = [e for e in editions if e.kind == kind and e.in_force_on(on)]
    return max(running, key=lambda e: e.in_force_from or date.min, default=None)
