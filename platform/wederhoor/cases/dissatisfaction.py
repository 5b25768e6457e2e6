"""Dissatisfaction that is no formal complaint becomes one: a new act, with terms of its own (KR-029, KR-032)."""

from dataclasses import replace
from datetime import date

from wederhoor.cases.completing import confirm_receipt
from wederhoor.cases.opening import first_step, terms_of
from wederhoor.correspondence.first_news import copies_for_members, first_notices, nobody_is_told
from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.case import Case
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.content import DISSATISFACTION, missing_items
from wederhoor.dossiers.process import answers_for
from wederhoor.dossiers.rows import add_statement
from wederhoor.dossiers.tables import COMPLAINT, Dossier
from wederhoor.notices import service as notices
from wederhoor.people import service as people
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.complaint_process import ComplaintProcess, MoveNotPossible
from wederhoor.rules.deadlines import StartEvent
from wederhoor.rules.roles import MEMBERS
from wederhoor.tasks import service as tasks
from wederhoor.work import ActorKind


def make_complaint(case: Case, *, on: date | None = None) -> None:
    """Dissatisfaction becomes a formal complaint: by who complained, or by staff on the record (KR-029).

    Its week ends; the terms of a complaint begin on the day it was said, `on` when that was not today. Whoever hears of a
    complaint hears of it now, and nobody has to pick up the report any more. Raises MoveNotPossible when it is one already,
    or closed, and Refused for a day before it came in.
    """
    work, dossier, answers = case.work, case.dossier, case.answers
    day = on or work.today
    if not may_be_complaint(dossier, case.process):
        raise MoveNotPossible("Dit is al een klacht, of de zaak is afgesloten.", case.process.source)
    case.refuse_other_day(day)
    informal = answers
    dossier.filed_as, dossier.complaint_at = COMPLAINT, work.now
    answers = answers_for(work, dossier)
    case = replace(case, answers=answers)
    content = case.content.merged({"filed_as": COMPLAINT})
    add_statement(work, dossier, content, after=dossiers.current_statement(work, dossier.id))
    missing = missing_items(content, answers.required_content)
    dossier.received_on = None if missing else day
    dossier.step = first_step(case.process, missing=bool(missing), informal=False)
    themselves = work.actor.kind is ActorKind.RESIDENT
    by = {"by": "door de klager zelf" if themselves else "vastgelegd door een medewerker"}
    record.append(work, dossier.id, [record.Entry(event=Event.MADE_COMPLAINT, facts=by, done_on=day)])
    for rule in informal.deadlines:
        if rule.starts is StartEvent.NON_FORMAL_REPORT:
            deadlines.meet(work, dossier.id, informal, rule.met_by, day)
    rest = tuple(rule for rule in answers.deadlines if rule.starts is not StartEvent.NON_FORMAL_REPORT)
    formal = replace(answers, deadlines=rest)
    deadlines.start_clocks(work, dossier.id, *terms_of(formal, day, dossier.received_on, informal=False))
    work.session.flush()
    out = confirm_receipt(replace(case, content=content), "made_complaint")
    record.append(work, dossier.id, out.entries)
    accused = dossiers.accused_of(work, dossier.id)
    known = bool(accused) and all(one.confirmed_at for one in accused)  # confirmed, so told, already
    office = people.office_today(work, MEMBERS)
    barred = dossiers.barred_accounts(work, dossier.id)
    more = [] if known or nobody_is_told(content, barred) else first_notices(answers)
    more += copies_for_members(work, answers, office.members, barred, "made_complaint")
    notices.announce(work, dossier.id, dossier.key_id, [*out.notices, *more], recall=True)
    tasks.finish_all(work, dossier.id, tasks.TaskKind.DISSATISFACTION)


def may_be_complaint(dossier: Dossier, process: ComplaintProcess) -> bool:
    """Whether this is dissatisfaction that can still become a complaint."""
    return dossier.filed_as == DISSATISFACTION and process.step(dossier.step).open
