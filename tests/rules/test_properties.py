"""Properties that hold for every date and every value."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wederhoor.organisation import build_organisation
from wederhoor.rules import atw
from wederhoor.rules.clocks import look_back
from wederhoor.rules.deadlines import Calendar, Term, Unit, due
from wederhoor.rules.gifts import Gift, Giver, assess_gift
from wederhoor.rules.register_number import surname_letters
from wederhoor.rules.tables import STRICTNESS, Verdict, Worth
from wederhoor.rules.terms import shift

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 12, 31))
TERMS = st.builds(
    Term,
    st.integers(min_value=0, max_value=60),
    st.sampled_from([Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS]),
)
QUICK = settings(max_examples=150, deadline=None)


@QUICK
@given(DAYS, TERMS, st.sampled_from(Calendar))
def test_a_due_date_is_never_before_the_start_or_the_plain_date(
    day: date, term: Term, calendar: Calendar
) -> None:
    found = due(term, day, calendar)
    assert day <= found.plain_due <= found.due
    assert (found.rollover is None) == (found.due == found.plain_due)


@QUICK
@given(DAYS, TERMS)
def test_an_own_regulation_never_moves(day: date, term: Term) -> None:
    found = due(term, day, Calendar.PLAIN)
    assert found.due == found.plain_due == shift(day, term)


@QUICK
@given(DAYS, TERMS)
def test_rolling_over_twice_changes_nothing(day: date, term: Term) -> None:
    end = due(term, day, Calendar.ATW).due
    if atw.covers(term) and term.amount:
        assert atw.free_because(end, atw.decree_days()) is None
        assert atw.stretch(day, end, at_least_two=False, decrees=atw.decree_days()) == (end, [])


@QUICK
@given(DAYS, st.integers(min_value=1, max_value=48))
def test_months_keep_the_day_or_clip_to_the_last_of_the_month(day: date, months: int) -> None:
    end = shift(day, Term(months, Unit.MONTHS))
    assert end.day == day.day or (end + timedelta(days=1)).day == 1
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months


@QUICK
@given(DAYS)
def test_the_last_day_to_look_back_is_the_last(day: date) -> None:
    year = Term(1, Unit.YEARS)
    last = look_back(day, year)
    assert shift(last, year, sign=-1) <= day < shift(last + timedelta(days=1), year, sign=-1)


@QUICK
@given(st.integers(min_value=1900, max_value=2200))
def test_every_year_has_its_recognised_days(year: int) -> None:
    days = atw.recognised_days(year)
    assert date(year, 5, 5) in days
    assert 8 <= len(days) <= 9
    assert all(day.year == year for day in days)


@QUICK
@given(
    st.sampled_from(["interaktcontour", "wil", "lumens"]),
    st.sampled_from(Giver),
    st.sampled_from(["yes", "no", "unclear"]),
    st.decimals(min_value=0, max_value=1000, places=2),
    st.decimals(min_value=0, max_value=1000, places=2),
)
def test_a_dearer_gift_is_never_judged_more_freely(
    plugin: str, giver: Giver, talks: str, one: Decimal, other: Decimal
) -> None:
    policy = build_organisation(plugin, on=date(2026, 11, 22)).gift_policy
    facts = {"giver": giver.value, "in_talks": talks, "kind": "goods"}
    cheap, dear = sorted((one, other))
    ranks = [
        assess_gift(Gift(facts=facts, worth=Worth(low=value, high=value)), policy).verdict
        for value in (cheap, dear)
    ]
    if Verdict.SILENT not in ranks:
        assert STRICTNESS.index(ranks[0]) <= STRICTNESS.index(ranks[1])


@QUICK
@given(st.text(max_size=40))
def test_the_letters_of_any_name_are_three_capitals(name: str) -> None:
    letters = surname_letters(name, 3)
    assert len(letters) == 3
    assert letters.isascii()
    assert letters.isupper()


@pytest.mark.parametrize("year", range(2023, 2029))
def test_decree_days_are_working_days_that_the_act_did_not_know(year: int) -> None:
    for day in atw.decree_days():
        if day.year == year:
            assert day.weekday() < 5
            assert day not in atw.recognised_days(year)
