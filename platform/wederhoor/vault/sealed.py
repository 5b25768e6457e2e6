"""Sealed attributes of a row: `name = Sealed()` reads and writes the column `name_sealed` through the vault.

A descriptor, not a column type: only the row knows which key (`key_id`) a value is sealed with.
"""

import json
import uuid
from typing import Any, overload

from sqlalchemy.orm import object_session

from wederhoor.vault.vault import TenantVault


class Sealed:
    """A sealed value of a row with `tenant_id`, `id` and `key_id`. The row must be in a session first.

    Values are anything JSON can hold; None stays None.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.column = f"{name}_sealed"

    @overload
    def __get__(self, row: None, owner: type) -> "Sealed": ...
    @overload
    def __get__(self, row: object, owner: type) -> Any: ...
    def __get__(self, row: Any, owner: type) -> Any:
        if row is None:
            return self
        sealed = getattr(row, self.column)
        if sealed is None:
            return None
        return json.loads(vault_of(row).unseal(row.key_id, self._place(row), sealed))

    def __set__(self, row: Any, value: object) -> None:
        if value is None:
            setattr(row, self.column, None)
            return
        setattr(
            row, self.column, vault_of(row).seal(row.key_id, self._place(row), json.dumps(value).encode())
        )

    def _place(self, row: Any) -> str:
        return place(row.__tablename__, self.column, row.id)


def place(table: str, column: str, row_id: uuid.UUID) -> str:
    """The place a value is sealed for."""
    return f"{table}|{column}|{row_id}"


def sealed_value(
    vault: TenantVault, key_id: uuid.UUID, table: str, column: str, row_id: uuid.UUID, value: object
) -> bytes:
    """Seal a JSON value for a row that is inserted without the session (`insert_rows`)."""
    return vault.seal(key_id, place(table, column, row_id), json.dumps(value).encode())


def opened_value(
    vault: TenantVault, key_id: uuid.UUID, table: str, column: str, row_id: uuid.UUID, sealed: bytes | None
) -> Any:
    """Open a JSON value of a row that was read without the session (`read_rows`); None stays None."""
    return None if sealed is None else json.loads(vault.unseal(key_id, place(table, column, row_id), sealed))


def vault_of(row: object) -> TenantVault:
    """The vault of the session a row lives in."""
    session = object_session(row)
    if session is None:
        raise RuntimeError("add the row to its session before sealing or opening a value")
    vault = session.info["vault"]
    assert isinstance(vault, TenantVault)  # noqa: S101 - put there by begin_work
    return vault
