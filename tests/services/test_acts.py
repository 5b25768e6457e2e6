"""Acts of a complaint: terms move, a matter closes and opens again, and everything is on the record."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from tests.support import clock
from tests.support.papers import add_paper, photo
from tests.support.world import Filed, Organisation, StaffAccount, add_organisation, on

from wederhoor.cases import linking, merging, naming, transfer
from wederhoor.cases.correcting import correct_date, correct_party
from wederhoor.cases.ending import reopen
from wederhoor.cases.moves import Made
from wederhoor.cases.reversing import reverse_naming
from wederhoor.cases.tables import Transfer
from wederhoor.complaints import (
    breaches,
    handling,
    meeting,
    moves,
    reminding,
)
from wederhoor.complaints import transfer as transfer_act
from wederhoor.complaints.acts import why_not
from wederhoor.complaints.catalogue import act_with, acts_of
from wederhoor.complaints.term_changes import delay_with_consent, extend_term, revoke_change, shorten_terms
from wederhoor.correspondence.duties import notice_came_back, notice_left
from wederhoor.deadlines import changes, jobs
from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.case import Case, case_of
from wederhoor.deadlines.handlers import handlers_of
from wederhoor.deadlines.tables import Reminder
from wederhoor.deadlines.view import clock_views
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.service import find
from wederhoor.dossiers.tables import Dossier
from wederhoor.notices.service import NoticeGone, notices_of
from wederhoor.papers import copying
from wederhoor.papers.content import paper_bytes
from wederhoor.papers.doors import AFTERWARDS, Side
from wederhoor.papers.service import papers_for
from wederhoor.record import service as record
from wederhoor.rules.complaint_process import MoveNotPossible
from wederhoor.rules.deadlines import StartEvent, Term, Unit
from wederhoor.tasks.service import open_tasks
from wederhoor.vault.files import FileStore
from wederhoor.work import AMSTERDAM, Refused, Work

MONDAY = date(2026, 3, 2)
WEEKS = Unit.WEEKS


@contextmanager
def acting(org: Organisation, who: StaffAccount, filed: Filed, day: date = MONDAY) -> Iterator[Case]:
    """Somebody with the dossier before them, on a day."""
    with org.work(write=True, actor=org.as_staff(who), now=on(day)) as work:
        yield case_of(work, find(work, filed.dossier_id, lock=True))


def with_letter(case: Case, code: str) -> Case:
    """The case of an organisation that has this letter."""
    if any(letter.code == code for letter in case.answers.letters):
        return case
    like = next(letter for letter in case.answers.letters if "{due_on}" in letter.body)
    answers = replace(case.answers, letters=(*case.answers.letters, replace(like, code=code)))
    return replace(case, answers=answers, work=replace(case.work, organisation=answers))


def due(work: Work, filed: Filed) -> dict[str, date | None]:
    return {clock.code: clock.due_on for clock in deadlines.clocks_shown(work, filed.dossier_id)}


def state(work: Work, filed: Filed) -> dict[str, str]:
    return {clock.code: clock.state for clock in deadlines.clocks_shown(work, filed.dossier_id)}


def sentences(work: Work, filed: Filed) -> str:
    return "\n".join(line.sentence for line in record.read(work, filed.dossier_id))


def leaves(org: Organisation, filed: Filed, day: date) -> int:
    """Every notice about a decision leaves, one at a time, as the scheduler and the print tray do it."""
    left = 0
    with org.work(write=True, now=on(day)) as work:
        for row in notices_of(work, filed.dossier_id):
            if row.meets and row.meets.startswith(changes.PREFIX) and row.state not in changes.LEFT:
                row.state = "sent"
                notice_left(work, filed.dossier_id, row.meets, day)
                left += 1
    return left


def test_an_extension_that_needs_no_notice_counts_at_once_and_only_once(lumens: Organisation) -> None:
    """KR-138, C4: four weeks at the most for the report, and the complainant is told."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(MONDAY))
    with acting(lumens, kim, filed) as case, pytest.raises(Refused, match="ten hoogste 4 weken"):
        extend_term(case, code="report", amount=Term(5, WEEKS), reason="Een lid is ziek.", done_on=MONDAY)
    with acting(lumens, kim, filed) as case:
        assert why_not(act_with(case, "uitstel"), case) is None  # type: ignore[arg-type]
        extend_term(case, code="report", amount=Term(3, WEEKS), reason="Een lid is ziek.", done_on=MONDAY)
    with acting(lumens, kim, filed) as case:
        assert due(case.work, filed)["report"] == date(2026, 4, 27)
        assert "6 april 2026, en loopt nu tot en met 27 april 2026" in sentences(case.work, filed)
        assert [
            row.letter for row in notices_of(case.work, filed.dossier_id) if row.occasion.startswith("term:")
        ]
        clocks = deadlines.clocks_shown(case.work, filed.dossier_id)
        for parties, planned in (
            (True, []),
            (False, ["planning, achterhaald"]),
        ):  # seven weeks are before the report now
            views = clock_views(clocks, case.answers, case.work.today, parties_only=parties)
            assert [view.state_label for view in views if view.code == "decision_plan"] == planned
        with pytest.raises(Refused, match="al uitstel"):
            extend_term(case, code="report", amount=Term(1, WEEKS), reason="Nog iets.", done_on=MONDAY)
        (made,) = changes.changes_of(case.work, filed.dossier_id)
        revoke_change(case, change_id=made.id.hex, reason="Het lid is terug.")
        assert due(case.work, filed)["report"] == date(2026, 4, 6)


