"""After a form posted by htmx the browser goes on itself; anybody else gets the plain redirect."""

import pytest
from flask import Flask, redirect, session
from flask.testing import FlaskClient
from werkzeug.wrappers import Response

from wederhoor.web import redirects


@pytest.fixture
def client() -> FlaskClient:
    app = Flask("redirects")
    app.secret_key = "for the test"
    redirects.register(app)

    @app.post("/form")
    def form() -> Response:
        session["kept"] = "yes"
        return redirect("/next", 303)

    return app.test_client()


def test_htmx_is_told_where_to_go(client: FlaskClient) -> None:
    answer = client.post("/form", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"], answer.data) == (204, "/next", b"")
    assert "Location" not in answer.headers
    assert "session=" in answer.headers["Set-Cookie"]


def test_a_browser_is_redirected(client: FlaskClient) -> None:
    answer = client.post("/form")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/next")
    assert "HX-Redirect" not in answer.headers
