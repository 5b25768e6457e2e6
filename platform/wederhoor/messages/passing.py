"""That messages went between a party and the organisation, without their text: for pages that are asked for often."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, bindparam, select

from wederhoor.db import Moment
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.messages.service import Direction
from wederhoor.messages.tables import Message, seen_by_party
from wederhoor.tenancy.locks import read_rows
from wederhoor.work import Work

_MESSAGES = Message.__table__


class Passed(NamedTuple):
    """That a message went, without its text; `unread` when the party it is for has not opened it."""

    at: datetime
    direction: str
    kind: str
    unread: bool


_PASSED = (
    select(
        _MESSAGES.c.sent_at,
        _MESSAGES.c.direction,
        _MESSAGES.c.kind,
        and_(_MESSAGES.c.direction == Direction.OUT.value, _MESSAGES.c.read_at.is_(None)),
    )
    .where(
        _MESSAGES.c.tenant_id == bindparam("tenant"),
        _MESSAGES.c.dossier_id == bindparam("dossier"),
        _MESSAGES.c.party_id == bindparam("party"),
        seen_by_party(bindparam("now", type_=Moment)),
    )
    .order_by(_MESSAGES.c.sent_at, _MESSAGES.c.id)
)


def passed_between(work: Work, dossier: Dossier, party: Party) -> list[Passed]:
    """Which messages went between a party and the organisation, as that party sees them, oldest first."""
    found = read_rows(work.session, _PASSED, dossier=dossier.id, party=party.id, now=work.now)
    return [Passed._make(row) for row in found]


def unread_by(work: Work, dossier: Dossier, party: Party) -> int:
    """How many messages a party has not opened yet."""
    return sum(message.unread for message in passed_between(work, dossier, party))
