"""One seal: AES-256-GCM, as one version byte, a nonce of 12 bytes and what the cipher gives.

The associated data names the place a value belongs to, so a value moved to another row, column or tenant does not open.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
NONCE_BYTES = 12


class Destroyed(Exception):
    """The key of a sealed value is gone; nobody can read it any more."""


class SealBroken(Exception):
    """A sealed value was changed, or belongs somewhere else."""


def seal(key: bytes, plain: bytes, place: bytes) -> bytes:
    """Seal bytes for one place."""
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plain, place)


def unseal(key: bytes, sealed: bytes, place: bytes) -> bytes:
    """Open a sealed value; raises SealBroken when it does not belong to this key and place."""
    if sealed[:1] != VERSION:
        raise SealBroken("unknown version of a sealed value")
    try:
        return AESGCM(key).decrypt(sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :], place)
    except InvalidTag:
        raise SealBroken("a sealed value does not open with its key") from None
