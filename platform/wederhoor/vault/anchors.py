"""The proof of the record outside the data: lines about the heads of each tenant's record, kept with the keys.

Every machine reaches them, they go along with the back-up of the keys, and whoever has only the database of the data cannot reach them.
What a line says and how it is chained is the record's business (`record.anchors`).
"""

import uuid
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Engine, insert, select

from wederhoor.vault.store import anchors

MARK = 0
"""The number of the line that is no head: it says from where on a tenant's record is keyed."""
STEP = 5_000


class AnchorLine(NamedTuple):
    """One line of one tenant: numbered from 1, what it says as JSON, the hash over the line before it and this."""

    number: int
    body: str
    hash: str


class Anchors:
    """The lines of all tenants. Adding a number that is there already raises IntegrityError."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine.execution_options(wederhoor_single=True)
        self._writing = engine.execution_options(wederhoor_write=True)

    def mark(self, tenant_id: uuid.UUID) -> AnchorLine | None:
        """The line that says from where on the record is keyed; None before that."""
        return next(self._read(tenant_id, MARK - 1, MARK), None)

    def last(self, tenant_id: uuid.UUID) -> AnchorLine | None:
        """The last line of a tenant."""
        columns = (anchors.c.number, anchors.c.body, anchors.c.hash)
        query = select(*columns).where(anchors.c.tenant_id == tenant_id, anchors.c.number > MARK)
        with self._reading.connect() as connection:
            row = connection.execute(query.order_by(anchors.c.number.desc()).limit(1)).first()
        return AnchorLine(*row) if row else None

    def after(self, tenant_id: uuid.UUID, number: int) -> Iterator[AnchorLine]:
        """The lines of a tenant after a number, in order."""
        while True:
            found = list(self._read(tenant_id, number, None))
            yield from found
            if len(found) < STEP:
                return
            number = found[-1].number

    def _read(self, tenant_id: uuid.UUID, above: int, most: int | None) -> Iterator[AnchorLine]:
        columns = (anchors.c.number, anchors.c.body, anchors.c.hash)
        query = select(*columns).where(anchors.c.tenant_id == tenant_id, anchors.c.number > above)
        if most is not None:
            query = query.where(anchors.c.number <= most)
        with self._reading.connect() as connection:
            rows = connection.execute(query.order_by(anchors.c.number).limit(STEP)).all()
        return iter([AnchorLine(*row) for row in rows])

    def add(self, tenant_id: uuid.UUID, lines: Sequence[AnchorLine]) -> None:
        """Keep lines for good: there is no way to change or remove one."""
        rows = [{"tenant_id": tenant_id, **line._asdict()} for line in lines]
        with self._writing.begin() as connection:
            connection.execute(insert(anchors), rows)

    def tenants(self) -> set[uuid.UUID]:
        """Every tenant there are lines of."""
        with self._reading.connect() as connection:
            return set(connection.scalars(select(anchors.c.tenant_id).distinct()))
