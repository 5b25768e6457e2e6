"""The conformance suite catches every planted fault, and names hook and rule and what to do."""

from datetime import date
from functools import cache

import pytest
from click.testing import CliRunner
from tests.organisations.planted_faults import PLANTED, Planted
from tests.organisations.planted_more import MORE

from wederhoor.cli import main
from wederhoor.organisation import build_organisation
from wederhoor.plugins import load
from wederhoor.testing.conformance import check_organisation, check_plugin
from wederhoor.testing.findings import Finding

TODAY = date(2026, 11, 22)


@cache
def _of_the_good_one() -> tuple[Finding, ...]:
    return check_organisation("lumens", build_organisation("lumens", on=TODAY))


@pytest.mark.parametrize("plugin", ["lumens", "interaktcontour", "wil"])
def test_the_organisations_here_have_no_faults(plugin: str) -> None:
    assert check_plugin(plugin, load(plugin), on=TODAY) == ()


def test_there_are_many_kinds_and_each_says_something_else() -> None:
    said = {(one.hook, one.says) for one in (*PLANTED, *MORE)}
    assert len(said) >= 60


@pytest.mark.parametrize("planted", (*PLANTED, *MORE), ids=lambda one: one.name)
def test_a_planted_fault_is_caught(planted: Planted) -> None:
    good = build_organisation("lumens", on=TODAY)
    before = _of_the_good_one()
    found = set(check_organisation("lumens", planted.edit(good))) - set(before)
    assert [str(one) for one in found if one.hook == planted.hook and planted.says in str(one)], found


def test_the_command_says_that_nothing_is_wrong() -> None:
    done = CliRunner().invoke(main, ["plugin", "check", "wil", "--on", "2026-11-22"])
    assert (done.exit_code, done.output) == (0, "Plugin wil: niets gevonden.\n")


def test_the_command_refuses_a_plugin_that_is_not_there() -> None:
    done = CliRunner().invoke(main, ["plugin", "check", "nergens"])
    assert done.exit_code == 1
    assert "‘nergens’ is niet geïnstalleerd" in done.output
