"""Who the organisation is, as shown to the people it serves."""

from dataclasses import dataclass

from wederhoor.rules.palette import Palette
from wederhoor.rules.provenance import Provenance, ToConfirm


@dataclass(frozen=True, kw_only=True)
class CallBack:
    """Within how many working days somebody is called back who asked for that; 0 is the same working day."""

    working_days: int
    source: Provenance


@dataclass(frozen=True, kw_only=True)
class DecideWithin:
    """Within how many days somebody decides on a declaration."""

    days: int
    source: Provenance


@dataclass(frozen=True, kw_only=True)
class KeepDrafts:
    """For how many days a complaint that was begun and not sent is kept after the last change."""

    days: int
    source: Provenance


@dataclass(frozen=True, kw_only=True)
class TakeOver:
    """Who takes over a complaint about somebody who handles complaints: the first of these roles that is free.

    Whoever does that person's work goes before them.
    """

    roles: tuple[str, ...]
    source: Provenance


@dataclass(frozen=True, kw_only=True)
class OrganisationProfile:
    """Public facts. What no source names is ``ToConfirm``; pages then leave it out and HR is asked for it."""

    slug: str
    name: str
    legal_name: str | ToConfirm
    complaints_email: str | ToConfirm
    phone: str | ToConfirm
    phone_hours: str | ToConfirm
    postal_address: tuple[str, ...] | ToConfirm
    website: str | ToConfirm
    statement: str
    """One line in plain Dutch: what this organisation is there for."""
    sources: tuple[Provenance, ...]
    palette: Palette | None = None
    """Its colours on screen; None for the neutral ones."""
    call_back: CallBack = CallBack(
        working_days=1,
        source=ToConfirm(reason="binnen hoeveel werkdagen iemand wordt teruggebeld, staat nergens"),
    )
    holidays: str | ToConfirm = ToConfirm(reason="geen document noemt de vakantieperioden")
    """When the organisation is harder to reach, in words; letters with dates name it (KR-088). Silent when not set."""
    privacy_officer: str | ToConfirm = ToConfirm(
        reason="geen document noemt een functionaris gegevensbescherming"
    )
    """Whom to ask about personal data, in words: a name or an office and how to reach it (AVG 13 lid 1 onder b)."""
    declarations: DecideWithin = DecideWithin(
        days=14,
        source=ToConfirm(
            reason="binnen hoeveel dagen over een melding wordt beslist, staat in geen document"
        ),
    )
    drafts: KeepDrafts = KeepDrafts(
        days=30,
        source=ToConfirm(reason="hoe lang een begonnen klacht wordt bewaard, staat in geen document"),
    )
    take_over: TakeOver = TakeOver(
        roles=("secretary", "quality_officer", "committee_chair", "committee_member"),
        source=ToConfirm(reason="wie een klacht over een behandelaar overneemt, staat in geen document"),
    )
