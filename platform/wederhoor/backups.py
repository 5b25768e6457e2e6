"""Backing an installation up, data and keys apart, and putting a back-up in place."""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

from sqlalchemy.engine import URL

from wederhoor.config import Config
from wederhoor.operations import OperationRefused, open_vault
from wederhoor.record import anchors
from wederhoor.vault.store import private_folder


def back_up(config: Config, target: Path, keys_target: Path) -> None:
    """Copy database and files to one folder, keys to another. The database first: files only ever come."""
    if keys_target.resolve() == target.resolve() or target.resolve() in keys_target.resolve().parents:
        raise OperationRefused(
            "Bewaar de sleutels ergens anders dan de gegevens: geef --keys een map buiten de back-up."
        )
    if target.exists() and any(target.iterdir()):
        raise OperationRefused(f"{target} is niet leeg; geef een nieuwe map.")
    private_folder(target)
    private_folder(keys_target)
    with anchors.anchors_at_rest(config.record_anchor):  # else the file tells of more than the copy holds
        _dump(config.database_url, target / "database", "WEDERHOOR_BACKUP_URL")
        if config.record_anchor.exists():
            shutil.copy2(config.record_anchor, target / "heads.log")
    if config.files.exists():
        shutil.copytree(config.files, target / "files", dirs_exist_ok=True)
    for old in keys_target.glob("keys*"):
        old.unlink()  # newest copy only: an older one could revive what was destroyed
    _dump(config.keys_url, keys_target / "keys", "")


def restore(config: Config, source: Path, keys_source: Path) -> None:
    """Put a back-up in place of nothing. Refuses when anything is there already."""
    for url in (config.database_url, config.keys_url):
        if url.get_backend_name() == "sqlite" and Path(str(url.database)).exists():
            raise OperationRefused(
                f"{url.database} bestaat al; zet een back-up alleen terug waar nog niets staat."
            )
    _load(config.database_url, config.migration_url, source / "database")
    _load(config.keys_url, config.keys_url, keys_source / "keys")
    private_folder(config.var)
    private_folder(config.record_anchor.parent)
    if (source / "files").exists():
        shutil.copytree(source / "files", config.files, dirs_exist_ok=True)
    if (source / "heads.log").exists():
        shutil.copy2(source / "heads.log", config.record_anchor)
    open_vault(config).close()  # raises when the master key does not fit


def _dump(url: URL, target: Path, override: str) -> None:
    if url.get_backend_name() == "sqlite":
        target = target.with_suffix(".sqlite")
        target.touch(mode=0o600)
        source = sqlite3.connect(f"file:{url.database}?mode=ro", uri=True)
        copy = sqlite3.connect(target)
        try:
            source.backup(copy)
        finally:
            copy.close()
            source.close()
        return
    target.with_suffix(".dump").touch(mode=0o600)
    _run(
        [
            "pg_dump",
            "--format=custom",
            f"--file={target.with_suffix('.dump')}",
            _libpq(url, override),
        ]
    )


def _load(url: URL, owner: URL, source: Path) -> None:
    if url.get_backend_name() == "sqlite":
        path = Path(str(url.database))
        private_folder(path.parent)
        shutil.copy2(source.with_suffix(".sqlite"), path)
        path.chmod(0o600)
        return
    dump = str(source.with_suffix(".dump"))
    _run(["pg_restore", "--exit-on-error", "--single-transaction", f"--dbname={_libpq(owner, '')}", dump])


def _libpq(url: URL, override: str) -> str:
    text = os.environ.get(override, "") if override else ""
    return text or url.set(drivername="postgresql").render_as_string(hide_password=False)


def _run(command: list[str]) -> None:
    program = shutil.which(command[0])
    if program is None:
        raise OperationRefused(f"Installeer {command[0]} (PostgreSQL-client): dat is hiervoor nodig.")
    done = subprocess.run([program, *command[1:]], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise OperationRefused(
            f"{command[0]} lukte niet: {done.stderr.strip().splitlines()[-1] if done.stderr else ''}"
        )
