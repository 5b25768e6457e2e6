"""What an act is: a name, who may do it, what is asked, why it is impossible now, and what it does.

An act is a value; one page shows and refuses them all. `Case` is what an act may know of a dossier.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.changes import changes_of
from wederhoor.deadlines.tables import Clock, TermChangeRow
from wederhoor.dossiers.tables import Dossier
from wederhoor.intake.content import Content
from wederhoor.intake.process import process_of
from wederhoor.intake.service import content_of
from wederhoor.organisation import Organisation
from wederhoor.rules.complaint_process import ComplaintProcess
from wederhoor.rules.deadlines import StartEvent
from wederhoor.rules.provenance import Provenance
from wederhoor.rules.roles import role_label
from wederhoor.rules.wording import listed
from wederhoor.settings.service import stored_answers
from wederhoor.work import Work

OFFICE = frozenset({"secretary", "quality_officer"})
JUDGES = OFFICE | {"committee_chair"}
CHOOSE = ("", "Maak een keuze")
ARRIVED = (StartEvent.ARRIVAL, StartEvent.FILED)
"""Both count from the day a complaint came in."""

Values = Mapping[str, Any]


class Ask(StrEnum):
    """How something is asked."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"
    RADIOS = "radios"
    CHECK = "check"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One thing that is asked. `needed` is the error when it stays empty; without it the field may stay empty."""

    name: str
    ask: Ask
    label: str
    hint: str = ""
    needed: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    future: bool = False
    maximum: int = 200
    optional: bool | None = None
    """Whether the form says that it may stay empty; None: whenever there is no `needed`."""
    start: Any = None
    """What the field holds before anybody typed."""

    @property
    def may_be_empty(self) -> bool:
        """What the form says beside the label."""
        return not self.needed if self.optional is None else self.optional


def done_on(case: "Case", label: str = "Datum waarop dit gebeurde") -> Field:
    """The day an act was done, which may be before the day it is entered."""
    return Field(
        name="done_on",
        ask=Ask.DATE,
        label=label,
        hint="Dat mag eerder zijn dan vandaag.",
        needed="Vul de datum in.",
        start=case.work.today,
    )


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Why an act is impossible now, in Dutch, with the article when there is one."""

    reason: str
    source: Provenance | None = None

    def __str__(self) -> str:
        return f"{self.reason.removesuffix('.')} ({self.source})." if self.source else self.reason


class ActRefused(Exception):
    """What was filled in cannot be done. `field` is where it is wrong, empty for the act as a whole."""

    def __init__(self, field: str, reason: str, source: Provenance | None = None) -> None:
        self.field, self.reason = field, str(Refusal(reason=reason, source=source))
        super().__init__(self.reason)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A dossier with the answers it runs under, as an act sees it."""

    work: Work
    dossier: Dossier
    answers: Organisation
    content: Content

    @cached_property
    def process(self) -> ComplaintProcess:
        """The road of this case."""
        return process_of(self.answers)

    @cached_property
    def clocks(self) -> dict[str, Clock]:
        """Its clocks by code."""
        return {clock.code: clock for clock in deadlines.clocks_of(self.work, self.dossier.id)}

    @cached_property
    def changes(self) -> list[TermChangeRow]:
        """What was decided about its terms, as it stood when first asked."""
        return changes_of(self.work, self.dossier.id)

    @property
    def open(self) -> bool:
        """Whether the handling goes on."""
        return self.process.step(self.dossier.step).open

    @property
    def came_in_on(self) -> date:
        """The day the complaint came in; no act was done before."""
        return self.dossier.arrived_on


def case_of(work: Work, dossier: Dossier) -> Case:
    """The case of a dossier."""
    return Case(
        work=work,
        dossier=dossier,
        answers=stored_answers(work, dossier.answers_id),
        content=content_of(work, dossier),
    )


def _nothing(_case: Case) -> Refusal | None:
    return None


def _always(_case: Case) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Act:
    """One act. `slug` is its place in the address; `do` receives what was filled in and found whole."""

    slug: str
    title: str
    lead: str
    submit: str
    fields: Callable[[Case], tuple[Field, ...]]
    do: Callable[[Case, Values], None]
    roles: frozenset[str] = OFFICE
    refusal: Callable[[Case], Refusal | None] = _nothing
    source: Callable[[Case], Provenance | None] = field(default=lambda _case: None)
    when_open: bool | None = True
    """Only while the handling goes on; False: only after closing; None: always."""
    listed: bool = True
    """Whether the dossier offers it by itself; a correction is found under 'iets verbeteren'."""
    move: str | None = None
    """The move of the process it makes."""
    fits: Callable[[Case], bool] = _always
    """Whether it makes sense to name this act in a case like this."""


def why_not(act: Act, case: Case) -> Refusal | None:
    """Why an act is impossible now; None when it can be done."""
    if not case.work.actor.roles & act.roles:
        who = listed((role_label(role) for role in sorted(act.roles)), "of")
        return Refusal(reason=f"Dit kan alleen de {who} doen")
    if act.when_open is True and not case.open:
        return Refusal(reason="De zaak is afgesloten. Heropen haar eerst", source=case.process.source)
    if act.when_open is False and case.open:
        return Refusal(reason="De zaak is niet afgesloten", source=case.process.source)
    return act.refusal(case)


def set_date(case: Case, start: StartEvent, day: date) -> None:
    """The dossier's own copy of a date that starts clocks."""
    if start in ARRIVED:
        case.dossier.arrived_on = day
    elif start is StartEvent.RECEIPT:
        case.dossier.received_on = day
    elif start is StartEvent.CLOSED:
        case.dossier.closed_on = day
