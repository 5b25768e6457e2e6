"""Sealing to a public key (HPKE, RFC 9180) and locking with a secret; nothing of it is of our own making.

HPKE: X25519, HKDF-SHA256, AES-256-GCM, as `cryptography` has it. A passphrase becomes a key with Argon2id, a random token with
HKDF-SHA256. The place a value belongs to is bound to it, so a value moved elsewhere does not open.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wederhoor.vault.seals import SealBroken, seal, unseal

VERSION = b"\x01"
KEY_BYTES = 32
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def new_key() -> bytes:
    """A fresh symmetric key."""
    return os.urandom(KEY_BYTES)


def new_pair() -> tuple[bytes, bytes]:
    """A fresh key pair: (private, public), 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def public_of(private_key: bytes) -> bytes:
    """The public half that belongs to a private one."""
    return X25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def seal_to(public_key: bytes, plain: bytes, place: str) -> bytes:
    """Seal bytes so that only the private half opens them."""
    return VERSION + _SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(public_key), place.encode())


def open_sealed(private_key: bytes, sealed: bytes, place: str) -> bytes:
    """Open what was sealed to a public key. Raises SealBroken."""
    if sealed[:1] != VERSION:
        raise SealBroken("unknown version of a sealed key")
    try:
        return _SUITE.decrypt(sealed[1:], X25519PrivateKey.from_private_bytes(private_key), place.encode())
    except (InvalidTag, ValueError):
        raise SealBroken("what was sealed to a strongbox does not open with it") from None


def lock(key: bytes, plain: bytes, place: str) -> bytes:
    """Lock bytes with a key, for one place."""
    return seal(key, plain, place.encode())


def unlock(key: bytes, locked: bytes, place: str) -> bytes:
    """Unlock bytes. Raises SealBroken."""
    return unseal(key, locked, place.encode())


def key_from_token(token: str, purpose: str) -> bytes:
    """A key made of a random token of at least 80 bits; not for what people think up themselves."""
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(
        token.encode()
    )
