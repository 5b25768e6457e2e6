"""Why something was done, as it was written down with it: sealed beside the record, read only for who may see the matter."""

import uuid
from collections.abc import Collection

from sqlalchemy import select

from wederhoor.record.events import Event
from wederhoor.record.service import read_details
from wederhoor.record.tables import RecordEntry
from wederhoor.work import Work

REASONS = ("reason", "reasons", "how", "consent")
"""Under which names a reason is kept, the plainest first."""


def reasons_of(work: Work, matter_id: uuid.UUID, events: Collection[Event]) -> dict[int, str]:
    """The reason given with each of these events, by its place on the record; nothing for one without, or whose key was destroyed.

    The caller has established that the actor may see the matter.
    """
    query = select(RecordEntry).where(
        RecordEntry.matter_id == matter_id,
        RecordEntry.event.in_([event.value for event in events]),
        RecordEntry.details_sealed.is_not(None),
    )
    found = {}
    for entry in work.session.scalars(query):
        details = read_details(work, entry) or {}
        told = next((str(details[name]) for name in REASONS if details.get(name)), "")
        if told:
            found[entry.seq] = told
    return found
