"""Keys and copies: what is destroyed stays destroyed, what is backed up comes back."""

import base64
import os
import shutil
import sqlite3
import stat
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select
from tests.support.mail import FakeMail
from tests.support.postgres import APP, BACKUP, Postgres
from tests.support.world import COMPLETE, MASTER_KEY, Filed, Organisation, opened, postgresql_environment

from wederhoor import backups, operations, record_proof, scheduler
from wederhoor import config as settings
from wederhoor.cli import main
from wederhoor.config import Config, ConfigError
from wederhoor.dossiers.content import content_of
from wederhoor.dossiers.tables import Statement
from wederhoor.intake.drafts import find_draft
from wederhoor.intake.service import receipt_of
from wederhoor.notices.letters import pdf_place
from wederhoor.notices.tables import Letter
from wederhoor.settings.service import platform_session
from wederhoor.tenancy.tables import Tenant
from wederhoor.vault.files import FileStore
from wederhoor.vault.seals import Destroyed, SealBroken
from wederhoor.work import Installation

OTHER_KEY = base64.b64encode(b"n" * 32).decode()


@pytest.fixture
def keys_kind() -> str:
    return "postgresql"


def description(organisation: Organisation, filed: Filed) -> str:
    with organisation.work() as work:
        from wederhoor.dossiers import service as dossiers

        return content_of(work, dossiers.find(work, filed.dossier_id)).description


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """An empty place to restore to."""

    environment: dict[str, str]

    @property
    def config(self) -> Config:
        return settings.load(self.environment)


