"""The moves of an organisation's process: which can be made now, by whom, and making one (KR-041, 060, 061; Awb 9:5)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from wederhoor.cases.ending import CLOSED, Ground, Told, close
from wederhoor.correspondence.telling import Facts, Post, tell_complainants
from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.case import Case
from wederhoor.dossiers.content import missing_items
from wederhoor.dossiers.process import answers_for
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.complaint_process import (
    COMPUTED,
    MEETS,
    STARTS,
    Fact,
    Meaning,
    Move,
    MoveNotPossible,
    PossibleMove,
    ProcessFacts,
    choose_move,
    moves_from,
)
from wederhoor.rules.deadlines import TermEvent
from wederhoor.rules.roles import COMPLAINANT

LETTERS: Mapping[Meaning, str] = {Meaning.DECIDED: "decision"}
"""Letters of a meaning that have another name than it."""
ENDS_BY: Mapping[Meaning, TermEvent] = {Meaning.SATISFIED: TermEvent.SATISFIED}
ASKED = frozenset(Fact) - COMPUTED
"""Facts that only a person can know; they are asked when the move is made. Other facts are computed."""


@dataclass(frozen=True, kw_only=True)
class Made:
    """A move as somebody makes it: when, why (for the letter), and what else was answered (sealed on the record)."""

    done_on: date
    reasons: str = ""
    told: Mapping[str, str] | None = None
    facts: frozenset[str] = frozenset()
    """The facts of the process this establishes."""
    outcome: str | None = None
    """The code of the judgement, where the organisation knows several (`ComplaintProcess.outcomes`)."""


def facts_of(case: Case, asked: frozenset[str] | None = None) -> ProcessFacts:
    """What is known, with the facts that were asked for taken as answered: without `asked` all that can be asked."""
    if asked is None:
        asked = ASKED | {need.fact for need in case.process.needs if need.asks}
    known = {
        Fact.COMPLETE: not missing_items(case.content, case.answers.required_content),
        Fact.REMINDER_UNANSWERED: _passed(case, TermEvent.REACTION_RECEIVED),
        Fact.NOT_REPAIRED: _passed(case, TermEvent.COMPLETED),
    }
    return ProcessFacts((asked - COMPUTED) | {fact for fact, true in known.items() if true})


def _passed(case: Case, event: TermEvent) -> bool:
    """Whether a term that this event would have met ran out without it."""
    rows = (case.clocks.get(rule.code) for rule in case.answers.deadlines if rule.met_by == event)
    return any(
        row is not None
        and row.state == deadlines.RUNNING
        and row.due_on is not None
        and case.work.today > row.due_on
        for row in rows
    )


def choose(case: Case, code: str, facts: ProcessFacts) -> Move:
    """The move when somebody with the actor's roles may make it now. Raises MoveNotPossible.

    Whoever has a role that may make it is told what is missing, not that another role may not.
    """
    refused: MoveNotPossible | None = None
    by = {role for move in case.process.moves if move.code == code for role in move.by}
    for role in sorted(case.work.actor.roles - {COMPLAINANT}, key=lambda role: (role not in by, role)):
        try:
            return choose_move(
                code,
                case.dossier.step,
                case.process,
                facts,
                role=role,
                names=case.work.organisation.roles,
            )
        except MoveNotPossible as why:
            refused = refused or why
    raise refused or MoveNotPossible("U heeft hier geen rol.", case.process.source)


def choose_that(case: Case, means: Meaning, facts: ProcessFacts | None = None) -> Move:
    """The move with this meaning when somebody with the actor's roles may make it now. Raises MoveNotPossible."""
    move = case.process.move_that(means, case.dossier.step)
    if move is None:
        raise MoveNotPossible("Deze stap kennen de regels niet.", case.process.source)
    return choose(case, move.code, facts_of(case) if facts is None else facts)


def make_move(case: Case, code: str, made: Made) -> None:
    """Make a move of the process: the step changes, clocks stop, everyone concerned is told (KR-041, 060, 061; Awb 9:5).

    Raises MoveNotPossible or Refused.
    """
    work, dossier = case.work, case.dossier
    move = choose(case, code, facts_of(case, made.facts))
    step = case.process.step(move.to_step)
    details = {**({"reasons": made.reasons} if made.reasons else {}), **(made.told or {})}
    facts: dict[str, str | date] = {"reasons": made.reasons, "reason": made.reasons}
    for event in move.meets:
        deadlines.meet(work, dossier.id, case.answers, event, made.done_on)
    if Fact.HEARD in made.facts and (heard_on := (made.told or {}).get("heard_on")):
        deadlines.meet(work, dossier.id, case.answers, TermEvent.HEARD, date.fromisoformat(heard_on))
    if step.open:
        _go_on(case, move, made, facts, details)
        return
    if made.outcome is not None:
        dossier.outcome = made.outcome  # letters and terms may hang on it
        case = replace(case, answers=answers_for(work, dossier))
    ground = Ground(
        code=move.means or code,
        label=move.label,
        source=move.source,
        ends=ENDS_BY.get(move.means, CLOSED) if move.means else CLOSED,
        step=move.to_step,
    )
    told = Told(
        letters=(*letters_of(move), "closed"),
        facts=facts | {"closed_on": made.done_on},
        details=details,
        meets=MEETS.get(move.means) if move.means else None,
    )
    close(case, ground, told, on=made.done_on).send()


def letters_of(move: Move) -> tuple[str, ...]:
    """The letters that belong to a move: its own, else that of its meaning, else one that is called as the move is."""
    if move.letters:
        return move.letters
    return (LETTERS.get(move.means, move.means) if move.means else move.code,)


def _go_on(case: Case, move: Move, made: Made, facts: Facts, details: dict[str, str]) -> None:
    """A move to a step on which the handling goes on: its terms are met and started, its own letters go out."""
    work, dossier = case.work, case.dossier
    step, before = case.process.step(move.to_step), dossier.step
    dossier.step = move.to_step
    post = Post(case=case, occasion=f"move:{dossier.version}")
    tell_complainants(post, move.letters, {**facts, "step": step.public_label})
    said = record.Entry(
        event=Event.MOVE_MADE,
        facts={"move": move.label, "step": step.label},
        done_on=made.done_on,
        article=str(move.source),
        details=details or None,
        key_id=dossier.key_id if details else None,
    )
    record.append(work, dossier.id, [said, *post.entries])
    started: dict[str, date] = dict.fromkeys(move.starts, made.done_on)
    if move.means is not None:
        if move.means in MEETS:
            deadlines.meet(work, dossier.id, case.answers, MEETS[move.means], made.done_on)
        if move.means in STARTS:
            started.setdefault(STARTS[move.means], made.done_on)
    if move.to_step != before:
        started[f"step:{move.to_step}"] = made.done_on
    deadlines.events_happened(work, dossier.id, case.answers, started)
    post.send()


def possible_moves(case: Case) -> tuple[PossibleMove, ...]:
    """What can be done now by someone with the actor's roles; impossible moves say why."""
    process, facts = case.process, facts_of(case)
    found: dict[str, PossibleMove] = {}
    for role in sorted(case.work.actor.roles):
        for possible in moves_from(
            case.dossier.step, process, facts, role=role, names=case.work.organisation.roles
        ):
            known = found.get(possible.move.code)
            mine = role in possible.move.by  # what is missing, rather than that another role may not
            if known is None or mine and not known.possible:
                found[possible.move.code] = possible
    order = [move.code for move in process.moves]
    return tuple(sorted(found.values(), key=lambda p: order.index(p.move.code)))
