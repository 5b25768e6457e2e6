"""The moves of an organisation's process: which can be made now, by whom, and making one (KR-041, 060, 061; Awb 9:5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wederhoor.cases.ending import CLOSED, SATISFIED, Ground, Told, close
from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.case import Case
from wederhoor.dossiers.content import missing_items
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.complaint_process import (
    Move,
    MoveNotPossible,
    PossibleMove,
    ProcessFacts,
    choose_move,
    moves_from,
)
from wederhoor.rules.roles import COMPLAINANT

LETTERS = {"decide": "decision"}
"""Moves whose letter has another name than the move."""
ENDS_BY = {"satisfied": SATISFIED}
MEETS = {"findings": "findings_sent", "answer": "answer_sent", "decide": "decision_taken"}
"""What the leaving of the outcome meets."""
ASKED = frozenset(
    {
        "complainant_satisfied",
        "both_satisfied",
        "heard",
        "decision_recorded",
        "secret_recording",
        "reasons_given",
        "ground_chosen",
        "withdrawn_in_writing",
        "informed",
    }
)
"""Facts that only a person can know; they are asked when the move is made. Other facts are computed."""


@dataclass(frozen=True, kw_only=True)
class Made:
    """A move as somebody makes it: when, why (for the letter), and what else was answered (sealed on the record)."""

    done_on: date
    reasons: str = ""
    told: Mapping[str, str] | None = None
    facts: frozenset[str] = frozenset()
    """The facts of the process this establishes."""


def facts_of(case: Case, asked: frozenset[str] = ASKED) -> ProcessFacts:
    """What is known, with the facts that were asked for taken as answered."""
    reacting = case.clocks.get("no_reaction")
    unanswered = (
        reacting is not None
        and reacting.state == deadlines.RUNNING
        and reacting.due_on is not None
        and case.work.today > reacting.due_on
    )
    known = {
        "complete": not missing_items(case.content, case.answers.required_content),
        "reminder_unanswered": unanswered,
    }
    return ProcessFacts(**known, **dict.fromkeys(asked - known.keys(), True))


def choose(case: Case, code: str, facts: ProcessFacts) -> Move:
    """The move when somebody with the actor's roles may make it now. Raises MoveNotPossible.

    Whoever has a role that may make it is told what is missing, not that another role may not.
    """
    refused: MoveNotPossible | None = None
    by = {role for move in case.process.moves if move.code == code for role in move.by}
    for role in sorted(case.work.actor.roles - {COMPLAINANT}, key=lambda role: (role not in by, role)):
        try:
            return choose_move(code, case.dossier.step, case.process, facts, role=role)
        except MoveNotPossible as why:
            refused = refused or why
    raise refused or MoveNotPossible("U heeft hier geen rol.", case.process.source)


def make_move(case: Case, code: str, made: Made) -> None:
    """Make a move of the process: the step changes, clocks stop, everyone concerned is told (KR-041, 060, 061; Awb 9:5).

    Raises MoveNotPossible or Refused.
    """
    work, dossier = case.work, case.dossier
    move = choose(case, code, facts_of(case, made.facts))
    step = case.process.step(move.to_step)
    details = {**({"reasons": made.reasons} if made.reasons else {}), **(made.told or {})}
    if step.open:
        dossier.step = move.to_step
        said = record.Entry(
            event=Event.MOVE_MADE,
            facts={"move": move.label, "step": step.label},
            done_on=made.done_on,
            article=str(move.source),
            details=details or None,
            key_id=dossier.key_id if details else None,
        )
        record.append(work, dossier.id, [said])
        return
    facts_told: dict[str, str | date] = {
        "closed_on": made.done_on,
        "reasons": made.reasons,
        "reason": made.reasons,
    }
    ground = Ground(
        code=code,
        label=move.label,
        source=move.source,
        ends=ENDS_BY.get(code, CLOSED),
        step=move.to_step,
    )
    told = Told(
        letters=(LETTERS.get(code, code), "closed"),
        facts=facts_told,
        details=details,
        meets=MEETS.get(code),
    )
    close(case, ground, told, on=made.done_on).send()


def possible_moves(case: Case) -> tuple[PossibleMove, ...]:
    """What can be done now by someone with the actor's roles; impossible moves say why."""
    process, facts = case.process, facts_of(case)
    found: dict[str, PossibleMove] = {}
    for role in sorted(case.work.actor.roles):
        for possible in moves_from(case.dossier.step, process, facts, role=role):
            known = found.get(possible.move.code)
            mine = role in possible.move.by  # what is missing, rather than that another role may not
            if known is None or mine and not known.possible:
                found[possible.move.code] = possible
    order = [move.code for move in process.moves]
    return tuple(sorted(found.values(), key=lambda p: order.index(p.move.code)))
