"""What this process remembers of organisations' answers."""

import uuid
from datetime import date

from wederhoor.memory import Memory
from wederhoor.organisation import Organisation, content_hash

MOST_ORGANISATIONS = 1_000
MOST_THAWED = 256
"""Answers take up to 0.7 MB each; thawing them again takes about 10 ms."""
MOST_STORED = 20_000


class Cache:
    """Each tenant's organisation of one (version, day), and thawed answers by content; shared by the threads of a process."""

    def __init__(self) -> None:
        self._organisations: Memory[uuid.UUID, tuple[tuple[int, date], Organisation]]
        self._organisations = Memory(MOST_ORGANISATIONS)
        self._hashes: Memory[int, tuple[Organisation, str]] = Memory(MOST_ORGANISATIONS)
        self._thawed: Memory[uuid.UUID, Organisation] = Memory(MOST_THAWED)
        self._stored: Memory[tuple[uuid.UUID, uuid.UUID], bool] = Memory(MOST_STORED)

    def organisation(self, tenant_id: uuid.UUID, version: int, on: date) -> Organisation | None:
        kept = self._organisations.get(tenant_id)
        return kept[1] if kept is not None and kept[0] == (version, on) else None

    def keep_organisation(
        self, tenant_id: uuid.UUID, version: int, on: date, organisation: Organisation
    ) -> None:
        old = self._organisations.get(tenant_id)
        if old is not None:
            self._hashes.forget(id(old[1]))
        self._organisations.keep(tenant_id, ((version, on), organisation))

    def hash_of(self, organisation: Organisation) -> str:
        kept = self._hashes.get(id(organisation))
        if kept is None or kept[0] is not organisation:
            kept = self._hashes.keep(id(organisation), (organisation, content_hash(organisation)))
        return kept[1]

    def thawed(self, answers_id: uuid.UUID) -> Organisation | None:
        return self._thawed.get(answers_id)

    def keep_thawed(self, answers_id: uuid.UUID, organisation: Organisation) -> None:
        self._thawed.keep(answers_id, organisation)

    def is_stored(self, tenant_id: uuid.UUID, answers_id: uuid.UUID) -> bool:
        return self._stored.get((tenant_id, answers_id)) is not None

    def mark_stored(self, tenant_id: uuid.UUID, answers_id: uuid.UUID) -> None:
        self._stored.keep((tenant_id, answers_id), True)


cache = Cache()