def test_a_postponement_counts_when_the_last_notice_has_left(lumens: Organisation) -> None:
    """KR-119, KR-120: complainant, accused and committee are told; before that the date stays."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    lumens.hire("Vera Voorzit", "committee_chair")
    filed = lumens.file_complaint(now=on(MONDAY), about_kind="organisation", accused_name="")
    with acting(lumens, kim, filed) as case:
        entries = deadlines.event_happened(
            case.work, filed.dossier_id, case.answers, StartEvent.REPORT_RECEIVED, MONDAY
        )
        record.append(case.work, filed.dossier_id, entries)
    with acting(lumens, kim, filed) as case:
        case = with_letter(case, "postponed")
        extend_term(case, code="decision", amount=Term(2, WEEKS), reason="Vakantie.", done_on=MONDAY)
        assert due(case.work, filed)["decision"] == date(2026, 3, 16)
        (row,) = [c for c in deadlines.clocks_shown(case.work, filed.dossier_id) if c.code == "decision"]
        assert "nog niet geldig" in row.explanation
        told = [
            n.addressee.split(":")[0]
            for n in notices_of(case.work, filed.dossier_id)
            if n.meets and n.meets.startswith("term:")
        ]
        assert len(told) >= 2
    assert leaves(lumens, filed, MONDAY + timedelta(days=1)) == len(told)
    with lumens.work() as work:
        assert due(work, filed)["decision"] == date(2026, 3, 30)
        text = sentences(work, filed)
        assert "Iedereen heeft bericht over de wijziging 'uitstel'" in text
        assert text.count("Iedereen heeft bericht") == 1
    with lumens.work(write=True, now=on(MONDAY + timedelta(days=3))) as work:
        (made,) = changes.changes_of(work, filed.dossier_id)
        notice_came_back(work, filed.dossier_id, changes.event_of(made))
        assert due(work, filed)["decision"] == date(2026, 3, 16)


def test_urgency_brings_every_open_term_forward_and_never_back(lumens: Organisation) -> None:
    """KR-128, T10."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(MONDAY))
    friday = date(2026, 3, 13)
    with acting(lumens, kim, filed) as case:
        shorten_terms(case, until=friday, reason="Er is gevaar.", done_on=MONDAY)
        dates = due(case.work, filed)
    assert dates["report"] == dates["investigation"] == dates["first_meeting"] == friday
    assert dates["confirmation_direct"] == MONDAY
    with acting(lumens, kim, filed) as case, pytest.raises(Refused, match="geen bekorting"):
        shorten_terms(case, until=date(2026, 3, 14), reason="Nog eens.", done_on=MONDAY)


