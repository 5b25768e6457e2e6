"""How a case ends, and how it is taken up again.

Every ending goes through `close`: nothing else writes the day a case closed. It tells whoever was told of the complaint, stops
what is needed no longer, and takes back what had not left yet.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from wederhoor.correspondence import effects
from wederhoor.correspondence.telling import Facts, Post, tell_complainants, tell_who_was_told
from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.case import Case
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Party
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.complaint_process import Step
from wederhoor.rules.deadlines import TermEvent
from wederhoor.rules.provenance import Provenance
from wederhoor.tasks import service as tasks
from wederhoor.work import Refused

WITHDRAWN, SATISFIED, CLOSED = TermEvent.WITHDRAWN, TermEvent.SATISFIED, TermEvent.CLOSED
"""What an ending is to the terms (`DeadlineRule.lapses_on`)."""
LEFT = "parties"
"""Under which fact of the record stands who left a case that goes on."""
OVER_AT_THE_END = (
    tasks.TaskKind.READ_BACK,
    tasks.TaskKind.DISSATISFACTION,
    tasks.TaskKind.TAKE_OVER,
    tasks.TaskKind.SPLIT_OFF,
    tasks.TaskKind.TRANSFERRED,
    tasks.TaskKind.NOT_TOLD_IN_TIME,
)
"""Tasks that ask for what a case that ended no longer needs."""
CLOSED_TO_ACCUSED = (
    "De klacht over u is afgesloten. Wilt u weten hoe zij is afgelopen? Neem dan contact met ons op."
)
REOPENED_TO_ACCUSED = "De klacht over u is heropend: de behandeling gaat verder. Wilt u weten waarom? Neem dan contact met ons op."


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Why a case ends: `code` stays with the dossier, `label` stands in the record and with each term that stops.

    `event` and `facts` make the entry of the record, `ends` is what the ending is to the terms. `step` is where the process puts
    the case; without one its first closed step.
    """

    code: str
    label: str
    source: Provenance | None = None
    event: Event = Event.DOSSIER_CLOSED
    facts: Mapping[str, str] | None = None
    ends: str = CLOSED
    step: str | None = None


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is said about an ending: the first of `letters` the organisation has, with `facts`, to `complainants`.

    `details` are sealed with the record. `meets` is the duty that is met once the letters left; its term goes on. `complainants`
    are those who get letters, when that is asked before somebody leaves.
    """

    letters: Sequence[str] = (CLOSED,)
    facts: Facts = field(default_factory=dict)
    details: Mapping[str, str] | None = None
    meets: str | None = None
    complainants: Sequence[Party] | None = None


def close(case: Case, ground: Ground, told: Told, *, on: date, before: Sequence[record.Entry] = ()) -> Post:
    """End a case on a day and tell everyone who was told of it (KR-061, 080, 087).

    `before` are entries of the record that led to it. Returns the post, so that the caller can add to it what belongs to the
    same occasion and send it. Raises Refused when the case is closed already, or on a day before it came in.
    """
    work, dossier = case.work, case.dossier
    if not case.open:
        raise Refused("", "De zaak is al afgesloten")
    if on < case.came_in_on:
        raise Refused("done_on", "Deze datum ligt vóór de dag waarop de klacht binnenkwam.")
    dossier.step = ground.step or next(step.code for step in case.process.steps if not step.open)
    dossier.closed_on, dossier.close_ground = on, ground.code[:40]
    post = Post(case=case, occasion=effects.closing(dossier), meets=told.meets)
    work.session.flush()
    tell_complainants(post, told.letters, told.facts, told.complainants)
    said = record.Entry(
        event=ground.event,
        facts=dict(ground.facts) if ground.facts is not None else {"ground": ground.label},
        done_on=on,
        article=str(ground.source) if ground.source else None,
        details=dict(told.details) if told.details else None,
        key_id=dossier.key_id if told.details else None,
    )
    record.append(work, dossier.id, [*before, said, *post.entries])
    kept = frozenset(rule.code for rule in case.answers.deadlines if told.meets and rule.met_by == told.meets)
    why = "de klacht is ingetrokken" if ground.ends == WITHDRAWN else f"gesloten: {ground.label}"
    deadlines.lapse(work, dossier.id, case.answers, ground.ends, why[:60], keep=kept, on=on)
    effects.end_of_case(work, dossier)
    for kind in OVER_AT_THE_END:
        tasks.finish_all(work, dossier.id, kind)
    tell_who_was_told(post, CLOSED_TO_ACCUSED)
    return post


def _who_left_before(case: Case) -> frozenset[uuid.UUID]:
    """Who withdrew while the case went on for others, be it on the day that it closed."""
    lines = record.read(case.work, case.dossier.id, frozenset({Event.COMPLAINANT_LEFT}))
    return frozenset(uuid.UUID(one) for line in lines for one in line.facts.get(LEFT, "").split())


def steps_to_go_on(case: Case) -> list[Step]:
    """On which steps a closed case can go on: not behind what was decided on it, or its terms would say otherwise."""
    process, behind = case.process, set[str]()
    if case.dossier.received_on is not None:
        behind = {process.start_incomplete} - {process.start_complete}
    if record.read(case.work, case.dossier.id, frozenset({Event.JUDGED_ADMISSIBLE})):
        behind |= {process.start_complete, process.start_incomplete}
    return [step for step in process.steps if step.open and step.code not in behind]


def reopen(case: Case, *, step: str, reason: str, done_on: date) -> None:
    """Take a closed case up again at a step; its terms run on as if it had not been closed, and everyone hears it.

    Letters about the ending that have not left do not go. Who withdrew with it complains again, and gets letters. Raises Refused.
    """
    work, dossier = case.work, case.dossier
    if step not in {s.code for s in steps_to_go_on(case)}:
        raise Refused("step", "Kies op welke stap de zaak verder gaat.")
    closed_on, ground = dossier.closed_on, dossier.close_ground
    if closed_on is not None and done_on < closed_on:
        raise Refused("done_on", "Deze datum ligt vóór de dag waarop de zaak is afgesloten.")
    effects.revoke_closing(work, dossier)
    if ground == WITHDRAWN:
        before = _who_left_before(case)
        for party in dossiers.complainants_of(work, dossier.id):
            if party.withdrawn_on == closed_on and party.id not in before:
                party.withdrawn_on = None
    dossier.step, dossier.closed_on, dossier.close_ground = step, None, None
    work.session.flush()
    said = record.Entry(
        event=Event.DOSSIER_REOPENED,
        facts={"step": case.process.step(step).label},
        done_on=done_on,
        details={"reason": reason},
        key_id=dossier.key_id,
    )
    post = Post(case=case, occasion=f"reopened:{dossier.version}")
    tell_complainants(post, ("reopened",), {"reasons": reason, "reason": reason})
    running = deadlines.restart(work, dossier.id, case.answers, closed_on)
    record.append(work, dossier.id, [said, *running, *post.entries])
    tell_who_was_told(post, REOPENED_TO_ACCUSED)
    post.send()
