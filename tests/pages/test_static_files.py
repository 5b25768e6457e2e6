"""Static files leave compressed for who takes that, and are the same after unpacking."""

import gzip
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from wederhoor.web import filters, static_files

FILES = ["app.css", "app.js", "icon.svg", "vendor/voorbeeld-theme.css"]


@pytest.fixture
def client() -> FlaskClient:
    app = Flask("static", static_folder=str(filters.STATIC))
    static_files.register(app)
    return app.test_client()


@pytest.mark.parametrize("name", FILES)
def test_compressed_when_accepted(client: FlaskClient, name: str) -> None:
    plain = (Path(filters.STATIC) / name).read_bytes()
    with client.get(f"/static/{name}", headers={"Accept-Encoding": "gzip, br"}) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert int(answer.headers["Content-Length"]) == len(answer.data) <= len(plain) + 32
        assert gzip.decompress(answer.data) == plain
        assert "Accept-Encoding" in answer.headers["Vary"]
        etag = answer.headers["ETag"]
    with client.get(f"/static/{name}", headers={"Accept-Encoding": "gzip", "If-None-Match": etag}) as again:
        assert again.status_code == 304


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "br"])
def test_plain_when_not(client: FlaskClient, accepted: str) -> None:
    with client.get("/static/app.css", headers={"Accept-Encoding": accepted}) as answer:
        assert "Content-Encoding" not in answer.headers
        assert answer.data == (Path(filters.STATIC) / "app.css").read_bytes()


def test_fonts_are_left_alone(client: FlaskClient) -> None:
    font = "vendor/source-sans-3-latin-wght-normal.woff2"
    with client.get(f"/static/{font}", headers={"Accept-Encoding": "gzip"}) as answer:
        assert "Content-Encoding" not in answer.headers
    with client.head("/static/app.css", headers={"Accept-Encoding": "gzip"}) as answer:
        assert answer.status_code == 200
