"""The gifts that a code wants shared at the end of the year: the list, and how it went."""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select

from wederhoor.declarations.service import Step
from wederhoor.declarations.tables import Declaration, GiftSharing
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.declaring import Outcome
from wederhoor.tenancy.locks import add_once
from wederhoor.work import Work

KEPT = (Outcome.NOTED.value, Outcome.ACCEPTED.value, Outcome.AGREED.value)
MOST = 100
FROM_MONTH, FROM_DAY = 12, 1
LAST_MONTH, LAST_DAY = 12, 31


class NothingToShare(Exception):
    """There is no sharing of that year here, or it was done already."""


@dataclass(frozen=True, kw_only=True)
class KeptGift:
    """A gift that was accepted and waits for the end of the year."""

    id: uuid.UUID
    declarer_id: uuid.UUID
    what: str
    who: str
    happened_on: date | None
    cents_low: int | None
    cents_high: int | None


def _kept(year: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Declaration.share_year == year,
        Declaration.step != Step.WITHDRAWN.value,
        or_(Declaration.outcome.is_(None), Declaration.outcome.in_(KEPT)),
    )


def gifts_page(
    work: Work, year: int, after: uuid.UUID | None = None
) -> tuple[list[KeptGift], uuid.UUID | None]:
    """A page of the accepted gifts of a year, oldest first, and where the next begins."""
    later = [] if after is None else [Declaration.id > after]
    query = select(Declaration).where(*_kept(year), *later).order_by(Declaration.id).limit(MOST + 1)
    found = list(work.session.scalars(query))
    rows = found[:MOST]
    work.vault.load(row.key_id for row in rows)
    gifts = [
        KeptGift(
            id=row.id,
            declarer_id=row.declarer_id,
            what=row.content["what"],
            who=row.content["who"],
            happened_on=row.happened_on,
            cents_low=row.cents_low,
            cents_high=row.cents_high,
        )
        for row in rows
    ]
    return gifts, rows[-1].id if len(found) > MOST else None


def years_to_share(work: Work) -> list[int]:
    """The years with gifts that have to be shared, newest first."""
    query = select(Declaration.share_year).where(Declaration.share_year.is_not(None)).distinct()
    known = set(work.session.scalars(query)) | set(work.session.scalars(select(GiftSharing.year)))
    return sorted((year for year in known if year), reverse=True)


def sharing_of(work: Work, year: int) -> GiftSharing | None:
    """The task of a year, once it was made."""
    return work.session.scalars(select(GiftSharing).where(GiftSharing.year == year)).first()


def make_sharing(work: Work, year: int) -> GiftSharing:
    """The task of a year, made when there is none; due on its last day."""
    row = GiftSharing(
        year=year, key_id=work.vault.new_key(), due_on=date(year, LAST_MONTH, LAST_DAY), made_at=work.now
    )
    if sharing_of(work, year) is None:
        add_once(work.session, row)
    found = sharing_of(work, year)
    assert found is not None  # noqa: S101 - just made, by us or by somebody else
    return found


def share_gifts(work: Work, year: int, result: str) -> GiftSharing:
    """Say how the gifts of a year were shared. Raises NothingToShare."""
    if year not in years_to_share(work):
        raise NothingToShare
    sharing = make_sharing(work, year)
    if sharing.done_at is not None:
        raise NothingToShare
    sharing.gifts = len(work.session.scalars(select(Declaration.id).where(*_kept(year))).all())
    sharing.done_at, sharing.done_by, sharing.result = work.now, work.actor.account_id, result
    entry = record.Entry(event=Event.GIFTS_SHARED, facts={"year": str(year)})
    record.append(work, work.tenant_id, [entry])
    return sharing
