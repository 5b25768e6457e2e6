"""The privacy notice: on what ground an organisation keeps complaints, and whom to ask (AVG 6, 13 and 37)."""

from flask.testing import FlaskClient
from tests.support.visitor import visitor_of

from wederhoor import operations
from wederhoor.work import Installation

LAWS = {
    "lumens": ("Jeugdwet, art. 4.2.1", "Wmo 2015, art. 3.2"),
    "interaktcontour": ("Wkkgz, art. 13",),
    "wil": ("Awb, art. 9:2",),
}


def test_the_notice_names_the_laws_that_ask_for_it_and_whom_to_ask(
    client: FlaskClient, installation: Installation
) -> None:
    """Each organisation its own laws; a ground of its own where none holds, with the right to object; silence is said."""
    officer = {"privacy_officer": "mevrouw F. Gegevens, fg@wil.example"}
    for plugin in LAWS:
        told = officer if plugin == "wil" else {}
        operations.create_tenant(installation, slug=plugin, plugin=plugin, settings=told)
    every = {law for laws in LAWS.values() for law in laws}
    for plugin, laws in LAWS.items():
        text = visitor_of(client).get(f"/{plugin}/privacy").text
        assert {law for law in every if law in text} == set(laws)
        assert "Daartegen mag u bezwaar maken (AVG, artikel 21)" in text
        assert "zeggen hier zelf niets over" in text
        assert ("fg@wil.example" in text) == (plugin == "wil")
        assert ("Vraag ons wie de functionaris gegevensbescherming is." in text) == (plugin != "wil")
