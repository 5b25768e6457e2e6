"""Who works where, under whom, and who stands in: the base of handing out, declarations and "who can I talk to"."""

from datetime import date, timedelta

import pytest
from tests.support.world import Organisation

from wederhoor.people import employments
from wederhoor.people.employments import NotOneself
from wederhoor.work import local_date, utc_now


def test_who_leads_whom_and_who_stands_in_follows_the_days(lumens: Organisation) -> None:
    today = local_date(utc_now())
    leader, worker, other = (
        lumens.hire(name, "employee") for name in ("Lea Leider", "Wim Werker", "Ot Ander")
    )
    with lumens.work(write=True) as work:
        employments.employ(
            work,
            worker.account_id,
            team="Noord",
            supervisor_id=other.account_id,
            valid_from=today - timedelta(days=30),
        )
        employments.employ(
            work, worker.account_id, team="Noord", supervisor_id=leader.account_id, valid_from=today
        )
        employments.name_stand_in(
            work, leader.account_id, other.account_id, valid_from=today, valid_until=today
        )
        employments.name_stand_in(
            work,
            leader.account_id,
            worker.account_id,
            valid_from=date(2020, 1, 1),
            valid_until=date(2020, 2, 1),
        )
    with lumens.work() as work:
        found = employments.worker_on(work, worker.account_id)
        assert found is not None
        assert (found.kind, found.team, found.supervisor_id) == ("employee", "Noord", leader.account_id)
        assert employments.supervisor_of(work, leader.account_id) is None
        assert [w.account_id for w in employments.led_by(work, leader.account_id)] == [worker.account_id]
        assert employments.led_by(work, other.account_id) == []  # until yesterday
        assert employments.stand_ins_for(work, leader.account_id) == [other.account_id]
        assert employments.stands_in_for(work, other.account_id) == [leader.account_id]
    with lumens.work(write=True) as work, pytest.raises(NotOneself):
        employments.employ(work, worker.account_id, supervisor_id=worker.account_id, valid_from=today)
    with lumens.work(write=True) as work, pytest.raises(NotOneself):
        employments.name_stand_in(work, worker.account_id, worker.account_id, valid_from=today)
