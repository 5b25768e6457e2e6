"""What people are reminded of: collected while the clocks are swept, then one neutral mail for each person.

A mail names no matter; the record of each dossier says to whom it was brought, and that it did not arrive when it did not.
"""

import uuid
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, delete, select

from wederhoor.db import uuid7
from wederhoor.deadlines.tables import Clock, Reminder
from wederhoor.dossiers.tables import Dossier
from wederhoor.notices.colleagues import to_colleague
from wederhoor.notices.labels import STUCK
from wederhoor.notices.service import Channel, Notice, State, announce, announce_all
from wederhoor.notices.tables import OutboxRow
from wederhoor.people.service import people_by_id
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.setbacks import service as setbacks
from wederhoor.setbacks.service import OpenWork
from wederhoor.tenancy.bulk import id_in
from wederhoor.tenancy.locks import insert_rows
from wederhoor.vault.seals import Destroyed
from wederhoor.work import Work

LETTER = "reminder_handler"
MAIL, SHOW = "reminder", "reminder_failed"
"""These jobs, among setbacks: by account, and by reminder."""
MEETS = "reminded"
"""What the leaving of such a mail counts for: nothing; that it came back is shown on the dossiers."""
ID_BYTES = 16
KEPT = timedelta(days=90)


def collect(work: Work, told: Mapping[uuid.UUID, Sequence[uuid.UUID]]) -> None:
    """Keep for each account of which dossiers clocks were brought to their attention, a dossier once for each clock."""
    rows = [
        {
            "id": uuid7(),
            "account_id": account_id,
            "made_at": work.now,
            "terms": len(matters),
            "matters": b"".join(matter.bytes for matter in dict.fromkeys(matters)),
            "notice_id": None,
            "shown_at": None,
        }
        for account_id, matters in told.items()
    ]
    insert_rows(work.session, Reminder, rows)


def mail_each(open_work: OpenWork) -> None:
    """Mail everybody, so that one person for whom it fails holds up nobody else."""
    with open_work() as work:
        waiting = select(Reminder.account_id).where(*_unmailed(work)).distinct().order_by(Reminder.account_id)
        accounts = list(work.session.scalars(waiting))
    setbacks.together(open_work, MAIL, accounts, mail_everybody)


def _unmailed(work: Work) -> tuple[ColumnElement[bool], ...]:
    return Reminder.notice_id.is_(None), setbacks.free(MAIL, Reminder.account_id, work.now)


def mail_everybody(work: Work, only: Collection[uuid.UUID] | None = None) -> int:
    """Put one mail for each person with something collected in the outbox, or for `only` these. Returns how many people."""
    query = select(Reminder).where(*_unmailed(work)).order_by(Reminder.id).with_for_update()
    rows = list(work.session.scalars(query if only is None else query.where(Reminder.account_id.in_(only))))
    if not rows:
        return 0
    terms: Counter[uuid.UUID] = Counter()
    for row in rows:
        terms[row.account_id] += row.terms
    addresses = {person.account_id: person.email for person in people_by_id(work, terms)}
    notices = [
        _notice(work, account_id, addresses.get(account_id), count, occasion=str(rows[0].id))
        for account_id, count in terms.items()
    ]
    made = dict(zip(terms, announce(work, work.tenant_id, work.vault.new_key(), notices), strict=True))
    for row in rows:
        row.notice_id = made[row.account_id]
    return len(made)


def _notice(
    work: Work,
    account_id: uuid.UUID,
    recipient: str | None,
    terms: int,
    *,
    occasion: str,
    failed: str | None = None,
) -> Notice:
    name = work.organisation.profile.name
    ask = "vraagt een termijn" if terms == 1 else f"vragen {terms} termijnen"
    return to_colleague(
        account_id,
        recipient,
        f"Bij {name} {ask} uw aandacht. Kijk bij ‘Vandaag’.",
        letter=LETTER,
        occasion=occasion,
        meets=None if failed else MEETS,
        failed=failed,
    )


def tell_nobody(work: Work, occasions: Mapping[uuid.UUID, str]) -> None:
    """Dossiers nobody could be reminded of stand among what did not arrive: the occasion by dossier."""
    if not occasions:
        return
    query = select(Dossier.id, Dossier.key_id).where(id_in(Dossier.id, "ids", list(occasions)))
    mails = [
        (row.id, row.key_id, Notice(
            letter=LETTER, occasion=occasions[row.id], addressee="handler", channel=Channel.EMAIL
        ))
        for row in work.session.execute(query)
    ]  # fmt: skip
    announce_all(work, mails)


