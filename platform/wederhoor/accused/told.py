"""What an accused is told beside the complaint itself: their rights, the day by which to react, who handles it and who supports them."""

from collections.abc import Sequence
from datetime import date

from wederhoor.accused.service import Own
from wederhoor.deadlines.handlers import HANDLER, handlers_of
from wederhoor.deadlines.view import ClockView
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Dossier
from wederhoor.messages import service as messages
from wederhoor.organisation import Organisation
from wederhoor.people.reachable import Reach, reach_of
from wederhoor.people.service import names_of, staff_with_role
from wederhoor.rules.committee import Committee
from wederhoor.rules.course import ANSWERED_BY, REACTS_BEFORE
from wederhoor.rules.roles import Role
from wederhoor.work import Work


def rights(dossier: Dossier, answers: Organisation) -> list[str]:
    """What somebody may whom a complaint is about, a sentence each (KR-016 to KR-018, KR-099, KR-105, KR-129; Awb 2:1, 9:10)."""
    found = [
        "U wordt gehoord voordat iemand oordeelt. U mag vertellen hoe u het ziet, in een gesprek en op papier.",
        "U ziet dezelfde stukken als wie klaagt, en u mag daarop reageren.",
    ]
    if dossier.youth_help == "yes" or answers.edition.law == "awb":
        found.append("U mag iemand meenemen die u helpt. Laat het ons op tijd weten.")
    else:
        found.append(
            "Wilt u iemand meenemen naar een gesprek? Overleg dat met ons: de regels noemen het alleen voor wie klaagt."
        )
    if isinstance(answers.committee, Committee):
        found += [
            "U mag getuigen noemen. Hoort de commissie iemand niet, dan staat in het rapport waarom.",
            "Is een lid van de commissie volgens u niet onpartijdig? Dan mag u daar bezwaar tegen maken.",
        ]
    return found


def react_by(work: Work, own: Own, clocks: Sequence[ClockView]) -> date | None:
    """The day by which to react: the one that was asked for, else the end of the term in which both sides are heard."""
    if own.dossier.closed_on is not None:
        return None
    asked = [
        message.answer_by
        for message in messages.messages_with(work, own.dossier, own.party)
        if message.direction == messages.Direction.OUT
        and message.answer_by
        and message.answer_by >= work.today
    ]
    return min(asked) if asked else _first_due(clocks, REACTS_BEFORE)


def hear_by(own: Own, clocks: Sequence[ClockView]) -> date | None:
    """The day by which both parties hear what came of it, as far as it is known now."""
    if own.dossier.closed_on is not None:
        return None
    return _first_due(clocks, ANSWERED_BY)


def _first_due(clocks: Sequence[ClockView], codes: Sequence[str]) -> date | None:
    """The last day of the first of these terms that runs."""
    running = {one.code: one.due_on for one in clocks if one.state in ("running", "soon")}
    return next((due for code in codes if (due := running.get(code))), None)


def handler_named(work: Work, own: Own) -> str | None:
    """Who handles the case, by name; None when nobody was given it."""
    handler = handlers_of(work, own.dossier.id).get(HANDLER)
    return names_of(work, [handler]).get(handler) if handler else None


def support(work: Work, own: Own) -> list[dict[str, str]]:
    """The confidants, with where to reach them; never somebody it is about (KR-035)."""
    barred = dossiers.barred_accounts(work, own.dossier.id)
    people = [one for one in staff_with_role(work, (Role.CONFIDANT,)) if one.account_id not in barred]
    known = reach_of(work, [one.account_id for one in people])
    return [
        {"name": one.name, "phone": reached.phone, "email": reached.email}
        for one in people
        for reached in (known.get(one.account_id, Reach(phone="", email="")),)
    ]
