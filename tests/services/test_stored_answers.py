"""A case that was filed under answers of an older shape goes on under them; new cases are stored in the shape of today."""

import hashlib
import json
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from tests.support import clock
from tests.support.shapes import bodies
from tests.support.visitor import visitor_of
from tests.support.world import PASSWORD, Filed, Organisation

from wederhoor.complaints.term_changes import extend_term
from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.case import case_of
from wederhoor.dossiers import service as dossiers
from wederhoor.notices.tables import OutboxRow
from wederhoor.rules.deadlines import StartEvent, Term, Unit
from wederhoor.rules.letters import Addressee
from wederhoor.rules.shapes import MARK, SHAPE
from wederhoor.settings.service import id_of, store_answers, stored_answers
from wederhoor.settings.tables import FrozenAnswers
from wederhoor.tenancy.tables import Tenant

OLD = dict(bodies(1))["lumens-2016"]
HASH = hashlib.sha256(OLD).hexdigest()


@pytest.fixture
def filed(lumens: Organisation) -> Filed:
    """A case that points at a body as the shape before this one stored it."""
    made = lumens.file_complaint()
    with lumens.work(write=True) as work:
        row = FrozenAnswers(
            id=id_of(HASH), content_hash=HASH, body=OLD, stored_at=work.now + timedelta(days=1)
        )
        work.session.add(row)
        work.session.flush()
        dossiers.find(work, made.dossier_id).answers_id = row.id
    return made


def test_an_old_case_is_read_and_decided_under_its_own_answers(lumens: Organisation, filed: Filed) -> None:
    """Klachtenreglement bijlage 3, stap 5: complainant, accused and committee are told of a later decision."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    lumens.hire("Vera Voorzitter", "committee_chair")
    with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
        dossier = dossiers.find(work, filed.dossier_id)
        answers = stored_answers(work, dossier.answers_id)
        extension = answers.deadline("decision").extension
        assert extension is not None
        assert extension.addressees == (Addressee.COMPLAINANT, Addressee.ACCUSED, Addressee.MEMBERS)
        deadlines.event_happened(work, dossier.id, answers, StartEvent.REPORT_RECEIVED, work.today)
        work.session.flush()
        case = case_of(work, dossier)
        extend_term(
            case, code="decision", amount=Term(1, Unit.WEEKS), reason="Meer tijd", done_on=clock.TODAY
        )
        query = select(OutboxRow.addressee).where(OutboxRow.occasion.startswith("term:"))
        told = {addressee.partition(":")[0] for addressee in work.session.scalars(query)}
        assert told == {"party", "accused", "account"}
        body = work.session.get_one(FrozenAnswers, (work.tenant_id, id_of(HASH))).body
        assert body == OLD, "what was stored stays as it was"


def test_the_pages_of_an_old_case_open_also_when_the_plugin_is_away(
    client: FlaskClient, lumens: Organisation, filed: Filed
) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    office = visitor_of(client)
    office.sign_in(kim.email, PASSWORD)
    address = f"/lumens/kantoor/dossiers/{filed.dossier_id}"
    assert office.get(address).status == 200
    with lumens.work(write=True) as work:
        tenant = work.session.get_one(Tenant, lumens.id)
        tenant.plugin, tenant.version = "weg", tenant.version + 1
    page = office.get(address)
    assert (page.status, "nu alleen lezen" in page.text) == (200, True)


def test_the_same_answers_are_stored_once_in_the_shape_of_today(lumens: Organisation, filed: Filed) -> None:
    lumens.file_complaint()
    with lumens.work(write=True) as work:
        first = store_answers(work)
        assert store_answers(work) == first
        assert work.session.scalar(select(func.count()).select_from(FrozenAnswers)) == 2
        row = work.session.get_one(FrozenAnswers, (work.tenant_id, first))
        assert json.loads(row.body)[MARK] == SHAPE
        assert id_of(row.content_hash) == first
