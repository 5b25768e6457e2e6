"""Migrating the database, and refusing to start on a wrong one."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, event, inspect, text
from sqlalchemy.engine import Connection

import wederhoor.cases.tables
import wederhoor.complaints.tables
import wederhoor.conduct.tables
import wederhoor.confidants.tables
import wederhoor.correspondence.tables
import wederhoor.deadlines.tables
import wederhoor.declarations.tables
import wederhoor.desk.tables
import wederhoor.dossiers.tables
import wederhoor.intake.tables
import wederhoor.messages.tables
import wederhoor.misconduct.tables
import wederhoor.notices.tables
import wederhoor.numbering.tables
import wederhoor.papers.tables
import wederhoor.people.reachable
import wederhoor.people.tables
import wederhoor.record.tables
import wederhoor.setbacks.tables
import wederhoor.settings.tables
import wederhoor.strongboxes.tables
import wederhoor.tasks.tables
import wederhoor.web.tables  # noqa: F401 - all tables known to the metadata
from wederhoor.config import Config, ConfigError
from wederhoor.db import make_engine
from wederhoor.resources import resource_dir
from wederhoor.tenancy.ddl import grant_application
from wederhoor.tenancy.locks import lock_engine
from wederhoor.tenancy.tables import TenantOwned

if TYPE_CHECKING:  # alembic is for migrating; the web process does without
    from alembic.config import Config as AlembicConfig


def tables_of_tenants() -> list[type[TenantOwned]]:
    """Every table that holds rows of organisations, those with files first."""
    found = [
        mapper.class_ for mapper in TenantOwned.registry.mappers if issubclass(mapper.class_, TenantOwned)
    ]
    files = {"papers": 0, "letters": 1}
    return sorted(found, key=lambda one: (files.get(one.__tablename__, 2), one.__tablename__))


def alembic_config(connection: Connection | None = None) -> "AlembicConfig":
    """Alembic without an ini file: works from any folder and from a wheel."""
    from alembic.config import Config as AlembicConfig

    config = AlembicConfig()
    config.set_main_option("script_location", str(resource_dir("migrations")))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def migrate(config: Config, revision: str = "head") -> None:
    """Bring the database to a revision, as its owner; then give the application's role its rights.

    Raises ConfigError when the database is of a newer program.
    """
    from alembic import command

    engine = _migrating_engine(config)
    try:
        _check_not_newer(_current_revision(engine))
        with engine.execution_options(wederhoor_write=True, wederhoor_schema=True).begin() as connection:
            command.upgrade(alembic_config(connection), revision)
            _check_children(connection)
            role = config.database_url.username
            if connection.dialect.name == "postgresql" and role and role != config.migration_url.username:
                grant_application(connection, role)
    finally:
        engine.dispose()


def _migrating_engine(config: Config) -> Engine:
    engine = lock_engine(make_engine(config.migration_url, pool_size=1))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _children_may_wait)
    return engine


def _children_may_wait(connection: Any, _record: object) -> None:
    # SQLite changes a table by building it anew; for a moment its children point at nothing.
    connection.execute("PRAGMA foreign_keys=OFF").close()


def _check_children(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RuntimeError("a migration left rows that point at nothing")


def go_back(config: Config, revision: str) -> None:
    """Bring the database back to an earlier revision, as its owner. What only later ones know is lost.

    Raises ConfigError when the revision is not an earlier one.
    """
    from alembic import command

    engine = _migrating_engine(config)
    try:
        current = _current_revision(engine)
        if current is None or not "0001" <= revision < current or revision not in _revisions():
            raise ConfigError(
                f"De database staat op versie {current or 'geen'}; kies een eerdere, van 0001 af."
            )
        with engine.execution_options(wederhoor_write=True, wederhoor_schema=True).begin() as connection:
            command.downgrade(alembic_config(connection), revision)
            _check_children(connection)
    finally:
        engine.dispose()


def _revisions() -> list[str]:
    """The number of every migration: each file begins with its own."""
    return [path.name[:4] for path in (resource_dir("migrations") / "versions").glob("[0-9]*_*.py")]


def newest_revision() -> str:
    """The number of the newest migration."""
    return max(_revisions())


def _current_revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        known = inspect(connection).has_table("alembic_version")
        return connection.scalar(text("SELECT version_num FROM alembic_version")) if known else None


def _check_not_newer(current: str | None) -> None:
    if current is not None and current > newest_revision():
        raise ConfigError(
            f"De database staat op versie {current} en is van een nieuwer programma; dit programma kent {newest_revision()}. "
            "Start het nieuwere, of ga terug zoals in docs/upgrade.md staat."
        )


def check_schema(engine: Engine) -> None:
    """Raises ConfigError when the database is not at the newest revision."""
    head = newest_revision()
    current = _current_revision(engine)
    _check_not_newer(current)
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
