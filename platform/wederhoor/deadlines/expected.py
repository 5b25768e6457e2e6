"""What one person may expect of a case, from its clocks; the same line on the status page, the receipt and the letter."""

from collections.abc import Mapping
from datetime import date

from babel.dates import format_date

from wederhoor.deadlines.service import RUNNING, ClockRow, ClockValues
from wederhoor.deadlines.tables import Clock
from wederhoor.dossiers.course import course_about
from wederhoor.organisation import Organisation
from wederhoor.rules.course import HANDLER
from wederhoor.rules.expecting import Awaited, Expected, Said, Stand, expected
from wederhoor.rules.wording import dutch_date
from wederhoor.web.language import DUTCH, language, say

YOUTH = "youth"
"""The kind of a party that is a child."""


def expectation(
    answers: Organisation,
    clocks: Mapping[str, ClockRow | ClockValues | Clock],
    today: date,
    *,
    about: str,
    role: str = "",
    open: bool = True,
    informal: bool = False,
    waits: bool = False,
    ground: str = "",
    closed_on: date | None = None,
    withdrawn_on: date | None = None,
) -> Expected:
    """The line for one person. `about` is whom the complaint is about, `role` the role of who handles complaints when it is one."""
    terms = tuple(
        Awaited(met_by=rule.met_by, due=clock.due_on, plan=rule.plan_only)
        for rule in answers.deadlines
        if (rule.for_parties or rule.met_by == "inadmissibility_sent")
        and (clock := clocks.get(rule.code)) is not None
        and clock.state == RUNNING
        and clock.due_on is not None
    )
    course = course_about(answers, about, role)
    other = course.steps_back
    if about == HANDLER:
        other = f"de {called(answers, role)}" if role else "iemand die klachten behandelt"
    return expected(
        Stand(
            today=today,
            open=open,
            informal=informal,
            waits=waits,
            ground=ground,
            closed_on=closed_on,
            withdrawn_on=withdrawn_on,
            decider=course.decides,
            other_reader=other,
            terms=terms,
        )
    )


def called(answers: Organisation, role: str) -> str:
    """What the organisation calls a role."""
    names = {one.role: one.name for one in answers.roles}
    return names.get(role, {"director": "directeur", "secretary": "secretaris"}.get(role, "behandelaar"))


def spoken(said: Said) -> str:
    """A sentence in the language of the page, and to a child as one speaks to a child (`web.familiar`)."""
    here = language()
    days = {
        name: (dutch_date(value) if here is DUTCH else format_date(value, "d MMMM y", locale=here.code))
        if isinstance(value, date)
        else value
        for name, value in said.values.items()
    }
    return say(said.text, **days)


def paragraph(found: Expected) -> str:
    """The line and what follows it, as a letter says it."""
    return " ".join(spoken(said) for said in (found.line, *found.then))