def test_the_awb_knows_adjourning_and_then_consent(tenant: object) -> None:
    """Awb 9:11: six weeks, four more with notice, further only as the complainant agrees in writing."""
    wil: Organisation = tenant("wil", "wil")  # type: ignore[operator]
    kim = wil.hire("Kim Bakvis", "secretary")
    filed = wil.file_complaint(now=on(MONDAY), about_kind="organisation", accused_name="")
    with acting(wil, kim, filed) as case:
        refused = why_not(act_with(case, "instemming"), case)  # type: ignore[arg-type]
        assert refused is not None
        assert "Awb, artikel 9:11 lid 3" in str(refused) or "9:11 lid 3" in str(refused)
        assert why_not(act_with(case, "spoed"), case) is not None  # type: ignore[arg-type]
        extend_term(case, code="awb_handling", amount=Term(4, WEEKS), reason="Getuige ziek.", done_on=MONDAY)
        assert due(case.work, filed)["awb_handling"] == date(2026, 4, 13)
    leaves(wil, filed, MONDAY)
    with acting(wil, kim, filed) as case:
        assert due(case.work, filed)["awb_handling"] == date(2026, 5, 11)
        delay_with_consent(case, until=date(2026, 6, 1), how="Mail van 2 maart.", done_on=MONDAY)
        assert due(case.work, filed)["awb_handling"] == date(2026, 6, 1)
    with acting(wil, kim, filed, date(2026, 3, 9)) as case:  # Awb 9:5
        moves.make_move(
            case,
            "satisfied",
            Made(
                done_on=date(2026, 3, 9),
                reasons="U bent tevreden.",
                facts=frozenset({"complainant_satisfied"}),
            ),
        )
        assert case.dossier.close_ground == "satisfied"
        assert state(case.work, filed)["awb_handling"] == "stopped"


def test_findings_close_a_matter_of_wil_and_the_duty_to_send_them_stays_open(tenant: object) -> None:
    """Awb 9:10, 9:12: heard or waived with a reason; the year of the ombudsman starts when the findings have left."""
    wil: Organisation = tenant("wil", "wil")  # type: ignore[operator]
    kim = wil.hire("Kim Bakvis", "secretary")
    filed = wil.file_complaint(now=on(MONDAY))
    with acting(wil, kim, filed) as case:
        moves.make_move(case, "judge_admissible", Made(done_on=MONDAY))
        act = act_with(case, "bevindingen")
        assert act is not None
        values = {"heard": "no", "waived": "", "outcome": "Gegrond.", "measures": "Geen.", "done_on": MONDAY}
        with pytest.raises(Refused, match="waarom er niet is gehoord"):
            act.do(case, values)
        act.do(case, values | {"waived": "De klager wilde het niet."})
        assert not case.open
        assert state(case.work, filed)["awb_handling"] == "running"
        deadlines.meet(case.work, filed.dossier_id, case.answers, "findings_sent", MONDAY)
        assert state(case.work, filed)["awb_handling"] == "met"
        assert due(case.work, filed)["awb_ombudsman"] == date(2027, 3, 2)


