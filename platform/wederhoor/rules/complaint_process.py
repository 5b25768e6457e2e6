"""The road of a complaint: a table of steps and allowed moves, and the one judgement that shows and refuses
them.
"""

from dataclasses import dataclass, fields

from wederhoor.rules.provenance import Provenance, ToConfirm
from wederhoor.rules.roles import role_label
from wederhoor.rules.wording import listed


@dataclass(frozen=True, kw_only=True)
class Step:
    """Where a complaint can be."""

    code: str
    label: str
    """For staff."""
    public_label: str
    """For the complainant, in plain Dutch. `{decision}` alone: who decides, which follows from the case."""
    open: bool
    accused_label: str = ""
    """For whoever it is about; empty: only whether it is being handled."""


@dataclass(frozen=True, kw_only=True)
class Move:
    """One allowed change of step: by whom, and which facts must be true."""

    code: str
    label: str
    from_steps: tuple[str, ...]
    to_step: str
    by: tuple[str, ...]
    """Role codes, or ``complainant``."""
    needs: tuple[str, ...]
    """Names of fields of ``ProcessFacts`` that must be true."""
    source: Provenance


@dataclass(frozen=True, kw_only=True)
class Need:
    """What a missing fact means for people, and the article that asks for it."""

    fact: str
    reason: str
    source: Provenance


@dataclass(frozen=True, kw_only=True)
class ComplaintProcess:
    """The whole road."""

    steps: tuple[Step, ...]
    moves: tuple[Move, ...]
    needs: tuple[Need, ...]
    start_incomplete: str
    start_complete: str
    source: Provenance

    def step(self, code: str) -> Step:
        """The step with that code. Raises ``KeyError``."""
        for step in self.steps:
            if step.code == code:
                return step
        raise KeyError(code)


@dataclass(frozen=True, kw_only=True)
class NoComplaintProcess:
    """Said out loud: this organisation has no road for complaints on this platform (yet)."""

    reason: str
    source: Provenance


@dataclass(frozen=True, kw_only=True)
class ProcessFacts:
    """What the judgement looks at. Everything that is not known yet is false."""

    complete: bool = False
    """Everything the document asks for is in."""
    ground_chosen: bool = False
    """A ground for not taking the complaint up has been chosen, with reasons."""
    complainant_satisfied: bool = False
    both_satisfied: bool = False
    reminder_unanswered: bool = False
    """One reminder was sent and its term passed without a sign of the complainant."""
    reasons_given: bool = False
    """The reasons for closing have been written down for the complainant."""
    heard: bool = False
    """Every party has been heard, or the report states why not."""
    report_ready: bool = False
    decision_recorded: bool = False
    secret_recording: bool = False
    withdrawn_in_writing: bool = False
    informed: bool = False
    """The complainant has been told the outcome in writing."""


@dataclass(frozen=True, kw_only=True)
class PossibleMove:
    """A move from where the complaint is; an impossible one says why and cites the article."""

    move: Move
    possible: bool
    reason: str | None
    source: Provenance


class MoveNotPossible(Exception):
    """A move was refused. ``reason`` is a Dutch sentence for the person who tried; ``source`` the article."""

    def __init__(self, reason: str, source: Provenance) -> None:
        super().__init__(reason)
        self.reason = reason
        self.source = source


def known_facts() -> frozenset[str]:
    """The fact names a move may need."""
    return frozenset(field.name for field in fields(ProcessFacts))


def _judge(move: Move, process: ComplaintProcess, facts: ProcessFacts, role: str) -> PossibleMove:
    if role not in move.by:
        who = listed((role_label(code) for code in move.by), "of")
        return PossibleMove(
            move=move,
            possible=False,
            reason=f"Dit kan alleen de {who} doen ({move.source}).",
            source=move.source,
        )
    for need in process.needs:
        if need.fact in move.needs and not getattr(facts, need.fact):
            return PossibleMove(
                move=move, possible=False, reason=f"{need.reason} ({need.source}).", source=need.source
            )
    return PossibleMove(move=move, possible=True, reason=None, source=move.source)


def moves_from(
    step: str, process: ComplaintProcess, facts: ProcessFacts, *, role: str
) -> tuple[PossibleMove, ...]:
    """Every move that starts at this step, in the order of the table; impossible ones carry the reason."""
    return tuple(_judge(move, process, facts, role) for move in process.moves if step in move.from_steps)


def choose_move(code: str, step: str, process: ComplaintProcess, facts: ProcessFacts, *, role: str) -> Move:
    """The move with that code when it is possible now. Raises ``MoveNotPossible`` with the reason."""
    for found in moves_from(step, process, facts, role=role):
        if found.move.code == code:
            if found.possible:
                return found.move
            raise MoveNotPossible(found.reason or "", found.source)
    for move in process.moves:
        if move.code == code:
            where = listed((f"‘{process.step(s).label}’" for s in move.from_steps), "of")
            raise MoveNotPossible(
                f"‘{move.label}’ kan alleen vanuit {where}; de zaak staat op ‘{process.step(step).label}’ ({move.source}).",
                move.source,
            )
    raise MoveNotPossible("Deze stap bestaat niet.", ToConfirm(reason=f"onbekende stap {code}"))
