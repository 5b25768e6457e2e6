"""What a document asks of people, as data: who does it, towards whom, and at which moment.

The Dutch words stand beside it and are only shown. Nothing is ever decided by reading them.
"""

from dataclasses import dataclass
from enum import StrEnum

from wederhoor.rules.reporting_lines import ContactOrder
from wederhoor.rules.roles import CONTACT_ROLES, SUPERVISOR, Role, RoleName
from wederhoor.rules.terms import Term


class Somebody(StrEnum):
    """Whom a duty names where it is no role that somebody holds; a code beside those of roles."""

    PEOPLE_AROUND = "people_around"  # colleagues, a client, each other, the person it is about
    PERSONNEL_FILE = "personnel_file"  # a note goes into it
    NOT_SAID = "not_said"  # a body or a scheme, and the document does not say who that is


class Moment(StrEnum):
    """When a duty is to be done."""

    BEFOREHAND = "beforehand"  # before anything is done
    AT_ONCE = "at_once"  # the same day
    WITHIN_DAYS = "within_days"  # within `Duty.days` days after it happened
    WHEN_IT_ARISES = "when_it_arises"  # as it comes up; the document names no days
    AFTERWARDS = "afterwards"  # after a decision, a talk or a report
    YEARLY = "yearly"
    YEAR_END = "year_end"  # once, at the end of the year
    NOT_SAID = "not_said"


HELD_ROLES = frozenset(
    {SUPERVISOR, *CONTACT_ROLES, *(role.value for role in Role if role is not Role.EMPLOYEE)}
)
"""Roles the platform can find somebody in; only these decide, are consulted or are told."""
DUTY_ROLES = HELD_ROLES | {Role.EMPLOYEE.value} | {somebody.value for somebody in Somebody}
"""Every code a duty may name."""


@dataclass(frozen=True, kw_only=True)
class Duty:
    """Something a document asks of somebody. `who`, `what`, `to`, `when` are the Dutch sentence, the rest says the same as data."""

    who: str
    by: tuple[RoleName, ...] = ()
    """Who has the duty, each by role (one of `DUTY_ROLES`) and by what the document calls them."""
    what: str
    to: str
    towards: tuple[RoleName, ...] = ()
    """Towards whom, in the order of the document."""
    choice: ContactOrder | None = None
    """How those of `towards` relate, where it names more than one."""
    when: str
    moment: Moment | None = None
    days: int | None = None
    """With `Moment.WITHIN_DAYS`: how many days."""
    afterwards: str | None = None
    """When, once it has already happened, in Dutch; None: the same as before."""


def is_towards(duty: Duty, code: str) -> bool:
    """Whether a duty is towards this role or `Somebody`."""
    return any(named.role == code for named in duty.towards)


@dataclass(frozen=True, kw_only=True)
class Right:
    """Something a document lets whoever reports do; on the record once they say so."""

    code: str
    says: str
    """In the first person, as somebody says it."""
    number: str


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """Something a document wants done after a report. ``term``: how long it lasts at first."""

    code: str
    what: str
    number: str
    term: Term | None = None
