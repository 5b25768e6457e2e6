"""Several people in one matter: each with a code, a signature, a withdrawal and letters of their own (KR-078, KR-080)."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from tests.support import clock
from tests.support.mail import FakeMail
from tests.support.second_step import pass_second_step
from tests.support.visitor import Visitor, visitor_of
from tests.support.world import COMPLETE, Organisation, add_organisation, on

from wederhoor import scheduler
from wederhoor.cases import linking, transfer
from wederhoor.cases.dissatisfaction import make_complaint
from wederhoor.cases.withdrawing import withdraw_by
from wederhoor.complaints.admissibility import Judgement, judge_admissibility
from wederhoor.correspondence.code_letters import send_code
from wederhoor.correspondence.consents import choose_channel, consent_to
from wederhoor.correspondence.tables import Consent
from wederhoor.deadlines.case import case_of
from wederhoor.deadlines.service import clocks_shown
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.content import Content
from wederhoor.dossiers.service import NoSuchDossier, find, find_by_code
from wederhoor.dossiers.tables import Dossier
from wederhoor.intake import service as intake
from wederhoor.intake.jobs import announce_expiry, find_untold
from wederhoor.intake.questions import asked, named
from wederhoor.messages import second_step
from wederhoor.notices.letters import letters_shown
from wederhoor.notices.service import notices_of
from wederhoor.notices.tables import Letter, OutboxRow
from wederhoor.people.employments import name_stand_in
from wederhoor.rules.complaint_process import MoveNotPossible
from wederhoor.settings.tables import SettingsVersion
from wederhoor.tasks import service as tasks
from wederhoor.tasks.calls import ask_call
from wederhoor.tenancy.tables import Tenant
from wederhoor.vault.codes import grouped
from wederhoor.work import RESIDENT, Installation, Work

MONDAY = date(2026, 3, 2)
BERT = {
    "given_name": "Bert",
    "surname": "Bedacht",
    "street": "Verzinstraat 3",
    "postal_code": "1234 AB",
    "town": "Nergenshuizen",
    "contact_channel": "post",
}
SPOKEN_FOR = {
    "complainant_kind": "representative",
    "represented_given_name": "Opa",
    "represented_surname": "Verzonnen",
    "relation": "kleindochter",
    "authority": "written",
    "authority_until": "2026-06-30",
}


@pytest.fixture
def wil(installation: Installation) -> Organisation:
    return add_organisation(installation, "wil", plugin="wil")


def codes(organisation: Organisation, first: str, count: int) -> list[str]:
    with organisation.work() as work:
        return [first, *intake.fellow_codes(work, first, count)]


def letters_to(work: Work, party_id: Any) -> list[str]:
    query = select(Letter.code).where(Letter.addressee == f"party:{party_id}").order_by(Letter.id)
    return list(work.session.scalars(query))


def test_each_complainant_has_a_code_and_letters_and_leaves_alone(lumens: Organisation) -> None:
    """KR-080: who withdraws gets no more letters; the matter goes on until the last one has left."""
    secretary = lumens.hire("Kim Bakvis", "secretary")
    now = on(clock.TODAY)
    filed = lumens.file_complaint(now=now, fellows=[BERT])
    anna, bert = codes(lumens, filed.code, 1)
    with lumens.work(now=now) as work:
        assert intake.receipt_of(work, anna).fellows == (("Bert Bedacht", bert),)
        assert intake.receipt_of(work, bert).fellows == ()
    with lumens.work(now=now) as work:
        dossier, first = find_by_code(work, work.vault.code_hash(anna))
        same, second = find_by_code(work, work.vault.code_hash(bert))
        assert dossier.id == same.id == filed.dossier_id
        assert (first.name["surname"], second.name["surname"]) == ("Voorbeeld", "Bedacht")
        assert (first.signed_at is not None, second.signed_at) == (True, None)
        assert letters_to(work, first.id) == letters_to(work, second.id) == ["confirmation"]
        rows = {row.addressee: row for row in notices_of(work, filed.dossier_id) if row.letter_id}
        assert rows[f"party:{first.id}"].channel == "email"
        assert rows[f"party:{second.id}"].state == "to_post"
        assert {row.meets for row in rows.values()} == {"confirmation_sent"}  # met when both have left
    with lumens.work(write=True, actor=RESIDENT, now=now) as work:
        dossier, party = find_by_code(work, work.vault.code_hash(bert), lock=True)
        withdraw_by(case_of(work, dossier), party, "Het hoeft voor mij niet meer.")
        assert dossier.closed_on is None
        with pytest.raises(MoveNotPossible):
            withdraw_by(case_of(work, dossier), party, "")
    with lumens.work(write=True, actor=lumens.as_staff(secretary), now=now) as work:
        judge_admissibility(
            work,
            find(work, filed.dossier_id, lock=True),
            Judgement(admissible=True, ground=None, reason="", done_on=now.date()),
        )
    with lumens.work(write=True, actor=RESIDENT, now=now) as work:
        assert letters_to(work, second.id) == ["confirmation", "withdrawn"]
        assert letters_to(work, first.id) == ["confirmation", "admissible"]
        dossier, party = find_by_code(work, work.vault.code_hash(anna), lock=True)
        withdraw_by(case_of(work, dossier), party, "")
        assert (dossier.closed_on, dossier.close_ground) == (now.date(), "withdrawn")


def test_who_speaks_for_another_does_so_until_the_authority_ends(lumens: Organisation) -> None:
    """KR-078(b): with relation, kind of authority and end date; after that day the code opens nothing."""
    filed = lumens.file_complaint(now=on(MONDAY), **SPOKEN_FOR)
    assert "-VER-" in filed.number  # registered by the name of the one it is about
    last = date(2026, 6, 30)
    with lumens.work(now=on(last)) as work:
        dossier, speaker = find_by_code(work, work.vault.code_hash(filed.code))
        client = dossiers.complainant_of(work, dossier.id)
        assert (speaker.role, speaker.represents_id) == ("representative", client.id)
        assert speaker.details == {"relation": "kleindochter", "authority": "written"}
        assert client.name["surname"] == "Verzonnen"
        assert [party.id for party in dossiers.told_parties(work, dossier.id)] == [speaker.id]
        assert letters_to(work, client.id) == []  # gave no address: hears it from who speaks for them
    with lumens.work(write=True, now=on(last)) as work:  # who is spoken for may have a code too, on paper
        dossier, client = (
            find(work, filed.dossier_id, lock=True),
            dossiers.complainant_of(work, filed.dossier_id),
        )
        send_code(work, dossier, client)
        row = notices_of(work, dossier.id)[-1]
        assert (row.letter, row.state, row.addressee) == ("access_code", "to_post", f"party:{client.id}")
        assert letters_to(work, client.id) == ["access_code"]
        assert letters_shown(work, dossier.id, f"party:{client.id}") == [], "a key stands on no page"
    with lumens.work(now=on(last + timedelta(days=1))) as work:
        with pytest.raises(NoSuchDossier):
            find_by_code(work, work.vault.code_hash(filed.code))
        assert [party.id for party in dossiers.told_parties(work, filed.dossier_id)] == [client.id]


@pytest.mark.parametrize(
    ("values", "channel", "state"),
    [
        ({"no_email": "yes"}, "post", "to_post"),
        ({"no_email": "yes", "no_post": "yes"}, "email", "no_addressee"),
        ({"contact_channel": "phone", "no_post": "yes", "phone": "0612345678"}, "email", "no_addressee"),
        ({"contact_channel": "post", "no_post": "yes", "safe_address": "Bij tante"}, "post", "to_post"),
        ({"contact_channel": "", "email": "", "street": "", "no_address": "yes"}, "email", "no_addressee"),
        (
            {
                "contact_channel": "",
                "no_voicemail": "yes",
                "street": "",
                "town": "",
                "help": "lezen",
                "instructions": "Schrijf geen brief naar dit adres.",
            },
            "email",
            "no_addressee",
        ),
    ],
)
def test_a_way_that_is_not_safe_is_never_used_silently(
    lumens: Organisation, values: dict[str, str], channel: str, state: str
) -> None:
    """Practice: safe-contact instructions bind every letter; with no way left somebody has to call."""
    filed = lumens.file_complaint(**values)
    with lumens.work() as work:
        row = next(r for r in notices_of(work, filed.dossier_id) if r.addressee.startswith("party:"))
        assert (row.channel, row.state, row.recipient) == (channel, state, None)
        bound = row.content["text"]
    assert "e-mail" in bound or "adres" in bound


def test_the_regime_and_the_day_of_arrival_are_kept(lumens: Organisation) -> None:
    filed = lumens.file_complaint(now=on(MONDAY), youth_help="yes")
    with lumens.work() as work:
        dossier = find(work, filed.dossier_id)
        assert (dossier.regime, dossier.filed_as, dossier.arrived_on) == ("youth_help", "complaint", MONDAY)
    other = lumens.file_complaint(now=on(MONDAY), complainant_kind="employee")
    with lumens.work() as work:
        assert find(work, other.dossier_id).regime == "staff"


def test_tasks_are_seen_by_who_may_see_the_dossier_and_finished_once(lumens: Organisation) -> None:
    """Deny first: whoever is barred meets no task of the dossier either."""
    secretary = lumens.hire("Kim Bakvis", "secretary")
    namesake = lumens.hire("Piet Pietersen", "quality_officer")
    now = on(clock.TODAY)
    filed = lumens.file_complaint(now=now, accused_name="P. Pietersen")
    with lumens.work(write=True, now=now) as work:
        tasks.add_task(work, tasks.TaskKind.CALL_BACK, {"name": "Noor"}, due_on=now.date())
        tasks.add_task(
            work, tasks.TaskKind.READ_BACK, {"what": "x"}, due_on=clock.day(-5), dossier_id=filed.dossier_id
        )
    with lumens.work(actor=lumens.as_staff(namesake), now=now) as work:
        assert [task.text for task in tasks.open_tasks(work)] == [{"name": "Noor"}]
    with lumens.work(write=True, actor=lumens.as_staff(secretary), now=now) as work:
        found = tasks.open_tasks(work)
        assert [task.kind for task in found] == ["read_back", "call_back"]
        tasks.finish_task(work, found[0].id)
        with pytest.raises(tasks.TaskDone):
            tasks.finish_task(work, found[0].id)
        assert [task.kind for task in tasks.open_tasks(work)] == ["call_back"]
    with (
        lumens.work(write=True, actor=lumens.as_staff(namesake), now=now) as work,
        pytest.raises(tasks.NoSuchTask),
    ):
        tasks.finish_task(work, found[0].id)


def test_a_notice_to_one_party_is_one_row(lumens: Organisation) -> None:
    filed = lumens.file_complaint(fellows=[BERT, {**BERT, "surname": "Nep"}])
    with lumens.work() as work:
        to = list(
            work.session.scalars(select(OutboxRow.addressee).where(OutboxRow.matter_id == filed.dossier_id))
        )
    assert len([one for one in to if one.startswith("party:")]) == 3
    assert COMPLETE["surname"] not in str(to)


def test_a_complaint_about_who_handles_complaints_passes_them_by(lumens: Organisation) -> None:
    """Practice: desk, mail, number and search pass that person by; another is asked to take over."""
    secretary = lumens.hire("Kim Bakvis", "secretary")
    quality = lumens.hire("Joost Kwaliteit", "quality_officer")
    now = on(clock.TODAY)
    filed = lumens.file_complaint(now=now, about_kind="handler", accused_name="", concerned_role="secretary")
    assert filed.number.endswith("-jk")  # of who stands in
    with lumens.work(actor=lumens.as_staff(secretary), now=now) as work:
        with pytest.raises(NoSuchDossier):
            find(work, filed.dossier_id)
        assert tasks.open_tasks(work) == []
    with lumens.work(actor=lumens.as_staff(quality), now=now) as work:
        assert find(work, filed.dossier_id).id == filed.dossier_id
        (task,) = tasks.open_tasks(work)
        assert (task.kind, task.role, task.due_on) == ("take_over", "quality_officer", now.date())
    with lumens.work(write=True, actor=lumens.as_staff(quality), now=now) as work:
        case = case_of(work, find(work, filed.dossier_id, lock=True))
        parties = frozenset(party.id for party in dossiers.parties_of(work, filed.dossier_id))
        made = linking.split_off(case, parties=parties, reason="Twee zaken.")
        assert find(work, made).number.endswith("-jk")
    later = lumens.hire("Lies Vervanger", "committee_member")
    with lumens.work(write=True, now=now) as work:
        values = {"take_over": "committee_member,nobody", "draft_days": 365}
        shared = {"version": 2, "valid_from": work.today, "reason": "afspraak", "entered_at": work.now}
        work.session.add(SettingsVersion(values=values, **shared))
        (tenant,) = work.session.scalars(select(Tenant).where(Tenant.id == work.tenant_id))
        tenant.version += 1
    with lumens.work(write=True, now=now) as work:
        profile = work.organisation.profile
        assert profile.drafts.days == 90, "no longer than is right for what somebody did not send"
        assert profile.take_over.roles[0] == "committee_member" and "secretary" in profile.take_over.roles
        name_stand_in(work, later.account_id, quality.account_id, valid_from=work.today)
    about = {"about_kind": "handler", "accused_name": "", "concerned_role": "committee_member"}
    filed = lumens.file_complaint(now=now, **about)
    with lumens.work(actor=lumens.as_staff(quality), now=now) as work:
        (task,) = tasks.open_tasks(work, dossier_id=filed.dossier_id)
        assert task.account_id == quality.account_id, "who does that person's work goes first"


def test_dissatisfaction_has_a_week_and_can_become_a_complaint(lumens: Organisation) -> None:
    """KR-031, KR-032, KR-029: every report is taken up within a week; nothing is required; later it may be formal."""
    filed = lumens.file_complaint(
        now=on(MONDAY), signed=False, filed_as="dissatisfaction", objection="", steps_taken=""
    )
    with lumens.work(now=on(MONDAY)) as work:
        dossier = find(work, filed.dossier_id)
        assert (dossier.filed_as, dossier.step) == ("dissatisfaction", "conversation")
        due = {clock.code: (clock.state, clock.due_on) for clock in clocks_shown(work, dossier.id)}
        assert due == {"non_formal": ("running", date(2026, 3, 9))}
        assert notices_of(work, dossier.id) == []
        (task,) = tasks.open_tasks(work)
        assert (task.kind, task.due_on) == ("dissatisfaction", date(2026, 3, 9))
    with lumens.work(write=True, actor=RESIDENT, now=on(date(2026, 3, 4))) as work:
        dossier, party = find_by_code(work, work.vault.code_hash(filed.code), lock=True)
        make_complaint(case_of(work, dossier))
        with pytest.raises(MoveNotPossible):
            make_complaint(case_of(work, dossier))
    with lumens.work(now=on(date(2026, 3, 4))) as work:
        assert find(work, filed.dossier_id).step == "incomplete"
        clocks = {clock.code: clock for clock in clocks_shown(work, filed.dossier_id)}
        assert clocks["non_formal"].state == "met"
        assert clocks["report"].state == "not_started"
        assert letters_to(work, party.id) == ["received_incomplete"]


def test_a_draft_is_announced_before_it_is_destroyed(lumens: Organisation, mail: FakeMail) -> None:
    """Once, three days before, only to who said that mail is fine."""
    lumens.start_draft(now=on(MONDAY), **COMPLETE)
    lumens.start_draft(now=on(MONDAY), **{**COMPLETE, "no_email": "yes"})
    lumens.start_draft(now=on(MONDAY), **{**COMPLETE, "contact_consent": ""})
    for day, told in ((date(2026, 3, 28), 0), (date(2026, 3, 30), 1), (date(2026, 3, 31), 0)):
        with lumens.work(write=True, now=on(day)) as work:
            assert announce_expiry(work) == told
    with lumens.work() as work:
        (row,) = work.session.scalars(select(OutboxRow))
        assert (row.state, row.recipient) == ("waiting", COMPLETE["email"])
        assert "1 april 2026" in row.content["text"]
        assert "klacht over" not in row.content["text"]
    scheduler.sweep(lumens.installation, mail, now=lambda: on(max(clock.TODAY, date(2026, 3, 31))))
    assert [message["To"] for message in mail.messages] == [COMPLETE["email"]]


def test_a_call_is_asked_for_and_dated_by_the_organisation(lumens: Organisation) -> None:
    """Practice: the next working day, or as many as the organisation says."""
    friday = date(2026, 4, 3)  # Good Friday, then Easter: the next working day is Tuesday
    with lumens.work(write=True, actor=RESIDENT, now=on(friday)) as work:
        assert ask_call(work, {"name": "Noor", "phone": "0612345678"}) == date(2026, 4, 7)
    with lumens.work() as work:
        (task,) = tasks.open_tasks(work)
        assert (task.label, task.text["name"]) == ("Terugbellen", "Noor")


def test_a_mail_that_has_not_left_within_48_hours_is_a_task_once(wil: Organisation) -> None:
    """Awb 2:10: a message on the own page is followed by a notification within 48 hours."""
    wil.file_complaint(now=on(MONDAY))
    for day, found in ((date(2026, 3, 3), 0), (date(2026, 3, 5), 1), (date(2026, 3, 5), 1)):
        with wil.work(write=True, now=on(day)) as work:
            assert find_untold(work) == found
    with wil.work() as work:
        assert [task.kind for task in tasks.open_tasks(work)] == ["not_told_in_time"]
        (consent,) = work.session.scalars(select(Consent))
        assert (consent.channel, consent.how, consent.withdrawn_at) == ("email", "web", None)
    with wil.work(write=True) as work:
        matter = work.session.scalars(select(Consent.dossier_id)).one()
        dossier, party = find(work, matter), dossiers.complainant_of(work, matter)
        choose_channel(work, dossier, party, "post", how="phone")
        assert consent.id and consent_to(work, party.id, "email") is None


def test_what_an_organisation_does_not_look_at_is_not_asked(lumens: Organisation, wil: Organisation) -> None:
    """Awb 9:4 asks no reasons and no earlier steps; youth help only where a regime looks at it."""
    child = Content(complainant_kind="youth")
    with lumens.work() as work:
        answers = work.organisation
        here = {question.name for question in asked(child, answers)}
        of_a_child = named("jonger-dan-18", child, answers)
        assert of_a_child and "youth_help" in of_a_child.asks(child, answers)
        for kind in ("client", "employee", "partner", "other", "concerned"):
            content = Content(complainant_kind=kind)
            fields = {name for one in asked(content, answers) for name in one.asks(content, answers)}
            assert "youth_help" not in fields, kind
    with wil.work() as work:
        there = {question.name for question in asked(child, work.organisation)}
        fields = {
            name for one in asked(child, work.organisation) for name in one.asks(child, work.organisation)
        }
        assert "youth_help" not in fields
    assert here - there == {"wat-wilt-u", "niet-eens"}
    assert there < here


def test_who_speaks_for_somebody_still_does_after_a_split_and_in_another_organisation(
    lumens: Organisation, wil: Organisation
) -> None:
    """KR-078: whoever is represented goes along, is not written to at no address, and leaves with their representative."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    now = on(MONDAY)
    filed = lumens.file_complaint(now=now, fellows=[BERT], **SPOKEN_FOR)
    spoken = [("complainant", "Opa", None), ("representative", "Anna", "Opa")]

    def as_said(work: Work, dossier_id: Any) -> list[tuple[str, str, str | None]]:
        parties = dossiers.complainants_of(work, dossier_id)
        names = {party.id: party.name["given_name"] for party in parties}
        return [
            (p.role, names[p.id], names.get(p.represents_id) if p.represents_id else None) for p in parties
        ]

    with lumens.work(write=True, actor=lumens.as_staff(kim), now=now) as work:
        case = case_of(work, find(work, filed.dossier_id, lock=True))
        for one in ("complainant", "representative"):
            parties = dossiers.parties_of(work, filed.dossier_id)
            chosen = next(p for p in parties if p.role == one and p.name["given_name"] != "Bert")
            made = linking.split_off(case, parties=frozenset({chosen.id}), reason="Twee zaken.")
            assert as_said(work, made) == spoken, one
            told = dossiers.told_parties(work, made)
            assert [(p.role, p.authority_until) for p in told] == [("representative", date(2026, 6, 30))]
        going = case_of(work, find(work, made, lock=True))
        shared = {"consent": "Per brief.", "reason": "Het gaat over WIL.", "done_on": MONDAY}
        transfer.transfer(going, body="", to_slug="wil", **shared)
        transfer.transfer(case, body="Gemeente Nergens", to_slug=None, **shared)
        package = work.session.scalars(select(Letter).where(Letter.code == transfer.PACKAGE)).one()
        assert "spreekt namens Opa Verzonnen)" in package.body
        assert package.body.count("Opa") == 2, "whoever has no address here is named on the papers too"
    assert transfer.deliver(lumens.installation, lumens.id, now) == 1
    with wil.work(now=now) as work:
        (taken,) = work.session.scalars(select(Dossier)).all()
        assert as_said(work, taken.id) == spoken


