"""What each person who complains still has to add, and what the office asks at the counter: the same as while filing."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from tests.support.visitor import Page, Visitor, visitor_of
from tests.support.world import Filed, Organisation

from wederhoor.dossiers.content import content_of
from wederhoor.dossiers.service import complainants_of
from wederhoor.dossiers.tables import Dossier
from wederhoor.intake.service import receipt_of
from wederhoor.messages.second_step import Way, way_of
from wederhoor.tasks import service as tasks
from wederhoor.vault.codes import grouped
from wederhoor.work import Work

BO = {"given_name": "Bo", "surname": "Bedacht", "contact_channel": "post"}


@pytest.fixture
def someone(app: Flask) -> Visitor:
    return visitor_of(app.test_client())


def dossier_of(work: Work, filed: Filed) -> Dossier:
    return work.session.get_one(Dossier, (work.tenant_id, filed.dossier_id))


def with_fellow(lumens: Organisation, app: Flask, **values: Any) -> tuple[Filed, Visitor]:
    """A complaint of two people, and the second in a browser of their own."""
    filed = lumens.file_complaint(fellows=[BO], **values)
    with lumens.work() as work:
        ((_, code),) = receipt_of(work, filed.code).fellows
    fellow = visitor_of(app.test_client())
    fellow.submit(fellow.get("/lumens/mijn-klacht"), code=grouped(code))
    return filed, fellow


def test_who_complains_as_well_is_asked_for_themselves_only(lumens: Organisation, app: Flask) -> None:
    """KR-082: a signature and an address of each; never what another did not fill in."""
    filed, fellow = with_fellow(lumens, app, objection="", signed=False)
    own = fellow.get("/lumens/mijn-klacht")
    assert "Uw handtekening" in own.text and "Waarom u het er niet mee eens bent" not in own.text
    page = fellow.get("/lumens/mijn-klacht/aanvullen")
    assert 'name="signed_name"' in page.text and 'name="street"' in page.text
    assert 'name="objection"' not in page.text and "uw eigen gegevens" in page.text
    done = fellow.submit(
        page,
        street="Verzinweg 9",
        postal_code="1234 AB",
        town="Nergenshuizen",
        signed_name="Bo Bedacht",
        statement="y",
    )
    assert done.url == "/lumens/mijn-klacht" and "Uw handtekening" not in done.text
    with lumens.work() as work:
        people = {p.name["surname"]: p for p in complainants_of(work, filed.dossier_id)}
        assert people["Bedacht"].signed_at and people["Bedacht"].contact["street"] == "Verzinweg 9"
        assert not people["Voorbeeld"].signed_at and people["Voorbeeld"].contact["street"] == "Verzinstraat 1"
        content = content_of(work, dossier_of(work, filed))
        assert content.signed_name == "" and content.surname == "Voorbeeld"


def test_of_an_address_only_the_part_that_is_not_there_is_missing(
    lumens: Organisation, someone: Visitor
) -> None:
    """What is missing is said truly."""
    filed = lumens.file_complaint(postal_code="", town="")
    own = someone.submit(someone.get("/lumens/mijn-klacht"), code=filed.code)
    assert "Uw postcode" in own.text and "Uw woonplaats" in own.text
    assert "Uw naam en adres" not in own.text and "Uw straat" not in own.text


def test_who_has_no_fixed_address_says_so_and_nothing_is_missing(
    lumens: Organisation, someone: Visitor
) -> None:
    filed = lumens.file_complaint(street="", postal_code="", town="")
    someone.submit(someone.get("/lumens/mijn-klacht"), code=filed.code)
    page = someone.get("/lumens/mijn-klacht/aanvullen")
    both = someone.submit(page, street="Verzinweg 1", no_address="y")
    assert both.status == 422 and "geen vast adres" in both.text
    assert someone.submit(page, no_address="y").status == 200
    with lumens.work() as work:
        assert dossier_of(work, filed).received_on == work.today


@pytest.mark.parametrize(
    ("contact", "details", "way"),
    [
        ({"email": ""}, {}, Way.POST),
        ({"email": "", "street": ""}, {}, Way.DESK),
        ({"email": "", "street": ""}, {"safe_address": "De Brug 1, Nergenshuizen", "heed": "yes"}, Way.POST),
        ({"email": ""}, {"no_post": "yes", "heed": "yes"}, Way.DESK),
        ({"email": "", "phone": "06 12 34 56 78"}, {"no_post": "yes", "heed": "yes"}, Way.PHONE),
        ({"email": ""}, {"complainant_kind": "youth", "alone": "yes"}, Way.DESK),
    ],
)
def test_a_second_code_never_goes_to_an_address_that_is_not_there_or_not_safe(
    lumens: Organisation, someone: Visitor, contact: dict[str, str], details: dict[str, str], way: Way
) -> None:
    channel = "post" if way is Way.POST else "phone" if way is Way.PHONE else "page"
    filed = lumens.file_complaint(**contact, **details, contact_channel=channel, contact_consent="")
    with lumens.work() as work:
        assert way_of(complainants_of(work, filed.dossier_id)[0]) is way
    someone.submit(someone.get("/lumens/mijn-klacht"), code=filed.code)
    door = someone.get("/lumens/mijn-klacht/tweede-code")
    asked = someone.submit(door, "vragen")
    assert asked.status == 200
    if way is Way.DESK:
        assert (
            "of kom langs" in asked.text
            and "brief" not in asked.text.split("Nog geen code")[1].split("<footer")[0]
        )


# At the counter


@pytest.fixture
def office(lumens: Organisation, app: Flask) -> Visitor:
    lumens.hire("Kim Bakvis", "secretary")
    visitor = visitor_of(app.test_client())
    visitor.sign_in("kim.bakvis@lumens.example", "een wachtwoord om mee te testen")
    return visitor


def full_form(office: Visitor, slug: str = "lumens") -> Page:
    return office.submit(office.get(f"/{slug}/kantoor/klacht-opnemen"), who="Sam", said="Vertelde iets.")


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"contact_channel": "post", "no_post": "y"}, "safe_address"),
        ({"contact_channel": "post", "no_address": "y"}, "safe_address"),
        ({"contact_channel": "email", "email": "sam@kind.example", "no_email": "y"}, "no_email"),
        ({"contact_channel": "email"}, "email"),
        ({"contact_channel": "phone"}, "phone"),
        ({"contact_channel": "post", "complainant_kind": "youth", "alone": "yes"}, "post_home"),
        ({"steps_taken": "Gebeld", "nothing_yet": "y"}, "steps_taken"),
        ({"channel": "letter", "signed_name": "null"}, "signed_name"),
    ],
)
def test_the_counter_asks_about_the_same_wishes(
    lumens: Organisation, office: Visitor, told: dict[str, str], field: str
) -> None:
    answer = office.submit(full_form(office), **told, file="1")
    assert answer.status == 422 and f'id="{field}-fout"' in answer.text
    with lumens.work() as work:
        assert work.session.query(Dossier).count() == 0


def test_a_child_alone_at_the_counter_gets_nothing_at_home(lumens: Organisation, office: Visitor) -> None:
    done = office.submit(
        full_form(office),
        complainant_kind="youth",
        alone="yes",
        surname="Verzonnen",
        street="Verzinstraat 1",
        contact_channel="pick_up",
        why_late="Durfde niet.",
        file="1",
    )
    assert done.status == 200
    with lumens.work() as work:
        dossier = work.session.query(Dossier).one()
        (party,) = complainants_of(work, dossier.id)
        assert (party.channel, party.details["alone"]) == ("pick_up", "yes")
        assert content_of(work, dossier).why_late == "Durfde niet."
    shown = office.get(f"/lumens/kantoor/dossiers/{dossier.id}")
    assert "Klaagt alleen" in shown.text and "Stuur niets naar het adres" in shown.text
    assert "Durfde niet." in shown.text


def test_an_objection_at_the_counter_is_sent_on_today_and_the_task_ends_with_it(
    tenant: Callable[..., Organisation], app: Flask
) -> None:
    """Awb 6:15: at once, with the day it arrived; forwarding it finishes the task."""
    wil = tenant("wil", "wil")
    wil.hire("Kim Bakvis", "secretary")
    office = visitor_of(app.test_client())
    office.sign_in("kim.bakvis@wil.example", "een wachtwoord om mee te testen")
    done = office.submit(
        full_form(office, "wil"),
        about_kind="decision",
        as_objection="yes",
        surname="Verzonnen",
        file="1",
    )
    assert done.status == 200
    with wil.work() as work:
        dossier = work.session.query(Dossier).one()
        assert [task.kind for task in tasks.open_tasks(work)].count("forward_objection") == 1
    assert "als bezwaar wordt doorgestuurd" in office.get(f"/wil/kantoor/dossiers/{dossier.id}").text
    form = office.get(f"/wil/kantoor/dossiers/{dossier.id}/doorsturen")
    today = dossier.arrived_on
    sent = office.submit(
        form,
        kind="objection",
        where="Bezwaarcommissie",
        reason="Het gaat om een besluit.",
        whole="yes",
        done_on=[str(today.day), str(today.month), str(today.year)],
    )
    assert sent.status == 200, sent.text
    with wil.work() as work:
        assert "forward_objection" not in [task.kind for task in tasks.open_tasks(work)]
        assert dossier_of(work, Filed(code="", dossier_id=dossier.id, number="")).close_ground == "referred"


def test_an_end_of_authority_is_not_kept_of_who_speaks_for_somebody_who_died(
    lumens: Organisation, office: Visitor
) -> None:
    office.submit(
        full_form(office),
        complainant_kind="surviving_relative",
        surname="Zoon",
        represented_surname="Moeder",
        relation="zoon",
        authority="written",
        authority_until=["30", "6", "2090"],
        file="1",
    )
    with lumens.work() as work:
        dossier = work.session.query(Dossier).one()
        speaker = next(p for p in complainants_of(work, dossier.id) if p.role == "representative")
        assert speaker.authority_until is None and not (speaker.details or {}).get("authority")


def test_the_office_does_not_choose_a_way_that_somebody_said_is_not_safe(
    lumens: Organisation, office: Visitor
) -> None:
    filed = lumens.file_complaint(no_post="yes", heed="yes")
    with lumens.work() as work:
        party = complainants_of(work, filed.dossier_id)[0]
    form = office.get(f"/lumens/kantoor/dossiers/{filed.dossier_id}/partij-verbeteren")
    refused = office.submit(form, **{f"channel_{party.id.hex}": "post"}, reason="Wil brieven.")
    assert refused.status == 422 and "geen adres waar brieven" in refused.text
