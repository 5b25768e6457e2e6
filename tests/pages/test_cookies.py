"""The token of a form belongs to one visitor, though it is not signed anew for every page."""

from flask.testing import FlaskClient
from tests.support.visitor import Visitor, visitor_of
from tests.support.world import Organisation


def token(visitor: Visitor) -> str:
    return visitor.get("/lumens/bel-mij").text.split('name="csrf_token" value="')[1].split('"')[0]


def test_a_token_stays_the_same_for_one_visitor_and_is_refused_from_another(
    client: FlaskClient, lumens: Organisation
) -> None:
    one, other = client, client.application.test_client()
    mine, theirs = token(visitor_of(one)), token(visitor_of(other))
    assert token(visitor_of(one)) == mine != theirs
    call = {"name": "Anna", "phone": "06 12345678", "when": "morning"}
    refused = one.post("/lumens/bel-mij", data=call | {"csrf_token": theirs})
    assert (refused.status_code, "Verstuur het nog een keer" in refused.text) == (422, True)
    taken = one.post("/lumens/bel-mij", data=call | {"csrf_token": mine})
    assert "Verstuur het nog een keer" not in taken.text
    one.delete_cookie("wederhoor")
    assert token(visitor_of(one)) not in (mine, theirs)
