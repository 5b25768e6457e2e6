"""Migrating the database, and refusing to start on a wrong one."""

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlalchemy.engine import Connection

import wederhoor.deadlines.tables
import wederhoor.dossiers.tables
import wederhoor.intake.tables
import wederhoor.notices.tables
import wederhoor.people.tables
import wederhoor.record.tables
import wederhoor.register.tables
import wederhoor.settings.tables  # noqa: F401 - all tables known to the metadata
from wederhoor.config import Config, ConfigError
from wederhoor.db import make_engine
from wederhoor.resources import resource_dir
from wederhoor.tenancy.ddl import grant_application
from wederhoor.tenancy.locks import lock_engine


def alembic_config(connection: Connection | None = None) -> AlembicConfig:
    """Alembic without an ini file: works from any folder and from a wheel."""
    config = AlembicConfig()
    config.set_main_option("script_location", str(resource_dir("migrations")))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def migrate(config: Config, revision: str = "head") -> None:
    """Bring the database to a revision, as its owner; then give the application's role its rights."""
    engine = lock_engine(make_engine(config.migration_url, pool_size=1))
    try:
        with engine.execution_options(wederhoor_write=True, wederhoor_schema=True).begin() as connection:
            command.upgrade(alembic_config(connection), revision)
            role = config.database_url.username
            if connection.dialect.name == "postgresql" and role and role != config.migration_url.username:
                grant_application(connection, role)
    finally:
        engine.dispose()


def check_schema(engine: Engine) -> None:
    """Raises ConfigError when the database is not at the newest revision."""
    head = ScriptDirectory.from_config(alembic_config()).get_current_head()
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current != head:
        raise ConfigError(
            f"De database staat op versie {current or 'geen'} en dit programma vraagt {head}: voer eerst 'wederhoor migrate' uit."
        )


def check_role(engine: Engine) -> None:
    """Raises ConfigError when the application would run as someone row-level security does not hold for."""
    if engine.dialect.name != "postgresql":
        return
    with engine.connect() as connection:
        row = connection.execute(
            text(
                "select r.rolname, r.rolsuper, r.rolbypassrls, exists(select 1 from pg_class c "
                "join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' "
                "and pg_has_role(current_user, c.relowner, 'member')) as owns "
                "from pg_roles r where r.rolname = current_user"
            )
        ).one()
    if row.rolsuper:
        why = "een superuser"
    elif row.rolbypassrls:
        why = "een rol die de beveiliging per organisatie mag overslaan (BYPASSRLS)"
    elif row.owns:
        why = "de eigenaar van de tabellen"
    else:
        return
    raise ConfigError(
        f"Zet in WEDERHOOR_DATABASE_URL een gewone rol: '{row.rolname}' is {why}, en daarmee start het programma niet."
    )
