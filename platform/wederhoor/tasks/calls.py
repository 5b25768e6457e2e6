"""Somebody asks to be called."""

from collections.abc import Mapping
from datetime import date

from wederhoor.rules.atw import decree_days, working_day
from wederhoor.rules.meant import Naming
from wederhoor.tasks import meant
from wederhoor.tasks import service as tasks
from wederhoor.work import Work


def ask_call(work: Work, told: Mapping[str, str]) -> date:
    """Somebody asks to be called: a task for who handles complaints. Returns the last day to call.

    Within as many working days as the organisation says; nought is the same working day.
    """
    days = work.organisation.profile.call_back.working_days
    due_on = working_day(work.today, days, decree_days())
    task = tasks.add_task(work, tasks.TaskKind.CALL_BACK, told, due_on=due_on)
    meant.hold_task(work, task, Naming(told=tuple(told.values()), by_first_name=True))
    return due_on
