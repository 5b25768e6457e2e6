"""Acts of a complaint: terms move, a matter closes and opens again, and everything is on the record."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.support.world import Filed, Organisation, StaffAccount, on

from wederhoor.complaints import handling, moves, terms
from wederhoor.complaints.acts import ActRefused, Case, case_of, why_not
from wederhoor.complaints.catalogue import act_with, acts_of
from wederhoor.complaints.moves import Made
from wederhoor.deadlines import changes, jobs
from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.handlers import handlers_of
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.service import find
from wederhoor.notices.service import notices_of
from wederhoor.record import service as record
from wederhoor.rules.complaint_process import MoveNotPossible
from wederhoor.rules.deadlines import StartEvent, Term, Unit
from wederhoor.work import Work

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
    from wederhoor.scheduler import after_sent

    left = 0
    with org.work(write=True, now=on(day)) as work:
        for row in notices_of(work, filed.dossier_id):
            if row.meets and row.meets.startswith(changes.PREFIX) and row.state not in changes.LEFT:
                row.state = "sent"
                after_sent(work, filed.dossier_id, row.meets, day)
                left += 1
    return left


def test_an_extension_that_needs_no_notice_counts_at_once_and_only_once(lumens: Organisation) -> None:
    """KR-138, C4: four weeks at the most for the report, and the complainant is told."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(MONDAY))
    with acting(lumens, kim, filed) as case, pytest.raises(ActRefused, match="ten hoogste 4 weken"):
        terms.extend_term(
            case, code="report", amount=Term(5, WEEKS), reason="Een lid is ziek.", done_on=MONDAY
        )
    with acting(lumens, kim, filed) as case:
        assert why_not(act_with(case, "uitstel"), case) is None  # type: ignore[arg-type]
        terms.extend_term(
            case, code="report", amount=Term(2, WEEKS), reason="Een lid is ziek.", done_on=MONDAY
        )
    with acting(lumens, kim, filed) as case:
        assert due(case.work, filed)["report"] == date(2026, 4, 20)
        assert "6 april 2026, en loopt nu tot en met 20 april 2026" in sentences(case.work, filed)
        assert [
            row.letter for row in notices_of(case.work, filed.dossier_id) if row.occasion.startswith("term:")
        ]
        with pytest.raises(ActRefused, match="al uitstel"):
            terms.extend_term(case, code="report", amount=Term(1, WEEKS), reason="Nog iets.", done_on=MONDAY)
        (made,) = changes.changes_of(case.work, filed.dossier_id)
        terms.revoke_change(case, change_id=made.id.hex, reason="Het lid is terug.")
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
        terms.extend_term(case, code="decision", amount=Term(2, WEEKS), reason="Vakantie.", done_on=MONDAY)
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


