"""Trouble with where things are kept: one clear sentence where the person is, nothing half done, and on by itself when it is over."""

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from tests.support.mail import FakeMail
from tests.support.postgres import OWNER, SUPERUSER
from tests.support.processes import wait_until
from tests.support.visitor import Visitor, visitor_of
from tests.support.world import PASSWORD, Organisation

from wederhoor import scheduler
from wederhoor.cli import main
from wederhoor.db import SQLITE_BUSY_MS, WAITS_FOR_A_LOCK_MS
from wederhoor.dossiers.tables import Dossier
from wederhoor.storage import Wrong, wrong_with
from wederhoor.vault.files import FileStore
from wederhoor.work import Installation

pytestmark = pytest.mark.siege

TOLD = {
    Wrong.FULL: (507, "Onze opslag is vol"),
    Wrong.READ_ONLY: (503, "U kunt hier nu alleen lezen"),
    Wrong.BUSY: (503, "Het duurt te lang"),
    Wrong.OTHER_VERSION: (503, "Wij werken aan dit systeem"),
}
on_postgresql = pytest.mark.parametrize("database", ["postgresql"])
on_sqlite = pytest.mark.parametrize("database", ["sqlite"])


def asks(app: Flask) -> Visitor:
    return visitor_of(app.test_client())


def everywhere(installation: Installation, sqlite: str, postgresql: str = "") -> None:
    """A setting in the connections that are asked next."""
    said = sqlite if installation.engine.dialect.name == "sqlite" else postgresql
    waiting = installation.engine.pool.checkedin()  # type: ignore[attr-defined]
    for one in [installation.engine.raw_connection() for _ in range(max(6, waiting))]:
        one.cursor().execute(said)
        one.close()


@contextmanager
def quickly(installation: Installation) -> Iterator[None]:
    """Nobody waits long for a lock."""
    everywhere(installation, "PRAGMA busy_timeout=300", "SET lock_timeout TO 300")
    yield
    everywhere(
        installation,
        f"PRAGMA busy_timeout={SQLITE_BUSY_MS}",
        f"SET lock_timeout TO {WAITS_FOR_A_LOCK_MS}",
    )


@contextmanager
def read_only(installation: Installation) -> Iterator[None]:
    """A database in which nothing can be written, whichever connection is asked."""
    if installation.engine.dialect.name == "sqlite":
        everywhere(installation, "PRAGMA query_only=ON")
        yield
        everywhere(installation, "PRAGMA query_only=OFF")
        return
    _everybody_reads_only(installation, True)
    yield
    _everybody_reads_only(installation, False)


def _everybody_reads_only(installation: Installation, only: bool) -> None:
    """The whole server: each worker of a test run has its own."""
    with _as(installation, SUPERUSER) as server:
        server.execute("SET default_transaction_read_only TO off")
        change = "SET default_transaction_read_only TO on" if only else "RESET default_transaction_read_only"
        server.execute(f"ALTER SYSTEM {change}")
        server.execute("SELECT pg_reload_conf()")
    told = "on" if only else "off"
    wait_until(lambda: _said(installation) == told, what="the server to hear of it")


def _said(installation: Installation) -> str:
    with _as(installation, OWNER) as asked:
        return str(asked.execute("SHOW default_transaction_read_only").fetchone()[0])


@contextmanager
def _as(installation: Installation, role: str) -> Iterator[Any]:
    import psycopg

    url = installation.config.database_url
    with psycopg.connect(
        host=str(url.query["host"]), user=role, dbname=url.database, autocommit=True
    ) as connection:
        yield connection


@contextmanager
def busy(installation: Installation) -> Iterator[None]:
    """Somebody else holds the table of accounts, or the whole file, and does not let go."""
    if installation.engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(str(installation.config.database_url.database))) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.rollback()
        return
    with _as(installation, OWNER) as connection:
        connection.execute("BEGIN")  # type: ignore[attr-defined]
        connection.execute("LOCK TABLE sessions, sign_in_failures IN ACCESS EXCLUSIVE MODE")  # type: ignore[attr-defined]
        yield
        connection.execute("ROLLBACK")  # type: ignore[attr-defined]


@contextmanager
def other_version(installation: Installation) -> Iterator[None]:
    """A table goes by another name, as after going back while the program runs."""
    statements = [
        "ALTER TABLE sign_in_failures RENAME TO {}".format("sign_in_failures_away"),
        "ALTER TABLE sign_in_failures_away RENAME TO sign_in_failures",
    ]
    if installation.engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(str(installation.config.database_url.database))) as other:
            other.execute(statements[0])
            yield
            other.execute(statements[1])
        return
    with _as(installation, OWNER) as connection:
        connection.execute(statements[0])  # type: ignore[attr-defined]
        yield
        connection.execute(statements[1])  # type: ignore[attr-defined]


