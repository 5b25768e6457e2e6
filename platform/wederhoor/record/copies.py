"""The copy of the proof of the record: a file on each machine, to be taken to a place nobody here can reach."""

import json
import os
import uuid
from pathlib import Path
from typing import Any

from wederhoor.memory import Memory
from wederhoor.vault.anchors import AnchorLine, Anchors


def lines_in(path: Path, tenant_id: uuid.UUID) -> list[dict[str, Any]]:
    """What a file holds of a tenant, line by line, each an object with `hash` and `body`."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", errors="replace") as file:
        return [line for line in map(as_object, file) if line.get("tenant") == tenant_id.hex]


_settled: Memory[tuple[Path, uuid.UUID], bool] = Memory(20_000)
"""Whose record is keyed, and copied as far as this process anchored it: for most organisations nothing moves, most of the time."""


def is_settled(path: Path, tenant_id: uuid.UUID) -> bool:
    """Whether this process has written and copied everything of a tenant that had moved before."""
    return bool(_settled.get((path, tenant_id)))


def settle(path: Path, store: Anchors, tenant_id: uuid.UUID) -> None:
    """Add to the copy of this machine what it misses of a tenant; there is nothing to do for it until a head moves."""
    _copy_to(path, store, tenant_id)
    _settled.keep((path, tenant_id), True)


_copied: Memory[tuple[Path, uuid.UUID], int] = Memory(20_000)
"""Up to which number of a tenant a file holds its lines."""


def _copy_to(path: Path, store: Anchors, tenant_id: uuid.UUID) -> None:
    """Add to a file what it misses of the lines of a tenant, to be taken to a place nobody here can reach.

    Each machine has its own; one that did not lead for a while catches up.
    """
    number = _copied.get((path, tenant_id))
    if number is None or not path.exists():
        numbers = [as_object(line.get("body")).get("number") for line in lines_in(path, tenant_id)]
        number = max((one for one in numbers if isinstance(one, int)), default=0)
    lines = list(store.after(tenant_id, number))
    if lines:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(path, "a", encoding="utf-8", opener=_private) as file:  # Path.open has no opener
            for line in lines:
                file.write(json.dumps({"tenant": tenant_id.hex, "hash": line.hash, "body": line.body}) + "\n")
            file.flush()
            os.fsync(file.fileno())
        number = lines[-1].number
    _copied.keep((path, tenant_id), number)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def copied_lines(path: Path, tenant_id: uuid.UUID) -> list[AnchorLine]:
    """The lines of a tenant in a file, as they stand there."""
    found = []
    for line in lines_in(path, tenant_id):
        number = as_object(line.get("body")).get("number")
        found.append(
            AnchorLine(number if isinstance(number, int) else 0, str(line.get("body")), str(line.get("hash")))
        )
    return found


def tenants_in(path: Path) -> set[uuid.UUID]:
    """Every tenant a file holds lines of."""
    if not path.exists():
        return set()
    with path.open(encoding="utf-8", errors="replace") as file:
        return {as_uuid(line["tenant"]) for line in map(as_object, file) if "tenant" in line}


def as_object(raw: object) -> dict[str, Any]:
    """A JSON object; an empty one when somebody made something else of it."""
    try:
        value = json.loads(str(raw))
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def as_uuid(value: object) -> uuid.UUID:
    """An id; the one of nobody when somebody made something else of it."""
    try:
        return uuid.UUID(str(value))
    except ValueError:
        return uuid.UUID(int=0)
