"""The road of a complaint: a table of steps and allowed moves, and the one judgement that shows and refuses
them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from wederhoor.rules.asked import Question
from wederhoor.rules.deadlines import StartEvent, TermEvent
from wederhoor.rules.provenance import Provenance, ToConfirm
from wederhoor.rules.roles import RoleName, called_at
from wederhoor.rules.tables import Unless, When
from wederhoor.rules.wording import listed


class Meaning(StrEnum):
    """What a move is to the platform, whatever its organisation calls it. A move without one only changes the step.

    The code of a move and its words are the organisation's own; what the platform does besides follows from this alone.
    """

    COMPLETED = "complete"  # everything is in: the receipt date is set, the confirmation goes out
    TAKEN_UP = "judge_admissible"  # every ground was gone through and none stands in the way
    NOT_TAKEN_UP = "judge_inadmissible"  # a ground was chosen, with reasons; this ends the case
    INVITED = "invite_conversation"  # to a talk, to solve it
    TALK_HELPED = "conversation_settled"
    TALK_DID_NOT_HELP = "conversation_unsolved"
    SATISFIED = "satisfied"  # whoever complained said so, and no more is needed (Awb 9:5)
    SETTLED = "settle"  # solved, told in writing
    GOAL_REACHED = "close_goal_reached"  # what was wanted was reached, and both sides say so
    NO_REACTION = "close_no_reaction"  # nothing was heard after one reminder
    NOTHING_MORE = "close_nothing_more"
    OTHER_HANDLING = "close_other_handling"
    RECORDED_SECRETLY = "close_secret_recording"
    INVESTIGATED = "finish_investigation"
    REPORTED = "send_report"  # the report went to who decides
    FINDINGS = "findings"  # the outcome as a public body gives it (Awb 9:12)
    ANSWERED = "answer"  # the outcome as a provider of care gives it (Wkkgz 17)
    DECIDED = "decide"  # the outcome as a director or board gives it
    WITHDRAWN = "withdraw"


OUTCOMES = (Meaning.FINDINGS, Meaning.ANSWERED, Meaning.DECIDED)
"""Moves that give the outcome of a complaint."""
MEETS: Mapping[Meaning, TermEvent] = {
    Meaning.FINDINGS: TermEvent.FINDINGS_SENT,
    Meaning.ANSWERED: TermEvent.ANSWER_SENT,
    Meaning.DECIDED: TermEvent.DECISION_TAKEN,
    Meaning.INVESTIGATED: TermEvent.INVESTIGATED,
    Meaning.REPORTED: TermEvent.REPORT_SENT,
}
"""What a move of this meaning is to the terms, beside what the move itself says (`Move.meets`)."""
STARTS: Mapping[Meaning, StartEvent] = {Meaning.REPORTED: StartEvent.REPORT_RECEIVED}
"""What a move of this meaning starts, beside what the move itself says (`Move.starts`)."""


@dataclass(frozen=True, kw_only=True)
class Decider:
    """Who decides in the end, in words after "de" where the document says it of its own; and who does when it is about them.

    ``name="directeur van de organisatie waarover wordt geklaagd"``. ``instead`` is empty where the document names nobody.
    """

    name: str
    instead: str
    source: Provenance


class JudgementKind(StrEnum):
    """What a judgement comes down to, whatever it is called."""

    FOUNDED = "founded"
    PARTLY_FOUNDED = "partly_founded"
    UNFOUNDED = "unfounded"
    NO_JUDGEMENT = "no_judgement"


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """A judgement an organisation knows: its own code and word, and what it comes down to."""

    code: str
    label: str
    kind: JudgementKind


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
    body: str = ""
    """Who handles the case while it is here, in words ("de klachtenfunctionaris"); empty: the office. A phase is the steps of one body."""


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
    """What must be true: a ``Fact``, or the code of an own ``Need`` that asks for it."""
    source: Provenance
    means: Meaning | None = None
    """What it is to the platform; None: it changes the step and no more."""
    letters: tuple[str, ...] = ()
    """Codes of letters whoever complains gets: the first that there is. Empty: those that belong to the meaning."""
    meets: tuple[str, ...] = ()
    """What it is to the terms as well: a ``TermEvent``, or an own code some term is met by or lapses on."""
    starts: tuple[StartEvent, ...] = ()
    """Which terms it starts as well, on the day it was done."""


@dataclass(frozen=True, kw_only=True)
class Need:
    """What a missing fact means for people, and the article that asks for it.

    ``fact`` is a ``Fact``, or a code of the organisation's own; then ``asks`` are the questions whose answers establish it.
    """

    fact: str
    reason: str
    source: Provenance
    asks: tuple[Question, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ComplaintProcess:
    """The whole road."""

    steps: tuple[Step, ...]
    moves: tuple[Move, ...]
    needs: tuple[Need, ...]
    start_incomplete: str
    start_complete: str
    source: Provenance
    when: tuple[When | Unless, ...] = ()
    """Of which cases it is the road, by `CaseFact`; without conditions to every case."""
    decider: Decider | None = None
    """Who decides, where that is not whom the committee reports to, or the director."""
    outcomes: tuple[Judgement, ...] = ()
    """Between which judgements whoever decides chooses; empty: the outcome is in words only."""
    start_informal: str | None = None
    """Where dissatisfaction that is no formal complaint begins; None: where a complaint begins."""

    def move_that(self, means: Meaning, step: str | None = None) -> Move | None:
        """The move with this meaning that starts at a step, else the first with it; None when there is none."""
        found = [move for move in self.moves if move.means is means]
        return next((move for move in found if step in move.from_steps), next(iter(found), None))

    def choose_that(self, means: Meaning, step: str, facts: "ProcessFacts", *, role: str) -> Move:
        """The move with this meaning when it is possible now. Raises ``MoveNotPossible`` with the reason."""
        move = self.move_that(means, step)
        if move is None:
            raise MoveNotPossible(f"Deze stap kennen de regels niet ({self.source}).", self.source)
        return choose_move(move.code, step, self, facts, role=role)

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


class Fact(StrEnum):
    """What a move may need. The first three follow from the case, the others are asked when the move is made."""

    COMPLETE = "complete"  # everything the document asks for is in
    REMINDER_UNANSWERED = "reminder_unanswered"  # one reminder was sent and its term passed in silence
    NOT_REPAIRED = "not_repaired"  # it was asked to be made complete, and the term for that passed
    GROUND_CHOSEN = "ground_chosen"  # for not taking it up, with reasons
    COMPLAINANT_SATISFIED = "complainant_satisfied"
    BOTH_SATISFIED = "both_satisfied"
    REASONS_GIVEN = "reasons_given"  # for closing, written down for who complained
    HEARD = "heard"  # every party was heard, or it is on the record why not
    REPORT_READY = "report_ready"
    DECISION_RECORDED = "decision_recorded"
    SECRET_RECORDING = "secret_recording"  # noqa: S105 - a fact, no password
    WITHDRAWN_IN_WRITING = "withdrawn_in_writing"
    INFORMED = "informed"  # who complained was told the outcome in writing


COMPUTED = frozenset({Fact.COMPLETE, Fact.REMINDER_UNANSWERED, Fact.NOT_REPAIRED})
"""Facts that follow from the case; nobody is asked for them."""


@dataclass(frozen=True)
class ProcessFacts:
    """What the judgement looks at: every code that is true. What is not known yet is not among them."""

    known: frozenset[str] = frozenset()

    @classmethod
    def of(cls, *facts: str) -> "ProcessFacts":
        """These facts and no others."""
        return cls(frozenset(facts))

    def has(self, fact: str) -> bool:
        """Whether a fact, or an own need, is established."""
        return fact in self.known


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
    """The facts the platform knows how to establish."""
    return frozenset(Fact)


def _judge(
    move: Move, process: ComplaintProcess, facts: ProcessFacts, role: str, names: Iterable[RoleName]
) -> PossibleMove:
    if role not in move.by:
        who = listed((called_at(names, code) for code in move.by), "of")
        return PossibleMove(
            move=move,
            possible=False,
            reason=f"Dit kan alleen de {who} doen ({move.source}).",
            source=move.source,
        )
    for need in process.needs:
        if need.fact in move.needs and not facts.has(need.fact):
            return PossibleMove(
                move=move, possible=False, reason=f"{need.reason} ({need.source}).", source=need.source
            )
    return PossibleMove(move=move, possible=True, reason=None, source=move.source)


def moves_from(
    step: str,
    process: ComplaintProcess,
    facts: ProcessFacts,
    *,
    role: str,
    names: Iterable[RoleName] = (),
) -> tuple[PossibleMove, ...]:
    """Every move that starts at this step, in the order of the table; impossible ones carry the reason.

    `names` are what the organisation calls roles.
    """
    return tuple(
        _judge(move, process, facts, role, names) for move in process.moves if step in move.from_steps
    )


def choose_move(
    code: str,
    step: str,
    process: ComplaintProcess,
    facts: ProcessFacts,
    *,
    role: str,
    names: Iterable[RoleName] = (),
) -> Move:
    """The move with that code when it is possible now. Raises ``MoveNotPossible`` with the reason."""
    for found in moves_from(step, process, facts, role=role, names=names):
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
