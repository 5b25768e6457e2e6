"""Each organisation's colours come from its plugin, as a style sheet that browsers may keep."""

import re

import pytest
from flask.testing import FlaskClient
from tests.support.world import Organisation

from wederhoor.plugin_files import logo_if_there, logo_of
from wederhoor.rules.logo import problems_in_logo
from wederhoor.web.brand import brand_url, style_of


def test_the_colours_are_a_style_sheet_of_the_organisation(lumens: Organisation, client: FlaskClient) -> None:
    page = client.get("/lumens/").text
    found = re.search(r'href="(/lumens/merk\.css\?v=[0-9a-f]{10})"', page)
    assert found
    answer = client.get(found[1])
    assert answer.mimetype == "text/css"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.text.startswith(".w-theme{--voorbeeld-kleuren-violet-50:#f1fbfb;")
    assert "prefers-color-scheme:dark" in answer.text
    again = client.get(found[1], headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    old = client.get("/lumens/merk.css?v=0000000000")
    assert (old.text, old.headers["Cache-Control"]) == (answer.text, "no-cache")
    assert client.get("/nergens/merk.css").status_code == 404


def test_an_organisation_without_colours_gets_the_neutral_ones(client: FlaskClient) -> None:
    assert style_of(None) == ""
    assert brand_url(None) is None
    assert "merk.css" not in client.get("/").text


def test_the_mark_stands_on_pages_and_is_kept(lumens: Organisation, client: FlaskClient) -> None:
    """The name stands beside it, so it says nothing more to who does not see it."""
    found = re.search(
        r'<img class="w-logo" src="(/lumens/beeldmerk\.svg\?v=[0-9a-f]{10})" alt="">',
        client.get("/lumens/").text,
    )
    assert found
    answer = client.get(found[1])
    assert (answer.mimetype, answer.headers["X-Content-Type-Options"]) == ("image/svg+xml", "nosniff")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.text.startswith("<svg")
    assert client.get("/lumens/beeldmerk.svg?v=0").headers["Cache-Control"] == "no-cache"
    assert client.get("/nergens/beeldmerk.svg").status_code == 404
    assert "w-logo" not in client.get("/").text


def test_every_mark_that_comes_along_only_draws() -> None:
    for plugin in ("lumens", "interaktcontour", "wil"):
        assert (logo_of(plugin) or "").startswith("<svg"), plugin
    assert logo_if_there("bestaat-niet") == ""


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">{}</svg>'


@pytest.mark.parametrize(
    ("drawing", "wrong"),
    [
        (SVG.format('<rect width="8" height="8"/>'), ""),
        (SVG.format('<defs><linearGradient id="a"/></defs><rect fill="url(#a)"/>'), ""),
        (SVG.format("<script>alert(1)</script>"), "niet tekent"),
        (SVG.format("<foreignObject/>"), "niet tekent"),
        (SVG.format('<image href="https://elders.example/a.png"/>'), "niet tekent"),
        (SVG.format('<use href="https://elders.example/a.svg#b"/>'), "href"),
        (SVG.format('<rect onclick="alert(1)"/>'), "onclick"),
        (SVG.format('<rect style="fill:red"/>'), "style"),
        (SVG.format('<rect fill="url( https://elders.example/a)"/>'), "fill"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "DOCTYPE"),
        ("<svg", "geen leesbare SVG"),
        ("<html/>", "geen SVG"),
        (SVG.format("<g/>" * 20_000), "groter dan"),
    ],
)
def test_a_mark_only_draws(drawing: str, wrong: str) -> None:
    problems = problems_in_logo(drawing)
    assert (wrong in problems[0]) if wrong else problems == []
