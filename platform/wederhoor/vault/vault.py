"""All keys of an installation, and those of one tenant: what they open, close, and hash."""

import hashlib
import hmac
import os
import threading
import uuid
from collections import deque
from collections.abc import Iterable

from sqlalchemy import Engine, bindparam, delete, insert, select, update

from wederhoor.addresses import strict_form
from wederhoor.config import ConfigError
from wederhoor.memory import Memory
from wederhoor.vault import store
from wederhoor.vault.anchors import Anchors
from wederhoor.vault.seals import Destroyed, SealBroken, seal, unseal

KEYS_AHEAD = 50
MOST_TENANTS = 5_000
"""Whose keys are at hand. Those made ahead for a tenant beyond that seal nothing, as those of a process that ended."""
PLATFORM_PURPOSES = ("cookie", "accounts", "check")
TENANT_PURPOSES = ("seal", "code", "search")


def _place(*parts: object) -> bytes:
    return "|".join(str(part) for part in parts).encode()


_KEYS = select(store.sealing_keys.c.key_id, store.sealing_keys.c.wrapped).where(
    store.sealing_keys.c.tenant_id == bindparam("tenant"),
    store.sealing_keys.c.key_id.in_(bindparam("ids", expanding=True)),
)


class Vault:
    """All keys of an installation, opened with the master key. One per process; safe between threads."""

    def __init__(self, engine: Engine, master_key: bytes) -> None:
        """Raises ConfigError when the master key does not fit the store."""
        self._engine = engine
        self._reading = engine.execution_options(wederhoor_single=True)
        self._writing = engine.execution_options(wederhoor_write=True)
        self._platform = self._open_platform(master_key)
        self._master_key = master_key
        self._tenants: Memory[uuid.UUID, dict[str, bytes]] = Memory(MOST_TENANTS)
        self._ahead: Memory[uuid.UUID, deque[tuple[uuid.UUID, bytes]]] = Memory(MOST_TENANTS)
        self._taking = threading.Lock()

    def _open_platform(self, master_key: bytes) -> dict[str, bytes]:
        with self._writing.begin() as connection:
            rows = connection.execute(select(store.platform_keys)).all()
            if not rows:
                made = {purpose: os.urandom(32) for purpose in PLATFORM_PURPOSES}
                connection.execute(
                    insert(store.platform_keys),
                    [
                        {"purpose": p, "wrapped": seal(master_key, key, _place("platform", p))}
                        for p, key in made.items()
                    ],
                )
                return made
        try:
            return {
                row.purpose: unseal(master_key, row.wrapped, _place("platform", row.purpose)) for row in rows
            }
        except SealBroken:
            raise ConfigError(
                "De hoofdsleutel past niet bij deze sleutelopslag: zet de hoofdsleutel terug waarmee WEDERHOOR_KEYS_URL gemaakt is."
            ) from None

    def check(self) -> None:
        """Ask the key store for a sign of life. Raises SQLAlchemyError when it does not answer."""
        with self._engine.connect() as connection:
            connection.execute(select(store.platform_keys.c.purpose).limit(1))

    def close(self) -> None:
        """Close the connections of the key store."""
        self._engine.dispose()

    @property
    def cookie_key(self) -> bytes:
        """Signs cookies."""
        return self._platform["cookie"]

    def account_hash(self, email: str) -> str:
        """A keyed hash to look an account up by e-mail address."""
        return _keyed(self._platform["accounts"], "email", strict_form(email))

    def seal_account(self, account_id: uuid.UUID, column: str, value: str) -> bytes:
        """Seal a staff member's name or address."""
        return seal(self._platform["accounts"], value.encode(), _place("account", account_id, column))

    def unseal_account(self, account_id: uuid.UUID, column: str, sealed: bytes) -> str:
        """Open a staff member's name or address."""
        return unseal(self._platform["accounts"], sealed, _place("account", account_id, column)).decode()

    def keyed(self, purpose: str, value: str) -> str:
        """A keyed hash that belongs to no tenant (an address, for counting attempts)."""
        return _keyed(self._platform["accounts"], purpose, value)

    @property
    def anchors(self) -> Anchors:
        """The proof of the record outside the data."""
        return Anchors(self._engine)

    def record_key(self, tenant_id: uuid.UUID) -> bytes:
        """What the record of one tenant is chained with: who can write to the database cannot make it."""
        return hmac.digest(self._platform["check"], b"record|" + tenant_id.bytes, "sha256")

    def make_tenant(self, tenant_id: uuid.UUID) -> None:
        """Make the keys of a new tenant."""
        with self._writing.begin() as connection:
            connection.execute(
                insert(store.tenant_keys),
                [
                    {
                        "tenant_id": tenant_id,
                        "purpose": purpose,
                        "wrapped": seal(
                            self._master_key, os.urandom(32), _place("tenant", tenant_id, purpose)
                        ),
                    }
                    for purpose in TENANT_PURPOSES
                ],
            )

    def of(self, tenant_id: uuid.UUID) -> "TenantVault":
        """The keys of one tenant."""
        return TenantVault(self, tenant_id)

    def rotate(self, new_master_key: bytes) -> int:
        """Wrap every platform and tenant key with a new master key, in one transaction. Returns how many were wrapped.

        Sealing keys stay as they are: they are wrapped by a tenant's key, which does not change.
        """
        with self._writing.begin() as connection:
            count = 0
            for row in connection.execute(select(store.platform_keys)).all():
                place = _place("platform", row.purpose)
                wrapped = seal(new_master_key, unseal(self._master_key, row.wrapped, place), place)
                query = update(store.platform_keys).where(store.platform_keys.c.purpose == row.purpose)
                connection.execute(query.values(wrapped=wrapped))
                count += 1
            for row in connection.execute(select(store.tenant_keys)).all():
                place = _place("tenant", row.tenant_id, row.purpose)
                wrapped = seal(new_master_key, unseal(self._master_key, row.wrapped, place), place)
                query = update(store.tenant_keys).where(
                    store.tenant_keys.c.tenant_id == row.tenant_id, store.tenant_keys.c.purpose == row.purpose
                )
                connection.execute(query.values(wrapped=wrapped))
                count += 1
        self._master_key = new_master_key
        return count

    def tenant_key(self, tenant_id: uuid.UUID, purpose: str) -> bytes:
        """One of a tenant's own keys; kept in memory after the first use."""
        keys = self._tenants.get(tenant_id)
        if keys is None:
            with self._reading.connect() as connection:
                query = select(store.tenant_keys).where(store.tenant_keys.c.tenant_id == tenant_id)
                rows = connection.execute(query).all()
            if not rows:
                raise Destroyed("this organisation has no keys")
            keys = {
                row.purpose: unseal(self._master_key, row.wrapped, _place("tenant", tenant_id, row.purpose))
                for row in rows
            }
            self._tenants.keep(tenant_id, keys)
        return keys[purpose]

    def take_key(self, tenant_id: uuid.UUID) -> tuple[uuid.UUID, bytes]:
        """A fresh sealing key and its id, from a batch made ahead, so that taking one costs no commit."""
        with self._taking:
            ahead = self._ahead.get(tenant_id)
            if ahead is None:
                ahead = self._ahead.keep(tenant_id, deque())
            if not ahead:
                ahead.extend(self._make_keys(tenant_id))
            return ahead.popleft()

    def _make_keys(self, tenant_id: uuid.UUID) -> list[tuple[uuid.UUID, bytes]]:
        wrapping = self.tenant_key(tenant_id, "seal")
        made = [(uuid.uuid4(), os.urandom(32)) for _ in range(KEYS_AHEAD)]
        with self._writing.begin() as connection:
            connection.execute(
                insert(store.sealing_keys),
                [
                    {
                        "key_id": key_id,
                        "tenant_id": tenant_id,
                        "wrapped": seal(wrapping, key, _place("key", tenant_id, key_id)),
                    }
                    for key_id, key in made
                ],
            )
        return made

    def load_keys(self, tenant_id: uuid.UUID, key_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, bytes]:
        """Sealing keys by id; one that was destroyed is absent."""
        wrapping = self.tenant_key(tenant_id, "seal")
        with self._reading.connect() as connection:
            rows = connection.execute(_KEYS, {"tenant": tenant_id, "ids": list(key_ids)}).all()
        return {
            row.key_id: unseal(wrapping, row.wrapped, _place("key", tenant_id, row.key_id)) for row in rows
        }

    def destroy(self, tenant_id: uuid.UUID, key_id: uuid.UUID) -> None:
        """Delete a sealing key for good. Everything sealed with it is unreadable from here on."""
        keys = store.sealing_keys
        with self._writing.begin() as connection:
            connection.execute(delete(keys).where(keys.c.tenant_id == tenant_id, keys.c.key_id == key_id))
        if self._engine.dialect.name == "sqlite":
            raw = self._engine.raw_connection()  # no trace in the write-ahead log either
            try:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                raw.close()


