"""Colours that people can read: contrast computed as WCAG 2.2 does, on light pages and dark ones."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from wederhoor.organisation import OrganisationError, build_from, build_organisation
from wederhoor.plugins import installed_plugins, manager_with
from wederhoor.rules.palette import Palette, contrast, problems_in_palette

TODAY = date(2026, 11, 22)


def palette_of(plugin: str) -> Palette:
    found = build_organisation(plugin, on=TODAY).profile.palette
    assert found is not None
    return found


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


@pytest.mark.parametrize("plugin", ["interaktcontour", "lumens", "wil"])
def test_the_colours_of_each_organisation_can_be_read(plugin: str) -> None:
    assert problems_in_palette(palette_of(plugin)) == []


def test_what_cannot_be_read_is_named() -> None:
    good = palette_of("lumens")
    pale = replace(good, light=(*good.light[:5], "#90cecf", *good.light[6:]))
    assert any("light: kleur 500 op de bladzijde heeft contrast 1.8" in p for p in problems_in_palette(pale))
    dim = replace(good, dark=good.light)
    assert any(problem.startswith("palette.dark") for problem in problems_in_palette(dim))
    for wrong in (good.light[:7], (*good.light[:7], "red"), (*good.light[:7], "#FFF")):
        assert "acht kleuren" in problems_in_palette(replace(good, light=wrong))[0]
    assert problems_in_palette(None) == []


def test_a_plugin_with_colours_nobody_can_read_does_not_start() -> None:
    module = installed_plugins()["wil"]
    good = build_organisation("wil", on=TODAY).profile
    pale = replace(good, palette=Palette(light=("#ffffff",) * 8, dark=("#000000",) * 8))
    changed = SimpleNamespace(**vars(module))
    from wederhoor.hookspecs import hookimpl

    changed.organisation_profile = hookimpl(lambda: pale)
    with pytest.raises(OrganisationError, match="hook organisation_profile: palette.light"):
        build_from(manager_with("wil", changed), "wil", on=TODAY)
