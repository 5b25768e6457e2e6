"""What is wrong with where things are kept, told from the error it gives: full, read-only, kept busy, of another version, away."""

import errno
import sqlite3
from enum import StrEnum

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree


class Wrong(StrEnum):
    """Kinds of trouble; each goes over by itself when its cause is gone."""

    AWAY = "away"
    FILES_AWAY = "files_away"
    FULL = "full"
    READ_ONLY = "read_only"
    BUSY = "busy"
    OTHER_VERSION = "other_version"
    NOT_ALLOWED = "not_allowed"
    BROKEN = "broken"


SENTENCES = {
    Wrong.AWAY: "de database antwoordt niet; kijk of zij draait en of het adres klopt",
    Wrong.FILES_AWAY: "de opslag van bestanden antwoordt niet; kijk of zij draait en of adres, bucket en sleutel kloppen",
    Wrong.FULL: "de schijf is vol; maak ruimte",
    Wrong.READ_ONLY: "er kan alleen gelezen worden; zet schrijven weer open, of kies de database waarin geschreven mag worden",
    Wrong.BUSY: "iets anders houdt het bezet; wacht tot dat klaar is, of beëindig het",
    Wrong.OTHER_VERSION: "het is van een andere versie dan dit programma; voer 'wederhoor migrate' uit of zet de goede versie terug",
    Wrong.NOT_ALLOWED: "dit programma mag daar niet bij; kijk de rechten en het wachtwoord na",
    Wrong.BROKEN: "het is beschadigd; zet een back-up terug",
}
"""For the operator, after the name of what it is about."""

_SQLITE = {
    sqlite3.SQLITE_FULL: Wrong.FULL,
    sqlite3.SQLITE_READONLY: Wrong.READ_ONLY,
    sqlite3.SQLITE_BUSY: Wrong.BUSY,
    sqlite3.SQLITE_LOCKED: Wrong.BUSY,
    sqlite3.SQLITE_PERM: Wrong.NOT_ALLOWED,
    sqlite3.SQLITE_CORRUPT: Wrong.BROKEN,
    sqlite3.SQLITE_NOTADB: Wrong.BROKEN,
    sqlite3.SQLITE_CANTOPEN: Wrong.AWAY,
    sqlite3.SQLITE_IOERR: Wrong.AWAY,
}
_UNKNOWN_NAME = ("no such table", "no such column", "has no column named")
_POSTGRESQL = {
    "53100": Wrong.FULL,
    "53300": Wrong.BUSY,  # too many connections
    "55P03": Wrong.BUSY,  # a lock that was waited for
    "57014": Wrong.BUSY,  # cancelled
    "40P01": Wrong.BUSY,
    "40001": Wrong.BUSY,
    "25006": Wrong.READ_ONLY,
    "42P01": Wrong.OTHER_VERSION,
    "42703": Wrong.OTHER_VERSION,
    "42501": Wrong.NOT_ALLOWED,
    "28000": Wrong.NOT_ALLOWED,
    "28P01": Wrong.NOT_ALLOWED,
    "XX001": Wrong.BROKEN,
    "XX002": Wrong.BROKEN,
}
_SYSTEM = {
    errno.ENOSPC: Wrong.FULL,
    errno.EDQUOT: Wrong.FULL,
    errno.EROFS: Wrong.READ_ONLY,
    errno.EACCES: Wrong.NOT_ALLOWED,
    errno.EPERM: Wrong.NOT_ALLOWED,
    errno.EIO: Wrong.BROKEN,
    errno.EMFILE: Wrong.BUSY,
    errno.ENFILE: Wrong.BUSY,
    errno.ESTALE: Wrong.FILES_AWAY,
    errno.EHOSTUNREACH: Wrong.FILES_AWAY,
}


def wrong_with(error: BaseException) -> Wrong | None:
    """What is wrong with a database or a disk; None when the error is a fault of the program."""
    if isinstance(error, NoneFree):
        return Wrong.BUSY
    if isinstance(error, OSError):
        return _SYSTEM.get(error.errno or 0)
    if not isinstance(error, DBAPIError):
        return None
    driver = error.orig
    known = _of_sqlite(driver) if isinstance(driver, sqlite3.Error) else _of_postgresql(driver)
    if known is None and (isinstance(error, OperationalError) or error.connection_invalidated):
        return Wrong.AWAY
    return known


def _of_sqlite(driver: sqlite3.Error) -> Wrong | None:
    code = getattr(driver, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_ERROR and any(words in str(driver) for words in _UNKNOWN_NAME):
        return Wrong.OTHER_VERSION
    return _SQLITE.get(code)


def _of_postgresql(driver: BaseException | None) -> Wrong | None:
    state = getattr(driver, "sqlstate", None) or ""
    if state in _POSTGRESQL:
        return _POSTGRESQL[state]
    return Wrong.AWAY if state.startswith(("08", "57P", "58")) else None


def told(what: str, wrong: Wrong) -> str:
    """One sentence for the operator: what it is about, what is wrong, what to do."""
    return f"{what}: {SENTENCES[wrong]}."
