"""How far away a day is: exactly when it is near, roughly when it is not."""

from datetime import date, timedelta

import pytest

from wederhoor.rules.wording import days_said, how_far

TODAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-44, "44 dagen te laat"),
        (-1, "1 dag te laat"),
        (0, "vandaag"),
        (1, "morgen"),
        (2, "over 2 dagen"),
        (60, "over 60 dagen"),
        (61, "over 2 maanden"),
        (699, "over 23 maanden"),
        (700, "over 1 jaar"),
        (1826, "over 5 jaar"),
    ],
)
def test_how_far_away_a_day_is(days: int, said: str) -> None:
    assert days_said(TODAY + timedelta(days=days), TODAY) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1_000, "2 jaar geleden"),
        (-61, "2 maanden geleden"),
        (-60, "60 dagen geleden"),
        (-1, "gisteren"),
        (0, "vandaag"),
        (1, "morgen"),
        (30, "over 30 dagen"),
    ],
)
def test_how_far_a_day_is_behind_us(days: int, said: str) -> None:
    assert how_far(TODAY + timedelta(days=days), TODAY) == said
