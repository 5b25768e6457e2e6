"""Declare, decide, remind, review: the road of a declaration on both databases (IC-37..48, WIL-21..32, LN-18..31)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from tests.support import clock
from tests.support.workplace import LONG_AGO, refreshed, workplace
from tests.support.world import Organisation, on

from wederhoor import record_proof
from wederhoor.cases import naming
from wederhoor.complaints.catalogue import acts_of
from wederhoor.complaints.ties import WARNING, answered_by, tied_to
from wederhoor.deadlines.case import case_of
from wederhoor.declarations import deciding, handing, jobs, service
from wederhoor.declarations import own as own_declarations
from wederhoor.declarations.deciding import DecisionRefused, find_for_me
from wederhoor.declarations.letters import note_of
from wederhoor.declarations.service import NoSuchDeclaration, NotDeclared, NotNow
from wederhoor.declarations.sums import given_in_year
from wederhoor.declarations.ties import surname_hash, tied, tied_by_name
from wederhoor.declarations.views import declaration_view, late_in_words
from wederhoor.dossiers import service as dossiers
from wederhoor.notices.tables import OutboxRow
from wederhoor.people.employments import employ, name_stand_in
from wederhoor.record import service as record
from wederhoor.rules.declaring import Outcome
from wederhoor.settings.service import stored_answers
from wederhoor.settings.tables import SettingsVersion
from wederhoor.tenancy.tables import Tenant as TenantRow
from wederhoor.work import Work

NOW = on(clock.TODAY)
Tenant = Callable[..., Organisation]


def _mails(work: Work, letter: str) -> list[str]:
    rows = work.session.scalars(select(OutboxRow).where(OutboxRow.letter == letter)).all()
    return sorted(row.recipient for row in rows)


def test_a_gift_goes_to_the_leader_who_decides_and_both_have_proof(tenant: Tenant) -> None:
    place = workplace(tenant("ic", "interaktcontour"))
    gift = place.declare(worth="60", now=NOW, day=clock.day(-2), accepted="yes")
    assert (gift.step, gift.verdict, gift.lateness) == ("open", "supervisor_decides", "late")  # IC-44
    assert gift.decide_by == clock.day(14)

    for stranger in (place.other, place.worker, place.hr, place.above):  # nobody decides on their own
        with place.at(stranger) as work, pytest.raises(NoSuchDeclaration):
            find_for_me(work, gift.id)
    with place.at(place.leader, write=True, now=NOW) as work:
        assert [one.declaration.id for one in deciding.waiting_page(work)[0]] == [gift.id]
        found = find_for_me(work, gift.id, lock=True)
        assert found.declaration.content["who"] == "Bakkerij Jansen BV"
        for outcome, field, more in (
            (Outcome.NOTED, "outcome", {}),
            (Outcome.REFUSED, "reason", {}),
            (Outcome.HANDED_OVER, "destination", {"reason": "Naar de voedselbank."}),
        ):
            with pytest.raises(DecisionRefused) as refused:
                deciding.decide(work, found, outcome, **more)
            assert refused.value.field == field
        deciding.decide(
            work, found, Outcome.HANDED_OVER, reason="Te veel.", destination="Voedselbank Verzonnen"
        )
    with place.at(place.leader, write=True) as work:
        assert deciding.waiting_page(work)[0] == []
        with pytest.raises(NotNow):
            deciding.decide(work, find_for_me(work, gift.id), Outcome.ACCEPTED)
        assert _mails(work, "declaration_reader") == ["lea.leider@ic.example"]
        assert _mails(work, "declaration_outcome") == ["wim.werker@ic.example"]
        for row in work.session.scalars(select(OutboxRow)):
            assert "geschenk" not in str(row.content["text"]).lower()
    with place.at(place.worker, write=True) as work:
        mine = own_declarations.find_own(work, gift.id, place.worker.account_id)
        assert (mine.outcome, mine.decision["destination"]) == ("handed_over", "Voedselbank Verzonnen")
        with pytest.raises(NotNow):
            own_declarations.withdraw(work, mine, "Toch niet.")
        lines = [line.sentence for line in record.read(work, gift.id)]
        assert "Er is een melding gedaan." in lines
        assert "Op de melding is beslist: wordt overgedragen." in lines
        assert record_proof.verify_record(place.organisation.installation) == []


def test_a_declaration_keeps_the_answers_it_was_judged_by(tenant: Tenant) -> None:
    place = workplace(tenant())
    asked = place.declare("side_activity", conflict="unclear", what="Bijles geven", who="")
    assert (asked.verdict, asked.step) == ("consult", "open")  # L16-32: the animo-coach
    with place.organisation.work(write=True) as work:
        work.session.add(
            SettingsVersion(
                version=1,
                valid_from=work.today,
                values={
                    "works_council_consent_on": str(work.today),
                    "new_code_in_force_from": str(work.today),
                    "declaration_days": 5,
                },
                reason="instemming",
                entered_at=work.now,
            )
        )
        _newer_settings(work)
    with place.at(place.worker) as work:
        assert work.organisation.code_edition.code == "nieuw"
        mine = own_declarations.find_own(work, asked.id, place.worker.account_id)
        assert stored_answers(work, mine.answers_id).code_edition.code == "2016"
        assert mine.content["readers"] == {"supervisor": "animo-coach"}
    doubt = place.declare("side_activity", in_doubt="yes", what="Bijles geven", who="")
    with place.at(place.leader, write=True) as work:
        assert doubt.decide_by == work.today + timedelta(days=5)
        deciding.decide(work, find_for_me(work, doubt.id), Outcome.ACCEPTED, reason="Buiten werktijd.")
        note = note_of(work, refreshed(work, doubt))  # LN-19: recorded in the personnel file
        assert note is not None
        assert "Wim Werker" in note.body
        assert "Bijles geven" in note.body
        assert refreshed(work, doubt).review_on == work.today + timedelta(days=365)
    with place.at(place.worker, write=True) as work:
        mine = own_declarations.find_own(work, doubt.id, place.worker.account_id)
        own_declarations.review(work, mine, still=False)
        assert mine.review_on is None

    theft = place.declare("theft", day=clock.day(-4), after_the_fact="yes", what="Laptop weg", who="")
    unsafe = place.declare(
        "unsafe_at_client", after_the_fact="yes", what="Bedreigd", who="", rights=("stopped",)
    )
    with place.at(place.hr) as work:  # between the two of them: in no register, for no office
        for one in (theft, unsafe):
            assert refreshed(work, one).registered_at is None
    with place.at(place.leader, write=True) as work:
        found = find_for_me(work, theft.id)
        with pytest.raises(DecisionRefused, match="toekomst"):
            deciding.note_act(work, found, "suspension", done_on=work.today + timedelta(days=1))
        deciding.note_act(work, found, "police_report", done_on=work.today)  # LN-23
        act = deciding.note_act(work, found, "suspension", done_on=work.today, note="Tijdens het onderzoek.")
        assert act.until_on == work.today + timedelta(days=21)  # LN-24
        assert found.declaration.next_reminder_on == act.until_on
    with place.at(place.worker, write=True) as work:
        mine = own_declarations.find_own(work, unsafe.id, place.worker.account_id)
        own_declarations.claim_right(work, mine, "refuses_placement")  # LN-31
        with pytest.raises(NotNow):
            own_declarations.claim_right(work, mine, "refuses_placement")
        assert [act.code for act in service.acts_of(work, mine)] == ["stopped", "refuses_placement"]


def _newer_settings(work: Work) -> None:
    row = work.session.get_one(TenantRow, work.tenant_id)
    row.version += 1


def test_both_must_be_heard_before_the_press_and_a_stand_in_decides(tenant: Tenant) -> None:
    place = workplace(tenant("wil", "wil"))
    press = place.organisation.hire("Puck Pers", "communications", password=None)
    with place.organisation.work(write=True) as work:
        name_stand_in(work, place.leader.account_id, place.other.account_id, valid_from=LONG_AGO)
    asked = place.declare("press", what="Interview over schuldhulp", who="De Verzonnen Krant")
    with place.at(place.other, write=True) as work:  # stands in for the leader
        found = find_for_me(work, asked.id)
        with pytest.raises(DecisionRefused, match="afdeling Communicatie"):
            deciding.decide(work, found, Outcome.ACCEPTED)  # WIL-25: both
    with place.at(press, write=True) as work:
        found = find_for_me(work, asked.id)
        assert found.outcomes == ()
        deciding.react(work, found, "Akkoord, ik lees mee.")
    with place.at(place.other, write=True) as work:
        deciding.decide(work, find_for_me(work, asked.id), Outcome.ACCEPTED)
        assert refreshed(work, asked).decided_by == place.other.account_id

    small = place.declare(worth="10", giver="client", day=clock.day(-20), accepted="yes")
    assert (small.step, small.share_year, small.lateness) == (
        "told",
        clock.day(-20).year,
        "afterwards",
    )  # WIL-28, 30
    with place.at(place.leader, write=True) as work:
        deciding.decide(work, find_for_me(work, small.id), Outcome.NOTED)
        now = refreshed(work, small)
        assert (now.step, now.outcome, now.share_year) == ("decided", "noted", clock.day(-20).year)
    with place.at(place.worker) as work, pytest.raises(NotDeclared):
        service.declare(
            work,
            service.Statement(topic="misconduct", facts={}, what="Iets"),
            declarer=place.worker.account_id,
        )


def test_days_are_counted_as_they_are_in_the_netherlands(tenant: Tenant) -> None:
    """In the first hour or two of a day it is still yesterday in UTC."""
    place = workplace(tenant("wil", "wil"))
    for hour in (0, 12, 23):
        told = place.declare(
            worth="10", giver="client", day=clock.day(-2), accepted="yes", now=on(clock.TODAY, hour)
        )
        with place.at(place.worker) as work:
            mine = own_declarations.find_own(work, told.id, place.worker.account_id)
            assert late_in_words(mine.lateness, mine) == "2 dagen later gemeld", hour


def test_ties_and_missing_leaders_change_who_reads_it(tenant: Tenant) -> None:
    place = workplace(tenant("ic", "interaktcontour"))
    place.declare(
        "personal_relation", by=place.leader, who="Jan Jansen", what="Mijn broer", relation="family"
    )
    with place.at(place.hr) as work:  # asked without detail
        same, other = surname_hash(work, "mevrouw P. Jansen"), surname_hash(work, "Pietersen")
        both = (place.leader.account_id, place.worker.account_id)
        assert tied(work, both, [same]) == {place.leader.account_id}
        assert not tied(work, both, [other, None])
    gift = place.declare(worth="60", who="Bakkerij Jansen B.V.")
    with place.at(place.leader) as work, pytest.raises(NoSuchDeclaration):
        find_for_me(work, gift.id)
    with place.at(place.above) as work:
        assert find_for_me(work, gift.id).decides
    with place.at(place.worker) as work:
        told = " ".join(own_declarations.find_own(work, gift.id, place.worker.account_id).content["remarks"])
        assert "naar iemand anders" in told
        assert "band" not in told  # what the leader declared is the leader's

    alone = place.declare(worth="60", by=place.above, who="Bloemen Bos")
    with place.at(place.hr, write=True) as work:
        assert [one.id for one, _ in handing.without_reader(work)[0]] == [alone.id]
        with pytest.raises(DecisionRefused, match="eigen melding"):
            handing.assign(work, alone.id, place.above.account_id)
        handing.assign(work, alone.id, place.hr.account_id)
        deciding.decide(work, find_for_me(work, alone.id), Outcome.ACCEPTED)

    again = place.declare(worth="30", who="Bloemen Bos", by=place.worker)
    with place.at(place.above) as work:
        total = given_in_year(work, again.giver_hash, again.year)
        assert total == (2, 9000, 9000, 0)
        assert given_in_year(work, again.giver_hash, again.year, declarer=place.worker.account_id) == (
            1,
            3000,
            3000,
            0,
        )
        rows, following = own_declarations.own_page(work, place.above.account_id)
        assert ([row.id for row in rows], following) == ([alone.id], None)


def test_a_decision_that_waits_is_asked_for_again(tenant: Tenant) -> None:
    place = workplace(tenant("ic", "interaktcontour"))
    with place.organisation.work(write=True) as work:
        name_stand_in(work, place.leader.account_id, place.other.account_id, valid_from=LONG_AGO)
        employ(work, place.hr.account_id, supervisor_id=place.above.account_id, valid_from=LONG_AGO)
    gift = place.declare(worth="60", now=NOW)
    days = []
    for day in range(1, 30):
        with place.organisation.work(write=True, now=NOW + timedelta(days=day)) as work:
            if jobs.remind(work):
                days.append(work.today)
            following = jobs.next_day(work)
            assert following is None or following > work.today
    assert days == [clock.day(after) for after in (11, 14, 21, 28)]
    with place.at(place.worker, write=True) as work:
        mails = _mails(work, "declaration_reminder")
        assert mails.count("lea.leider@ic.example") == 4
        assert mails.count("ot.ander@ic.example") == 3  # the stand-in from the last day on
        mine = own_declarations.find_own(work, gift.id, place.worker.account_id)
        own_declarations.withdraw(work, mine, "Het is teruggegeven.")
        assert mine.next_reminder_on is None
    with place.at(place.leader) as work:
        assert deciding.waiting_page(work)[0] == []


def test_whoever_chooses_a_handler_is_warned_of_a_tie_and_of_nothing_more(tenant: Tenant) -> None:
    place = workplace(tenant())
    kim = place.organisation.hire("Kim Bakvis", "secretary", "employee", password=None)
    joost = place.organisation.hire("Joost Kwaliteit", "quality_officer", "employee", password=None)
    place.declare("personal_relation", by=kim, who="Anna Voorbeeld", what="Mijn buurvrouw", with_whom="other")
    filed = place.organisation.file_complaint()
    answered_by(tied_by_name)
    with place.at(joost) as work:
        case = case_of(work, dossiers.find(work, filed.dossier_id))
        act = next(one for one in acts_of(case) if one.slug == "toewijzen")
        labels = [label for field in act.fields(case) for _, label in field.choices]
        assert labels.count(f"Kim Bakvis ({WARNING})") == 2
        assert labels.count("Joost Kwaliteit") == 2
        assert "buurvrouw" not in " ".join(labels)


def test_a_tie_with_who_a_colleague_turned_out_to_be_counts_whatever_the_complaint_called_them(
    tenant: Tenant,
) -> None:
    place = workplace(tenant())
    kim = place.organisation.hire("Kim Bakvis", "secretary", "employee", password=None)
    place.declare("personal_relation", by=kim, who="Wim Werker", what="Mijn zwager", with_whom="colleague")
    filed = place.organisation.file_complaint(accused_name="die man aan de balie")
    answered_by(tied_by_name)
    with place.at(kim, write=True) as work:
        dossier = dossiers.find(work, filed.dossier_id)
        assert tied_to(case_of(work, dossier), [kim.account_id]) == frozenset()
        person = next(one for one in naming.employees(work) if one.account_id == place.worker.account_id)
        naming.confirm_accused(work, dossier, accused=person, supervisor=None)
        assert tied_to(case_of(work, dossier), [kim.account_id]) == {kim.account_id}


def test_a_decision_is_corrected_with_a_reason_and_the_old_one_stays(tenant: Tenant) -> None:
    place = workplace(tenant("wil", "wil"))
    one = place.declare("side_activity", conflict="no", what="Bijles geven", who="")
    with place.at(place.leader, write=True) as work:
        with pytest.raises(NotNow):
            deciding.correct(work, find_for_me(work, one.id), Outcome.AGREED, why="Te vroeg.")
        deciding.decide(work, find_for_me(work, one.id), Outcome.ACCEPTED, reason="Buiten werktijd.")
    with place.at(place.leader, write=True) as work:
        found = find_for_me(work, one.id)
        for wrong, field in (
            ({"outcome": Outcome.REFUSED, "why": "", "reason": "Toch niet."}, "why"),
            ({"outcome": Outcome.REFUSED, "why": "Vergist.", "reason": ""}, "reason"),
            ({"outcome": Outcome.ACCEPTED, "why": "Vergist.", "reason": "Buiten werktijd."}, "outcome"),
            ({"outcome": Outcome.SHARED, "why": "Vergist.", "reason": "Zomaar."}, "outcome"),
        ):
            with pytest.raises(DecisionRefused) as refused:
                deciding.correct(work, found, **wrong)
            assert refused.value.field == field, wrong
        deciding.correct(work, found, Outcome.REFUSED, why="Het bleek in werktijd.", reason="Dit kan niet.")
    with place.at(place.worker) as work:
        mine = own_declarations.find_own(work, one.id, place.worker.account_id)
        shown = declaration_view(work, mine, stored_answers(work, mine.answers_id))
        assert (shown["outcome"], shown["reason"]) == ("niet goedgevonden", "Dit kan niet.")
        (before,) = shown["earlier"]
        assert (before["outcome"], before["reason"], before["by"], before["why"]) == (
            "goedgevonden",
            "Buiten werktijd.",
            "Lea Leider",
            "Het bleek in werktijd.",
        )
        told = [line.sentence for line in record.read(work, one.id)]
        assert "Het besluit op de melding is verbeterd; het was: goedgevonden." in told
    with place.at(place.leader, write=True) as work:
        deciding.correct(
            work, find_for_me(work, one.id), Outcome.AGREED, why="Gesproken.", reason="Alleen zaterdag."
        )
        again = refreshed(work, one)
        assert [kept["outcome"] for kept in again.decision["earlier"]] == ["refused", "accepted"]


def test_the_supervisory_board_decides_for_a_director(tenant: Tenant) -> None:
    """Nobody leads a director: not whoever stands as their supervisor, and never they themselves."""
    place = workplace(tenant("ic", "interaktcontour"))
    dirk = place.organisation.hire("Dirk Directeur", "director", password=None)
    asked = {"giver": "relation", "kind": "goods", "in_talks": "no"}
    alone = place.declare(by=dirk, worth="60", **asked)
    with place.at(dirk) as work:
        mine = own_declarations.find_own(work, alone.id, dirk.account_id)
        assert mine.content["readers"] == {"supervisory_board": "Raad van Toezicht"}
        assert any("HR wijst iemand aan" in remark for remark in mine.content["remarks"])
        shown = declaration_view(work, mine, stored_answers(work, mine.answers_id))
        assert "de Raad van Toezicht beslist" in shown["verdict"]
    toos = place.organisation.hire("Toos Toezicht", "supervisory_board", password=None)
    with place.organisation.work(write=True) as work:
        employ(work, dirk.account_id, supervisor_id=place.leader.account_id, valid_from=LONG_AGO)
    one = place.declare(by=dirk, worth="60", **asked)
    with place.at(toos, write=True) as work:
        deciding.decide(work, find_for_me(work, one.id), Outcome.RETURNED, reason="Stuur het terug.")
    with place.at(place.leader) as work, pytest.raises(NoSuchDeclaration):
        find_for_me(work, one.id)
