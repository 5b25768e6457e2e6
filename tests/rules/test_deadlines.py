"""Terms: own regulations never move, statutory terms move by their act."""

from datetime import date

import pytest

from wederhoor.rules.atw import covers, kings_day, recognised_days
from wederhoor.rules.deadlines import Calendar, Term, Unit, due
from wederhoor.rules.terms import shift


def test_report_of_an_own_regulation_stays_on_easter_monday_KR_115() -> None:
    found = due(Term(5, Unit.WEEKS), date(2026, 3, 2), Calendar.PLAIN)
    assert found.due == found.plain_due == date(2026, 4, 6)
    assert found.rollover is None
    assert found.explanation == "5 weken na 2 maart 2026 = 6 april 2026; eigen reglement, geen verschuiving"


def test_six_weeks_under_the_awb_roll_over_liberation_ascension_and_a_decree_day() -> None:
    found = due(Term(6, Unit.WEEKS), date(2027, 3, 24), Calendar.ATW)
    assert (found.plain_due, found.due) == (date(2027, 5, 5), date(2027, 5, 10))
    assert "Bevrijdingsdag" in (found.rollover or "")
    assert "daarom 10 mei 2027" in found.explanation


def test_direct_is_the_same_day_KR_088() -> None:
    assert due(Term(0, Unit.DAYS), date(2026, 3, 1), Calendar.PLAIN).due == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("term", "covered"),
    [
        (Term(90, Unit.DAYS), True),
        (Term(91, Unit.DAYS), False),
        (Term(12, Unit.WEEKS), True),
        (Term(13, Unit.WEEKS), False),
        (Term(3, Unit.MONTHS), True),
        (Term(4, Unit.MONTHS), False),
        (Term(1, Unit.YEARS), False),
        (Term(48, Unit.HOURS), False),
    ],
)
def test_the_act_covers_terms_within_its_own_limits(term: Term, covered: bool) -> None:
    assert covers(term) is covered


def test_three_days_before_christmas_hold_two_ordinary_days_atw_2() -> None:
    # 24 December 2026 is a Thursday; the three days after it are Christmas, Boxing Day and a Sunday.
    found = due(Term(3, Unit.DAYS), date(2026, 12, 24), Calendar.ATW)
    assert found.due == date(2026, 12, 29)


def test_months_clip_at_month_end() -> None:
    assert shift(date(2027, 1, 31), Term(1, Unit.MONTHS)) == date(2027, 2, 28)
    assert shift(date(2028, 2, 29), Term(1, Unit.YEARS)) == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2024, "01-01 03-29 04-01 04-27 05-05 05-09 05-20 12-25 12-26"),
        (2025, "01-01 04-18 04-21 04-26 05-05 05-29 06-09 12-25 12-26"),
        (2026, "01-01 04-03 04-06 04-27 05-05 05-14 05-25 12-25 12-26"),
        (2027, "01-01 03-26 03-29 04-27 05-05 05-06 05-17 12-25 12-26"),
        (2028, "01-01 04-14 04-17 04-27 05-05 05-25 06-05 12-25 12-26"),
        (2031, "01-01 04-11 04-14 04-26 05-05 05-22 06-02 12-25 12-26"),
    ],
)
def test_recognised_days_of_a_year(year: int, days: str) -> None:
    assert sorted(f"{day:%m-%d}" for day in recognised_days(year)) == days.split()


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2014, "04-26"),
        (2025, "04-26"),
        (2026, "04-27"),
        (2031, "04-26"),
        (2013, "04-30"),
        (2006, "04-29"),
        (1978, "05-01"),
    ],
)
def test_the_royal_birthday_is_never_celebrated_on_a_sunday(year: int, day: str) -> None:
    found, _ = kings_day(year)
    assert f"{found:%m-%d}" == day
    assert found.weekday() != 6
