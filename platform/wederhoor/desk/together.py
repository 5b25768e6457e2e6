"""What is done with several matters at once: each through its own act, on its own record; what cannot be says why, per matter."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from wederhoor.complaints.acts import why_not
from wederhoor.complaints.catalogue import act_with
from wederhoor.complaints.handling import assign, may_handle
from wederhoor.db import uuid7
from wederhoor.deadlines.case import Case, case_of
from wederhoor.deadlines.handlers import HANDLER, STAND_IN, handlers_of
from wederhoor.deadlines.reminders import LETTER
from wederhoor.desk.matters import Matter
from wederhoor.desk.pressing import Desk
from wederhoor.desk.things import matters_of
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.service import numbers
from wederhoor.notices.colleagues import to_colleague
from wederhoor.notices.service import announce
from wederhoor.people.here import works_here
from wederhoor.people.service import names_of, people_by_id
from wederhoor.people.tables import Account
from wederhoor.tasks.service import TaskKind, add_task
from wederhoor.tasks.tables import Task
from wederhoor.tenancy.bulk import id_in
from wederhoor.work import Refused, Work

MOST = 100
"""Matters in which something is done at once."""
ASSIGN = "toewijzen"
CHANGED = "Er is intussen iets veranderd. Probeer het in de zaak zelf"
TOLD = "Een collega vraagt bij {name} uw aandacht. Kijk bij ‘Vandaag’."


@dataclass(frozen=True, kw_only=True)
class Done:
    """A matter in which something was to be done: whether it is, and else why not."""

    matter: Matter
    done: bool
    refused: str = ""


def assign_each(work: Work, ids: Sequence[uuid.UUID], to: uuid.UUID) -> None:
    """Give matters to somebody to handle, each as the act of that matter; those that refuse stay as they are.

    Raises NoSuchDossier for one the actor may not see.
    """
    for dossier_id in sorted(set(ids)):
        case = case_of(work, dossiers.find(work, dossier_id, lock=True))
        if why_not_to(case, to):
            continue
        stand_in = handlers_of(work, dossier_id).get(STAND_IN)
        work.session.flush()
        try:
            with work.session.begin_nested():
                assign(case, handler=to, stand_in=stand_in)
        except Refused:
            continue  # said where it is shown: nothing of it was kept


def why_not_to(case: Case, to: uuid.UUID) -> str:
    """Why somebody cannot be given a matter; empty when they can."""
    act = act_with(case, ASSIGN)
    if act is None:
        return "Deze zaak heeft geen behandelaar"
    if refusal := why_not(act, case):
        return str(refusal)
    if to not in {person.account_id for person in may_handle(case)}:
        return "Deze collega kan deze zaak niet behandelen"
    if handlers_of(case.work, case.dossier.id).get(STAND_IN) == to:
        return "Deze collega is hier de vervanger"
    return ""


def assigned(work: Work, ids: Sequence[uuid.UUID], to: uuid.UUID) -> list[Done]:
    """How it stands now with matters that were to be given to somebody, those that refuse first."""
    found = []
    for matter in chosen(work, ids):
        theirs = matter.handler == to
        refused = ""
        if not theirs:
            case = case_of(work, dossiers.find(work, matter.id))
            refused = why_not_to(case, to) or CHANGED
        found.append(Done(matter=matter, done=theirs, refused=refused))
    return sorted(found, key=lambda one: (one.done, one.matter.number))


def remind_each(work: Work, ids: Sequence[uuid.UUID]) -> None:
    """Ask who handles these matters to look at them: a task in each, and one mail a person that names none.

    What cannot be is said where it is shown (`reminded`). Raises NoSuchDossier for one the actor may not see.
    """
    me = work.actor.account_id
    who = names_of(work, [me])[me] if me else ""
    asked: dict[uuid.UUID, None] = {}
    for dossier_id in sorted(set(ids)):
        found = dossiers.find(work, dossier_id, lock=True)
        to = handlers_of(work, dossier_id).get(HANDLER)
        if (
            to is None
            or why_not_remind(work, found.closed_on, to)
            or dossier_id in _asked(work, [dossier_id])
        ):
            continue
        add_task(
            work,
            TaskKind.REMINDED,
            {"who": who},
            due_on=work.today,
            dossier_id=dossier_id,
            account_id=to,
        )
        asked[to] = None
    told = TOLD.format(name=work.organisation.profile.name)
    mails = [
        to_colleague(one.account_id, one.email, told, letter=LETTER, occasion=f"asked:{uuid7()}")
        for one in people_by_id(work, asked)
    ]
    if mails:
        announce(work, work.tenant_id, work.vault.new_key(), mails)


def why_not_remind(work: Work, closed_on: date | None, handler: uuid.UUID | None) -> str:
    """Why nobody can be reminded of a matter; empty when somebody can."""
    if closed_on is not None:
        return "De zaak is afgesloten"
    if handler is None:
        return "Deze zaak heeft nog geen behandelaar. Wijs haar eerst toe"
    if handler == work.actor.account_id:
        return "U behandelt deze zaak zelf"
    here = select(Account.id).where(Account.id == handler, works_here(work, Account.id))
    if work.session.scalars(here).first() is None:
        return "De behandelaar werkt hier niet meer. Wijs de zaak toe aan iemand anders"
    return ""


def reminded(work: Work, ids: Sequence[uuid.UUID]) -> list[Done]:
    """How it stands now with matters whose handlers were to be reminded, those that refuse first."""
    known, found = _asked(work, ids), []
    for matter in chosen(work, ids):
        done = matter.id in known
        why = "" if done else why_not_remind(work, matter.closed_on, matter.handler)
        found.append(Done(matter=matter, done=done, refused="" if done else why or CHANGED))
    return sorted(found, key=lambda one: (one.done, one.matter.number))


def _asked(work: Work, ids: Sequence[uuid.UUID]) -> frozenset[uuid.UUID]:
    """In which of these matters their handler was asked to look and did not yet."""
    query = select(Task.dossier_id).where(
        Task.kind == TaskKind.REMINDED, Task.done_at.is_(None), id_in(Task.dossier_id, "dossiers", list(ids))
    )
    return frozenset(one for one in work.session.scalars(query) if one)


def chosen(work: Work, ids: Sequence[uuid.UUID]) -> list[Matter]:
    """Those of these matters that the actor may see, by number."""
    seen = numbers(work, list(ids)[:MOST])
    return sorted(matters_of(Desk(work=work), list(seen)), key=lambda one: one.number)
