"""What the tables in the program have and a migrated database has not, or the other way round."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.engine import URL, Connection

from wederhoor import schema
from wederhoor.db import Base
from wederhoor.tenancy.locks import lock_engine


def drift(url: URL | str) -> list[str]:
    """Migrate a database to its newest revision, then say how it differs from the tables of the program."""
    engine = lock_engine(create_engine(url))
    try:
        with engine.execution_options(wederhoor_schema=True).begin() as connection:
            command.upgrade(schema.alembic_config(connection), "head")
            return differences(connection)
    finally:
        engine.dispose()


def differences(connection: Connection) -> list[str]:
    """How a database differs from the tables of the program, in words."""
    options = {"compare_type": True, "compare_server_default": True}
    context = MigrationContext.configure(connection, opts=options)
    return [str(difference) for difference in compare_metadata(context, Base.metadata)]
