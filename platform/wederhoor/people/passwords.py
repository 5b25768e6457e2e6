"""Argon2id with bounded concurrency: a burst of sign-ins may wait, it may not take all memory."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_LENGTH = 12
MAX_LENGTH = 256
_AT_ONCE = threading.BoundedSemaphore(2)
_hasher = PasswordHasher()
_nobody: list[str] = []  # made on first use: an unknown address takes as long as a known one


def hash_password(password: str) -> str:
    """An Argon2id hash with the library's current parameters."""
    with _AT_ONCE:
        return _hasher.hash(password)


def verify_password(stored: str | None, password: str) -> bool:
    """Whether the password fits; takes as long when nothing is stored."""
    with _AT_ONCE:
        if stored is None and not _nobody:
            _nobody.append(_hasher.hash("niemand heeft dit wachtwoord"))
        try:
            return _hasher.verify(stored or _nobody[0], password) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


def needs_rehash(stored: str) -> bool:
    """Whether the hash was made with older parameters."""
    return _hasher.check_needs_rehash(stored)
