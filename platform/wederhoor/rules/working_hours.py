"""When somebody at work may be told bad news: on working days, in office hours, never at night."""

from datetime import date, datetime, time, timedelta

from wederhoor.rules.atw import decree_days, free_because
from wederhoor.rules.provenance import ToConfirm

OPENS, CLOSES = time(9), time(17)
SOURCE = ToConfirm(reason="geen document noemt de werktijd; hier maandag tot en met vrijdag van 9 tot 17 uur")


def is_working_day(day: date) -> bool:
    """Neither a weekend nor a free day of the Algemene termijnenwet."""
    return free_because(day, decree_days()) is None


def next_working_hour(moment: datetime, *, next_day: bool = False) -> datetime:
    """This moment when it is in working hours, else when they begin again; ``next_day``: the working day after.

    ``moment`` is aware, in the time of the place; so is the answer.
    """
    day = moment.date()
    if not next_day and is_working_day(day):
        if moment.timetz().replace(tzinfo=None) < OPENS:
            return datetime.combine(day, OPENS, moment.tzinfo)
        if moment.timetz().replace(tzinfo=None) < CLOSES:
            return moment
    day += timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return datetime.combine(day, OPENS, moment.tzinfo)
