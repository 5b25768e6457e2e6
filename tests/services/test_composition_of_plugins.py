"""One set of plugins: the organisation's own answers first, then the layers it names, then the platform's defaults."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select
from tests.support import clock
from tests.support.made_plugins import installed, write_plugin
from tests.support.visitor import visitor_of
from tests.support.world import PASSWORD, Organisation

from wederhoor.cli import main
from wederhoor.explain.asking import answer_case
from wederhoor.explain.reading import FactRefused
from wederhoor.organisation import build_organisation
from wederhoor.plugin_health import health_of
from wederhoor.rules.committee import Committee, NoCommittee
from wederhoor.rules.complaint_process import ComplaintProcess, Meaning, NoComplaintProcess
from wederhoor.rules.provenance import ToConfirm
from wederhoor.rules.tables import Verdict
from wederhoor.settings.tables import FrozenAnswers
from wederhoor.statutes import awb

START = """
from datetime import date
from wederhoor.hookspecs import *

CONTRACT = 2
_SOURCE = ToConfirm(reason="bedacht voor deze test")

@hookimpl
def organisation_profile():
    return OrganisationProfile(
        slug="SLUG", name="Verzonnen Welzijn", legal_name=_SOURCE, complaints_email="klacht@example.nl", phone=_SOURCE,
        phone_hours=_SOURCE, postal_address=_SOURCE, website=_SOURCE, statement="Verzonnen.", sources=(_SOURCE,),
    )

def _edition(kind, code):
    return Edition(
        document=code, code=code, kind=kind, version="1", title=code, adopted_on=None, consents=(),
        in_force_from=date(2020, 1, 1), in_force_until=None, evaluate_by=None, evaluate_every_years=None,
        process_owner=None, document_owner=None, source=_SOURCE,
    )
"""
PARTICIPANT = f"""{START}
LAYERS = ("lumens_committee", "jeugdwet")

@hookimpl
def regulations():
    return (_edition(EditionKind.COMPLAINTS, "klachten"), _edition(EditionKind.CODE_OF_CONDUCT, "code"))

@hookimpl
def regimes():
    return (Regime(code="ours", when=(), governs=("Eigen regeling",), says="Onze regeling geldt.", sources=(_SOURCE,)),)
"""
CODE_ONLY = f"""{START}
@hookimpl
def regulations():
    return (_edition(EditionKind.CODE_OF_CONDUCT, "code"),)

@hookimpl
def gift_policy():
    row = Row(code="no", when=(), verdict=Verdict.REFUSED, says="Neem niets aan.", sources=(_SOURCE,))
    return Policy(rows=(row,), silences=(), source=_SOURCE)
"""
COMPLAINTS_ONLY = f"""{START}
LAYERS = ("lumens_committee",)

@hookimpl
def regulations():
    return (_edition(EditionKind.COMPLAINTS, "klachten"),)
"""
LAW_ONLY = f"""{START}
LAYERS = ("awb",)

@hookimpl
def regulations():
    return (_edition(EditionKind.COMPLAINTS, "klachten"),)
"""
FIRST_CONTRACT = """
from wederhoor_wil.plugin import *
from wederhoor.hookspecs import *
from dataclasses import replace
from wederhoor_wil import plugin as _wil

del CONTRACT

@hookimpl
def complaint_process():
    road = _wil.complaint_process()
    return replace(road, moves=tuple(replace(move, means=None) for move in road.moves))

@hookimpl
def letters():
    return tuple(replace(one, mail_subject="Er is nieuws") for one in _wil.letters())
