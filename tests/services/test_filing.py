"""A complaint from draft to dossier: number, clocks, letters, notices, and what is missing."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from tests.support import clock
from tests.support.world import Filed, Organisation, on

from wederhoor.cases import naming
from wederhoor.cases.completing import complete
from wederhoor.cases.moves import possible_moves
from wederhoor.cases.withdrawing import withdraw_by
from wederhoor.complaints.admissibility import Judgement, judge_admissibility
from wederhoor.correspondence import effects
from wederhoor.deadlines.case import case_of
from wederhoor.deadlines.service import clocks_shown
from wederhoor.dossiers.service import NoSuchDossier, find, find_by_code, parties_of
from wederhoor.dossiers.tables import Dossier, Statement
from wederhoor.intake import service as intake
from wederhoor.intake.service import Receipt
from wederhoor.notices.service import notices_of
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.notices.words import SUBJECT
from wederhoor.people.service import StaffMember
from wederhoor.record import service as record
from wederhoor.rules.complaint_process import MoveNotPossible
from wederhoor.settings.service import stored_answers
from wederhoor.work import AMSTERDAM, RESIDENT, Work

MONDAY = date(2026, 3, 2)


def dossier_of(work: Work, filed: Filed) -> Dossier:
    return work.session.get_one(Dossier, (work.tenant_id, filed.dossier_id))


def due_dates(work: Work, filed: Filed) -> dict[str, date | None]:
    return {clock.code: clock.due_on for clock in clocks_shown(work, filed.dossier_id)}


def states(rows: Sequence[OutboxRow]) -> dict[tuple[str, str], str]:
    return {(row.letter, row.addressee.split(":")[0]): row.state for row in rows}


def receipt(work: Work, filed: Filed) -> Receipt:
    return intake.receipt_of(work, filed.code)


def test_a_complete_complaint_is_received_the_day_it_is_sent_and_its_terms_run(lumens: Organisation) -> None:
    """KR-082, KR-084, KR-087, KR-088, KR-109, KR-115, C3: dates from the day everything is in."""
    filed = lumens.file_complaint(now=on(MONDAY))
    with lumens.work(now=on(MONDAY)) as work:
        assert receipt(work, filed).received_on == MONDAY
        assert receipt(work, filed).missing == ()
        dates = due_dates(work, filed)
    assert dates["confirmation_direct"] == MONDAY
    assert dates["confirmation_outer"] == date(2026, 3, 16)
    assert dates["inadmissibility_notice"] == date(2026, 3, 16)
    assert dates["investigation"] == date(2026, 3, 30)
    assert dates["report"] == date(2026, 4, 6)  # Easter Monday: Lumens' own regulation does not move
    assert dates["decision_plan"] == date(2026, 4, 20)
    assert dates["copy_to_members"] == date(2026, 3, 3)
    assert dates["decision"] is None  # starts with the report (KR-119)


def test_an_incomplete_complaint_gets_a_number_and_no_running_terms(lumens: Organisation) -> None:
    """KR-083, KR-084, C23: accepted and numbered; what is missing is named; the clock has not started."""
    filed = lumens.file_complaint(now=on(MONDAY), signed=False, objection="")
    with lumens.work(now=on(MONDAY)) as work:
        found = receipt(work, filed)
        assert found.received_on is None
        assert [item.code for item in found.missing] == ["objection", "signature"]
        clocks = {clock.code: clock for clock in clocks_shown(work, filed.dossier_id)}
        assert clocks["report"].state == "not_started"
        assert clocks["report"].due_on is None
        assert clocks["copy_to_members"].due_on == date(2026, 3, 3)  # from arrival, KR-156(3)
        assert dossier_of(work, filed).step == "incomplete"
        letters = work.session.scalars(select(Letter.code)).all()
    assert letters == ["received_incomplete"]


def test_completing_sets_the_receipt_date_and_keeps_what_was_filed_first(lumens: Organisation) -> None:
    """KR-084: the moment all is in. The first statement stays beside the newer one."""
    filed = lumens.file_complaint(now=on(MONDAY), signed=False, objection="")
    thursday = date(2026, 3, 5)
    with lumens.work(write=True, actor=RESIDENT, now=on(thursday)) as work:
        dossier, party = find_by_code(work, work.vault.code_hash(filed.code), lock=True)
        assert not complete(
            case_of(work, dossier), party, {"objection": "Zo hoort het niet."}, signed_name=None
        )
        assert dossier.received_on is None
        assert complete(case_of(work, dossier), party, {}, signed_name="Anna Voorbeeld")
    with lumens.work(now=on(thursday)) as work:
        found = receipt(work, filed)
        assert found.received_on == thursday
        assert found.filed_at.astimezone(AMSTERDAM).date() == MONDAY
        assert due_dates(work, filed)["report"] == date(2026, 4, 9)
        assert dossier_of(work, filed).step == "assess"
        versions = work.session.scalars(select(Statement.version).order_by(Statement.version)).all()
        assert versions == [1, 2, 3]
        assert work.session.scalars(select(Letter.code).order_by(Letter.id)).all() == [
            "received_incomplete",
            "confirmation",
        ]


def test_the_register_number_follows_the_regulation(lumens: Organisation) -> None:
    """KR-151, C16: sequence, date, three letters, initials of whoever holds the secretariat; gapless."""
    lumens.hire("Kim Bakvis", "secretary")
    first = lumens.file_complaint(now=on(clock.TODAY), surname="van der Één")
    second = lumens.file_complaint(now=on(clock.TODAY), surname="")
    third = lumens.file_complaint(now=on(clock.TODAY), surname="", organisation_name="De Brug")
    today = f"{clock.TODAY:%Y%m%d}"
    assert first.number == f"0001-{today}-EEN-kb"
    assert second.number == f"0002-{today}-XXX-kb"
    assert third.number == f"0003-{today}-BRU-kb"


def test_on_receipt_everyone_s_notice_is_in_the_outbox_and_the_accused_s_waits_for_a_person(
    lumens: Organisation,
) -> None:
    """KR-156(2) and (3), practice: held until somebody confirms who it is; members the next morning."""
    lumens.hire("Vera Voorzit", "committee_chair")
    now = on(clock.TODAY)
    filed = lumens.file_complaint(now=now, about_kind="employee", accused_name="Jan Onbekend")
    with lumens.work(now=now) as work:
        rows = notices_of(work, filed.dossier_id)
        assert states(rows) == {
            ("confirmation", "party"): "waiting",
            ("notice_accused", "accused"): "held",
            ("notice_supervisor", "supervisor"): "held",
            ("copy_members", "account"): "waiting",
        }
        copy = next(row for row in rows if row.letter == "copy_members")
        tomorrow = now.date() + timedelta(days=1)
        assert copy.not_before.astimezone(AMSTERDAM) == datetime(
            tomorrow.year, tomorrow.month, tomorrow.day, 8, tzinfo=AMSTERDAM
        )


def test_mail_says_that_there_is_news_and_nothing_more(lumens: Organisation) -> None:
    """No number, no name, no word of the complaint, no code."""
    filed = lumens.file_complaint(now=on(MONDAY), description="Ik werd weggestuurd")
    with lumens.work(now=on(MONDAY)) as work:
        row = next(r for r in notices_of(work, filed.dossier_id) if r.addressee.startswith("party:"))
        mail = SUBJECT + row.content["text"]
    for secret in (filed.number, filed.code, "weggestuurd", "klacht over", "Voorbeeld"):
        assert secret not in mail


def test_without_an_e_mail_address_the_letter_goes_by_post(lumens: Organisation) -> None:
    """E-mail is never needed."""
    filed = lumens.file_complaint(now=on(MONDAY), email="", contact_channel="post")
    with lumens.work(now=on(MONDAY)) as work:
        row = next(r for r in notices_of(work, filed.dossier_id) if r.addressee.startswith("party:"))
        assert (row.channel, row.state) == ("post", "to_post")


def test_the_confirmation_holds_what_the_regulation_asks(lumens: Organisation) -> None:
    """KR-088, KR-152: receipt date, short account, procedure with dates, and the number."""
    filed = lumens.file_complaint(now=on(MONDAY), description="Ik werd *weggestuurd* aan de balie")
    with lumens.work(now=on(MONDAY)) as work:
        body = work.session.scalars(select(Letter)).one().body
    assert filed.number in body.replace("\\", "")
    assert "2 maart 2026" in body
    assert "\\*weggestuurd\\*" in body  # what people typed is never markup
    assert "6 april 2026" in body


def test_a_possible_namesake_is_barred_at_once_and_nobody_is_identified(lumens: Organisation) -> None:
    """Practice: a name in free text matches nobody by itself, but whoever it may be does not see the case."""
    namesake = lumens.hire("Piet Pietersen", "secretary")
    other = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(clock.TODAY), about_kind="employee", accused_name="P. Pietersen")
    with lumens.work(actor=lumens.as_staff(namesake)) as work, pytest.raises(NoSuchDossier):
        find(work, filed.dossier_id)
    with lumens.work(actor=lumens.as_staff(other)) as work:
        assert find(work, filed.dossier_id).id == filed.dossier_id
        accused = next(p for p in parties_of(work, filed.dossier_id) if p.role == "accused")
        assert accused.account_id is None
        assert accused.confirmed_at is None


def test_a_case_keeps_the_answers_it_was_filed_under_stored_once(lumens: Organisation) -> None:
    """Two complaints under the same answers point at one stored copy."""
    first, second = lumens.file_complaint(now=on(MONDAY)), lumens.file_complaint(now=on(MONDAY))
    with lumens.work(now=on(MONDAY)) as work:
        one, two = dossier_of(work, first), dossier_of(work, second)
        assert one.answers_id == two.answers_id
        kept = stored_answers(work, one.answers_id)
        assert kept.edition.version == "5.0"
        assert kept == work.organisation


def test_withdrawing_stops_the_terms_and_the_held_notices(lumens: Organisation) -> None:
    """KR-030, KR-080: at any moment; the accused who was not told yet is not told by a machine later."""
    filed = lumens.file_complaint(now=on(MONDAY), about_kind="employee", accused_name="Jan Onbekend")
    with lumens.work(write=True, actor=RESIDENT, now=on(date(2026, 3, 4))) as work:
        dossier, party = find_by_code(work, work.vault.code_hash(filed.code), lock=True)
        withdraw_by(case_of(work, dossier), party, "Het is uitgepraat met Jan.")
    with lumens.work(now=on(date(2026, 3, 4))) as work:
        clocks = {clock.code: clock.state for clock in clocks_shown(work, filed.dossier_id)}
        assert clocks["report"] == clocks["investigation"] == "stopped"
        kept = states(notices_of(work, filed.dossier_id))
        assert kept[("notice_accused", "accused")] == "cancelled"
        assert kept[("withdrawn", "party")] == "waiting"
        lines = [line.sentence for line in record.read(work, filed.dossier_id)]
        assert not any("Jan" in line for line in lines)
    with lumens.work(write=True, actor=RESIDENT) as work, pytest.raises(MoveNotPossible):
        dossier, party = find_by_code(work, work.vault.code_hash(filed.code))
        withdraw_by(case_of(work, dossier), party, "")


def judge(lumens: Organisation, filed: Filed, who: object, judgement: Judgement, now: datetime) -> None:
    with lumens.work(write=True, actor=lumens.as_staff(who), now=now) as work:  # type: ignore[arg-type]
        judge_admissibility(work, find(work, filed.dossier_id, lock=True), judgement)


def test_judged_admissible_goes_to_the_investigation(lumens: Organisation) -> None:
    """KR-038, KR-087: the term for saying no lapses; the others go on."""
    secretary = lumens.hire("Kim Bakvis", "secretary")
    now = on(clock.TODAY)
    filed = lumens.file_complaint(now=now)
    judge(
        lumens, filed, secretary, Judgement(admissible=True, ground=None, reason="", done_on=now.date()), now
    )
    with lumens.work(now=now) as work:
        assert dossier_of(work, filed).step == "investigation"
        clocks = {clock.code: clock.state for clock in clocks_shown(work, filed.dossier_id)}
        assert clocks["inadmissibility_notice"] == "stopped"
        assert clocks["report"] == "running"
        of_it = (Letter.matter_id == filed.dossier_id) & (Letter.code == "admissible")
        body = work.session.scalars(select(Letter).where(of_it)).one().body
        assert "Het rapport is verstuurd: " in body
        assert "niet in behandeling" not in body, "a letter that says yes names no day for saying no"


def test_judged_inadmissible_closes_with_ground_and_reasons_and_the_duty_to_tell_stays_open(
    lumens: Organisation,
) -> None:
    """KR-039, KR-040, KR-087: in writing, with reasons, within two weeks of receipt."""
    secretary = lumens.hire("Kim Bakvis", "secretary")
    now = on(clock.TODAY)
    filed = lumens.file_complaint(now=now)
    no = Judgement(
        admissible=False, ground="older_than_a_year", reason="Het was in 2019.", done_on=now.date()
    )
    judge(lumens, filed, secretary, no, now)
    with lumens.work(now=now) as work:
        dossier = dossier_of(work, filed)
        assert (dossier.step, dossier.close_ground) == ("closed", "inadmissible:older_than_a_year")
        clocks = {clock.code: clock.state for clock in clocks_shown(work, filed.dossier_id)}
        assert clocks["inadmissibility_notice"] == "running"  # until the letter has left
        assert clocks["report"] == "stopped"
        letter = work.session.scalars(select(Letter).where(Letter.code == "inadmissible")).one()
        assert "Het was in 2019" in letter.body


def test_the_same_judgement_that_shows_the_moves_refuses_the_act(lumens: Organisation) -> None:
    """An incomplete complaint cannot be judged admissible, and the page says so with the article."""
    secretary = lumens.hire("Kim Bakvis", "secretary")
    now = on(clock.TODAY)
    filed = lumens.file_complaint(now=now, signed=False)
    with lumens.work(actor=lumens.as_staff(secretary), now=now) as work:
        dossier = find(work, filed.dossier_id)
        moves = possible_moves(case_of(work, dossier))
        assert "judge_admissible" not in {m.move.code for m in moves if m.possible}
    with pytest.raises(MoveNotPossible) as refused:
        judge(
            lumens,
            filed,
            secretary,
            Judgement(admissible=True, ground=None, reason="", done_on=now.date()),
            now,
        )
    assert "Nog niet compleet" in refused.value.reason


def test_a_member_may_not_judge(lumens: Organisation) -> None:
    """KR-038: the secretary or the quality officer; the chair by bijlage 3."""
    member = lumens.hire("Mo Lid", "committee_member")
    now = on(clock.TODAY)
    filed = lumens.file_complaint(now=on(clock.day(-1)))
    with pytest.raises(MoveNotPossible) as refused:
        judge(
            lumens, filed, member, Judgement(admissible=True, ground=None, reason="", done_on=now.date()), now
        )
    assert "kan alleen" in refused.value.reason


def test_confirming_the_accused_tells_them_and_bars_them(lumens: Organisation) -> None:
    """KR-156(2), docs/decisions/0003: after a person said who it is."""
    secretary = lumens.hire("Kim Bakvis", "secretary")
    accused = lumens.hire("Wies Wijkwerker", "committee_member")
    boss = lumens.hire("Sanne Teamleider", "employee")
    now = on(clock.TODAY)
    filed = lumens.file_complaint(now=now, about_kind="employee", accused_name="de wijkwerker")
    with lumens.work(write=True, actor=lumens.as_staff(secretary), now=now) as work:
        naming.confirm_accused(
            work,
            find(work, filed.dossier_id, lock=True),
            accused=StaffMember(account_id=accused.account_id, name=accused.name, email=accused.email),
            supervisor=StaffMember(account_id=boss.account_id, name=boss.name, email=boss.email),
        )
    with lumens.work(now=now) as work:
        kept = states(notices_of(work, filed.dossier_id))
        assert kept[("notice_accused", "account")] == "waiting"
        assert kept[("notice_supervisor", "account")] == "waiting"
    with lumens.work(actor=lumens.as_staff(accused), now=now) as work, pytest.raises(NoSuchDossier):
        find(work, filed.dossier_id)


def test_nobody_on_the_staff_means_that_no_notice_goes(lumens: Organisation) -> None:
    """A wrong name harms nobody."""
    secretary = lumens.hire("Kim Bakvis", "secretary")
    now = on(clock.TODAY)
    filed = lumens.file_complaint(now=now, about_kind="employee", accused_name="de buurman")
    with lumens.work(write=True, actor=lumens.as_staff(secretary), now=now) as work:
        naming.confirm_accused(work, find(work, filed.dossier_id, lock=True), accused=None, supervisor=None)
    with lumens.work(now=now) as work:
        assert states(notices_of(work, filed.dossier_id))[("notice_accused", "accused")] == "cancelled"


def test_about_the_organisation_and_nobody_in_it_nobody_is_to_be_named(lumens: Organisation) -> None:
    """KR-156(2), decision 3: nobody is asked to say who it is, until a name is given; whoever is named later is told as anybody."""
    about = {"about_kind": "organisation", "accused_name": ""}
    wil = lumens.hire("Wil Wijkwerker", "employee")
    nobody = lumens.file_complaint(**about, now=on(MONDAY))
    names = lumens.file_complaint(**about, description="Wil Wijkwerker was er niet.", now=on(MONDAY))
    team = lumens.file_complaint(**about | {"about_kind": "team"}, now=on(MONDAY))
    with lumens.work(write=True, now=on(MONDAY)) as work:
        held = {one.number: len(naming.held_notices(work, one.dossier_id)) for one in (nobody, names, team)}
        assert [held[one.number] > 0 for one in (nobody, names, team)] == [False, True, True]
        member = StaffMember(account_id=wil.account_id, name=wil.name, email=wil.email)
        naming.confirm_accused(work, dossier_of(work, nobody), accused=member, supervisor=None)
        told = {row.letter for row in notices_of(work, nobody.dossier_id)}
        assert effects.TO_ACCUSED in told and not naming.held_notices(work, nobody.dossier_id)
