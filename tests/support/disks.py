"""Not waiting for the disk, in the process of the tests only: nobody pulls the plug there, and what is lost is thrown away.

Programs that tests start and kill wait for it, as in real life.
"""

import os
from typing import Any

from wederhoor import db

PREPARE = db._prepare_sqlite


def quick() -> None:
    """SQLite and sealed files leave it to the system when something reaches the disk."""
    db._prepare_sqlite = _hurried
    os.fsync = lambda _file: None


def _hurried(connection: Any, record: object) -> None:
    PREPARE(connection, record)
    connection.execute("PRAGMA synchronous=OFF").close()
