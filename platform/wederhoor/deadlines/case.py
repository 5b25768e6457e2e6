"""A case: a dossier with the answers it runs under, what was filed, and its clocks."""

import uuid
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from wederhoor.deadlines import changes
from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.changes import changes_of
from wederhoor.deadlines.tables import Clock, TermChangeRow
from wederhoor.dossiers.content import Content, content_of
from wederhoor.dossiers.process import answers_for, process_of
from wederhoor.dossiers.tables import Dossier
from wederhoor.organisation import Organisation
from wederhoor.rules.clocks import clock
from wederhoor.rules.complaint_process import ComplaintProcess
from wederhoor.rules.deadlines import DeadlineRule, StartEvent
from wederhoor.rules.term_changes import (
    TermChange,
    case_dates,
)
from wederhoor.work import Refused, Work

ARRIVED = (StartEvent.ARRIVAL, StartEvent.FILED)
"""Both count from the day a complaint came in."""


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

    @cached_property
    def looked(self) -> dict[str, object]:
        """What was looked up about this case already, by whoever looked: a page asks once."""
        return {}

    @property
    def open(self) -> bool:
        """Whether the handling goes on."""
        return self.process.step(self.dossier.step).open

    @property
    def came_in_on(self) -> date:
        """The day the complaint came in; no act was done before."""
        return self.dossier.arrived_on

    def refuse_other_day(self, on: date) -> None:
        """Raises Refused for a day before the complaint came in, or one that is still to come."""
        if not self.came_in_on <= on <= self.work.today:
            raise Refused(
                "done_on", "Deze datum ligt vóór de dag waarop de klacht binnenkwam, of in de toekomst."
            )


def case_of(work: Work, dossier: Dossier, content: Content | None = None) -> Case:
    """The case of a dossier; `content` for who has read it already."""
    return Case(
        work=work,
        dossier=dossier,
        answers=answers_for(work, dossier),
        content=content_of(work, dossier) if content is None else content,
    )


def set_date(case: Case, start: StartEvent, day: date) -> None:
    """The dossier's own copy of a date that starts clocks."""
    if start in ARRIVED:
        case.dossier.arrived_on = day
    elif start is StartEvent.RECEIPT:
        case.dossier.received_on = day
    elif start is StartEvent.CLOSED:
        case.dossier.closed_on = day


def due_with(case: Case, rule: DeadlineRule, change: TermChange, *, kept: uuid.UUID | None = None) -> date:
    """The last day of a term once a decision counts; `kept` is its row, when it was kept already."""
    row = case.clocks[rule.code]
    made = [
        changes.read_change(one) for one in changes.changes_of(case.work, case.dossier.id) if one.id != kept
    ]
    starts = {rule.starts: row.started_on} if row.started_on else {}
    found = clock(rule, case_dates(starts, [*made, change]), on=case.work.today).due
    if found is None:
        raise Refused("code", "Deze termijn is nog niet begonnen.")
    return found