def test_a_matter_is_closed_by_its_grounds_and_opened_again(lumens: Organisation) -> None:
    """KR-060: both satisfied; after a reminder two weeks of silence. Acts after closing are refused with the article."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(MONDAY))
    with acting(lumens, kim, filed) as case:
        moves.make_move(case, "invite_conversation", Made(done_on=MONDAY))
        goal = act_with(case, "doel-bereikt")
        assert goal is not None
        with pytest.raises(Refused, match="ook de aangeklaagde tevreden"):
            goal.do(
                case,
                {"complainant_feels": "yes", "accused_feels": "partly", "goals": "Ja.", "done_on": MONDAY},
            )
        silent = act_with(case, "geen-reactie")
        assert "na 4 weken een herinnering" in str(why_not(silent, case))  # type: ignore[arg-type]
        reminding.request_made(case, MONDAY)
    later = MONDAY + timedelta(weeks=4)
    with acting(lumens, kim, filed, later - timedelta(days=1)) as case:
        assert "4 weken" in str(why_not(act_with(case, "herinneren"), case))  # type: ignore[arg-type]
    with acting(lumens, kim, filed, later) as case:
        reminding.remind_complainant(case, later)
        deadlines.meet(case.work, filed.dossier_id, case.answers, "reminder_sent", later)
        assert due(case.work, filed)["no_reaction"] == later + timedelta(weeks=2)
    closing = later + timedelta(weeks=2, days=1)
    with acting(lumens, kim, filed, closing - timedelta(days=1)) as case, pytest.raises(MoveNotPossible):
        moves.make_move(case, "close_no_reaction", Made(done_on=later, reasons="Geen reactie."))
    with acting(lumens, kim, filed, closing) as case:
        before = due(case.work, filed)
        moves.make_move(case, "close_no_reaction", Made(done_on=closing, reasons="Geen reactie."))
    with acting(lumens, kim, filed, closing) as case:
        assert case.dossier.close_ground == "close_no_reaction"
        assert state(case.work, filed)["report"] == "stopped"
        assert due(case.work, filed)["retention"] == date(
            closing.year + 5, closing.month, closing.day
        )  # KR-092
        refused = why_not(act_with(case, "uitstel"), case)  # type: ignore[arg-type]
        assert refused is not None
        assert "afgesloten" in str(refused)
        assert "bijlage 3" in str(refused)
        steps = {value for value, _ in act_with(case, "heropenen").fields(case)[0].choices}  # type: ignore[union-attr]
        assert (
            "conversation" in steps and "incomplete" not in steps
        )  # everything is in: it does not wait for that again
        reopen(case, step="conversation", reason="De klager was ziek.", done_on=closing)
        assert case.dossier.closed_on is None
    with lumens.work(now=on(closing)) as work:
        assert state(work, filed)["report"] == "running"
        assert state(work, filed)["retention"] == "not_started"
        assert due(work, filed)["report"] == before["report"]
        assert "heropend" in sentences(work, filed)


def test_a_case_goes_from_the_first_meeting_to_the_decision_KR_061_119(lumens: Organisation) -> None:
    """Each move asks what it needs, and is what it means to the terms: the report that left starts those of the decision."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(MONDAY))
    with acting(lumens, kim, filed) as case:
        both = replace(case.work.actor, roles=case.work.actor.roles | {"employee"})
        reason = why_not(act_with(case, "geen-reactie"), replace(case, work=replace(case.work, actor=both)))  # type: ignore[arg-type]
        assert "Dit kan alleen" not in str(reason), "a secretary who is employed is a secretary"
        with pytest.raises(Refused, match="vóór de datum van ontvangst"):
            meeting.note_meeting(case, date(2026, 3, 1))
        meeting.note_meeting(case, MONDAY)
        assert state(case.work, filed)["first_meeting"] == "met"
        assert "al vastgelegd" in str(
            why_not(act_with(case_of(case.work, case.dossier), "bijeenkomst"), case)
        )  # type: ignore[arg-type]
        moves.make_move(case, "judge_admissible", Made(done_on=MONDAY))
        investigated, reported = MONDAY + timedelta(days=2), MONDAY + timedelta(days=3)
    with acting(lumens, kim, filed, reported) as case:
        finish = act_with(case, "finish-investigation")
        assert finish is not None
        assert why_not(finish, case) is None
        assert {"heard", "heard_on", "waived"} <= {field.name for field in finish.fields(case)}
        with pytest.raises(Refused, match="Vul in wanneer er is gehoord"):
            finish.do(case, {"heard": "yes", "done_on": investigated})
        finish.do(case, {"heard": "yes", "heard_on": investigated, "done_on": investigated})
        assert state(case.work, filed)["investigation"] == "met"
        assert state(case.work, filed)["report"] == "running"
        assert state(case.work, filed).get("decision", "not_started") == "not_started"
        report = act_with(case, "send-report")
        assert report is not None
        assert why_not(report, case) is None
        assert "report_ready" in {field.name for field in report.fields(case)}
        report.do(case, {"report_ready": True, "done_on": reported})
        assert state(case.work, filed)["report"] == "met"
        assert due(case.work, filed)["decision"] == reported + timedelta(weeks=2)
        act_with(case, "besluit").do(  # type: ignore[union-attr]
            case, {"outcome": "Gegrond.", "measures": "Geen.", "done_on": reported}
        )
        assert case.dossier.close_ground == "decide"


def test_a_matter_is_assigned_to_who_may_and_reminders_follow(lumens: Organisation) -> None:
    """Never somebody concerned or barred: not even offered. Reminders go to the handler."""
    kim, sam = lumens.hire("Kim Bakvis", "secretary"), lumens.hire("Sam Stand", "quality_officer")
    piet = lumens.hire("Piet Pietersen", "secretary")
    today = clock.TODAY  # roles count from the day they were given
    filed = lumens.file_complaint(now=on(today), accused_name="Pietersen")
    with acting(lumens, kim, filed, today) as case:
        dossiers.bar(case.work, filed.dossier_id, [piet.account_id], "accused", "het gaat over deze persoon")
        offered = {person.account_id for person in handling.may_handle(case)}
        assert offered == {kim.account_id, sam.account_id}
        with pytest.raises(Refused, match="uit de lijst"):
            handling.assign(case, handler=piet.account_id, stand_in=None)
        with pytest.raises(Refused, match="iemand anders"):
            handling.assign(case, handler=kim.account_id, stand_in=kim.account_id)
        handling.assign(case, handler=kim.account_id, stand_in=sam.account_id)
        handling.assign(case, handler=sam.account_id, stand_in=None)
        assert handlers_of(case.work, filed.dossier_id) == {"handler": sam.account_id}
        with pytest.raises(Refused, match="een naam"):
            handling.describe(case, text="Ruzie met Pietersen", category="treatment")
        handling.describe(case, text="Weggestuurd bij de balie", category="service")
        assert case.dossier.short_description == "Weggestuurd bij de balie"
    with lumens.work(write=True, now=on(today + timedelta(days=1), 7)) as work:
        jobs.remind(work)
        assert {one.account_id for one in work.session.scalars(select(Reminder))} == {sam.account_id}


