"""The conformance suite catches every planted fault, and names hook and rule and what to do."""

from datetime import date

import pytest
from click.testing import CliRunner
from tests.organisations.planted_faults import PLANTED, Planted

from wederhoor.cli import main
from wederhoor.organisation import build_organisation
from wederhoor.testing.conformance import check_organisation

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda one: one.name)
def test_a_planted_fault_is_caught(planted: Planted) -> None:
    good = build_organisation("lumens", on=TODAY)
    before = check_organisation("lumens", good)
    found = set(check_organisation("lumens", planted.edit(good))) - set(before)
    assert [str(one) for one in found if one.hook == planted.hook and planted.says in str(one)], found


def test_the_command_says_that_nothing_is_wrong() -> None:
    done = CliRunner().invoke(main, ["plugin", "check", "wil", "--on", "2026-11-22"])
    assert (done.exit_code, done.output) == (0, "Plugin wil: niets gevonden.\n")


def test_the_command_refuses_a_plugin_that_is_not_there() -> None:
    done = CliRunner().invoke(main, ["plugin", "check", "nergens"])
    assert done.exit_code == 1
    assert "‘nergens’ is niet geïnstalleerd" in done.output
