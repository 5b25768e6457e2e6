"""The way into an act is judged as the act is: completing first for what is incomplete, judging with what has to be seen."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from tests.support import clock
from tests.support.mail import FakeMail
from tests.support.visitor import Visitor, visitor_of
from tests.support.walk import contradictions
from tests.support.world import PASSWORD, Filed, Organisation, StaffAccount

from wederhoor import scheduler
from wederhoor.cases.correcting import correct_party
from wederhoor.complaints import judging
from wederhoor.complaints.acts import why_not
from wederhoor.complaints.admissibility import Judgement, judge_admissibility
from wederhoor.complaints.catalogue import act_with
from wederhoor.correspondence import leaving
from wederhoor.deadlines.case import Case, case_of
from wederhoor.deadlines.service import clocks_shown
from wederhoor.desk.timeline import timeline_view
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Dossier
from wederhoor.notices.service import notices_of
from wederhoor.record import service as record
from wederhoor.rules.admissibility import AdmissibilityGround, FilingLimit, Sign
from wederhoor.rules.obvious import Known, in_time, shows
from wederhoor.rules.provenance import ToConfirm
from wederhoor.rules.terms import Term, Unit
from wederhoor.tasks.service import open_tasks
from wederhoor.work import Refused

DAY = clock.boxes(clock.TODAY)


@pytest.fixture
def kim(lumens: Organisation) -> StaffAccount:
    return lumens.hire("Kim Bakvis", "secretary")


@pytest.fixture
def office(client: FlaskClient, kim: StaffAccount) -> Visitor:
    visitor = visitor_of(client)
    visitor.sign_in(kim.email, PASSWORD)
    return visitor


@contextmanager
def acting(org: Organisation, who: StaffAccount, filed: Filed) -> Iterator[Case]:
    with org.work(write=True, actor=org.as_staff(who)) as work:
        yield case_of(work, dossiers.find(work, filed.dossier_id, lock=True))


def _next(text: str) -> str:
    """The one button of a dossier."""
    return text.split('class="w-now')[1].split("</section>")[0].split("</a>")[0].rsplit(">", 1)[-1]


def test_an_incomplete_complaint_is_completed_and_signed_from_its_own_screen(
    lumens: Organisation, office: Visitor
) -> None:
    """KR-082, KR-084: what is missing is the first thing offered, then the signature, then the judgement."""
    filed = lumens.file_complaint(objection="", signed=False)
    place = f"/lumens/kantoor/dossiers/{filed.dossier_id}"
    page = office.get(place)
    assert _next(page.text) == "De klacht aanvullen van papier"
    assert "Voorlezen en ondertekenen" in page.text
    assert "Waarom de klager het er niet mee eens is" in page.text.split("De klacht</h2>")[0]
    form = office.get(f"{place}/compleet")
    signed = {"objection": "Zo hoort het niet.", "signed_name": "Anna Voorbeeld", "done_on": DAY}
    done = office.submit(form, **signed)
    assert done.url == place
    assert _next(done.text) not in ("De klacht aanvullen van papier", "Voorlezen en ondertekenen")
    with lumens.work() as work:
        dossier = work.session.get_one(Dossier, (work.tenant_id, filed.dossier_id))
        assert (dossier.step, dossier.received_on) == ("assess", clock.TODAY)
    unsigned = lumens.file_complaint(signed=False)
    page = office.get(f"/lumens/kantoor/dossiers/{unsigned.dossier_id}")
    assert _next(page.text) == "Voorlezen en ondertekenen"


def test_what_was_entered_by_mistake_closes_as_that_and_keeps_its_number(
    lumens: Organisation, office: Visitor, kim: StaffAccount
) -> None:
    """C16: a number never changes. What had not left does not go; who heard of it hears this; nothing is left to do."""
    quiet = lumens.file_complaint(contact_channel="post", email="", signed=False)
    heard = lumens.file_complaint()
    scheduler.sweep(lumens.installation, FakeMail())
    for filed in (quiet, heard):
        form = office.get(f"/lumens/kantoor/dossiers/{filed.dossier_id}/vergissing")
        assert office.submit(form, reason="", done_on=DAY).status == 422
        done = office.submit(form, reason="Twee keer ingeschreven.", done_on=DAY)
        assert "Bij vergissing ingeschreven" in done.text and filed.number in done.text
    with lumens.work() as work:
        for filed, told in ((quiet, False), (heard, True)):
            dossier = work.session.get_one(Dossier, (work.tenant_id, filed.dossier_id))
            assert (dossier.close_ground, dossier.number) == ("mistake", filed.number)
            rows = {row.letter: row.state for row in notices_of(work, filed.dossier_id)}
            assert ("closed" in rows) is told, "who was told nothing hears nothing now"
            assert {rows[letter] for letter in rows if letter.startswith("notice_")} <= {"cancelled"}
            assert open_tasks(work, dossier_id=filed.dossier_id) == []
        assert contradictions(work) == []
    with acting(lumens, kim, quiet) as case:
        again = act_with(case, "heropenen")
        assert again is not None and why_not(again, case) is None, "a mistake about a mistake can be mended"


def test_judging_shows_what_matters_and_asks_only_what_is_not_obvious(
    lumens: Organisation, office: Visitor, kim: StaffAccount
) -> None:
    """KR-040: one click where nothing is wrong; a special reason and new facts need words; earlier matters are there."""
    recent = lumens.file_complaint(event_on=clock.day(-20).isoformat())
    place = f"/lumens/kantoor/dossiers/{recent.dossier_id}"
    page = office.get(f"{place}/ontvankelijkheid")
    assert "Ik werd aan de balie weggestuurd." in page.text and "Dat is binnen 1 jaar." in page.text
    assert "Er is geen eerdere zaak die u mag zien." in page.text
    done = office.submit(page)
    assert done.url == place and "In behandeling genomen" in done.text, "one click"
    late = lumens.file_complaint(event_on=clock.day(-500).isoformat())
    place = f"/lumens/kantoor/dossiers/{late.dossier_id}"
    page = office.get(f"{place}/ontvankelijkheid")
    assert "Dat is meer dan 1 jaar erna." in page.text
    assert recent.number in page.text and f'href="/lumens/kantoor/dossiers/{recent.dossier_id}"' in page.text
    assert office.submit(page).status == 422, "what is not obvious is not filled in"
    weighed = {
        "ground_older_than_a_year": "unless",
        "ground_handled_before": "no",
        "ground_same_pending": "no",
        "verdict": "judge_admissible",
    }
    wordless = office.submit(page, **weighed)
    assert wordless.status == 422 and "Schrijf op waarom de uitzondering hier geldt" in wordless.text
    done = office.submit(page, **weighed, why_older_than_a_year="De klager lag in het ziekenhuis.")
    assert done.url == place
    assert "De klager lag in het ziekenhuis." in done.text, "the timeline says why"
    with lumens.work() as work:
        assert "ziekenhuis" not in "".join(line.sentence for line in record.read(work, late.dossier_id))


def test_earlier_matters_are_looked_up_once_a_page(
    lumens: Organisation, kim: StaffAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed, asked = lumens.file_complaint(), list[object]()
    monkeypatch.setattr(judging, "earlier_matters", lambda *_: asked.append(1) or [])
    with acting(lumens, kim, filed) as case:
        act = act_with(case, "ontvankelijkheid")
        assert act is not None and act.fields(case) and act.beside(case) and act.fields(case)
    assert len(asked) == 1


def test_a_member_reads_why_something_was_decided_and_not_what_the_office_noted(
    app: Flask, lumens: Organisation, kim: StaffAccount
) -> None:
    """What the office corrects or arranges has its reason in the timeline for the office alone."""
    mo = lumens.hire("Mo Lid", "committee_member")
    filed = lumens.file_complaint(now=clock.NOW - timedelta(days=5))
    with acting(lumens, kim, filed) as case:
        party = dossiers.complainant_of(case.work, filed.dossier_id)
        correct_party(case, party_id=party.id, values={"phone": "0612345678"}, reason="Belde in paniek.")
        judge_admissibility(
            case.work,
            case.dossier,
            Judgement(admissible=True, ground=None, reason="Het gaat over de hulp.", done_on=case.work.today),
        )
    for who, sees in ((kim, True), (mo, False)):
        with lumens.work(actor=lumens.as_staff(who)) as work:
            why = [one["why"] for one in timeline_view(work, filed.dossier_id)]
        assert "Het gaat over de hulp." in why
        assert ("Belde in paniek." in why) is sees


def test_earlier_matters_are_only_those_the_actor_may_see(
    lumens: Organisation, office: Visitor, kim: StaffAccount
) -> None:
    """Deny first: a matter somebody is barred from is not named on the page of another."""
    barred, seen = lumens.file_complaint(), lumens.file_complaint()
    with lumens.work(write=True) as work:
        dossiers.bar(work, barred.dossier_id, [kim.account_id], "accused", "de klacht gaat over deze persoon")
    newest = lumens.file_complaint()
    page = office.get(f"/lumens/kantoor/dossiers/{newest.dossier_id}/ontvankelijkheid")
    assert seen.number in page.text and barred.number not in page.text


def test_what_shows_of_each_ground() -> None:
    came, year = date(2026, 3, 2), FilingLimit(term=Term(1, Unit.YEARS))
    plain = Known(event_on=date(2026, 1, 5), came_in_on=came)
    late = _ground(Sign.TOO_LATE, year)
    assert not any(shows(_ground(sign), plain) for sign in (Sign.HANDLED_EARLIER, None))
    assert not shows(late, plain)
    assert year.last_day(date(2024, 2, 29)) == date(2025, 2, 28)
    for day, fits in ((date(2025, 3, 2), True), (date(2025, 3, 1), False), (None, None)):
        known = Known(event_on=day, came_in_on=came)
        assert in_time(known, year) is fits
        assert shows(late, known) is not bool(fits)
    some = Known(event_on=None, came_in_on=came, named=False, earlier=True, pending=True, decision=True)
    for sign in (Sign.HANDLED_EARLIER, Sign.STILL_PENDING, Sign.UNNAMED, Sign.DECISION):
        assert shows(_ground(sign), some) and not shows(_ground(sign), plain), sign


def _ground(sign: Sign | None, limit: FilingLimit | None = None) -> AdmissibilityGround:
    source = ToConfirm(reason="bedacht")
    return AdmissibilityGround(
        code="x", label="x", unless=None, must=True, source=source, sign=sign, limit=limit
    )


def test_what_is_corrected_is_shown_can_be_emptied_and_reaches_everybody(
    lumens: Organisation, office: Visitor, kim: StaffAccount
) -> None:
    """Practice: a wrong number goes away; the name in the complaint is a party as well; no way is left without an address."""
    filed = lumens.file_complaint(phone="06 12 34 56 78")
    with lumens.work() as work:
        anna, accused = dossiers.parties_of(work, filed.dossier_id)
        mine, theirs = anna.id.hex, accused.id.hex
    place = f"/lumens/kantoor/dossiers/{filed.dossier_id}/partij-verbeteren"
    form = office.get(place)
    assert 'value="Verzinstraat 1"' in form.text and 'value="P. Beklaagde"' in form.text
    assert "nog niets veranderd" in office.submit(form, reason="Niets.").text
    nameless = office.submit(form, **{f"surname_{mine}": ""}, reason="Weg.")
    assert nameless.status == 422 and "zonder naam" in nameless.text
    away = office.submit(form, **{f"email_{mine}": ""}, reason="Weg.")
    assert away.status == 422 and f'id="email_{mine}-fout"' in away.text
    right = {f"phone_{mine}": "", f"name_{theirs}": "P. Beklaagd", f"no_voicemail_{mine}": "y"}
    done = office.submit(form, **right, reason="De klager belde.")
    assert done.status == 200 and "Spreek geen voicemail in." in done.text and "P. Beklaagd" in done.text
    with lumens.work() as work:
        anna, accused = dossiers.parties_of(work, filed.dossier_id)
        assert not anna.contact["phone"] and anna.phone_hash is None
        assert accused.name == {"name": "P. Beklaagd"}
    form = office.get(place)
    called = {f"channel_{mine}": "phone"}
    assert "het telefoonnummer in waarop u belt" in office.submit(form, **called, reason="Bellen.").text


def test_a_link_is_made_in_any_case_shown_and_taken_away(
    lumens: Organisation, office: Visitor, kim: StaffAccount
) -> None:
    one, other = lumens.file_complaint(), lumens.file_complaint()
    place = f"/lumens/kantoor/dossiers/{one.dossier_id}"
    linked = office.submit(office.get(f"{place}/koppelen"), number=f" {other.number.lower()} ")
    assert f'href="/lumens/kantoor/dossiers/{other.dossier_id}">{other.number}</a>' in linked.text
    form = office.get(f"{place}/ontkoppelen")
    gone = office.submit(form)
    assert gone.url == place and "Hoort bij" not in gone.text
    assert "Koppeling weghalen" not in gone.text
    assert "Koppeling weggehaald" in office.get(f"/lumens/kantoor/dossiers/{other.dossier_id}").text
    assert office.get(f"{place}/ontkoppelen").text.count("Dit kan nu niet") == 1


def test_what_cannot_be_taken_back_is_asked_once(app: Flask, lumens: Organisation, office: Visitor) -> None:
    """Splitting makes a number for good: what will happen is read first, and Enter asks again."""
    filed = lumens.file_complaint(
        fellows=[{"given_name": "Bert", "surname": "Bedacht", "street": "Zijweg 2"}]
    )
    with lumens.work() as work:
        bert = next(
            p for p in dossiers.complainants_of(work, filed.dossier_id) if p.name["surname"] == "Bedacht"
        )
    form = office.get(f"/lumens/kantoor/dossiers/{filed.dossier_id}/afsplitsen")
    told = {f"party_{bert.id.hex}": "y", "reason": "Iets anders."}
    for page in (form, office.submit(form, **told)):
        asked = office.submit(page, **told)
        assert asked.status == 422 and "kan niet ongedaan worden gemaakt" in asked.text
    with lumens.work() as work:
        assert len(work.session.scalars(select(Dossier)).all()) == 1
    assert office.submit(asked, **told, sure_of_it="y").status == 200
    with lumens.work() as work:
        (made,) = [one for one in work.session.scalars(select(Dossier)) if one.id != filed.dossier_id]
        assert [task.kind for task in open_tasks(work, dossier_id=made.id)] == ["split_off"]
    place = f"/lumens/kantoor/dossiers/{made.id}"
    assert office.submit(office.get(f"{place}/intrekken"), reasons="Bert stopt.").url == place
    with lumens.work() as work:
        assert open_tasks(work, dossier_id=made.id) == [], "what ended leaves nothing to put in order"
        assert contradictions(work) == []


def test_a_letter_that_was_posted_met_its_duty_whoever_says_so(
    lumens: Organisation, kim: StaffAccount
) -> None:
    """KR-088: the service meets and opens the term; no page has to remember it. A walk finds where it did not."""
    filed = lumens.file_complaint(email="", contact_channel="post")

    def state() -> str:
        with lumens.work() as work:
            found = {one.code: one.state for one in clocks_shown(work, filed.dossier_id)}
            return found["confirmation_direct"]

    with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
        (row,) = [one for one in notices_of(work, filed.dossier_id) if one.meets == "confirmation_sent"]
        leaving.mark_posted(work, row.id, work.today, "Kim")
    assert state() == "met"
    with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
        leaving.mark_returned(work, row.id, work.today, "Verhuisd")
        assert contradictions(work) == []
    assert state() == "running"
    with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
        proof = leaving.Proof(way=leaving.Way.HANDED, on=work.today, by="Kim", to="Anna")
        leaving.mark_delivered(work, row.id, proof)
    assert state() == "met"


def test_the_walk_finds_what_cannot_be_true(lumens: Organisation, kim: StaffAccount) -> None:
    filed = lumens.file_complaint(email="", contact_channel="post")
    with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
        assert contradictions(work) == []
        dossier = work.session.get_one(Dossier, (work.tenant_id, filed.dossier_id))
        (row,) = [one for one in notices_of(work, filed.dossier_id) if one.meets == "confirmation_sent"]
        row.state, row.posted_on = "posted", clock.day(-3)
        found = " ".join(contradictions(work))
        assert (
            "every confirmation_sent left, and the term" in found and "posted before it was written" in found
        )
        dossier.step, dossier.received_on = "investigation", clock.day(-9)
        found = " ".join(contradictions(work))
        assert "it stands on investigation, and its record leads to" in found and "received on" in found
        dossier.step, dossier.closed_on = "closed", clock.TODAY
        found = " ".join(contradictions(work))
        assert "on ground None" in found and "the record ends with nothing, and it is closed" in found
        work.refuse()


def test_an_act_that_is_refused_says_so_where_it_is_offered(lumens: Organisation, kim: StaffAccount) -> None:
    """What cannot be done stands apart with its reason, and is never a way in."""
    filed = lumens.file_complaint()
    with acting(lumens, kim, filed) as case:
        act = act_with(case, "ontkoppelen")
        assert act is not None and str(why_not(act, case)) == "Dit dossier is aan geen ander gekoppeld"
        link = act_with(case, "koppelen")
        assert link is not None
        with pytest.raises(Refused, match="dossier zelf"):
            link.do(case, {"number": filed.number.upper()})
