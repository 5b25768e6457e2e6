"""The world tests run in: fresh, complete, closed to the outside."""

import socket
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from tests.support.network import NetworkBlocked
from tests.support.world import Organisation

from wederhoor.work import Installation


def test_a_complaint_is_filed_and_numbered_on_each_database(lumens: Organisation) -> None:
    first, second = lumens.file_complaint(), lumens.file_complaint()
    assert first.number != second.number
    assert first.code != second.code


def test_every_test_starts_with_an_empty_database(
    tenant: Callable[..., Organisation], client: FlaskClient
) -> None:
    assert client.get("/lumens/").status_code == 404
    tenant("lumens")
    assert client.get("/lumens/").status_code == 200


def test_the_installation_is_on_the_database_the_test_asked_for(
    installation: Installation, database: str
) -> None:
    assert installation.engine.dialect.name == database


def test_no_test_reaches_another_machine() -> None:
    with socket.socket() as made, pytest.raises(NetworkBlocked):
        made.connect(("192.0.2.1", 80))
