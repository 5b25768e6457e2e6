"""What has reached somebody a complaint is about: their own view opens with the letter that tells them, and not before."""

import uuid

from sqlalchemy import select

from wederhoor.dossiers.parties import party_key, place_of
from wederhoor.dossiers.tables import Party
from wederhoor.notices.service import LEFT_STATES
from wederhoor.notices.tables import OutboxRow
from wederhoor.people.tables import Account
from wederhoor.work import Work

OPENS = "notice_accused"
LEFT = tuple(state.value for state in LEFT_STATES)


def reached(work: Work, party: Party) -> list[OutboxRow]:
    """What was sent to this accused about this matter, and has left, oldest first."""
    query = (
        select(OutboxRow)
        .where(
            OutboxRow.matter_id == party.dossier_id,
            OutboxRow.addressee.in_([place_of(party), party_key(party.id), "accused"]),
            OutboxRow.state.in_(LEFT),
        )
        .order_by(OutboxRow.done_at, OutboxRow.id)
    )
    rows = list(work.session.scalars(query))
    mine = address_of(work, party.account_id) if any(row.addressee == "accused" for row in rows) else ""
    # "accused" names a place that several people can have had: there the address tells.
    return [row for row in rows if row.addressee != "accused" or (mine and row.recipient == mine)]


def address_of(work: Work, account_id: uuid.UUID | None) -> str:
    """The e-mail address of an account; empty without one."""
    if account_id is None:
        return ""
    sealed = work.session.scalars(select(Account.email_sealed).where(Account.id == account_id)).first()
    return work.vault.unseal_account(account_id, "email", sealed) if sealed else ""


def is_told(work: Work, party: Party) -> bool:
    """Whether this accused is confirmed and has been told of the complaint."""
    return party.confirmed_at is not None and any(row.letter == OPENS for row in reached(work, party))
