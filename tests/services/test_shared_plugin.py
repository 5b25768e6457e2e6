"""Two organisations that share one plugin have the same rules, and each its own name and address."""

from tests.support.visitor import visitor_of
from tests.support.world import Organisation

from wederhoor import operations
from wederhoor.app import create_app


def test_each_is_called_by_its_own_name_on_pages_and_in_letters(lumens: Organisation) -> None:
    installation = lumens.installation
    for slug, name in (("noord", "Werkplein Noord"), ("zuid", "Werkplein Zuid")):
        operations.create_tenant(
            installation,
            slug=slug,
            plugin="wil",
            name=name,
            settings={"phone": "030 000 00 00"},
        )
    resident = visitor_of(create_app(installation).test_client())
    north, south = resident.get("/noord/").text, resident.get("/zuid/").text
    assert "Werkplein Noord" in north and "Werkplein Zuid" not in north
    assert "Werk en Inkomen Lekstroom" not in north + south
