"""Hashing passwords quickly, in the process of the tests only: what it costs for real is `test_passwords.py`."""

from argon2 import PasswordHasher

from wederhoor.people import passwords

REAL = passwords._hasher
REAL_MEMORY_KIB = 2**passwords.MEMORY_LOG2


def quick() -> None:
    """The same Argon2id with the least work it allows."""
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    passwords.MEMORY_LOG2 = 5