class TenantVault:
    """The seals of one tenant during one unit of work; it forgets the keys it used when the work ends."""

    def __init__(self, vault: Vault, tenant_id: uuid.UUID) -> None:
        self._vault = vault
        self.tenant_id = tenant_id
        self._keys: dict[uuid.UUID, bytes] = {}
        self._chain: bytes | None = None

    def new_key(self) -> uuid.UUID:
        """The id of a fresh sealing key."""
        key_id, key = self._vault.take_key(self.tenant_id)
        self._keys[key_id] = key
        return key_id

    def seal(self, key_id: uuid.UUID, place: str, plain: bytes) -> bytes:
        """Seal bytes under a key, for one place (table|column|row)."""
        return seal(self._key(key_id), plain, _place(self.tenant_id, key_id, place))

    def unseal(self, key_id: uuid.UUID, place: str, sealed: bytes) -> bytes:
        """Open bytes; raises Destroyed when the key is gone."""
        return unseal(self._key(key_id), sealed, _place(self.tenant_id, key_id, place))

    def load(self, key_ids: Iterable[uuid.UUID]) -> None:
        """Fetch several keys at once, for a page that opens many values."""
        wanted = set(key_ids) - self._keys.keys()
        if wanted:
            self._keys.update(self._vault.load_keys(self.tenant_id, wanted))

    def code_hash(self, code: str) -> str:
        """The keyed hash under which a receipt code is stored."""
        return _keyed(self._vault.tenant_key(self.tenant_id, "code"), "code", code)

    def chained(self, previous: str, body: bytes) -> str:
        """The keyed hash of a line of the record, over the hash of the line before it and its bytes."""
        if self._chain is None:
            self._chain = self._vault.record_key(self.tenant_id)
        return hmac.digest(self._chain, previous.encode() + b"\n" + body, "sha256").hex()

    def search_hash(self, kind: str, value: str) -> str:
        """A keyed hash for exact look-up of a surname, e-mail address or telephone number."""
        return _keyed(self._vault.tenant_key(self.tenant_id, "search"), kind, value)

    def seal_account(self, account_id: uuid.UUID, column: str, value: str) -> bytes:
        """Seal how a staff member can be reached."""
        return self._vault.seal_account(account_id, column, value)

    def unseal_account(self, account_id: uuid.UUID, column: str, sealed: bytes) -> str:
        """Open a staff member's name or address."""
        return self._vault.unseal_account(account_id, column, sealed)

    def destroy(self, key_id: uuid.UUID) -> None:
        """Destroy a sealing key."""
        self._keys.pop(key_id, None)
        self._vault.destroy(self.tenant_id, key_id)

    def _key(self, key_id: uuid.UUID) -> bytes:
        key = self._keys.get(key_id)
        if key is None:
            self.load([key_id])
            key = self._keys.get(key_id)
        if key is None:
            raise Destroyed("the key of this dossier was destroyed")
        return key


def _keyed(key: bytes, kind: str, value: str) -> str:
    return hmac.new(key, f"{kind}|{value}".encode(), hashlib.sha256).hexdigest()
