"""Backing an installation up, data and keys apart, and putting a back-up in place: as a whole, or not at all."""

import json
import os
import shutil
import sqlite3
import subprocess
import uuid
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.engine import URL

from wederhoor import schema
from wederhoor.config import Config, ConfigError
from wederhoor.db import make_engine
from wederhoor.operations import OperationRefused, open_vault, write_secret
from wederhoor.record import anchors
from wederhoor.vault.files import FileStore
from wederhoor.vault.objects import open_files
from wederhoor.vault.store import private_folder, read_master_key

ABOUT_DATA, ABOUT_KEYS = "back-up.json", "keys.json"
"""Of which back-up these data are, and of which back-ups these keys open everything that was not destroyed."""
PARTS = {"sqlite": ".sqlite", "postgresql": ".dump"}


@dataclass(frozen=True, kw_only=True)
class BackedUp:
    """What a back-up holds: files by number, and where the master key is, which it does not hold."""

    files: int
    master_key_in: str


def back_up(config: Config, target: Path, keys_target: Path) -> BackedUp:
    """Copy database and files to one folder, keys to another. The database first: files only ever come.

    Nothing stands under either name until it is whole.
    """
    if keys_target.resolve() == target.resolve() or target.resolve() in keys_target.resolve().parents:
        raise OperationRefused(
            "Bewaar de sleutels ergens anders dan de gegevens: geef --keys een map buiten de back-up."
        )
    if target.exists() and any(target.iterdir()):
        raise OperationRefused(f"{target} is niet leeg; geef een nieuwe map.")
    open_vault(config).close()  # a back-up of keys that do not open is none
    number = uuid.uuid4().hex
    half = target.with_name(f"{target.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    try:
        private_folder(half)
        with anchors.anchors_at_rest(config.record_anchor):  # else the file tells of more than the copy holds
            _dump(config.database_url, half / "database", "WEDERHOOR_BACKUP_URL")
            if config.record_anchor.exists():
                shutil.copy2(config.record_anchor, half / "heads.log")
        files = _copy_files(open_files(config), FileStore(root=half / "files"))
        about = {"back-up": number, "database": schema.newest_revision(), "files": files}
        write_secret(half / ABOUT_DATA, json.dumps(about))
        _back_up_keys(config, keys_target, number)
        if target.exists():
            target.rmdir()
        half.replace(target)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    os.sync()
    in_environment = config.master_key is not None
    return BackedUp(
        files=files, master_key_in="WEDERHOOR_MASTER_KEY" if in_environment else str(config.master_key_file)
    )


def _copy_files(source: FileStore, target: FileStore) -> int:
    """Copy every sealed file that is whole; how many. One that goes meanwhile belongs to what was destroyed or never finished."""
    count = 0
    for name, _ in source.names():
        if name.endswith(".half"):
            continue
        try:
            target.put(name, source.take(name))
        except FileNotFoundError:
            continue
        count += 1
    return count


def _back_up_keys(config: Config, target: Path, number: str) -> None:
    """The newest copy only: an older one could revive what was destroyed. The old one goes when the new one is whole."""
    private_folder(target)
    half = target / "half"
    shutil.rmtree(half, ignore_errors=True)
    private_folder(half)
    try:
        _dump(config.keys_url, half / "keys", "")
        known = _about(target / ABOUT_KEYS).get("opens", [])
        write_secret(half / ABOUT_KEYS, json.dumps({"opens": [*known, number]}))
        made = {path.name for path in half.iterdir()}
        for path in half.iterdir():
            path.replace(target / path.name)
        for old in target.glob("keys.*"):
            if old.name not in made:
                old.unlink()
    finally:
        shutil.rmtree(half, ignore_errors=True)


def restore(config: Config, source: Path, keys_source: Path) -> None:
    """Put a back-up in place of nothing. Refuses when anything is there already, or when it is not whole.

    What it put in place is taken away again when something goes wrong; `proving.prove` says afterwards whether everything opens.
    """
    _check_whole(config, source, keys_source)
    _check_empty(config)
    read_master_key(config)
    with ExitStack() as undo:

        def placed(path: Path) -> None:
            undo.callback(lambda: shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True))

        private_folder(config.var)
        _load(config.keys_url, config.keys_url, keys_source / "keys", undo.callback)
        try:
            open_vault(config).close()
        except ConfigError:
            raise OperationRefused(
                "De hoofdsleutel past niet bij deze sleutels; er is niets teruggezet. Zet WEDERHOOR_MASTER_KEY of "
                "WEDERHOOR_MASTER_KEY_FILE op de hoofdsleutel van toen, en begin opnieuw."
            ) from None
        _load(config.database_url, config.migration_url, source / "database", undo.callback)
        if config.bucket is None:
            placed(config.files)
            private_folder(config.files)
        else:
            undo.callback(_take_away, open_files(config))
        _copy_files(FileStore(root=source / "files"), open_files(config))
        placed(config.record_anchor)
        private_folder(config.record_anchor.parent)
        if (source / "heads.log").exists():
            shutil.copy2(source / "heads.log", config.record_anchor)
        undo.pop_all()


