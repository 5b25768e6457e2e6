"""Who works where, under whom, and who stands in: the base of handing out, declarations and "who can I talk to"."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from tests.support.mail import FakeMail, plain
from tests.support.workplace import LONG_AGO
from tests.support.world import Organisation, StaffAccount

from wederhoor import record_proof, scheduler
from wederhoor.people import away as stand_ins
from wederhoor.people import colleagues, employments, leaving
from wederhoor.people.away import NotForOneself
from wederhoor.people.colleagues import (
    NotedAlready,
    NotedMeanwhile,
    RoundInCircles,
    change_employment,
)
from wederhoor.people.employments import NotOneself
from wederhoor.people.service import roles_on
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.record.tables import RecordEntry
from wederhoor.work import Installation, Work, local_date, utc_now


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


def test_hr_notes_from_a_day_on_and_what_was_noted_stays(lumens: Organisation, mail: FakeMail) -> None:
    """Nothing is overwritten; nobody notes for themselves; who is named to stand in hears of it."""
    hilde, kim, lea, wim = (
        lumens.hire(name, role)
        for name, role in (
            ("Hilde Haar", "hr"),
            ("Kim Bakvis", "secretary"),
            ("Lea Leider", "quality_officer"),
            ("Wim Werker", "employee"),
        )
    )
    actor = lumens.as_staff(hilde)
    today = local_date(utc_now())
    now: dict[str, Any] = {"kind": "employee", "team": "Noord", "valid_from": today}
    with lumens.work(write=True, actor=actor) as work:
        colleagues.start_team(work, "Noord")
        with pytest.raises(colleagues.TeamExists):
            colleagues.start_team(work, "NOORD")
        change_employment(
            work, wim.account_id, **{**now, "valid_from": LONG_AGO}, supervisor_id=lea.account_id, seen=""
        )
    with lumens.work(write=True, actor=actor) as work:
        first = colleagues.last_noted(work, wim.account_id)
        assert first is not None
        seen = str(first.id)
        for refused, who, over, more in (
            (NotedMeanwhile, wim, kim, {"seen": ""}),
            (NotedAlready, wim, kim, {"valid_from": LONG_AGO - timedelta(days=1)}),
            (NotForOneself, wim, hilde, {}),
            (NotForOneself, hilde, kim, {"seen": ""}),
            (RoundInCircles, lea, wim, {"seen": ""}),
        ):
            with pytest.raises(refused):
                change_employment(
                    work,
                    who.account_id,
                    supervisor_id=over.account_id,
                    **{"seen": seen, **now, **more},
                )
        change_employment(work, wim.account_id, **now, supervisor_id=kim.account_id, seen=seen)
        change_employment(
            work,
            wim.account_id,
            **{**now, "valid_from": today + timedelta(days=9)},
            supervisor_id=None,
            seen=str(colleagues.last_noted(work, wim.account_id).id),  # type: ignore[union-attr]
        )
    with lumens.work(write=True, actor=actor) as work:
        stages = colleagues.stages(work, wim.account_id)
        assert [(one.supervisor, one.now, one.planned) for one in stages] == [
            (None, False, True),
            ("Kim Bakvis", True, False),
            ("Lea Leider", False, False),
        ]
        assert stages[2].until == today - timedelta(days=1)
        week = {"valid_from": today, "valid_until": today + timedelta(days=7)}
        with pytest.raises(NotForOneself):
            stand_ins.name_in_place(work, kim.account_id, hilde.account_id, **week)
        with pytest.raises(stand_ins.CannotOpen):  # what comes in tomorrow asks a role
            stand_ins.name_in_place(work, kim.account_id, wim.account_id, **week)
        made = stand_ins.name_in_place(work, kim.account_id, lea.account_id, **week)
        with pytest.raises(employments.StandsInAlready):
            stand_ins.name_in_place(work, kim.account_id, lea.account_id, valid_from=today, valid_until=None)
        found = {one.name: one for one in colleagues.colleagues(work)}
        assert (found["Wim Werker"].team, found["Wim Werker"].supervisor) == ("Noord", "Kim Bakvis")
        assert found["Wim Werker"].does == ("medewerker",)
        assert found["Kim Bakvis"].does == ("ambtelijk secretaris",)
        assert [one.stand_in for one in found["Kim Bakvis"].away] == ["Lea Leider"]
        assert [one.name for one in stand_ins.instead_of(work, lea.account_id)] == ["Kim Bakvis"]
        with pytest.raises(employments.NoSuchStandIn):
            stand_ins.back_again(work, made.id, of=lea.account_id)
        stand_ins.back_again(work, made.id)
        with pytest.raises(employments.NoSuchStandIn):
            stand_ins.back_again(work, made.id)
        assert employments.stand_ins_for(work, kim.account_id) == []
        assert stand_ins.away_of(work) == []
        told = [line.event for line in record.read(work, work.tenant_id)]
        assert told.count("employment_noted") == 3
        assert told[-2:] == ["stand_in_named", "stand_in_ended"]
    scheduler.sweep(lumens.installation, mail)
    sent = [message for message in mail.messages if "wie wie vervangt" in plain(message)]
    assert sorted(message["To"] for message in sent) == sorted([kim.email, lea.email] * 2)
    assert not [m for m in sent if "Kim" in plain(m) or "Lea" in plain(m)]


def test_work_and_roles_end_from_a_day_on_and_somebody_always_handles_complaints(
    lumens: Organisation, installation: Installation, mail: FakeMail
) -> None:
    """By HR, with a reason that is sealed; never for oneself, never so that complaints reach nobody."""
    today = local_date(utc_now())
    later, years = today + timedelta(days=10), {"valid_from": LONG_AGO}
    hr, kim, nel, wim = (
        lumens.hire(*who)
        for who in (
            ("Hilde Haar", "hr", "employee"),
            ("Kim Bakvis", "secretary"),
            ("Nel Invaller", "quality_officer"),
            ("Wim Werker", "employee", "integrity_officer"),
        )
    )
    ida = lumens.hire("Ida Integer", "integrity_officer")

    def ids(work: Work, person: StaffAccount, *labels: str) -> set[uuid.UUID]:
        return {one.id for one in leaving.held(work, person.account_id) if not labels or one.label in labels}

    def end(work: Work, person: StaffAccount, chosen: set[uuid.UUID], last_day: date) -> None:
        with work.session.begin_nested():
            leaving.end(work, person.account_id, chosen, last_day=last_day, reason="Zqx gaat naar elders.")

    with lumens.work(write=True, actor=lumens.as_staff(hr)) as work:
        employments.employ(work, wim.account_id, supervisor_id=kim.account_id, **years)
        (led,) = leaving.would_leave(work, kim.account_id).values()
        assert led.what == "de leiding aan Wim Werker"
        with pytest.raises(leaving.NotYours):
            end(work, hr, ids(work, hr), today)
        with pytest.raises(leaving.NotBegun):
            end(work, wim, ids(work, wim), date(2019, 1, 1))
        with pytest.raises(leaving.EndsAlready):
            end(work, wim, ids(work, nel), today)
        end(work, nel, ids(work, nel), later)
        with pytest.raises(
            leaving.NobodyHandles
        ) as refused:  # after the last day of the other, there is a hole
            end(work, kim, ids(work, kim), today)
        assert refused.value.day == later + timedelta(days=1)
        with pytest.raises(leaving.EndsAlready):
            end(work, nel, ids(work, nel), later)
        end(work, wim, ids(work, wim, "medewerker"), today - timedelta(days=1))
        assert employments.worker_on(work, wim.account_id) is None
        officer = ids(work, wim, "de rol integriteitsfunctionaris")
        assert {one.id for one in leaving.held(work, wim.account_id)} > officer
        end(work, wim, officer, today)
        assert leaving.would_leave(work, kim.account_id) == {}
    lumens.hire("Sam Nieuw", "secretary")
    with lumens.work(write=True, actor=lumens.as_staff(hr)) as work:
        end(work, kim, ids(work, kim), today - timedelta(days=1))
        assert roles_on(work.session, kim.account_id, today) == frozenset()
        told = " ".join(line.sentence for line in record.read(work, work.tenant_id))
        assert "teruggenomen: ambtelijk secretaris" in told
        assert "Het werk van iemand eindigt: medewerker" in told
        assert "Zqx" not in told
        (entry,) = work.session.scalars(
            select(RecordEntry).where(RecordEntry.event == Event.EMPLOYMENT_ENDED)
        )
        assert record.read_details(work, entry) == {
            "reason": "Zqx gaat naar elders.",
            "account": str(wim.account_id),
        }
    assert record_proof.verify_record(installation) == []
    scheduler.sweep(installation, mail)
    told = [message for message in mail.messages if "in wie wat ontvangt" in plain(message)]
    assert sorted(message["To"] for message in told) == sorted([wim.email, ida.email]), "never unnoticed"