def test_every_act_has_an_address_of_its_own(lumens: Organisation) -> None:
    """Two acts at one address would hide one of them."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(MONDAY))
    with acting(lumens, kim, filed) as case:
        slugs = [act.slug for act in acts_of(case)]
        assert len(slugs) == len(set(slugs))
        assert not {"vrijgeven", "stukken", "brieven", "berichten"} & set(slugs)


def test_each_ground_is_gone_through_with_its_exception(lumens: Organisation) -> None:
    """KR-040, KR-086: six grounds, two with an "unless"; what was found is on the record in the document's words."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(MONDAY))
    with acting(lumens, kim, filed) as case:
        act = act_with(case, "ontvankelijkheid")
        assert act is not None
        no = {f"ground_{ground.code}": "no" for ground in case.answers.admissibility}
        yes = {"verdict": "judge_admissible", "reason": "", "done_on": MONDAY}
        with pytest.raises(Refused, match="bij elke grond"):
            act.do(case, yes | dict(list(no.items())[:5]))
        with pytest.raises(Refused, match="niet in behandeling komen"):
            act.do(case, yes | no | {"ground_older_than_a_year": "yes"})
        with pytest.raises(Refused, match="Kies de grond"):
            act.do(case, yes | no | {"verdict": "judge_inadmissible", "reason": "Te oud."})
        passed_over = yes | no | {"ground_older_than_a_year": "unless"}
        with pytest.raises(Refused, match="waarom de uitzondering hier geldt"):
            act.do(case, passed_over)
        act.do(case, passed_over | {"why_older_than_a_year": "De klager lag in het ziekenhuis."})
        assert case.dossier.step == "investigation"
        assert "ja, maar: Er is een bijzondere reden" in sentences(case.work, filed)


def test_under_the_awb_a_ground_may_be_passed_over(tenant: object) -> None:
    """Awb 9:8: the body may decline; it need not."""
    wil: Organisation = tenant("wil", "wil")  # type: ignore[operator]
    kim = wil.hire("Kim Bakvis", "secretary")
    filed = wil.file_complaint(now=on(MONDAY))
    with acting(wil, kim, filed) as case:
        act = act_with(case, "ontvankelijkheid")
        assert act is not None
        weighed = {f"ground_{ground.code}": "no" for ground in case.answers.admissibility}
        values = {"verdict": "judge_admissible", "reason": "Wij doen het toch.", "done_on": MONDAY}
        act.do(case, values | weighed | {"ground_older_than_a_year": "yes"})
        assert case.dossier.step == "handling"


def test_what_came_on_paper_completes_and_an_objection_is_sent_on_with_its_date(lumens: Organisation) -> None:
    """KR-084: the day all was in; practice, Awb 6:15: what is an objection goes on at once and keeps its date."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(MONDAY), signed=False)
    thursday, friday = date(2026, 3, 5), date(2026, 3, 6)
    with acting(lumens, kim, filed, friday) as case:
        act = act_with(case, "compleet")
        assert act is not None
        assert [asked.name for asked in act.fields(case)] == ["signed_name", "done_on"]
        act.do(case, {"signed_name": "Anna Voorbeeld", "done_on": thursday})
    with acting(lumens, kim, filed, friday) as case:
        assert case.dossier.received_on == thursday
        assert due(case.work, filed)["report"] == date(2026, 4, 9)
        act = act_with(case, "doorsturen")
        assert act is not None
        act.do(
            case,
            {
                "kind": "objection",
                "where": "de gemeente",
                "reason": "Het gaat over een besluit.",
                "whole": "yes",
                "done_on": friday,
            },
        )
        assert case.dossier.close_ground == "referred"
        assert "De datum van binnenkomst blijft 2 maart 2026" in sentences(case.work, filed)


def test_a_date_is_corrected_with_a_reason_and_every_term_follows(lumens: Organisation) -> None:
    """Practice: dates are corrected as new entries, and the clocks are computed again; undoing it gives them back."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(date(2026, 3, 9)))
    with acting(lumens, kim, filed, date(2026, 3, 9)) as case:
        before = due(case.work, filed)
        correct_date(case, which="start:arrival", right=MONDAY, reason="De brief lag een week.")
        correct_date(case, which="start:receipt", right=MONDAY, reason="De brief lag een week.")
    with acting(lumens, kim, filed, date(2026, 3, 9)) as case:
        assert case.dossier.received_on == case.dossier.arrived_on == MONDAY
        assert due(case.work, filed)["report"] == date(2026, 4, 6)
        assert due(case.work, filed)["copy_to_members"] == date(2026, 3, 3)
        assert "2 maart 2026 in plaats van 9 maart 2026" in sentences(case.work, filed)
        for row in changes.changes_of(case.work, filed.dossier_id):
            revoke_change(case, change_id=row.id.hex, reason="Toch niet.")
        assert due(case.work, filed) == before
        assert case.dossier.received_on == date(2026, 3, 9)