def _take_away(files: FileStore) -> None:
    for name, _ in files.names():
        files.drop(name)


def _check_whole(config: Config, source: Path, keys_source: Path) -> None:
    for url, folder, name, what in (
        (config.database_url, source, "database", "de gegevens"),
        (config.keys_url, keys_source, "keys", "de sleutels"),
    ):
        path = folder / f"{name}{PARTS[url.get_backend_name()]}"
        if not path.is_file() or not path.stat().st_size:
            others = [kind for kind, part in PARTS.items() if (folder / f"{name}{part}").exists()]
            why = f"; wel een van {others[0]}" if others else ""
            raise OperationRefused(f"In {folder} staat geen kopie van {what} ({path.name}){why}.")
        if path.suffix == PARTS["sqlite"] and not _is_sound(path):
            raise OperationRefused(f"De kopie van {what} in {folder} is beschadigd; neem een andere back-up.")
    about, keys = _about(source / ABOUT_DATA), _about(keys_source / ABOUT_KEYS)
    if about and about["back-up"] not in keys.get("opens", []):
        raise OperationRefused(
            f"De sleutels in {keys_source} zijn ouder dan deze gegevens, of van een andere installatie: geef de map met de nieuwste."
        )
    there = sum(1 for path in (source / "files").rglob("*") if path.is_file())
    if about and there < about["files"]:
        raise OperationRefused(
            f"In {source} ontbreken bestanden: er zijn er {there} van {about['files']}. Neem een hele kopie."
        )


def _is_sound(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as copy:
            return bool(copy.execute("PRAGMA quick_check").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


def _about(path: Path) -> dict[str, Any]:
    """What a back-up says of itself; empty for one of before it did."""
    if not path.exists():
        return {}
    try:
        found: dict[str, Any] = json.loads(path.read_text())
    except ValueError:
        raise OperationRefused(f"{path} is beschadigd; neem een andere back-up.") from None
    return found


def _check_empty(config: Config) -> None:
    for url in (config.migration_url, config.keys_url):
        if url.get_backend_name() == "sqlite":
            full = Path(str(url.database)).exists()
        else:
            engine = make_engine(url, pool_size=1)
            try:
                full = bool(inspect(engine).get_table_names())
            finally:
                engine.dispose()
        if full:
            raise OperationRefused(
                f"{url.database} bestaat al; zet een back-up alleen terug waar nog niets staat."
            )
    if config.record_anchor.exists() or next(open_files(config).names(), None) is not None:
        raise OperationRefused(
            f"In {config.var} staat al iets; zet een back-up alleen terug waar nog niets staat."
        )


def _dump(url: URL, target: Path, override: str) -> None:
    if url.get_backend_name() == "sqlite":
        target = target.with_suffix(PARTS["sqlite"])
        target.touch(mode=0o600)
        with (
            closing(sqlite3.connect(f"file:{url.database}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
        return
    target.with_suffix(PARTS["postgresql"]).touch(mode=0o600)
    own = os.environ.get(override, "") if override else ""
    _run(
        "pg_dump",
        ["--format=custom", f"--file={target.with_suffix(PARTS['postgresql'])}"],
        _url(own) if own else url,
    )


def _url(text: str) -> URL:
    from sqlalchemy.engine import make_url

    return make_url(text)


def _load(url: URL, owner: URL, source: Path, undo: Callable[[Callable[[], object]], object]) -> None:
    if url.get_backend_name() == "sqlite":
        path = Path(str(url.database))
        private_folder(path.parent)

        def away() -> None:
            for one in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
                one.unlink(missing_ok=True)

        undo(away)
        shutil.copy2(source.with_suffix(PARTS["sqlite"]), path)
        path.chmod(0o600)
        return
    undo(lambda: _empty(owner))
    dump = str(source.with_suffix(PARTS["postgresql"]))
    _run("pg_restore", ["--exit-on-error", "--single-transaction", dump], owner, option="--dbname")


def _empty(owner: URL) -> None:
    """Take away what was put in an empty database, as its owner."""
    engine = make_engine(owner, pool_size=1)
    try:
        with engine.connect() as connection:
            for name in inspect(connection).get_table_names():
                connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{name}" CASCADE')
            connection.exec_driver_sql("DROP FUNCTION IF EXISTS refuse_change CASCADE")
            connection.exec_driver_sql("COMMIT")
    finally:
        engine.dispose()


def _run(name: str, arguments: list[str], url: URL, *, option: str = "") -> None:
    """Run a program of PostgreSQL; the password is not among its arguments, where everybody on the machine would read it."""
    program = shutil.which(name)
    if program is None:
        raise OperationRefused(f"Installeer {name} (PostgreSQL-client): dat is hiervoor nodig.")
    where = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    command = [program, *arguments, f"{option}={where}" if option else where]
    environment = os.environ | ({"PGPASSWORD": str(url.password)} if url.password else {})
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)  # noqa: S603
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()
        raise OperationRefused(f"{name} lukte niet: {said[-1] if said else done.returncode}")
