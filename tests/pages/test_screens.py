"""How many pages somebody sees, from the start page to the receipt: counted by walking them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from tests.support.roads import ANSWERS, walk
from tests.support.visitor import visitor_of
from tests.support.world import Organisation

from wederhoor.intake import check_pages
from wederhoor.resources import resource_dir

SPEAKING = ("parent", "representative", "surviving_relative")
ALONE = ("client", "relative", "concerned", "employee", "partner", "other")
BEFORE = {
    "lumens": {**dict.fromkeys((*ALONE, *SPEAKING), 21), "youth": 22},
    "interaktcontour": {**dict.fromkeys((*ALONE, *SPEAKING), 17), "youth": 18},
    "wil": {**dict.fromkeys((*ALONE, *SPEAKING), 17), "youth": 18},
}
"""Counted by the same walk when there was one question a page."""
NOW = {
    "lumens": {**dict.fromkeys(ALONE, 12), **dict.fromkeys(SPEAKING, 13), "youth": 13},
    "interaktcontour": {**dict.fromkeys(ALONE, 10), **dict.fromkeys(SPEAKING, 11), "youth": 11},
    "wil": {**dict.fromkeys(ALONE, 10), **dict.fromkeys(SPEAKING, 11), "youth": 11},
}
DOCUMENT = resource_dir("templates").parent / "docs" / "frontend.md"


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits three seconds."""
    monkeypatch.setattr(check_pages, "MINIMUM_FILL", timedelta())


@pytest.mark.parametrize("plugin", list(NOW))
@pytest.mark.usefixtures("at_once")
def test_each_road_has_so_many_pages_and_two_thirds_of_what_it_had(
    plugin: str, tenant: Callable[..., Organisation], app: Flask
) -> None:
    tenant(plugin, plugin)
    counted = {}
    for kind in NOW[plugin]:
        seen = walk(visitor_of(app.test_client()), plugin, {**ANSWERS, "complainant_kind": kind})
        assert len(seen) == len(set(seen)), "no page comes twice"
        counted[kind] = len(seen)
    assert counted == NOW[plugin]
    assert all(3 * counted[kind] <= 2 * count for kind, count in BEFORE[plugin].items())


def test_the_counts_stand_in_the_documentation() -> None:
    told = DOCUMENT.read_text("utf-8")
    for plugin, kinds in NOW.items():
        for kind, count in kinds.items():
            row = f"| {plugin} | {kind} | {BEFORE[plugin][kind]} | {count} |"
            assert row in told, row