def test_a_code_handed_on_becomes_a_code_of_ones_own_at_its_first_use(
    lumens: Organisation, app: Flask
) -> None:
    with clock.travel(clock.NOW) as travelled:
        filed = lumens.file_complaint(fellows=[BERT])
        _, handed = codes(lumens, filed.code, 1)
        own_page = "/lumens/mijn-klacht"
        first, again, other = (visitor_of(app.test_client()) for _ in range(3))
        shown = first.submit(first.get(own_page), code=handed)
        assert shown.url == f"{own_page}/eigen-code"
        (own,) = set(re.findall(r"[2-9A-Z]{6}-[2-9A-Z]{6}-[2-9A-Z]{6}", shown.text)) - {grouped(handed)}
        twice = again.submit(again.get(own_page), code=handed)
        assert own in twice.text, "a second press, or a connection that was cut, brings the same one"
        travelled.shift(11 * 60)
        late = other.submit(other.get(own_page), code=handed)
        assert (late.status, "al een keer gebruikt" in late.text, own in late.text) == (422, True, False)
        assert filed.number in other.submit(other.get(own_page), code=own).text
        travelled.shift(31 * 60)
        assert first.get(f"{own_page}/eigen-code").url == own_page, "not shown for ever"
        with lumens.work() as work:
            assert intake.receipt_of(work, filed.code).fellows == (), "whoever filed it knows it no more"