TROUBLE: dict[Wrong, Callable[[Installation], object]] = {
    Wrong.READ_ONLY: read_only,
    Wrong.BUSY: busy,
    Wrong.OTHER_VERSION: other_version,
}


@pytest.mark.parametrize("wrong", TROUBLE)
def test_trouble_is_told_where_somebody_is_and_goes_on_by_itself(
    wrong: Wrong, lumens: Organisation, app: Flask, mail: FakeMail
) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    visitor = asks(app)
    form = visitor.get("/aanmelden")
    trouble = TROUBLE[wrong](lumens.installation)
    status, title = TOLD[wrong]
    with quickly(lumens.installation), trouble:  # type: ignore[attr-defined]
        refused = visitor.submit(form, email=kim.email, password=PASSWORD)
        assert (refused.status, title in refused.text) == (status, True), refused.text
        assert kim.email in refused.text, "what was typed is not lost"
        assert PASSWORD not in refused.text
    assert visitor.submit(form, email=kim.email, password=PASSWORD).status == 200
    scheduler.sweep(lumens.installation, mail)


@on_sqlite
def test_a_full_disk_refuses_whole_and_takes_it_when_there_is_room(lumens: Organisation, app: Flask) -> None:
    """SQLite that may not grow any more, until it may."""
    installation = lumens.installation
    with closing(sqlite3.connect(str(installation.config.database_url.database))) as looking:
        looking.execute("VACUUM")
        pages = looking.execute("PRAGMA page_count").fetchone()[0]

    everywhere(installation, f"PRAGMA max_page_count={pages}")
    long = "Het duurde veel te lang. " * 4000
    with pytest.raises(DBAPIError) as refused:
        lumens.file_complaint(description=long)
    assert wrong_with(refused.value) is Wrong.FULL
    with app.test_request_context("/", method="POST", data={"description": "Mijn verhaal."}):
        answer = app.make_response(app.handle_user_exception(refused.value))
        assert (answer.status_code, "Onze opslag is vol" in answer.get_data(as_text=True)) == (507, True)
        assert "Mijn verhaal." in answer.get_data(as_text=True)
    everywhere(installation, "PRAGMA max_page_count=1000000")
    lumens.file_complaint(description=long)
    with lumens.work() as work:
        assert len(work.session.scalars(select(Dossier.id)).all()) == 1, "nothing half done"


@on_postgresql
@pytest.mark.parametrize(
    ("state", "wrong"),
    [("53100", Wrong.FULL), ("25006", Wrong.READ_ONLY), ("55P03", Wrong.BUSY), ("57P01", Wrong.AWAY), ("XX001", Wrong.BROKEN),
     ("42501", Wrong.NOT_ALLOWED), ("22012", None)],
)  # fmt: skip
def test_what_postgresql_says_is_understood(
    state: str, wrong: Wrong | None, installation: Installation
) -> None:
    with pytest.raises(DBAPIError) as refused, installation.engine.connect() as connection:
        connection.execute(text(f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$"))
    assert wrong_with(refused.value) is wrong


def test_a_fault_of_the_program_is_no_trouble_of_a_disk() -> None:
    assert wrong_with(ValueError()) is None
    assert wrong_with(FileNotFoundError(errno.ENOENT, "x")) is None
    assert wrong_with(OSError(errno.EROFS, "x")) is Wrong.READ_ONLY


@on_sqlite
def test_a_database_that_is_no_database_is_said_in_one_sentence(
    environment: dict[str, str], installation: Installation
) -> None:
    path = Path(str(installation.config.database_url.database))
    path.write_bytes(b"geen database" * 1000)
    for part in ("-wal", "-shm"):
        Path(f"{path}{part}").unlink(missing_ok=True)
    done = CliRunner(env=environment).invoke(main, ["record", "verify"])
    assert done.exit_code == 2
    assert "het is beschadigd; zet een back-up terug" in done.output
    assert len(done.output.strip().splitlines()) == 1


def test_a_sealed_file_is_there_whole_or_not_at_all(tmp_path: Path, lumens: Organisation) -> None:
    store = FileStore(root=tmp_path / "files")
    store.write(lumens.id, lumens.id, b"een")
    assert store.read(lumens.id, lumens.id) == b"een"
    (tmp_path / "plat").write_bytes(b"")
    with pytest.raises(OSError):
        FileStore(root=tmp_path / "plat").write(lumens.id, lumens.id, b"een")


def test_nobody_waits_for_ever_for_what_another_holds(lumens: Organisation) -> None:
    writing = lumens.installation.engine.execution_options(wederhoor_write=True)
    with (
        quickly(lumens.installation),
        busy(lumens.installation),
        pytest.raises(DBAPIError) as refused,
        writing.connect() as connection,
    ):
        connection.execute(text("DELETE FROM sign_in_failures"))
    assert wrong_with(refused.value) is Wrong.BUSY