def test_a_party_is_corrected_and_a_letter_that_went_astray_opens_a_note(lumens: Organisation) -> None:
    """Practice; AVG 33: 72 real hours, over the night the clock goes forward, with a task for the secretary."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(MONDAY))
    with acting(lumens, kim, filed) as case:
        (party,) = dossiers.complainants_of(case.work, filed.dossier_id)
        correct_party(case, party_id=party.id, values={"email": "goed@bewoner.example"}, reason="Tikfout.")
        waiting = [n for n in notices_of(case.work, filed.dossier_id) if n.addressee == f"party:{party.id}"]
        assert {n.recipient for n in waiting} == {"goed@bewoner.example"}
        assert "e-mailadres" in sentences(case.work, filed)
        assert "goed@" not in sentences(case.work, filed)
    saturday = date(2026, 3, 28)
    with acting(lumens, kim, filed, saturday) as case:
        act = act_with(case, "verkeerd-bezorgd")
        assert act is not None
        typed = {"notice": "", "what": "Naar de buren.", "noticed_on": saturday, "told": ""}
        for wrong in ("half drie", "25.00", "23.59"):
            with pytest.raises(Refused):
                act.do(case, typed | {"noticed_time": wrong})
        act.do(case, typed | {"noticed_time": "11.30"})
        (breach,) = breaches.breaches_of(case)
        assert (breach.report_by - breach.noticed_at).total_seconds() == 72 * 3600
        assert "31 maart 2026 om 12.30 uur" in sentences(case.work, filed)  # summer time began
        assert [task.kind for task in open_tasks(case.work, dossier_id=filed.dossier_id)] == ["breach"]
        breaches.judge_breach(case, breach_id=breach.id, decision="not_reported", reason="Ongeopend terug.")
        assert "niet gemeld" in sentences(case.work, filed)


def test_a_corrected_address_never_opens_a_way_the_party_said_is_not_safe(lumens: Organisation) -> None:
    """Practice: safe-contact instructions bind every letter, also those that were waiting."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(MONDAY), no_email="yes", contact_channel="post")
    with acting(lumens, kim, filed) as case:
        (party,) = dossiers.complainants_of(case.work, filed.dossier_id)
        values = {"email": "thuis@bewoner.example", "channel": "email"}
        with pytest.raises(Refused, match="daarmee instemt"):
            correct_party(case, party_id=party.id, values=values, reason="Ander adres.")
        values["consent"] = "Aan de telefoon, op 2 maart."
        with pytest.raises(Refused, match="stuur mij geen e-mail"):  # asked after first, never passed over
            correct_party(case, party_id=party.id, values=values, reason="Ander adres.")
        address = {"email": "thuis@bewoner.example"}
        correct_party(case, party_id=party.id, values=address, reason="Ander adres.")
        waiting = [n for n in notices_of(case.work, filed.dossier_id) if n.addressee == f"party:{party.id}"]
        assert {(n.channel, n.state, n.recipient) for n in waiting} == {("post", "to_post", None)}


