"""Lumens' answers for the first road of a complaint."""

from datetime import date

import pytest

from wederhoor.organisation import (
    Organisation,
    OrganisationError,
    build_organisation,
    content_hash,
    freeze,
    thaw,
)
from wederhoor.plugins import PluginError, installed_plugins, manager_for
from wederhoor.rules.complaint_process import (
    ComplaintProcess,
    MoveNotPossible,
    ProcessFacts,
    choose_move,
    moves_from,
)
from wederhoor.rules.deadlines import StartEvent
from wederhoor.rules.letters import LETTER_FACTS, render_letter

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def lumens() -> Organisation:
    return build_organisation("lumens", on=TODAY)


def _process(organisation: Organisation) -> ComplaintProcess:
    assert isinstance(organisation.process, ComplaintProcess)
    return organisation.process


def test_three_plugins_are_installed_and_each_has_one_manager() -> None:
    assert list(installed_plugins()) == ["interaktcontour", "lumens", "wil"]
    assert manager_for("lumens") is manager_for("lumens")
    assert [name for name, _ in manager_for("lumens").list_name_plugin()] == ["defaults", "lumens"]


def test_a_plugin_that_is_not_installed_is_refused_by_name() -> None:
    with pytest.raises(PluginError, match="lumens"):
        build_organisation("bestaatniet", on=TODAY)


@pytest.mark.parametrize("plugin", ["interaktcontour", "lumens", "wil"])
def test_answers_survive_freezing_and_thawing(plugin: str) -> None:
    organisation = build_organisation(plugin, on=TODAY)
    assert thaw(freeze(organisation)) == organisation
    assert content_hash(thaw(freeze(organisation))) == content_hash(organisation)


def test_required_content_of_KR_082(lumens: Organisation) -> None:
    codes = [item.code for item in lumens.required_content]
    assert codes == ["name_address", "date", "description", "objection", "steps_taken", "signature"]


def test_six_grounds_exclude_a_complaint_KR_086(lumens: Organisation) -> None:
    assert len(lumens.admissibility) == 6
    assert all(ground.must for ground in lumens.admissibility)


def test_the_members_copy_starts_at_arrival_and_the_rest_at_receipt_KR_156(lumens: Organisation) -> None:
    starts = {rule.code: rule.starts for rule in lumens.deadlines}
    assert starts["copy_to_members"] is StartEvent.ARRIVAL
    assert starts["report"] is StartEvent.RECEIPT
    assert starts["decision"] is StartEvent.REPORT_RECEIVED


def test_every_letter_renders(lumens: Organisation) -> None:
    for letter in lumens.letters:
        assert "{" not in render_letter(letter, LETTER_FACTS)


def test_an_incomplete_complaint_is_not_judged_admissible_KR_084(lumens: Organisation) -> None:
    process = _process(lumens)
    with pytest.raises(MoveNotPossible, match="stap 1b"):
        choose_move("judge_admissible", "assess", process, ProcessFacts(), role="secretary")
    found = {m.move.code: m for m in moves_from("assess", process, ProcessFacts(), role="secretary")}
    assert not found["judge_admissible"].possible
    move = choose_move("judge_admissible", "assess", process, ProcessFacts.of("complete"), role="secretary")
    assert move.to_step == "investigation"


def test_the_complainant_may_withdraw_from_every_open_step_KR_080(lumens: Organisation) -> None:
    process = _process(lumens)
    for step in process.steps:
        found = {m.move.code: m for m in moves_from(step.code, process, ProcessFacts(), role="complainant")}
        assert found["withdraw"].possible if step.open else not found


def test_there_is_no_regulation_before_it_was_adopted() -> None:
    with pytest.raises(OrganisationError, match="15 februari 2024"):
        build_organisation("lumens", on=date(2024, 2, 15))
