"""What was accepted is on the disk before anybody is told so (nothing that was accepted is ever lost)."""

import sqlite3
from pathlib import Path

from tests.support.disks import PREPARE


def test_sqlite_waits_for_the_disk_at_every_commit(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "proef.db")
    PREPARE(connection, None)
    (waits,), (journal,) = (
        connection.execute(f"PRAGMA {name}").fetchone() for name in ("synchronous", "journal_mode")
    )
    connection.close()
    assert (waits, journal) == (2, "wal")  # 2: FULL
