"""The plugin of an organisation is away: what is there can be read, with the answers stored last; nothing can be changed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from tests.support.mail import FakeMail
from tests.support.second_step import pass_second_step
from tests.support.visitor import Page, Visitor, visitor_of
from tests.support.world import PASSWORD, Filed, Organisation

from wederhoor import scheduler
from wederhoor.conduct import editions
from wederhoor.intake.drafts import find_draft
from wederhoor.intake.tables import Draft
from wederhoor.notices.tables import OutboxRow
from wederhoor.record import service as record
from wederhoor.settings import code_editions
from wederhoor.settings.service import ReadOnly
from wederhoor.settings.tables import SettingsVersion
from wederhoor.tenancy.tables import Tenant
from wederhoor.work import Installation

BANNER = "U kunt hier nu alleen lezen"


def _lose_plugin(organisation: Organisation) -> None:
    with organisation.work(write=True) as work:
        values = {"phone": "040 111 22 33"}
        shared = {"version": 2, "valid_from": work.today, "reason": "nieuw nummer", "entered_at": work.now}
        work.session.add(SettingsVersion(values=values, **shared))
        tenant = work.session.get_one(Tenant, organisation.id)
        tenant.plugin, tenant.version = "weg", tenant.version + 1


def _at_withdrawal(organisation: Organisation, anna: Visitor, filed: Filed) -> Page:
    anna.submit(anna.get("/lumens/mijn-klacht"), code=filed.code)
    return pass_second_step(anna, organisation, filed.code, "intrekken")


def test_without_its_plugin_an_organisation_is_read_only_and_says_so(
    app: Flask, client: FlaskClient, lumens: Organisation, mail: FakeMail
) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint()
    office, anna = visitor_of(client), visitor_of(app.test_client())
    office.sign_in(kim.email, PASSWORD)
    path = f"/lumens/kantoor/dossiers/{filed.dossier_id}"
    before = office.get(f"{path}/omschrijven")
    assert BANNER not in before.text
    withdrawing = _at_withdrawal(lumens, anna, filed)
    _lose_plugin(lumens)

    for page in (
        office.get("/lumens/kantoor"),
        office.submit(office.get("/lumens/kantoor/register"), zoek="Voorbeeld"),
        office.get(path),
        office.get(f"{path}/brieven"),
        anna.get("/lumens/"),
        anna.get("/lumens/gedragscode"),
    ):
        assert (page.status, BANNER in page.text) == (200, True), page.url
        assert "040 111 22 33" in page.text, "where to call is what the organisation says today"
    assert filed.number in office.get(path).text
    status = anna.get("/lumens/mijn-klacht")
    assert status.status == 200
    assert filed.number in status.text
    wrong = visitor_of(app.test_client())
    assert wrong.submit(wrong.get("/lumens/mijn-klacht"), code="K7QM-2XWD-9TRA-4HPN-C").status == 422

    refused = office.submit(before, short_description="Zqx kort")
    assert refused.status == 503
    assert "niet te laden" in refused.text
    assert "Zqx kort" in refused.text, "nothing typed is lost"
    withdrawn = anna.submit(withdrawing, confirm="y", reason="Zqx reden")
    assert (withdrawn.status, "Zqx reden" in withdrawn.text) == (503, True)
    assert "040 111 22 33" in withdrawn.text

    with lumens.work() as work:
        assert work.read_only
        events = [line.event for line in record.read(work, filed.dossier_id)]
        assert events.count("dossier_read") == 2, "who read is on the record, now too"
        assert {"described", "complaint_withdrawn"}.isdisjoint(events)
        waiting = work.session.scalars(select(OutboxRow.id).where(OutboxRow.state == "waiting")).all()
    with pytest.raises(ReadOnly, match="niet geïnstalleerd"), lumens.work(write=True):
        pass
    scheduler.sweep(lumens.installation, mail)
    with lumens.work() as work:
        still = select(OutboxRow.id).where(OutboxRow.state == "waiting")
        assert work.session.scalars(still).all() == waiting
    assert mail.messages == []


def test_an_older_edition_of_the_code_can_be_read_and_the_other_organisations_go_on(
    app: Flask, lumens: Organisation, tenant: Callable[..., Organisation], installation: Installation
) -> None:
    """What is kept for later is kept beside today's answers; one organisation without a plugin stops nobody else."""
    other = tenant("ander")
    filed = lumens.file_complaint(), other.file_complaint()
    with lumens.work() as work:
        old = next(one for one in editions.codes(work) if one.code != work.organisation.code_edition.code)
        said = [article.number for article in editions.articles_of(work, old)]
    scheduler.tidy(installation)
    with lumens.work(write=True) as work:
        assert code_editions.keep(work) == 0, "once"
    draft = other.start_draft(filed_as="complaint", surname="Weg")
    with other.work(write=True) as work:
        find_draft(work, draft).expires_at = work.now - timedelta(days=1)
    _lose_plugin(lumens)
    reader = visitor_of(app.test_client())
    for page in (f"/lumens/gedragscode?uitgave={old.code}", "/lumens/gedragscode/uitgaven"):
        assert (reader.get(page).status, BANNER in reader.get(page).text) == (200, True), page
    assert said and all(
        number in reader.get(f"/lumens/gedragscode?uitgave={old.code}").text for number in said
    )
    with lumens.work() as work:
        assert work.organisation.code_edition.code != old.code, "the answers of today stay the last ones"
    scheduler.tidy(installation)
    assert scheduler.anchor(installation) >= len(filed)
    with other.work() as work:
        gone = work.session.scalars(select(Draft.key_destroyed_at).where(Draft.dossier_id.is_(None)))
        assert None not in gone.all(), "destroyed, also though another organisation comes first"


def test_before_the_first_case_it_is_read_with_what_was_kept_when_it_was_added(
    client: FlaskClient, lumens: Organisation
) -> None:
    _lose_plugin(lumens)
    answer = visitor_of(client).get("/lumens/")
    assert (answer.status, BANNER in answer.text) == (200, True)
    assert "Liever eerst praten?" in answer.text, "its own words"
    with lumens.work() as work:
        assert work.read_only and work.organisation.profile.name == "Lumens"