def test_urgency_brings_every_open_term_forward_and_never_back(lumens: Organisation) -> None:
    """KR-128, T10."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(MONDAY))
    friday = date(2026, 3, 13)
    with acting(lumens, kim, filed) as case:
        terms.shorten_terms(case, until=friday, reason="Er is gevaar.", done_on=MONDAY)
        dates = due(case.work, filed)
    assert dates["report"] == dates["investigation"] == dates["first_meeting"] == friday
    assert dates["confirmation_direct"] == MONDAY
    with acting(lumens, kim, filed) as case, pytest.raises(ActRefused, match="geen bekorting"):
        terms.shorten_terms(case, until=date(2026, 3, 14), reason="Nog eens.", done_on=MONDAY)


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
        terms.extend_term(
            case, code="awb_handling", amount=Term(4, WEEKS), reason="Getuige ziek.", done_on=MONDAY
        )
        assert due(case.work, filed)["awb_handling"] == date(2026, 4, 13)
    leaves(wil, filed, MONDAY)
    with acting(wil, kim, filed) as case:
        assert due(case.work, filed)["awb_handling"] == date(2026, 5, 11)
        terms.delay_with_consent(case, until=date(2026, 6, 1), how="Mail van 2 maart.", done_on=MONDAY)
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
        with pytest.raises(ActRefused, match="waarom er niet is gehoord"):
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
        with pytest.raises(ActRefused, match="ook de aangeklaagde tevreden"):
            goal.do(
                case,
                {"complainant_feels": "yes", "accused_feels": "partly", "goals": "Ja.", "done_on": MONDAY},
            )
        silent = act_with(case, "geen-reactie")
        assert "na 4 weken een herinnering" in str(why_not(silent, case))  # type: ignore[arg-type]
        moves.request_made(case, MONDAY)
    later = MONDAY + timedelta(weeks=4)
    with acting(lumens, kim, filed, later - timedelta(days=1)) as case:
        assert "4 weken" in str(why_not(act_with(case, "herinneren"), case))  # type: ignore[arg-type]
    with acting(lumens, kim, filed, later) as case:
        moves.remind_complainant(case, later)
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
        moves.reopen(case, step="conversation", reason="De klager was ziek.", done_on=closing)
        assert case.dossier.closed_on is None
    with lumens.work(now=on(closing)) as work:
        assert state(work, filed)["report"] == "running"
        assert state(work, filed)["retention"] == "not_started"
        assert due(work, filed)["report"] == before["report"]
        assert "heropend" in sentences(work, filed)


def test_committee_work_is_named_and_not_pretended(lumens: Organisation) -> None:
    """Moves of a later stage say why they cannot be recorded."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(MONDAY))
    with acting(lumens, kim, filed) as case:
        moves.make_move(case, "judge_admissible", Made(done_on=MONDAY))
        refused = why_not(act_with(case, "finish-investigation"), case)  # type: ignore[arg-type]
        assert refused is not None
        assert "nog niet vastleggen" in str(refused)


def test_a_matter_is_assigned_to_who_may_and_reminders_follow(lumens: Organisation) -> None:
    """Never somebody concerned or barred: not even offered. Reminders go to the handler."""
    kim, sam = lumens.hire("Kim Bakvis", "secretary"), lumens.hire("Sam Stand", "quality_officer")
    piet = lumens.hire("Piet Pietersen", "secretary")
    today = date.today()  # roles count from the day they were given
    filed = lumens.file_complaint(now=on(today), accused_name="Pietersen")
    with acting(lumens, kim, filed, today) as case:
        dossiers.bar(case.work, filed.dossier_id, [piet.account_id], "accused", "het gaat over deze persoon")
        offered = {person.account_id for person in handling.may_handle(case)}
        assert offered == {kim.account_id, sam.account_id}
        with pytest.raises(ActRefused, match="uit de lijst"):
            handling.assign(case, handler=piet.account_id, stand_in=None)
        with pytest.raises(ActRefused, match="iemand anders"):
            handling.assign(case, handler=kim.account_id, stand_in=kim.account_id)
        handling.assign(case, handler=kim.account_id, stand_in=sam.account_id)
        handling.assign(case, handler=sam.account_id, stand_in=None)
        assert handlers_of(case.work, filed.dossier_id) == {"handler": sam.account_id}
        with pytest.raises(ActRefused, match="een naam"):
            handling.describe(case, text="Ruzie met Pietersen", category="treatment")
        handling.describe(case, text="Weggestuurd bij de balie", category="service")
        assert case.dossier.short_description == "Weggestuurd bij de balie"
    with lumens.work(write=True, now=on(today + timedelta(days=1), 7)) as work:
        jobs.remind(work)
        to = {n.addressee for n in notices_of(work, filed.dossier_id) if n.letter == "reminder_handler"}
    assert to == {f"account:{sam.account_id}"}


def test_every_act_has_an_address_of_its_own(lumens: Organisation) -> None:
    """Two acts at one address would hide one of them."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=on(MONDAY))
    with acting(lumens, kim, filed) as case:
        slugs = [act.slug for act in acts_of(case)]
        assert len(slugs) == len(set(slugs))
        assert not {"ontvankelijkheid", "vrijgeven"} & set(slugs)