"""


@pytest.fixture
def made(tmp_path: Path) -> Iterator[None]:
    """The plugins of this file, installed."""
    for name, code in {
        "deelnemer": PARTICIPANT,
        "alleencode": CODE_ONLY,
        "alleenklachten": COMPLAINTS_ONLY,
        "alleenwet": LAW_ONLY,
        "contracteen": FIRST_CONTRACT,
    }.items():
        write_plugin(tmp_path, name, code.replace("SLUG", name))
    with installed(tmp_path):
        yield


def test_a_participant_is_a_small_plugin_with_the_shared_committee_and_the_law(made: None) -> None:
    assert len(PARTICIPANT.strip().splitlines()) < 60
    found = build_organisation("deelnemer", on=clock.TODAY)
    assert isinstance(found.committee, Committee) and isinstance(found.process, ComplaintProcess)
    assert [regime.code for regime in found.regimes] == ["youth_help", "ours"], "its own rest comes last"
    assert {"report", "decision", "jeugdwet_measures"} <= {rule.code for rule in found.deadlines}
    youth = found.for_case({"regime": "youth_help"})
    other = found.for_case({"regime": "ours"})
    assert "jeugdwet_measures" in {rule.code for rule in youth.deadlines}
    assert "jeugdwet_measures" not in {rule.code for rule in other.deadlines}
    health = health_of("deelnemer", on=clock.TODAY)
    assert health.well
    assert [str(layer) for layer in health.layers] == [
        "lumens_committee (wederhoor-lumens 0.1.0)",
        "jeugdwet (wederhoor 0.1.0)",
    ]


def test_nothing_with_weight_is_filled_in_silently(made: None) -> None:
    """What a plugin does not say is "none" or still to be confirmed: never a term, a ground, a duty or an answer that allows."""
    found = build_organisation("alleencode", on=clock.TODAY)
    assert isinstance(found.process, NoComplaintProcess)
    assert (found.deadlines, found.admissibility, found.required_content, found.retention) == ((), (), (), ())
    assert found.edition.absent and not found.code_edition.absent
    assert found.gift_policy.rows[0].verdict is Verdict.REFUSED
    assert found.invitation_policy.rows[0].verdict is Verdict.SILENT
    assert isinstance(found.invitation_policy.rows[0].sources[0], ToConfirm)
    assert "zegt niets" not in found.invitation_policy.rows[0].says, "nobody read the code on this yet"
    unanswered = health_of("alleencode", on=clock.TODAY).unanswered
    assert "invitation_policy" in unanswered and "gift_policy" not in unanswered
    assert isinstance(found.register_number.source, ToConfirm) and isinstance(
        found.misconduct.source, ToConfirm
    )


def test_a_law_alone_says_its_own_terms_and_content_and_no_road_of_anybody(made: None) -> None:
    """What a complaint holds and how long is the law's; how it goes here is for the plugin, and is not called absent."""
    found = build_organisation("alleenwet", on=clock.TODAY)
    assert found.deadlines == awb.DEADLINES and found.required_content == awb.REQUIRED_CONTENT
    assert isinstance(found.process, NoComplaintProcess) and isinstance(found.committee, NoCommittee)
    for source in (found.process.source, found.committee.source):
        assert isinstance(source, ToConfirm) and source.reason.endswith("is nog niet vastgelegd")


def test_explain_says_what_an_organisation_does_not_have(made: None) -> None:
    for question in ("admissibility", "deadlines", "committee"):
        with pytest.raises(FactRefused, match="Verzonnen Welzijn heeft hier geen klachtenregeling"):
            answer_case({"organisation": "alleencode"}, question)
    with pytest.raises(FactRefused, match="Verzonnen Welzijn heeft hier geen gedragscode"):
        answer_case({"organisation": "alleenklachten", "giver": "company", "value": 60}, "gift")
    said = CliRunner().invoke(main, ["organisation", "diff", "alleencode", "deelnemer"]).output
    assert "deelnemer (wederhoor-deelnemer 0.1.0), lumens_committee (wederhoor-lumens 0.1.0)" in said


@pytest.mark.parametrize(
    ("plugin", "has", "lacks"),
    [
        ("alleencode", ("Gedragscode</a>",), ("Klacht indienen</a>",)),
        ("alleenklachten", ("Klacht indienen</a>",), ("Gedragscode</a>",)),
    ],
)
@pytest.mark.parametrize("database", ["sqlite"])
def test_an_organisation_may_have_a_code_only_or_complaints_only(
    made: None,
    app: Flask,
    tenant: Callable[..., Organisation],
    plugin: str,
    has: tuple[str, ...],
    lacks: tuple[str, ...],
) -> None:
    """Its pages show what there is; every page opens or says that it is not here."""
    one = tenant(plugin, plugin)
    roles = ("secretary", "hr", "admin", "integrity_officer", "employee", "director", "confidant")
    kim = one.hire("Kim Bakvis", *roles)
    if plugin == "alleenklachten":
        one.file_complaint()
    office, resident = visitor_of(app.test_client()), visitor_of(app.test_client())
    office.sign_in(kim.email, PASSWORD)
    front = resident.get(f"/{plugin}/").text
    assert all(word in front for word in has) and not any(word in front for word in lacks)
    for rule in app.url_map.iter_rules():
        if (
            "GET" not in (rule.methods or ())
            or rule.arguments - {"organisation"}
            or "organisation" not in rule.arguments
        ):
            continue
        for visitor in (office, resident):
            page = visitor.get(rule.rule.replace("<organisation>", plugin))
            assert page.status < 500, (rule.rule, page.status)


def test_a_plugin_of_the_contract_before_still_works_and_is_told_what_to_change(
    made: None, tenant: Callable[..., Organisation]
) -> None:
    found = build_organisation("contracteen", on=clock.TODAY)
    means = {move.code: move.means for move in found.every_process[0].moves}
    assert means["withdraw"] is Meaning.WITHDRAWN and means["findings"] is Meaning.FINDINGS
    health = health_of("contracteen", on=clock.TODAY)
    assert (health.well, health.contract) == (True, 1)
    said = " ".join(health.going_out)
    assert "CONTRACT = 2" in said and "mail_subject" in said
    one = tenant("een", "contracteen")
    filed = one.file_complaint()
    with one.work() as work:
        rows = work.session.scalars(select(FrozenAnswers)).all()
        assert filed.dossier_id and {row.origin for row in rows} == {
            "contracteen (wederhoor-contracteen 0.1.0), defaults (wederhoor 0.1.0)"
        }
