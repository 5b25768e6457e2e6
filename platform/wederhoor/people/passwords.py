"""Argon2id with bounded concurrency: a burst of sign-ins may wait, it may not take all memory."""

import secrets
import threading

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import hash_secret_raw

from wederhoor.rules import typed

MIN_LENGTH = 12
MAX_LENGTH = 256
MEMORY_LOG2 = 16  # 64 MiB
_AT_ONCE = threading.BoundedSemaphore(2)
_hasher = PasswordHasher()
_nobody: list[str] = []  # made on first use: an unknown address takes as long as a known one


def hash_password(password: str) -> str:
    """An Argon2id hash with the library's current parameters, of the password as it is compared (`rules.typed.secret`)."""
    with _AT_ONCE:
        return _hasher.hash(typed.secret(password))


def verify_password(stored: str | None, password: str) -> bool:
    """Whether the password fits; takes as long when nothing is stored, or something else.

    One that was kept before passwords were compared in one form fits as it was typed then.
    """
    fits = False
    for form in dict.fromkeys((typed.secret(password), password)):
        fits = fits or _fits(stored, form)
    return fits


def _fits(stored: str | None, password: str) -> bool:
    with _AT_ONCE:
        if stored is None and not _nobody:
            _nobody.append(_hasher.hash("niemand heeft dit wachtwoord"))
        try:
            return _hasher.verify(stored or _nobody[0], password) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


def new_salt(memory_log2: int | None = None) -> bytes:
    """A fresh salt that says itself how much memory a guess costs (2 to this power, in KiB), so that it can be raised later."""
    return bytes([memory_log2 or MEMORY_LOG2]) + secrets.token_bytes(16)


def key_from(secret: str, salt: bytes) -> bytes:
    """A key of 32 bytes made of a passphrase with Argon2id, three rounds; nothing of it is kept."""
    with _AT_ONCE:
        return hash_secret_raw(
            secret.encode(),
            salt,
            time_cost=3,
            memory_cost=2 ** salt[0],
            parallelism=4,
            hash_len=32,
            type=Type.ID,
        )


def needs_rehash(stored: str, password: str) -> bool:
    """Whether the hash of this password was made with older parameters, or of another form of it."""
    form = typed.secret(password)
    return _hasher.check_needs_rehash(stored) or (form != password and not _fits(stored, form))
