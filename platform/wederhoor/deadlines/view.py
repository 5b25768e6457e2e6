"""Clocks as people read them: state in words, term, article, explanation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from wederhoor.deadlines.service import MET, NOT_STARTED, RUNNING, ClockRow
from wederhoor.organisation import Organisation
from wederhoor.rules.deadlines import DeadlineRule

SOON = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class ClockView:
    """One clock on a page. `state` is one of waiting, running, soon, late, done, stopped, plan."""

    code: str
    label: str
    state: str
    state_label: str
    started_on: date | None
    term: str
    due_on: date | None
    article: str
    explanation: str
    rollover: str | None


def clock_views(
    clocks: Iterable[ClockRow], answers: Organisation, today: date, *, parties_only: bool = False
) -> list[ClockView]:
    """Every clock in the order of the rules; only those the parties may see when asked."""
    rows = {clock.code: clock for clock in clocks}
    last = _last_due(rows, answers)
    views = []
    for rule in answers.deadlines:
        clock = rows.get(rule.code)
        if clock is None or (parties_only and not rule.for_parties):
            continue
        if parties_only and clock.state == NOT_STARTED:
            continue  # a term that has not begun is nothing to wait for yet
        state, label = _state(clock, today, rule)
        if state == "plan" and clock.due_on and clock.due_on < max(last, today):
            if parties_only:
                continue  # what must come before it is due later now: nobody should count on that day
            label = "planning, achterhaald"
        explanation = " ".join(_ended(text) for text in (clock.explanation, rule.note) if text)
        views.append(
            ClockView(
                code=rule.code,
                label=rule.label,
                state=state,
                state_label=label,
                started_on=clock.started_on,
                term=str(rule.term),
                due_on=clock.due_on,
                article=str(rule.source),
                explanation=explanation,
                rollover=clock.rollover,
            )
        )
    return views


def first_due(clocks: Iterable[ClockView]) -> ClockView | None:
    """The term that is due first, a plan only when nothing else is."""
    running = [
        clock for clock in clocks if clock.due_on and clock.state in ("late", "soon", "running", "plan")
    ]
    return min(running, key=lambda clock: (clock.state == "plan", clock.due_on), default=None)


def _last_due(rows: Mapping[str, ClockRow], answers: Organisation) -> date:
    """The latest day among the terms that run and that parties see, plans left out."""
    found = (rows.get(rule.code) for rule in answers.deadlines if rule.for_parties and not rule.plan_only)
    running = (clock.due_on for clock in found if clock is not None and clock.state == RUNNING)
    return max((day for day in running if day is not None), default=date.min)


def _state(clock: ClockRow, today: date, rule: DeadlineRule) -> tuple[str, str]:
    if clock.state == NOT_STARTED:
        return "waiting", "nog niet gestart"
    if clock.state == MET:
        late = clock.due_on and clock.met_on and clock.met_on > clock.due_on
        return "done", "gedaan, te laat" if late else "gedaan"
    if clock.state != RUNNING or clock.due_on is None:
        return "stopped", f"gestopt: {clock.stopped_why}" if clock.stopped_why else "gestopt"
    if rule.plan_only:
        return "plan", "planning"
    days = (clock.due_on - today).days
    if days < 0 and not rule.can_be_late:
        return ("stopped", "voorbij") if rule.chance else ("done", "afgelopen")
    if days < 0:
        return "late", "1 dag te laat" if days == -1 else f"{-days} dagen te laat"
    if days == 0:
        return "soon", "vandaag"
    label = "nog 1 dag" if days == 1 else f"nog {days} dagen"
    return ("soon" if clock.due_on - today <= SOON else "running"), label


def _ended(text: str) -> str:
    """With a full stop."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