@pytest.fixture
def elsewhere(
    database: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Any:
    var = tmp_path / "elders"
    if database == "sqlite":
        yield Elsewhere(
            environment={
                "WEDERHOOR_VAR": str(var),
                "WEDERHOOR_DEMO": "0",
                "WEDERHOOR_MASTER_KEY": MASTER_KEY,
            }
        )
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = str(request.getfixturevalue("config").database_url.database)
    monkeypatch.setenv("PATH", f"{server.bin}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("WEDERHOOR_BACKUP_URL", server.url(name, BACKUP).render_as_string())
    server.create_database("elders")
    server.create_database("elders_sleutels", owner=APP)
    yield Elsewhere(environment=postgresql_environment(server, var, "elders", "elders_sleutels"))
    server.drop_database("elders")
    server.drop_database("elders_sleutels")


def reopened(organisation: Organisation, installation: Installation) -> Organisation:
    return replace(organisation, installation=installation)


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner(env=environment).invoke(main, list(arguments))


def test_a_backup_comes_back_whole_with_files_record_and_keys(
    lumens: Organisation, environment: dict[str, str], elsewhere: Elsewhere, tmp_path: Path, mail: FakeMail
) -> None:
    filed = lumens.file_complaint()
    draft = lumens.start_draft(**COMPLETE)
    scheduler.sweep(lumens.installation, mail)
    scheduler.anchor(lumens.installation)
    done = run(environment, "backup", str(tmp_path / "kopie"), "--keys", str(tmp_path / "sleutels"))
    assert done.exit_code == 0, done.output
    restored = run(
        elsewhere.environment, "restore", str(tmp_path / "kopie"), "--keys", str(tmp_path / "sleutels")
    )
    assert restored.exit_code == 0, restored.output
    assert run(elsewhere.environment, "record", "verify").output == "Het logboek klopt.\n"
    with opened(elsewhere.config) as installation:
        there = reopened(lumens, installation)
        assert description(there, filed) == COMPLETE["description"]
        with there.work() as work:
            assert receipt_of(work, filed.code).number == filed.number
            assert find_draft(work, draft).body["surname"] == COMPLETE["surname"]
            letter = work.session.scalars(select(Letter)).one()
            sealed = FileStore(root=elsewhere.config.files).read(there.id, letter.id)
            assert work.vault.unseal(letter.key_id, pdf_place(letter.id), sealed).startswith(b"%PDF")
        assert there.file_complaint().number.startswith("0002")
        scheduler.anchor(installation)
        assert record_proof.verify_record(installation) == []


def test_a_dossier_whose_key_was_destroyed_stays_unreadable_in_an_older_copy(
    lumens: Organisation, config: Config, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    gone, kept = lumens.file_complaint(), lumens.file_complaint()
    with lumens.work() as work:
        key_id = work.session.scalars(
            select(Statement.key_id).where(Statement.dossier_id == gone.dossier_id)
        ).one()
    backups.back_up(config, tmp_path / "oud", tmp_path / "sleutels")
    with lumens.work(write=True) as work:
        work.vault.destroy(key_id)
    with pytest.raises(Destroyed):
        description(lumens, gone)
    backups.back_up(config, tmp_path / "nieuw", tmp_path / "sleutels")  # the newest keys replace the older
    backups.restore(elsewhere.config, tmp_path / "oud", tmp_path / "sleutels")
    with opened(elsewhere.config) as installation:
        there = reopened(lumens, installation)
        with pytest.raises(Destroyed):
            description(there, gone)
        assert description(there, kept) == COMPLETE["description"]
        assert record_proof.verify_record(installation) == [], "the record outlives the key"


def test_the_keys_are_never_put_beside_the_data(config: Config, tmp_path: Path) -> None:
    for keys in (tmp_path / "kopie", tmp_path / "kopie" / "sleutels"):
        with pytest.raises(operations.OperationRefused, match="ergens anders"):
            backups.back_up(config, tmp_path / "kopie", keys)


def test_a_backup_never_overwrites_another(config: Config, tmp_path: Path) -> None:
    (tmp_path / "kopie").mkdir()
    (tmp_path / "kopie" / "iets").touch()
    with pytest.raises(operations.OperationRefused, match="niet leeg"):
        backups.back_up(config, tmp_path / "kopie", tmp_path / "sleutels")


def test_a_backup_is_not_put_back_over_what_is_there(
    lumens: Organisation, config: Config, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    backups.back_up(config, tmp_path / "kopie", tmp_path / "sleutels")
    with pytest.raises(operations.OperationRefused):
        backups.restore(config, tmp_path / "kopie", tmp_path / "sleutels")


def test_a_backup_says_what_it_does_not_hold(
    environment: dict[str, str], elsewhere: Elsewhere, tmp_path: Path
) -> None:
    done = run(environment, "backup", str(tmp_path / "kopie"), "--keys", str(tmp_path / "sleutels"))
    assert "De hoofdsleutel (WEDERHOOR_MASTER_KEY) zit er niet in" in done.output


def put_back(elsewhere: Elsewhere, tmp_path: Path, **changed: str) -> Result:
    return run(
        {**elsewhere.environment, **changed},
        "restore",
        str(tmp_path / "kopie"),
        "--keys",
        str(tmp_path / "sleutels"),
    )


def test_restoring_proves_that_everything_opens_before_it_says_so(
    lumens: Organisation, config: Config, elsewhere: Elsewhere, tmp_path: Path, mail: FakeMail
) -> None:
    lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint()
    scheduler.sweep(lumens.installation, mail)
    with lumens.work(write=True) as work:
        statement = work.session.scalars(
            select(Statement).where(Statement.dossier_id == filed.dossier_id)
        ).one()
        statement.body_sealed = statement.body_sealed[:-1] + b"x"
    backups.back_up(config, tmp_path / "kopie", tmp_path / "sleutels")
    for path in (tmp_path / "kopie" / "files").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1] + b"x")
    said = put_back(elsewhere, tmp_path)
    assert said.exit_code == 1
    assert f"statements {statement.id}: body gaat niet open" in said.output
    assert "het bestand gaat niet open" in said.output
    assert "De back-up staat terug" not in said.output


def test_a_back_up_that_is_not_whole_is_refused_and_nothing_is_put_in_place(
    lumens: Organisation, config: Config, elsewhere: Elsewhere, tmp_path: Path, mail: FakeMail
) -> None:
    """A wrong master key, older keys, a missing part, missing files; then with everything right it comes back."""
    lumens.file_complaint()
    scheduler.sweep(lumens.installation, mail)
    backups.back_up(config, tmp_path / "eerder", tmp_path / "oud")
    shutil.copytree(tmp_path / "oud", tmp_path / "sleutels")
    backups.back_up(config, tmp_path / "kopie", tmp_path / "nieuw")

    def refused(words: str, **changed: str) -> None:
        said = put_back(elsewhere, tmp_path, **changed)
        assert said.exit_code == 2, said.output
        assert words in said.output
        assert len(said.output.strip().splitlines()) == 1

    refused("zijn ouder dan deze gegevens")
    shutil.rmtree(tmp_path / "sleutels")
    shutil.copytree(tmp_path / "nieuw", tmp_path / "sleutels")
    other = base64.b64encode(b"x" * 32).decode()
    refused("De hoofdsleutel past niet bij deze sleutels; er is niets teruggezet", WEDERHOOR_MASTER_KEY=other)
    refused("Geef een hoofdsleutel", WEDERHOOR_MASTER_KEY="")
    (database,) = (tmp_path / "kopie").glob("database.*")
    database.rename(tmp_path / "weg")
    refused("staat geen kopie van de gegevens")
    database.write_bytes(b"geen kopie" * 100)
    assert put_back(elsewhere, tmp_path).exit_code == 2
    (tmp_path / "weg").replace(database)
    one = next(path for path in (tmp_path / "kopie" / "files").rglob("*") if path.is_file())
    kept = one.read_bytes()
    one.unlink()
    refused("ontbreken bestanden")
    one.write_bytes(kept)
    done = put_back(elsewhere, tmp_path)
    assert done.exit_code == 0, done.output
    assert "Alles gaat open" in done.output


def test_a_backup_that_fails_halfway_leaves_nothing_and_the_keys_of_before(
    lumens: Organisation,
    config: Config,
    elsewhere: Elsewhere,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    backups.back_up(config, tmp_path / "eerste", tmp_path / "sleutels")
    before = {path.name: path.read_bytes() for path in (tmp_path / "sleutels").iterdir()}
    (config.files / "plat").mkdir()
    (tmp_path / "vol").write_bytes(b"")
    with pytest.raises(OSError):
        backups.back_up(config, tmp_path / "vol" / "tweede", tmp_path / "sleutels")
    monkeypatch.setenv("PATH", "/bestaat/niet")
    if config.database_url.get_backend_name() == "postgresql":
        with pytest.raises(operations.OperationRefused):
            backups.back_up(config, tmp_path / "tweede", tmp_path / "sleutels")
    assert not (tmp_path / "tweede").exists()
    assert list(tmp_path.glob("*.half")) == []
    assert {path.name: path.read_bytes() for path in (tmp_path / "sleutels").iterdir()} == before


def test_copies_are_for_their_owner_only(
    lumens: Organisation, config: Config, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    lumens.file_complaint()
    backups.back_up(config, tmp_path / "kopie", tmp_path / "sleutels")
    assert _open_to_others(tmp_path / "kopie") == _open_to_others(tmp_path / "sleutels") == []


def _open_to_others(folder: Path) -> list[str]:
    return [
        f"{path} {stat.S_IMODE(path.stat().st_mode):o}"
        for path in (folder, *folder.rglob("*"))
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    ]


def with_master_key(environment: dict[str, str], key: str) -> dict[str, str]:
    return {**environment, "WEDERHOOR_MASTER_KEY": key}


def test_a_master_key_that_does_not_fit_stops_the_start(
    lumens: Organisation, environment: dict[str, str]
) -> None:
    for command in (("serve",), ("scheduler",), ("record", "verify")):
        refused = run(with_master_key(environment, OTHER_KEY), *command)
        assert refused.exit_code == 2
        assert refused.output.startswith("De hoofdsleutel past niet bij deze sleutelopslag")
        assert len(refused.output.strip().splitlines()) == 1


def test_after_rotation_the_old_master_key_is_refused_and_everything_is_readable(
    lumens: Organisation, environment: dict[str, str], tmp_path: Path
) -> None:
    filed = lumens.file_complaint()
    (tmp_path / "nieuw.key").write_text(OTHER_KEY)
    rotated = run(
        with_master_key(environment, MASTER_KEY),
        "keys",
        "rotate",
        "--new-key-file",
        str(tmp_path / "nieuw.key"),
    )
    assert rotated.exit_code == 0, rotated.output
    assert "6 sleutels opnieuw verpakt" in rotated.output
    with (
        pytest.raises(ConfigError, match="past niet"),
        opened(settings.load(with_master_key(environment, MASTER_KEY))),
    ):
        pass
    with opened(settings.load(with_master_key(environment, OTHER_KEY))) as installation:
        there = reopened(lumens, installation)
        assert description(there, filed) == COMPLETE["description"]
        there.file_complaint()


def test_the_embedded_master_key_file_is_replaced_by_rotation(templates: Any, tmp_path: Path) -> None:
    environment = {"WEDERHOOR_VAR": str(tmp_path / "var"), "WEDERHOOR_DEMO": "0"}
    config = settings.load(environment)
    operations.prepare(config)
    operations.close(operations.open_installation(config))
    before = config.master_key_file.read_text()
    (tmp_path / "nieuw.key").write_text(OTHER_KEY + "\n")
    assert run(environment, "keys", "rotate", "--new-key-file", str(tmp_path / "nieuw.key")).exit_code == 0
    assert config.master_key_file.read_text().strip() == OTHER_KEY != before.strip()
    assert run(environment, "record", "verify").exit_code == 0
    assert _open_to_others(config.var) == []


def test_everything_embedded_is_for_its_owner_only(tmp_path: Path, mail: FakeMail) -> None:
    old = os.umask(0o022)  # as most machines have it
    try:
        config = settings.load({"WEDERHOOR_VAR": str(tmp_path / "var"), "WEDERHOOR_DEMO": "0"})
        operations.prepare(config)
        installation = operations.open_installation(config)
        operations.create_tenant(installation, slug="lumens", plugin="lumens")
        with platform_session(installation, write=False) as session:
            tenant_id = session.scalars(select(Tenant.id)).one()
        lumens = Organisation(installation=installation, id=tenant_id, slug="lumens")
        lumens.file_complaint()
        scheduler.sweep(installation, mail)
        scheduler.anchor(installation)
        assert list(config.files.rglob("*"))
        assert (config.var / "db" / "wederhoor.db-wal").exists()
        assert _open_to_others(config.var) == []
        operations.close(installation)
    finally:
        os.umask(old)


def test_a_lost_master_key_file_is_not_quietly_made_anew(tmp_path: Path) -> None:
    config = settings.load({"WEDERHOOR_VAR": str(tmp_path / "var"), "WEDERHOOR_DEMO": "0"})
    operations.prepare(config)
    operations.close(operations.open_installation(config))
    config.master_key_file.unlink()
    with pytest.raises(ConfigError, match="Zet de hoofdsleutel terug"):
        operations.prepare(config)


def test_a_master_key_file_others_can_read_is_refused(tmp_path: Path) -> None:
    config = settings.load({"WEDERHOOR_VAR": str(tmp_path / "var"), "WEDERHOOR_DEMO": "0"})
    operations.prepare(config)
    config.master_key_file.chmod(0o640)
    with pytest.raises(ConfigError, match="chmod 600"):
        operations.open_installation(config)


def test_a_destroyed_key_leaves_no_byte_in_the_embedded_key_store(tmp_path: Path) -> None:
    config = settings.load({"WEDERHOOR_VAR": str(tmp_path / "var"), "WEDERHOOR_DEMO": "0"})
    operations.prepare(config)
    with opened(config) as installation:
        tenant_id = operations.create_tenant(installation, slug="lumens", plugin="lumens")
        key_id, _ = installation.vault.take_key(tenant_id)
        raw = sqlite3.connect(str(config.keys_url.database))
        (wrapped,) = raw.execute(
            "SELECT wrapped FROM sealing_keys WHERE key_id = ?", (key_id.hex,)
        ).fetchone()
        raw.close()
        assert _holds(config.var / "keys", wrapped)
        installation.vault.destroy(tenant_id, key_id)
        assert not _holds(config.var / "keys", wrapped)


def _holds(folder: Path, wanted: bytes) -> bool:
    return any(wanted in path.read_bytes() for path in folder.iterdir())


def test_a_sealed_value_opens_only_where_it_belongs(lumens: Organisation) -> None:
    with lumens.work() as work:
        key, other = work.vault.new_key(), work.vault.new_key()
        sealed = work.vault.seal(key, "statements|body_sealed|1", b"geheim")
        assert work.vault.unseal(key, "statements|body_sealed|1", sealed) == b"geheim"
        for wrong_key, place in ((key, "statements|body_sealed|2"), (other, "statements|body_sealed|1")):
            with pytest.raises(SealBroken):
                work.vault.unseal(wrong_key, place, sealed)
        with pytest.raises(SealBroken):
            work.vault.unseal(key, "statements|body_sealed|1", sealed[:-1] + bytes([sealed[-1] ^ 1]))


def test_one_tenants_vault_does_not_open_anothers_keys(tenant: Any) -> None:
    ours, theirs = tenant("ons"), tenant("hun")
    with ours.work() as work:
        key = work.vault.new_key()
        sealed = work.vault.seal(key, "x", b"geheim")
    with theirs.work() as work, pytest.raises(Destroyed):
        work.vault.unseal(key, "x", sealed)
