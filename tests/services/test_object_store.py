"""Sealed files in a bucket, for more than one machine: the same answers as from a folder, tried on a real object store."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from tests.support.mail import FakeMail
from tests.support.swift import Swift, object_store
from tests.support.world import MASTER_KEY, Organisation, opened

from wederhoor import backups, health, proving, scheduler
from wederhoor import config as settings
from wederhoor.app import create_app
from wederhoor.config import Bucket, ConfigError
from wederhoor.notices.tables import Letter
from wederhoor.storage import Wrong, wrong_with
from wederhoor.vault.files import FileStore
from wederhoor.vault.objects import ObjectStore, open_files
from wederhoor.work import Installation, utc_now

pytestmark = [pytest.mark.siege, pytest.mark.xdist_group("object_store")]
on_one = pytest.mark.parametrize("database", ["sqlite"])


@pytest.fixture(scope="module")
def swift() -> Iterator[Swift]:
    with object_store() as store:
        yield store


@pytest.fixture
def bucket(swift: Swift) -> Bucket:
    """A corner of the bucket nobody else uses."""
    found = settings.load({"WEDERHOOR_VAR": "/x", **swift.environment}).bucket
    assert found is not None
    return replace(found, prefix=uuid.uuid4().hex)


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    if request.param == "folder":
        return FileStore(root=tmp_path / "files")
    return ObjectStore(root=Path("/"), bucket=request.getfixturevalue("bucket"))


def test_a_folder_and_a_bucket_answer_alike(store: FileStore) -> None:
    tenant, other, one, two = (uuid.uuid4() for _ in range(4))
    store.write(tenant, one, b"een")
    store.write(tenant, one, b"kopie", "copy")
    store.write(tenant, two, b"x" * 20_000_000)
    store.write(other, two, b"van een ander")
    assert store.read(tenant, one) == b"een"
    assert store.read(tenant, one, "copy") == b"kopie"
    assert len(store.read(tenant, two)) == 20_000_000
    kept = sorted((file_id, part) for file_id, part, _ in store.kept(tenant))
    assert kept == sorted([(one, ""), (one, "copy"), (two, "")])
    store.write(tenant, one, b"anders")
    assert store.read(tenant, one) == b"anders"
    store.remove(tenant, one, "copy")
    store.remove(tenant, one, "copy")
    with pytest.raises(FileNotFoundError):
        store.read(tenant, one, "copy")
    store.remove(tenant, one)
    assert [file_id for file_id, _, _ in store.kept(tenant)] == [two]
    assert store.read(other, two) == b"van een ander"
    store.probe()
    assert len(list(store.names())) == 2


@on_one
def test_two_machines_see_each_others_letters_and_a_backup_takes_them_along(
    lumens: Organisation, mail: FakeMail, bucket: Bucket, tmp_path: Path
) -> None:
    config = replace(lumens.installation.config, bucket=bucket)
    here = replace(lumens.installation, config=config)
    lumens.file_complaint()
    scheduler.sweep(here, mail)
    elsewhere = replace(config, var=tmp_path / "elders-var")
    with lumens.work() as work:
        letter = work.session.scalars(select(Letter)).one()
    assert open_files(elsewhere).read(lumens.id, letter.id)
    assert not any(path.is_file() for path in config.files.rglob("*"))
    made = backups.back_up(config, tmp_path / "kopie", tmp_path / "sleutels")
    assert made.files == 1
    back = settings.load(
        {"WEDERHOOR_VAR": str(tmp_path / "terug"), "WEDERHOOR_DEMO": "0", "WEDERHOOR_MASTER_KEY": MASTER_KEY}
    )
    back = replace(back, bucket=replace(bucket, prefix=f"{bucket.prefix}-terug"))
    backups.restore(back, tmp_path / "kopie", tmp_path / "sleutels")
    with opened(back) as installation:
        proof = proving.prove(installation)
    assert (proof.files, proof.wrong) == (1, [])


@on_one
def test_a_store_that_is_away_is_said_and_goes_on_by_itself(
    lumens: Organisation, installation: Installation, swift: Swift, bucket: Bucket, mail: FakeMail
) -> None:
    here = replace(installation, config=replace(installation.config, bucket=bucket))
    app: Flask = create_app(here)
    assert "files" not in health.failing(here, utc_now())
    lumens.file_complaint()
    swift.stop()
    try:
        with pytest.raises(OSError) as away:
            open_files(here.config).write(lumens.id, lumens.id, b"x")
        assert wrong_with(away.value) is Wrong.FILES_AWAY
        assert "files" in health.failing(here, utc_now())
        scheduler.sweep(here, mail)
        with lumens.work() as work:
            assert work.session.scalars(select(Letter)).one().pdf_made_at is None
        with app.test_request_context("/", method="POST", data={"text": "Mijn verhaal."}):
            answer = app.make_response(app.handle_user_exception(away.value))
        assert answer.status_code == 503
        assert "Mijn verhaal." in answer.get_data(as_text=True)
    finally:
        swift.start()
    scheduler.sweep(here, mail, now=lambda: utc_now().replace(year=utc_now().year + 1))
    with lumens.work() as work:
        assert work.session.scalars(select(Letter)).one().pdf_made_at is not None


def test_a_bucket_that_is_not_there_or_a_wrong_secret_is_no_missing_file(bucket: Bucket) -> None:
    for wrong in (replace(bucket, name="bestaat-niet"), replace(bucket, secret="fout")):
        with pytest.raises(OSError) as away:
            ObjectStore(root=Path("/"), bucket=wrong).probe()
        assert wrong_with(away.value) is Wrong.FILES_AWAY


WRONG = {
    "something else than a bucket": ({"WEDERHOOR_FILES_URL": "https://x/y"}, "s3://bucket"),
    "no endpoint": ({"WEDERHOOR_FILES_URL": "s3://x"}, "s3://bucket"),
    "an endpoint in the clear": (
        {"WEDERHOOR_FILES_URL": "s3://x?endpoint=http://opslag.example"},
        "met https",
    ),
    "no secret": (
        {"WEDERHOOR_FILES_URL": "s3://x?endpoint=https://opslag.example", "WEDERHOOR_FILES_KEY_ID": "a"},
        "WEDERHOOR_FILES_SECRET_FILE",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_store_that_is_set_wrong_gives_one_sentence(what: str) -> None:
    environment, told = WRONG[what]
    with pytest.raises(ConfigError, match=told):
        settings.load(environment)
