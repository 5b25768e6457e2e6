"""The copy of the proof of the record: a file on each machine, to be taken to a place nobody here can reach."""

import json
import os
import uuid
from pathlib import Path
from typing import Any

from wederhoor.memory import Memory
from wederhoor.vault.anchors import AnchorLine, Anchors


def read_copy(path: Path) -> dict[uuid.UUID, list[AnchorLine]]:
    """The lines of a file by tenant, as they stand there and in that order: read once for all of them.

    A line without a readable number has 0; a tenant that is no id is that of nobody.
    """
    found: dict[uuid.UUID, list[AnchorLine]] = {}
    if not path.exists():
        return found
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in map(as_object, file):
            if "tenant" in line:
                number = as_object(line.get("body")).get("number")
                known = number if isinstance(number, int) else 0
                kept = AnchorLine(known, str(line.get("body")), str(line.get("hash")))
                found.setdefault(as_uuid(line["tenant"]), []).append(kept)
    return found


_settled: Memory[tuple[Path, uuid.UUID], bool] = Memory(20_000)
"""Whose record is keyed, and copied as far as this process anchored it: for most organisations nothing moves, most of the time."""


def is_settled(path: Path, tenant_id: uuid.UUID) -> bool:
    """Whether this process has written and copied everything of a tenant that had moved before."""
    return bool(_settled.get((path, tenant_id)))


def settle(path: Path, store: Anchors, tenant_id: uuid.UUID) -> None:
    """Add to the copy of this machine what it misses of a tenant; there is nothing to do for it until a head moves."""
    _copy_to(path, store, tenant_id)
    _settled.keep((path, tenant_id), True)


_copied: Memory[Path, dict[uuid.UUID, int]] = Memory(8)
"""Up to which number of each tenant a file holds its lines."""


def _copy_to(path: Path, store: Anchors, tenant_id: uuid.UUID) -> None:
    """Add to a file what it misses of the lines of a tenant, to be taken to a place nobody here can reach.

    Each machine has its own; one that did not lead for a while catches up.
    """
    copied = _copied.get(path)
    if copied is None or not path.exists():
        last = {one: max(line.number for line in lines) for one, lines in read_copy(path).items()}
        copied = _copied.keep(path, last)
    number = copied.get(tenant_id, 0)
    lines = list(store.after(tenant_id, number))
    if lines:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(path, "a", encoding="utf-8", opener=_private) as file:  # Path.open has no opener
            for line in lines:
                file.write(json.dumps({"tenant": tenant_id.hex, "hash": line.hash, "body": line.body}) + "\n")
            file.flush()
            os.fsync(file.fileno())
        copied[tenant_id] = lines[-1].number


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


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
