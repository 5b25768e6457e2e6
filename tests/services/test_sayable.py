"""A sixth organisation says what none of the others does: own roles, own needs, own letters, working days; and it works."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.support.made_plugins import LIKE_WIL, installed, write_plugin
from tests.support.visitor import visitor_of
from tests.support.world import PASSWORD, Filed, Organisation, StaffAccount, add_organisation, on

from wederhoor.app import create_app
from wederhoor.cases.moves import Made, make_move
from wederhoor.deadlines.case import Case, case_of
from wederhoor.dossiers.service import find
from wederhoor.notices.service import notices_of
from wederhoor.plugins import load
from wederhoor.rules.complaint_process import MoveNotPossible
from wederhoor.testing.conformance import check_plugin

SAYS = f"""{LIKE_WIL}
from dataclasses import replace
from wederhoor_wil import plugin as _wil

S = ToConfirm(reason="een verzonnen regeling")

@hookimpl
def organisation_profile():
    return replace(_wil.organisation_profile(), slug="maan", name="Maan")

@hookimpl
def roles():
    return (RoleName(role="mediator", name="bemiddelaar", like=Role.SECRETARY),)

@hookimpl
def complaint_process():
    road = _wil.complaint_process()
    asks = (Question(code="offer", label="Wat is er voorgesteld?", needed="Vul het voorstel in."),)
    mediate = Move(
        code="mediate", label="Bemiddelen", from_steps=("handling",), to_step="mediation", by=("mediator",),
        needs=("offer_made",), letters=("mediation_offer",), starts=(StartEvent.REPLY_ASKED,), source=S,
    )
    back = replace(mediate, code="resume", label="Weer in behandeling", from_steps=("mediation",), to_step="handling", needs=(),
                   letters=(), meets=("mediation_done",), starts=())
    step = Step(code="mediation", label="Bemiddeling", public_label="Iemand bemiddelt", open=True, body="de bemiddelaar")
    outcomes = (
        Judgement(code="right", label="Terecht", kind=JudgementKind.FOUNDED),
        Judgement(code="wrong", label="Onterecht", kind=JudgementKind.UNFOUNDED),
    )
    needs = (*road.needs, Need(fact="offer_made", reason="Er is nog niets voorgesteld", source=S, asks=asks))
    return replace(road, steps=(*road.steps, step), moves=(*road.moves, mediate, back), needs=needs, outcomes=outcomes,
                   decider=Decider(name="directeur van Maan", instead="", source=S))

@hookimpl
def letters(edition, settings):
    offer = LetterTemplate(code="mediation_offer", title="Een voorstel", body=framed("Wij stellen een gesprek voor."),
                           to=Addressee.COMPLAINANT, release=Release.AFTER_LOOK, source=S)
    return (*_wil.letters(), offer)

@hookimpl
def deadline_rules(settings):
    begin = DeadlineRule(code="mediation", label="Bemiddelen", term=Term(10, Unit.WORKING_DAYS), starts=StartEvent.STEP_ENTERED,
                         step="mediation", source=S, calendar=Calendar.PLAIN, met_by="mediation_done")
    reply = DeadlineRule(code="reply", label="Antwoord op het voorstel", term=FixedDay(month=6, day=1, before=True),
                         starts=StartEvent.REPLY_ASKED, source=S, calendar=Calendar.PLAIN, met_by="reply_given", chance=True)
    return (*_wil.deadline_rules(settings), begin, reply)
"""
MONDAY = date(2026, 3, 2)


@pytest.fixture
def maan(tmp_path: Path, lumens: Organisation) -> Iterator[Organisation]:
    write_plugin(tmp_path, "maan", SAYS)
    with installed(tmp_path):
        yield add_organisation(lumens.installation, "maan", plugin="maan")


def test_it_has_no_faults(maan: Organisation) -> None:
    found = [one for one in check_plugin("maan", load("maan"), on=MONDAY) if "woordelijk" not in one.problem]
    assert [one for one in found if "nummers van" not in one.problem] == []


def _mediator(maan: Organisation) -> StaffAccount:
    """Whoever is given the own role may do what a secretary may."""
    made = maan.hire("Bo Bemiddelaar", "mediator")
    return replace(made, roles=made.roles | {"secretary"})


@contextmanager
def acting(org: Organisation, who: StaffAccount, filed: Filed) -> Iterator[Case]:
    with org.work(write=True, actor=org.as_staff(who), now=on(MONDAY)) as work:
        yield case_of(work, find(work, filed.dossier_id))


def test_an_own_role_makes_an_own_move_with_its_own_letter_and_terms(maan: Organisation) -> None:
    bo = _mediator(maan)
    kim = maan.hire("Kim Bakvis", "secretary")
    filed = maan.file_complaint(now=on(MONDAY))
    with acting(maan, kim, filed) as case:
        make_move(case, "judge_admissible", Made(done_on=MONDAY))
    with acting(maan, kim, filed) as case, pytest.raises(MoveNotPossible, match="bemiddelaar"):
        make_move(case, "mediate", Made(done_on=MONDAY, facts=frozenset({"offer_made"})))
    with acting(maan, bo, filed) as case, pytest.raises(MoveNotPossible, match="nog niets voorgesteld"):
        make_move(case, "mediate", Made(done_on=MONDAY, facts=frozenset()))
    with acting(maan, bo, filed) as case:
        make_move(case, "mediate", Made(done_on=MONDAY, facts=frozenset({"offer_made"})))
    with acting(maan, bo, filed) as case:
        assert case.dossier.step == "mediation"
        due = {code: row.due_on for code, row in case.clocks.items()}
        assert due["mediation"] == date(2026, 3, 16)  # ten working days
        assert due["reply"] == date(2026, 5, 31)
        assert "mediation_offer" in [row.letter for row in notices_of(case.work, filed.dossier_id)]
        make_move(case, "resume", Made(done_on=MONDAY))
    with acting(maan, bo, filed) as case:
        assert case.clocks["mediation"].state == "met"


def test_everybody_reads_the_own_words(maan: Organisation) -> None:
    bo = _mediator(maan)
    filed = maan.file_complaint(now=on(MONDAY))
    office = visitor_of(create_app(maan.installation).test_client())
    office.sign_in(bo.email, PASSWORD)
    page = office.get(f"/maan/kantoor/dossiers/{filed.dossier_id}")
    assert page.status == 200
    assert "bemiddelaar" in page.text
