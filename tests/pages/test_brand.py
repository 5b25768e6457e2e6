"""Each organisation's colours come from its plugin, as a style sheet that browsers may keep."""

import re

from flask.testing import FlaskClient
from tests.support.world import Organisation

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
