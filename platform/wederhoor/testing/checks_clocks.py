"""Checks of terms: that each can start, be met, be told, and be longer than its reminders."""

from collections.abc import Iterator
from difflib import get_close_matches

from wederhoor.organisation import Organisation
from wederhoor.rules.complaint_process import ComplaintProcess
from wederhoor.rules.deadlines import DeadlineRule, StartEvent, TermEvent
from wederhoor.rules.terms import Term, Unit

_DAYS = {Unit.DAYS: 1, Unit.WEEKS: 7, Unit.MONTHS: 31, Unit.YEARS: 366}


def problems(organisation: Organisation) -> Iterator[tuple[str, str, str]]:
    """Hook, rule and problem of every fault in the terms."""
    roads = [
        one for one in (organisation.process, *organisation.processes) if isinstance(one, ComplaintProcess)
    ]
    steps = {step.code for road in roads for step in road.steps}
    met = {event for road in roads for move in road.moves for event in move.meets}
    fired = {*TermEvent, *met, *(rule.met_by for rule in organisation.deadlines)}
    for rule in organisation.deadlines:
        for problem in (*_events(rule, steps, fired, met), *_lengths(rule), *_words(rule)):
            yield "deadline_rules", rule.code, problem


def _events(rule: DeadlineRule, steps: set[str], fired: set[str], met: set[str]) -> Iterator[str]:
    """An own event is noted by hand at the dossier; one that looks like one of the platform's was meant to be that."""
    if rule.met_by not in {*TermEvent} | met and (
        meant := get_close_matches(rule.met_by, [*TermEvent], n=1, cutoff=0.8)
    ):
        yield f"wordt gehaald door {rule.met_by}, en dat gebeurt niet vanzelf; bedoelt u TermEvent.{TermEvent(meant[0]).name}?"
    for event in rule.lapses_on:
        if event not in fired:
            yield f"vervalt bij {event}, en dat gebeurt nooit; noem een TermEvent, of zet het bij ‘meets’"
    if rule.starts is StartEvent.STEP_ENTERED and rule.step not in steps:
        yield f"begint bij de stap {rule.step}, en die bestaat niet; noem in ‘step’ een stap van het proces"
    if rule.step is not None and rule.starts is not StartEvent.STEP_ENTERED:
        yield "noemt een stap en begint daar niet; kies StartEvent.STEP_ENTERED of laat ‘step’ weg"
    if rule.outer == rule.code:
        yield "noemt zichzelf als uiterste termijn; noem een andere bij ‘outer’"


def _lengths(rule: DeadlineRule) -> Iterator[str]:
    if isinstance(rule.term, Term):
        days = rule.term.amount * _DAYS.get(rule.term.unit, 1_000_000)
        if not rule.backwards and any(-reminder > days for reminder in rule.reminders):
            yield "herinnert voordat de termijn begint; kies in ‘reminders’ minder dagen dan de termijn heeft"
        urgent = rule.urgent
        if urgent is not None and urgent.unit is rule.term.unit and urgent.amount > rule.term.amount:
            yield "duurt met spoed langer dan zonder; kies bij ‘urgent’ een kortere termijn"
    if len(set(rule.reminders)) != len(rule.reminders):
        yield "herinnert tweemaal op één dag; noem elk aantal dagen eenmaal in ‘reminders’"
    if (
        rule.extension is not None
        and rule.extension.at_most is not None
        and rule.extension.at_most.amount <= 0
    ):
        yield "heeft een verlenging van niets; kies bij ‘at_most’ een termijn of laat de verlenging weg"
    if rule.escalation is not None and rule.escalation.after_days < 0:
        yield "wordt doorgegeven voordat zij te laat is; kies bij ‘after_days’ nul of meer"


def _words(rule: DeadlineRule) -> Iterator[str]:
    if not rule.label.strip() or "{" in rule.label:
        yield "heeft een lege naam of een invulplek erin; schrijf ‘label’ voluit"
    if rule.escalation is not None and not rule.escalation.roles:
        yield "wordt aan niemand doorgegeven; noem een rol in ‘roles’ van ‘escalation’"
    if rule.extension is not None and not rule.extension.by.strip():
        yield "zegt niet wie verlengt; vul ‘by’ van ‘extension’ in"
