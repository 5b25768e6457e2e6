"""Lines of Vandaag: whose they are, for which terms nobody is late, which act comes first, and mail of no matter."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from tests.support.visitor import Visitor, visitor_of
from tests.support.world import PASSWORD, Organisation, StaffAccount

from wederhoor.deadlines.handlers import HANDLER, set_handler
from wederhoor.deadlines.service import clocks_shown
from wederhoor.deadlines.tables import Clock
from wederhoor.deadlines.view import clock_views
from wederhoor.desk.filters import Filters
from wederhoor.desk.queries import register_page
from wederhoor.desk.today import counts, today
from wederhoor.desk.whose import choices
from wederhoor.dossiers.tables import Dossier
from wederhoor.health import _overdue
from wederhoor.notices.colleagues import to_colleague
from wederhoor.notices.service import State, announce
from wederhoor.notices.tables import OutboxRow
from wederhoor.people.employments import employ
from wederhoor.work import local_date, utc_now

DESK = "/lumens/kantoor"
TODAY = local_date(utc_now())
CHANCE = "no_reaction"
OF_NOBODY = {"about_kind": "organisation", "accused_name": ""}
"""A complaint in which nobody is to be named."""


@pytest.fixture
def kim(lumens: Organisation) -> StaffAccount:
    """The secretary."""
    return lumens.hire("Kim Bakvis", "secretary")


def _at(app: Flask, who: StaffAccount) -> Visitor:
    visitor = visitor_of(app.test_client())
    visitor.sign_in(who.email, PASSWORD)
    return visitor


def test_vandaag_is_of_a_team_and_of_whom_one_leads_too(
    app: Flask, lumens: Organisation, kim: StaffAccount
) -> None:
    """KR-150: the switch narrows; it never opens a matter somebody may not see."""
    sam, toos = lumens.hire("Sam Bakker", "quality_officer"), lumens.hire("Toos Elders", "quality_officer")
    of_sam, of_toos, of_kim, nobodys = (lumens.file_complaint() for _ in range(4))
    with lumens.work(write=True) as work:
        for who, team, leader in ((kim, "Noord", None), (sam, "Noord", None), (toos, "Zuid", kim)):
            supervisor = leader.account_id if leader else None
            employ(
                work, who.account_id, kind="employee", team=team, supervisor_id=supervisor, valid_from=TODAY
            )
        for one, who in ((of_sam, sam), (of_toos, toos), (of_kim, kim)):
            set_handler(work, one.dossier_id, HANDLER, who.account_id)
    with lumens.work(actor=lumens.as_staff(kim)) as work:
        found = {one.label: one for one in choices(work)}
        seen = {label: set(today(work, whose=one.accounts).numbers()) for label, one in found.items()}
        of_all = counts(work)
    every = {one.number for one in (of_sam, of_toos, of_kim, nobodys)}
    assert seen == {
        "Alles": every,
        "Van mij, of ik sta erbij": {of_kim.number},
        "Team Noord": {of_sam.number, of_kim.number},
        "Van wie ik leid": {of_toos.number},
    }
    page = _at(app, kim)
    north = page.get(f"{DESK}/?wie={found['Team Noord'].value}")
    assert of_sam.number in north.text and nobodys.number not in north.text
    assert 'aria-current="page">Team Noord' in north.text
    with lumens.work(actor=lumens.as_staff(kim)) as work:
        assert counts(work) == of_all, "the menu counts the same whatever the switch says"
    assert _at(app, toos).get(f"{DESK}/?wie={found['Team Noord'].value}").status == 404, (
        "not of another's team"
    )


def test_for_a_chance_and_for_what_ends_by_itself_nobody_is_late(
    lumens: Organisation, kim: StaffAccount
) -> None:
    """KR-110: who did not react in time is not late; the matter may be closed then."""
    rules = {rule.code: rule for rule in _rules(lumens)}
    assert [code for code, rule in rules.items() if not rule.can_be_late] == [
        rule.code for rule in _rules(lumens) if rule.plan_only or rule.runs_out or rule.chance
    ]
    filed = lumens.file_complaint(**OF_NOBODY)
    with lumens.work(write=True) as work:
        for term in work.session.scalars(select(Clock).where(Clock.dossier_id == filed.dossier_id)):
            if term.code == "first_meeting":
                term.code, term.state, term.due_on = CHANCE, "running", TODAY - timedelta(days=2)
            else:
                term.state, term.due_on = "met", TODAY
    with lumens.work(actor=lumens.as_staff(kim)) as work:
        found = today(work)
        (line,) = [one for one in found.lines if one.matter and one.matter.number == filed.number]
        assert (found.late, line.group, line.first.late) == (0, "today", False)
        assert line.first.what == "Voorbij: reageren op onze herinnering"
        assert [act.label for act in line.first.acts][-1] == "Reactie vastleggen"
        assert register_page(work, Filters(late=True))[0] == [] and _overdue(work) == 0
        assert line.matter and line.matter.next_due is None
        shown = clock_views(clocks_shown(work, filed.dossier_id), work.organisation, work.today)
        assert {one.code: one.state_label for one in shown}[CHANCE] == "voorbij"
        assert counts(work)[0] == 1, "it counts as something to do today"
    with lumens.work(write=True) as work:
        work.session.get_one(Dossier, (work.tenant_id, filed.dossier_id)).closed_on = TODAY
    with lumens.work(actor=lumens.as_staff(kim)) as work:
        assert not today(work).things("lapsed"), "a closed matter waits for no reaction"


def _rules(lumens: Organisation) -> tuple[object, ...]:
    with lumens.work() as work:
        return work.organisation.deadlines


def test_before_a_complaint_is_taken_up_that_act_comes_before_the_meeting(
    lumens: Organisation, kim: StaffAccount
) -> None:
    filed = lumens.file_complaint()
    with lumens.work(write=True) as work:
        for term in work.session.scalars(select(Clock).where(Clock.dossier_id == filed.dossier_id)):
            if term.state == "running":
                early = term.code == "first_meeting"
                term.due_on = TODAY - timedelta(days=5) if early else TODAY + timedelta(days=20)
        for row in work.session.scalars(select(OutboxRow)):
            row.state = State.SENT.value
    with lumens.work(actor=lumens.as_staff(kim)) as work:
        (line,) = today(work).lines
        acts = [act.label for act in line.first.acts]
        assert line.first.late and acts[:2] == ["Ontvankelijkheid beoordelen", "Bijeenkomst vastleggen"]
    with lumens.work(write=True) as work:
        row = work.session.scalars(select(OutboxRow).order_by(OutboxRow.id)).first()
        assert row
        row.state, row.meets = State.HELD.value, None
    with lumens.work(actor=lumens.as_staff(kim)) as work:
        (line,) = today(work).lines
        assert line.first.acts[0].label == "Vastleggen over wie", "who must be told comes before that"


def test_mail_of_no_matter_that_did_not_arrive_is_on_the_desk(
    app: Flask, lumens: Organisation, kim: StaffAccount
) -> None:
    sam = lumens.hire("Sam Bakker", "quality_officer")
    member = lumens.hire("Mo Lid", "committee_member")
    told = "Bij Lumens vraagt een termijn uw aandacht."
    mail = to_colleague(sam.account_id, "sam@weg.example", told, letter="reminder_handler", occasion="1")
    with lumens.work(write=True) as work:
        announce(work, work.tenant_id, work.vault.new_key(), [mail])
    desk, before = _at(app, kim), ""
    assert "kwam niet aan" not in desk.get(DESK).text
    with lumens.work(write=True) as work:
        row = work.session.scalars(select(OutboxRow).where(OutboxRow.matter_id == work.tenant_id)).one()
        row.state, row.last_error = State.FAILED.value, "550 onbekend"
    with lumens.work(actor=lumens.as_staff(kim)) as work:
        assert counts(work)[0] == len(today(work).lines) == 1
    page = desk.get(DESK)
    assert "Mail aan een collega kwam niet aan" in page.text and "Voor Sam Bakker" in page.text
    assert "kwam niet aan" not in _at(app, member).get(DESK).text, "not for who only reads along"
    again = desk.submit(page, "/mail-opnieuw")
    assert "De mail wordt opnieuw geprobeerd." in again.text and "kwam niet aan" not in again.text
    with lumens.work() as work:
        row = work.session.scalars(select(OutboxRow).where(OutboxRow.matter_id == work.tenant_id)).one()
        assert row.state == State.WAITING.value
    assert not re.findall(r"sam@weg", page.text + before), "the address itself stands there for nobody"