def test_what_cannot_be_taken_back_asks_a_second_code_of_who_got_the_code_from_another(
    lumens: Organisation, app: Flask
) -> None:
    filed = lumens.file_complaint(fellows=[BERT])
    _, handed = codes(lumens, filed.code, 1)
    bert, anna = visitor_of(app.test_client()), visitor_of(app.test_client())
    bert.submit(bert.get("/lumens/mijn-klacht"), code=handed)
    asked = bert.get("/lumens/mijn-klacht/intrekken")
    assert asked.url == "/lumens/mijn-klacht/tweede-code?voor=intrekken"
    anna.submit(anna.get("/lumens/mijn-klacht"), code=filed.code)
    page = pass_second_step(anna, lumens, filed.code, "intrekken")
    assert page.url.endswith("/intrekken")
    assert "Alleen u stopt." in page.text and "Wij sluiten" not in page.text
    refused = bert.post("/lumens/mijn-klacht/intrekken", [*page.form().values, ("confirm", "y")])
    assert refused.status == 422
    with lumens.work(write=True) as work:
        _, party = find_by_code(work, work.vault.code_hash(_own(bert)))
        dossier = work.session.get_one(Dossier, (work.tenant_id, filed.dossier_id))
        digits = second_step.give_code(work, dossier, party, second_step.Way.POST)
    opened = bert.submit(bert.get(asked.url), "/tweede-code", digits=digits)
    assert opened.url.endswith("/intrekken")
    assert bert.submit(opened, confirm="y").url == "/lumens/mijn-klacht"
    with lumens.work() as work:
        left = [party for party in dossiers.parties_of(work, filed.dossier_id) if party.withdrawn_on]
        assert [party.name["surname"] for party in left] == ["Bedacht"]


def _own(visitor: Visitor) -> str:
    shown = visitor.get("/lumens/mijn-klacht/eigen-code").text
    return re.findall(r"[2-9A-Z]{6}-[2-9A-Z]{6}-[2-9A-Z]{6}", shown)[0].replace("-", "")
