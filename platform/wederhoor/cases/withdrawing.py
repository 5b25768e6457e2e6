"""Whoever complains stops (KR-080): one of several, or the last one; by themselves, or in writing to the office."""

from collections.abc import Mapping
from datetime import date

from wederhoor.cases import moves
from wederhoor.cases.ending import LEFT, WITHDRAWN, Ground, Told, close
from wederhoor.correspondence.telling import Post, tell_complainants
from wederhoor.deadlines.case import Case
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.parties import together
from wederhoor.dossiers.tables import Party
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.complaint_process import Fact, Meaning, Move, MoveNotPossible, ProcessFacts
from wederhoor.rules.meant import Naming, without_greeting
from wederhoor.rules.roles import COMPLAINANT
from wederhoor.tasks.meant import hold_dossier
from wederhoor.work import Refused

GOES_ON = "wie verder klagen"
"""For whom a complaint goes on that one of several withdrew."""


def withdraw_by(case: Case, party: Party, reason: str) -> None:
    """A party withdraws on their own page, today. Raises MoveNotPossible when the case is closed, or they withdrew before."""
    facts = ProcessFacts.of(Fact.WITHDRAWN_IN_WRITING)
    move = case.process.choose_that(Meaning.WITHDRAWN, case.dossier.step, facts, role=COMPLAINANT)
    if party.withdrawn_on is not None:
        raise MoveNotPossible("U heeft uw klacht al ingetrokken.", move.source)
    _withdraw(case, move, [party], on=case.work.today, details={"reason": reason} if reason else None)
    hold_dossier(case.work, case.dossier.id, Naming(told=(without_greeting(reason),)))


def withdraw_for(
    case: Case, parties: list[Party], *, on: date, details: Mapping[str, str] | None, reason: str
) -> None:
    """The office records that these withdrew; `reason` stands in the letter. Raises MoveNotPossible, and Refused for nobody."""
    move = moves.choose_that(case, Meaning.WITHDRAWN)
    if not parties:
        raise Refused("", "Kies wie de klacht intrekt.")
    _withdraw(case, move, parties, on=on, details=details, reason=reason)


def still_complaining(case: Case) -> list[Party]:
    """Who complains and has not withdrawn; who speaks for another comes along with them."""
    return [one for one in dossiers.complainants_of(case.work, case.dossier.id) if one.withdrawn_on is None]


def who_stops(case: Case, party: Party) -> tuple[list[Party], list[Party]]:
    """Who leaves when this party withdraws, and who goes on complaining then."""
    here = still_complaining(case)
    stops = together(here, [party.id])
    return stops, [one for one in here if one.role == "complainant" and one not in stops]


def _withdraw(
    case: Case,
    move: Move,
    parties: list[Party],
    *,
    on: date,
    details: Mapping[str, str] | None,
    reason: str = "",
) -> None:
    """These leave, with whom they speak for or who speaks for them; the last to go closes the case.

    While others still complain the case goes on, and only who left gets no more letters.
    """
    work, dossier = case.work, case.dossier
    case.refuse_other_day(on)
    here = still_complaining(case)
    leaving = together(here, [party.id for party in parties])
    others = [one for one in here if one.role == "complainant" and one not in leaving]
    told = dossiers.told_parties(work, dossier.id)
    facts: dict[str, str | date] = {"closed_on": on, "withdrawn_on": on}
    facts |= {"goes_on": GOES_ON} if others else {"ended_on": on}
    if reason:
        facts |= {"reasons": reason, "reason": reason}
    for one in leaving if others else here:
        one.withdrawn_on = on
    if not others:
        ground = Ground(
            code=WITHDRAWN,
            label=move.label,
            source=move.source,
            event=Event.COMPLAINT_WITHDRAWN,
            facts={},
            ends=WITHDRAWN,
            step=move.to_step,
        )
        close(
            case,
            ground,
            Told(letters=("withdrawn", "closed"), facts=facts, details=details, complainants=told),
            on=on,
        ).send()
        return
    entry = record.Entry(
        event=Event.COMPLAINANT_LEFT,
        facts={LEFT: " ".join(one.id.hex for one in leaving)},
        done_on=on,
        article=str(move.source),
        details=dict(details) if details else None,
        key_id=dossier.key_id if details else None,
    )
    post = Post(case=case, occasion=f"withdrawn:{min(one.id for one in leaving)}")
    tell_complainants(post, ("withdrawn",), facts, [one for one in told if one in leaving])
    record.append(work, dossier.id, [entry, *post.entries])
    post.send()
