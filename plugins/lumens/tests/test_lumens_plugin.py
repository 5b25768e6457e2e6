"""This plugin conforms to what the platform asks of every organisation."""

from datetime import date

from wederhoor.testing.conformance import check_plugin
from wederhoor_lumens import plugin


def test_the_plugin_conforms() -> None:
    assert [str(finding) for finding in check_plugin("lumens", plugin, on=date(2026, 11, 22))] == []
