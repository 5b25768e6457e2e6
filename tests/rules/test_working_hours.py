"""Bad news comes in working hours, and a term is made longer only as far as the document allows."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from wederhoor.rules.atw import working_day
from wederhoor.rules.clocks import CaseDates, clock
from wederhoor.rules.deadlines import Calendar, DeadlineRule, StartEvent, Term, Unit
from wederhoor.rules.provenance import Source
from wederhoor.rules.term_changes import ChangeKind, TermChange, case_dates, within
from wederhoor.rules.working_hours import next_working_hour

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def at(day: int, hour: int, minute: int = 0, month: int = 4) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("asked", "next_day", "told"),
    [
        (at(1, 10, 30), False, at(1, 10, 30)),
        (at(1, 7), False, at(1, 9)),
        (at(1, 17), False, at(2, 9)),
        (at(1, 10), True, at(2, 9)),
        (at(2, 18), False, at(7, 9)),  # Good Friday, the weekend and Easter Monday
        (at(4, 12), False, at(7, 9)),
    ],
)
def test_the_next_working_hour(asked: datetime, next_day: bool, told: datetime) -> None:
    assert next_working_hour(asked, next_day=next_day) == told


def test_more_than_the_most_or_nothing_at_all_is_not_within() -> None:
    weeks = Term(4, Unit.WEEKS)
    assert within(Term(28, Unit.DAYS), weeks)
    assert not within(Term(29, Unit.DAYS), weeks)
    assert not within(Term(0, Unit.WEEKS), weeks)
    assert not within(Term(1, Unit.MONTHS), weeks)


def test_urgency_never_ends_a_term_before_it_began() -> None:
    """KR-128: shorter terms; a term that starts later is not over before it starts."""
    source = Source(document="Reglement", section="1")
    rule = DeadlineRule(
        code="decision",
        label="Besluit",
        term=Term(2, Unit.WEEKS),
        starts=StartEvent.REPORT_RECEIVED,
        source=source,
        calendar=Calendar.PLAIN,
        met_by="decision_taken",
        shortened_by=source,
    )
    urgent = TermChange(kind=ChangeKind.URGENT, until=date(2026, 3, 13))
    dates = case_dates({StartEvent.REPORT_RECEIVED: date(2026, 3, 20)}, [urgent])
    assert clock(rule, dates, on=date(2026, 3, 20)).due == date(2026, 4, 3)
    assert case_dates({}, []) == CaseDates()


def test_so_many_working_days_from_a_free_day_begin_with_the_next_working_day() -> None:
    """Who asks on Sunday to be called on the next working day is called on Monday."""
    sunday, monday, friday = date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 20)
    assert [working_day(sunday, count, frozenset()).day for count in (0, 1, 2)] == [23, 23, 24]
    assert [working_day(monday, count, frozenset()).day for count in (0, 1, 2)] == [23, 24, 25]
    assert [working_day(friday, count, frozenset()).day for count in (0, 1, 2)] == [20, 23, 24]