def test_several_accused_are_told_in_working_hours_and_a_wrong_naming_is_taken_back(
    lumens: Organisation,
) -> None:
    """KR-156(2), practice: never at night; the wrong one gets access back and hears it."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    ann, bob = lumens.hire("Ann Eerste", "secretary"), lumens.hire("Bob Tweede", "employee")
    today = clock.TODAY
    filed = lumens.file_complaint(now=on(today), accused_name="A. Eerste")
    people = {}
    monday_nine = datetime.combine(clock.day(14), time(9), AMSTERDAM)
    with acting(lumens, kim, filed, today) as case:
        people = {p.account_id: p for p in naming.employees(case.work)}
        for who in (ann, bob):
            naming.confirm_accused(
                case.work,
                case.dossier,
                accused=people[who.account_id],
                supervisor=None,
                not_before=monday_nine,
            )
        named = dossiers.accused_of(case.work, filed.dossier_id)
        assert [p.account_id for p in named] == [ann.account_id, bob.account_id]
        told = [n for n in notices_of(case.work, filed.dossier_id) if n.letter == "notice_accused"]
        assert [n.not_before for n in told] == [monday_nine, monday_nine]
        assert {n.recipient for n in told} == {ann.email, bob.email}
        barred = dossiers.barred_accounts(case.work, filed.dossier_id)
        assert barred == {ann.account_id, bob.account_id}
        told[0].state = "sent"
        reverse_naming(case, party_id=named[0].id, reason="Een ander met die naam.")
        assert dossiers.barred_accounts(case.work, filed.dossier_id) == {bob.account_id}
        assert "geen aangeklaagde meer" in sentences(case.work, filed)
        with pytest.raises(NoticeGone):
            reverse_naming(case, party_id=named[0].id, reason="Nog eens.")
        naming.confirm_accused(
            case.work, case.dossier, accused=people[kim.account_id], supervisor=None, party_id=named[0].id
        )
        assert named[0].account_id == kim.account_id


def test_matters_are_linked_split_off_and_taken_into_one_another(lumens: Organisation) -> None:
    """Nothing is lost: numbers stay, dates go along, and a link shows nothing to whoever may not see the other."""
    kim, piet = lumens.hire("Kim Bakvis", "secretary"), lumens.hire("Piet Pietersen", "secretary")
    first = lumens.file_complaint(now=on(MONDAY))
    second = lumens.file_complaint(now=on(MONDAY + timedelta(days=7)))
    stranger = lumens.file_complaint(now=on(MONDAY), given_name="Nel", surname="Ander")
    tuesday = date(2026, 3, 10)
    why = {"reason": "Het gaat over hetzelfde.", "done_on": tuesday}
    add_paper(lumens, first.dossier_id, photo("PNG"), title="Zqx foto", rules=AFTERWARDS)
    add_paper(lumens, first.dossier_id, photo("PNG"), title="Van ons")
    with acting(lumens, kim, first, tuesday) as case:
        linking.link(case, linking.other_dossier(case, second.number))
        with pytest.raises(Refused, match="al gekoppeld"):
            linking.link(case, linking.other_dossier(case, second.number))
        with pytest.raises(Refused, match="geen dossier"):
            linking.other_dossier(case, "9999")
        assert [one["number"] for one in linking.links_view(case.work, first.dossier_id)] == [second.number]
        parties = dossiers.parties_of(case.work, first.dossier_id)
        with pytest.raises(Refused, match="ten minste één klager"):
            linking.split_off(case, parties=frozenset(), reason="Twee zaken.")
        dossiers.bar(case.work, first.dossier_id, [piet.account_id], "tied", "deze persoon is betrokken")
        made = linking.split_off(case, parties=frozenset(p.id for p in parties), reason="Twee zaken.")
        new = find(case.work, made)
        assert new.number.startswith("0004-")
        assert (new.arrived_on, new.received_on) == (MONDAY, MONDAY)
        clocks = {c.code: c.due_on for c in deadlines.clocks_shown(case.work, made)}
        assert clocks["report"] == date(2026, 4, 6)
        assert dossiers.barred_accounts(case.work, made) == {piet.account_id}
        codes = [n for n in notices_of(case.work, made) if n.letter == "access_code"]
        assert [(n.state, n.channel) for n in codes] == [("to_look", "post")]
        assert new.key_id != case.dossier.key_id
        assert dossiers.current_body(case.work, made) == dossiers.current_body(case.work, first.dossier_id)
    files = FileStore(root=lumens.installation.config.files)
    for count in (1, 0):  # what the complainant filed went along, once
        assert copying.copy_waiting(lambda: lumens.work(write=True, now=on(tuesday)), files) == count
    with lumens.work() as work:
        (copied,) = papers_for(work, made, Side.PARTIES)
        source = papers_for(work, first.dossier_id, Side.PARTIES)[0]
        assert (copied.title, copied.key_id == source.key_id) == ("Zqx foto", False)
        assert paper_bytes(work, files, copied)
        assert paper_bytes(work, files, copied) == paper_bytes(work, files, source)
    with acting(lumens, piet, second, tuesday) as case:
        assert linking.links_view(case.work, second.dossier_id) == []
    with acting(lumens, kim, second, tuesday) as case:
        target = linking.other_dossier(case, first.number)
        with pytest.raises(Refused, match="Nel Ander is in dat dossier geen klager.*Koppel"):
            merging.merge_into(case_of(case.work, find(case.work, stranger.dossier_id)), target, **why)
        merging.merge_into(case, target, **why)
        assert case.dossier.close_ground == "merged"
        assert piet.account_id in dossiers.barred_accounts(case.work, second.dossier_id)
        assert state(case.work, second)["report"] == "stopped"
        assert "opgenomen" in sentences(case.work, first)
        refused = why_not(act_with(case, "heropenen"), case)  # type: ignore[arg-type]
        assert "Weer apart" in str(refused)


def test_a_matter_goes_to_another_organisation_once_with_its_date(
    tenant: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With consent only; each side in a unit of work of its own, and the same transfer twice is one complaint."""
    lumens: Organisation = tenant("lumens")  # type: ignore[operator]
    wil: Organisation = tenant("wil", "wil")  # type: ignore[operator]
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed, other = lumens.file_complaint(now=on(MONDAY)), lumens.file_complaint(now=on(MONDAY))
    friday = date(2026, 3, 6)
    add_paper(lumens, filed.dossier_id, photo("PNG"), title="Zqx foto", rules=AFTERWARDS)
    given = {"reason": "Het gaat over WIL.", "done_on": friday}
    add_organisation(lumens.installation, "echt", plugin="wil", real=True)
    with acting(lumens, kim, filed, friday) as case:
        offered = act_with(case, "overdragen").fields(case)[0]  # type: ignore[union-attr]
        assert [slug for slug, _ in offered.choices] == ["", "wil"], "never its own, nor one with real people"
        with monkeypatch.context() as many:
            many.setattr(transfer_act, "MOST", 0)
            assert act_with(case, "overdragen").fields(case)[0].ask == "line"  # type: ignore[union-attr]
        with pytest.raises(Refused, match="al een organisatie"):
            transfer.transfer(case, body="Gemeente", to_slug="wil", consent="Ja.", **given)
        for slug, consent, why in (
            ("nergens", "Ja.", "niet met dit platform"),
            ("lumens", "Ja.", "eigen organisatie"),
            ("wil", " ", "instemt"),
        ):
            with pytest.raises(Refused, match=why):
                transfer.transfer(case, body="", to_slug=slug, consent=consent, **given)
        transfer.transfer(case, body="", to_slug="wil", consent="Per telefoon op 5 maart.", **given)
        assert case.dossier.close_ground == "transferred"
    with acting(lumens, kim, other, friday) as case:  # not on this platform: on paper
        transfer.transfer(case, body="Gemeente Nergens", to_slug=None, consent="Per brief.", **given)
        package = [n for n in notices_of(case.work, other.dossier_id) if n.letter == transfer.PACKAGE]
        assert [(n.channel, n.state) for n in package] == [("post", "to_post")]
        assert "Nergens" not in sentences(case.work, other)
    installation = lumens.installation
    assert transfer.deliver(installation, lumens.id, on(friday)) == 1
    with lumens.work(write=True) as work:  # as if it crashed before that was noted
        rows = work.session.scalars(select(Transfer).where(Transfer.to_slug == "wil")).all()
        rows[0].arrived_at = None
    assert transfer.deliver(installation, lumens.id, on(friday)) == 1
    assert transfer.deliver(installation, lumens.id, on(friday)) == 0
    with wil.work(now=on(friday)) as work:
        (taken,) = work.session.scalars(select(Dossier)).all()
        assert taken.arrived_on == MONDAY
        clocks = {c.code: c.due_on for c in deadlines.clocks_shown(work, taken.id)}
        assert clocks["awb_handling"] == date(2026, 4, 13)  # six weeks from the day it came in at the first
        assert dossiers.current_body(work, taken.id)["description"] == "Ik werd aan de balie weggestuurd."
        assert [p.role for p in dossiers.parties_of(work, taken.id)] == ["complainant", "accused"]
        (code,) = [n for n in notices_of(work, taken.id) if n.letter == "access_code"]
        assert code.state == "to_look"
        (paper,) = papers_for(work, taken.id, Side.PARTIES)
        files = FileStore(root=installation.config.files)
        assert paper.title == "Zqx foto" and paper_bytes(work, files, paper)
        kept = [path.name[:32] for path in (files.root / wil.id.hex).rglob("*") if path.is_file()]
        assert kept == [paper.id.hex] * 2, (
            "what was brought twice is here once: its copy, and the original until it was compared"
        )
        assert "overgedragen door Lumens" in "\n".join(line.sentence for line in record.read(work, taken.id))