def show_stuck(work: Work, clock_id: uuid.UUID, over: bool) -> None:
    """A clock nobody can be reminded of stands among what did not arrive, from the first time on: terms do not wait."""
    dossier_id = work.session.scalars(select(Clock.dossier_id).where(Clock.id == clock_id)).first()
    dossier = work.session.get(Dossier, (work.tenant_id, dossier_id)) if dossier_id else None
    if dossier is None:
        return
    notice = Notice(
        letter=LETTER, occasion=f"stuck:{clock_id}", addressee="handler", channel=Channel.EMAIL, failed=STUCK
    )
    known = select(OutboxRow.id).where(
        OutboxRow.matter_id == dossier.id, OutboxRow.letter == LETTER, OutboxRow.occasion == notice.occasion
    )
    if work.session.scalars(known).first() is None:
        announce_all(work, [(dossier.id, dossier.key_id, notice)])


_NOT_SHOWN = (
    OutboxRow.letter == LETTER,
    OutboxRow.state.in_([State.FAILED.value, State.NO_ADDRESSEE.value]),
    Reminder.shown_at.is_(None),
)


def not_shown(work: Work) -> list[uuid.UUID]:
    """Reminders in a mail that did not arrive, of which the dossiers do not tell yet."""
    query = select(Reminder.id).join(OutboxRow, OutboxRow.id == Reminder.notice_id).where(*_NOT_SHOWN)
    return list(
        work.session.scalars(query.where(setbacks.free(SHOW, Reminder.id, work.now)).order_by(Reminder.id))
    )


def show_failed(work: Work, reminder_id: uuid.UUID | None = None) -> int:
    """Tell the dossiers of one batch in a mail that did not arrive, so that it stands where people look.

    `reminder_id`: of this one, else of the first.
    Returns how many dossiers; nought when nothing is left, or when somebody is at work in one of them: then at the next visit.
    """
    query = (
        select(Reminder, OutboxRow.last_error)
        .join(OutboxRow, OutboxRow.id == Reminder.notice_id)
        .where(*_NOT_SHOWN)
        .order_by(Reminder.id)
        .limit(1)
        .with_for_update(of=Reminder, skip_locked=True)
    )
    if reminder_id is not None:
        query = query.where(Reminder.id == reminder_id)
    found = work.session.execute(query).first()
    if found is None:
        return 0
    reminder, why = found.Reminder, found.last_error or "er is geen adres van deze medewerker"
    keys = _keys_of(work, matters_of(reminder))
    heads = record.heads_free(work, keys)
    if len(heads) < len(keys):
        return 0
    known = people_by_id(work, [reminder.account_id])
    notice = _notice(
        work,
        reminder.account_id,
        known[0].email if known else None,
        1,
        occasion=str(reminder.id),
        failed=why,
    )
    announce_all(work, [(dossier_id, key_id, notice) for dossier_id, key_id in keys.items()])
    entry = record.Entry(event=Event.REMINDER_FAILED, facts={"why": why})
    record.append_each(work, dict.fromkeys(keys, entry), heads)
    reminder.shown_at = work.now
    return len(keys) or 1


def forget(work: Work) -> int:
    """Drop what was mailed a quarter of a year ago: nothing comes back that late. Returns how many rows."""
    old = delete(Reminder).where(Reminder.notice_id.is_not(None), Reminder.made_at < work.now - KEPT)
    return int(cast(CursorResult[Any], work.session.execute(old)).rowcount)


def matters_of(reminder: Reminder) -> list[uuid.UUID]:
    """The dossiers somebody was reminded of."""
    packed = reminder.matters
    return [uuid.UUID(bytes=packed[at : at + ID_BYTES]) for at in range(0, len(packed), ID_BYTES)]


def _keys_of(work: Work, dossier_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """The key of each of these dossiers that can still be opened."""
    query = (
        select(Dossier.id, Dossier.key_id).where(id_in(Dossier.id, "ids", dossier_ids)).order_by(Dossier.id)
    )
    keys = {row.id: row.key_id for row in work.session.execute(query)}
    work.vault.load(keys.values())
    return {dossier_id: key_id for dossier_id, key_id in keys.items() if _is_whole(work, key_id)}


def _is_whole(work: Work, key_id: uuid.UUID) -> bool:
    try:
        work.vault.seal(key_id, "", b"")
    except Destroyed:
        return False
    return True
