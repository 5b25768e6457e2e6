"""Where wrapped keys are kept: a database of its own, apart from the data and backed up apart from it."""

import stat
from pathlib import Path

from sqlalchemy import Engine, Integer, LargeBinary, MetaData, String, Table, Text, UniqueConstraint
from sqlalchemy.schema import Column
from sqlalchemy.types import Uuid

from wederhoor.config import Config, ConfigError, parse_master_key
from wederhoor.db import make_engine

metadata = MetaData()

platform_keys = Table(
    "platform_keys",
    metadata,
    Column("purpose", String(20), primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
)
tenant_keys = Table(
    "tenant_keys",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("purpose", String(20), primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
)
sealing_keys = Table(
    "sealing_keys",
    metadata,
    Column("key_id", Uuid, primary_key=True),
    Column("tenant_id", Uuid, nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
    UniqueConstraint("tenant_id", "key_id"),
)
anchors = Table(
    "anchors",
    metadata,
    Column("tenant_id", Uuid, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("body", Text, nullable=False),
    Column("hash", String(64), nullable=False),
)
"""The proof of the record outside the data (`vault.anchors`)."""


def open_store(config: Config) -> Engine:
    """The engine of the key store, its tables made when they are not there; files are for their owner only."""
    url = config.keys_url
    if url.get_backend_name() == "sqlite" and url.database:
        path = Path(url.database)
        private_folder(path.parent)
        if not path.exists():
            path.touch(mode=0o600)
        path.chmod(0o600)
    engine = make_engine(url, pool_size=4, forgets=True)
    metadata.create_all(engine.execution_options(wederhoor_write=True))
    return engine


def private_folder(path: Path) -> None:
    """Make a folder that only its owner can enter."""
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o700)


def read_master_key(config: Config) -> bytes:
    """The master key from the environment or its file.

    Raises ConfigError when there is none, or when others may read the file.
    """
    if config.master_key is not None:
        return config.master_key
    path = config.master_key_file
    if not path.exists():
        raise ConfigError(
            f"Geef een hoofdsleutel: zet WEDERHOOR_MASTER_KEY of WEDERHOOR_MASTER_KEY_FILE ({path} is er niet)."
        )
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise ConfigError(
            f"Maak {path} alleen leesbaar voor de eigenaar (chmod 600): anderen kunnen nu bij de hoofdsleutel."
        )
    return parse_master_key(path.read_text(), str(path))
