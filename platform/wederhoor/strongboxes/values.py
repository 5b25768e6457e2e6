"""What a room behind a wall keeps: values locked with a key of their own, and that key put in strongboxes and behind a code.

Each key lies there twice wrapped: for its holder, and around that with a key of the vault. So neither the master key nor a
strongbox alone opens it, and destroying the vault's key destroys every copy, those in strongboxes and backups too.
"""

import json
import uuid
from typing import Any

from wederhoor.strongboxes.sealing import key_from_token, lock, unlock
from wederhoor.strongboxes.service import OpenBox, PublicBox
from wederhoor.vault.vault import TenantVault

BLOCK = 512


def lock_value(key: bytes, value: object, place: str) -> bytes:
    """Lock a JSON value; filled up to whole blocks, so that its length tells little (not whether there is a name)."""
    plain = json.dumps(value, ensure_ascii=False).encode()
    return lock(key, plain + b" " * (-len(plain) % BLOCK), place)


def unlock_value(key: bytes, locked: bytes, place: str) -> Any:
    """Unlock a JSON value. Raises SealBroken."""
    return json.loads(unlock(key, locked, place))


def wrap_for_box(vault: TenantVault, vault_key: uuid.UUID, box: PublicBox, key: bytes, place: str) -> bytes:
    """Put a key in somebody's strongbox."""
    return vault.seal(vault_key, place, box.seal(key, place))


def wrap_for_code(vault: TenantVault, vault_key: uuid.UUID, code: str, key: bytes, place: str) -> bytes:
    """Put a key behind a code."""
    return vault.seal(vault_key, place, lock(key_from_token(code, place), key, place))


def unwrap_with_box(
    vault: TenantVault, vault_key: uuid.UUID, box: OpenBox, wrapped: bytes, place: str
) -> bytes:
    """Take a key out of an open strongbox. Raises SealBroken, Destroyed."""
    return box.open(vault.unseal(vault_key, place, wrapped), place)


def unwrap_with_code(
    vault: TenantVault, vault_key: uuid.UUID, code: str, wrapped: bytes, place: str
) -> bytes:
    """Take a key from behind a code. Raises SealBroken, Destroyed."""
    return unlock(key_from_token(code, place), vault.unseal(vault_key, place, wrapped), place)
