"""Pages are tried on PostgreSQL: on SQLite the journeys in a browser walk them, with the program as anybody starts it."""

import pytest


@pytest.fixture(params=["postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """The one database of these tests."""
    return str(request.param)
