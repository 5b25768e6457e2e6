"""What one person may expect of a case, from its clocks; the same line on the status page, the receipt and the letter."""

from collections.abc import Mapping
from datetime import date

from babel.dates import format_date

from wederhoor.deadlines.service import RUNNING, ClockRow, ClockValues
from wederhoor.deadlines.tables import Clock
from wederhoor.organisation import Organisation
from wederhoor.rules.expecting import Awaited, Expected, Said, Stand, expected
from wederhoor.rules.roles import Role
from wederhoor.rules.wording import dutch_date
from wederhoor.rules.youth import to_youth
from wederhoor.web.language import DUTCH, language, say

ABOUT_DIRECTOR, ABOUT_HANDLER = "director", "handler"
BOARD = "supervisory_board"
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
    other = ""
    if about == ABOUT_DIRECTOR:
        other = f"de {called(answers, Role.DIRECTOR)}"
    elif about == ABOUT_HANDLER:
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
            decider=decider(answers, about),
            other_reader=other,
            terms=terms,
        )
    )


def decider(answers: Organisation, about: str) -> str:
    """Who decides on a complaint, with an article: the director, or the board above when it is about the director (KR-065, 115).

    Where the organisation has no word for that board, nobody is named.
    """
    names = {one.role: one.name for one in answers.roles}
    name = names.get(BOARD if about == ABOUT_DIRECTOR else Role.DIRECTOR, "")
    return f"de {name}" if name else ""


def called(answers: Organisation, role: str) -> str:
    """What the organisation calls a role."""
    names = {one.role: one.name for one in answers.roles}
    return names.get(role, {"director": "directeur", "secretary": "secretaris"}.get(role, "behandelaar"))


def spoken(said: Said, *, youth: bool = False) -> str:
    """A sentence in the language of the page."""
    here = language()
    days = {
        name: (dutch_date(value) if here is DUTCH else format_date(value, "d MMMM y", locale=here.code))
        if isinstance(value, date)
        else value
        for name, value in said.values.items()
    }
    if here is DUTCH and youth:
        return to_youth(said.text).format(**days)
    return say(said.text, **days)


def paragraph(found: Expected, *, youth: bool = False) -> str:
    """The line and what follows it, as a letter says it."""
    return " ".join(spoken(said, youth=youth) for said in (found.line, *found.then))
