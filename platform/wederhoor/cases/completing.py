"""What was missing from a complaint is added, by whoever complains or by the office from paper. Once everything is in, terms run."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from wederhoor.cases import moves
from wederhoor.correspondence import letters
from wederhoor.correspondence.facts import confirmation
from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.case import Case
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.content import OF_PARTIES, missing_items
from wederhoor.dossiers.parties import filer_of
from wederhoor.dossiers.rows import add_statement, add_to_party
from wederhoor.dossiers.tables import Party
from wederhoor.notices import service as notices
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.complaint_process import Fact, Meaning, MoveNotPossible, ProcessFacts
from wederhoor.rules.deadlines import StartEvent, TermEvent
from wederhoor.rules.roles import COMPLAINANT
from wederhoor.tasks.meant import hold_dossier
from wederhoor.work import AMSTERDAM, local_date

COMPLETED = "completed"
"""The occasion of the letter that says that everything is in."""


def complete(
    case: Case,
    party: Party | None,
    values: Mapping[str, Any],
    *,
    signed_name: str | None,
    on: date | None = None,
) -> bool:
    """Add what was missing, as a newer statement; what is known of a party is added to that party and overwrites nothing newer.

    `party` is who adds it, or None when the office enters it for whoever filled the complaint in. `signed_name` signs for that
    party; the complaint itself is signed once who filled it in has signed (KR-082). When all is in, that day is the receipt date
    (KR-084): today, or the day `on` when it happened earlier and is entered now, but never before what was there already.

    Returns whether the complaint is complete now. Raises MoveNotPossible when nothing can be added any more, and Refused for a
    day before the complaint came in.
    """
    work, dossier = case.work, case.dossier
    if not case.open:
        raise MoveNotPossible("De klacht is afgesloten; aanvullen kan niet meer.", case.process.source)
    if on is not None:
        case.refuse_other_day(on)
    filer = filer_of(dossiers.complainants_of(work, dossier.id))
    by = party or filer
    statement = dossiers.current_statement(work, dossier.id)
    theirs = {} if by is filer else {name: value for name, value in values.items() if name in OF_PARTIES}
    content = case.content.merged({name: value for name, value in values.items() if name not in theirs})
    if signed_name and by is filer and not content.signed_name:
        moment = datetime.combine(on, time(), AMSTERDAM) if on else work.now
        content = content.merged({"signed_name": signed_name, "signed_at": moment.isoformat()})
    if content != case.content:
        add_statement(work, dossier, content, after=statement)
        hold_dossier(work, dossier.id, content.naming, before=case.content.naming)
    add_to_party(work, by, theirs or values)
    if signed_name:
        by.signed_at = work.now
    missing = missing_items(content, case.answers.required_content)
    if missing or dossier.received_on is not None:
        record.append(work, dossier.id, [record.Entry(event=Event.COMPLAINT_ADDED_TO)])
        return not missing
    facts = ProcessFacts.of(Fact.COMPLETE)
    if party is None:
        move = moves.choose_that(case, Meaning.COMPLETED, facts)
    else:
        move = case.process.choose_that(Meaning.COMPLETED, dossier.step, facts, role=COMPLAINANT)
    before = dossier.arrived_on if statement.version == 1 else local_date(statement.entered_at)
    received_on = max(on, before) if on else work.today
    dossier.step, dossier.received_on = move.to_step, received_on
    started = deadlines.event_happened(work, dossier.id, case.answers, StartEvent.RECEIPT, received_on)
    work.session.flush()
    out = confirm_receipt(replace(case, content=content), COMPLETED)
    entry = record.Entry(
        event=Event.COMPLAINT_COMPLETED,
        facts={"received_on": received_on.isoformat()},
        done_on=received_on,
        article=str(move.source),
    )
    record.append(work, dossier.id, [entry, *started, *out.entries])
    deadlines.meet(work, dossier.id, case.answers, TermEvent.COMPLETED, received_on)
    notices.announce(work, dossier.id, dossier.key_id, out.notices, recall=True)
    return True


def confirm_receipt(case: Case, occasion: str) -> letters.Outgoing:
    """The letter to everyone who complains that says what came in and which dates there are, or what is still missing."""
    work, dossier = case.work, case.dossier
    missing = missing_items(case.content, case.answers.required_content)
    clocks = deadlines.clocks_of(work, dossier.id)
    code, facts = confirmation(case.answers, missing, clocks, case.content, work.today)
    return letters.to_complainants(
        work,
        dossier,
        case.content,
        case.answers,
        code,
        facts,
        occasion=occasion,
        meets=TermEvent.ASKED_TO_COMPLETE if missing else TermEvent.CONFIRMATION_SENT,
    )
