"""What is done with several matters at once: each through its own act, on its own record; what cannot be says why, per matter."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from wederhoor.complaints.acts import why_not
from wederhoor.complaints.catalogue import act_with
from wederhoor.complaints.handling import assign, may_handle
from wederhoor.deadlines.case import Case, case_of
from wederhoor.deadlines.handlers import STAND_IN, handlers_of
from wederhoor.desk.matters import Matter
from wederhoor.desk.pressing import Desk
from wederhoor.desk.things import matters_of
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.service import numbers
from wederhoor.work import Refused, Work

MOST = 100
"""Matters in which something is done at once."""
ASSIGN = "toewijzen"


@dataclass(frozen=True, kw_only=True)
class Assigned:
    """A matter that was to be given to somebody: whether they have it, and else why not."""

    matter: Matter
    theirs: bool
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


def assigned(work: Work, ids: Sequence[uuid.UUID], to: uuid.UUID) -> list[Assigned]:
    """How it stands now with matters that were to be given to somebody, those that refuse first."""
    found = []
    for matter in chosen(work, ids):
        theirs = matter.handler == to
        refused = ""
        if not theirs:
            case = case_of(work, dossiers.find(work, matter.id))
            refused = why_not_to(case, to) or "Er is intussen iets veranderd. Probeer het in de zaak zelf"
        found.append(Assigned(matter=matter, theirs=theirs, refused=refused))
    return sorted(found, key=lambda one: (one.theirs, one.matter.number))


def chosen(work: Work, ids: Sequence[uuid.UUID]) -> list[Matter]:
    """Those of these matters that the actor may see, by number."""
    seen = numbers(work, list(ids)[:MOST])
    return sorted(matters_of(Desk(work=work), list(seen)), key=lambda one: one.number)
