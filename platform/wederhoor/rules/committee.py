"""The complaints committee: seats and who fills them, who may sit, and how many must be present for which
act.
"""

from dataclasses import dataclass
from enum import StrEnum

from wederhoor.rules.provenance import Provenance
from wederhoor.rules.terms import Term


class Act(StrEnum):
    """What the committee does; each asks its own number of people."""

    HEARING = "hearing"
    DECISION = "decision"
    CHALLENGE = "challenge"


@dataclass(frozen=True, kw_only=True)
class Seat:
    """One seat. ``complainants`` limits it to cases of those complainants; empty: every case."""

    code: str
    label: str
    nominated_by: str | None
    appointed_by: str
    independent: bool
    """Not working for or at the organisation."""
    complainants: tuple[str, ...]
    source: Provenance
    deputies: int | None = None
    """How many stand in for who sits there; None: the document does not say."""
    pool: bool = False
    """Several people hold this seat; who of them sits is chosen for each case."""
    qualities: tuple[str, ...] = ()
    """What the document asks of who sits there, in words ("jurist", "ervaring met jeugdhulp")."""
    youth_help_only: tuple[str, ...] = ()
    """Those among ``complainants`` for whom the seat is there only when the case is about youth help."""


@dataclass(frozen=True, kw_only=True)
class Quorum:
    """How many must be present for an act."""

    act: Act
    least: int | None
    """None: the document gives no number."""
    most: int | None
    rule: str
    source: Provenance


@dataclass(frozen=True, kw_only=True)
class Exclusion:
    """Who may not sit on the committee, or not in a case, as a document says it."""

    code: str
    says: str
    source: Provenance


@dataclass(frozen=True, kw_only=True)
class Committee:
    """A standing committee."""

    name: str
    seats: tuple[Seat, ...]
    least_members: int
    quorums: tuple[Quorum, ...]
    term: Term
    renewals: int
    notice: Term
    secretary: str
    decides_tie: str
    challenge_tie: str
    reports_to: str
    reports_to_when_director: str
    source: Provenance
    notes: tuple[str, ...] = ()
    panel: int | None = None
    """How many of its members sit in one case; None: everybody who has a seat for it."""
    excludes: tuple[Exclusion, ...] = ()
    """Who may not sit, beside whom the complaint is about."""
    silences: tuple[tuple[str, str], ...] = ()
    """Points the document leaves open, as (code, sentence)."""


@dataclass(frozen=True, kw_only=True)
class NoCommittee:
    """Said out loud: there is no complaints committee, or none is known."""

    reason: str
    source: Provenance


@dataclass(frozen=True, kw_only=True)
class Panel:
    """Who sits in one case."""

    seats: tuple[Seat, ...]
    complete: bool
    silent_on: tuple[str, ...]


def _takes_part(seat: Seat, complainant: str, youth_help: bool) -> bool:
    if not seat.complainants:
        return True
    return complainant in seat.complainants and (youth_help or complainant not in seat.youth_help_only)


def panel_for(committee: Committee, complainant: str, *, youth_help: bool = False) -> Panel:
    """The seats for a case of this complainant; incomplete when the document gives no seat for them."""
    seats = tuple(s for s in committee.seats if _takes_part(s, complainant, youth_help))
    complete = len(seats) >= (committee.panel or committee.least_members) or any(s.pool for s in seats)
    return Panel(seats=seats, complete=complete, silent_on=() if complete else ("third_seat",))


@dataclass(frozen=True, kw_only=True)
class Bond:
    """What ties a person to a case."""

    works_at_organisation: bool = False
    directly_concerned: bool = False
    challenged: bool = False
    withdrew: bool = False


def may_sit(seat: Seat, bond: Bond) -> str | None:
    """None when this person may take the seat in this case, else the reason in Dutch."""
    if bond.directly_concerned:
        return "De klacht gaat over deze persoon."
    if bond.challenged:
        return "Het bezwaar tegen dit lid is terecht bevonden."
    if bond.withdrew:
        return "Dit lid heeft zich teruggetrokken."
    if seat.independent and bond.works_at_organisation:
        return "De voorzitter mag niet werken voor of bij de organisatie."
    return None
