"""Write and read messages, keep consents, make and check the six digits that open the papers."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update

from wederhoor.db import uuid7
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.messages.tables import Consent, DoorCode, Message
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.tenancy.locks import insert_rows
from wederhoor.work import Work

DIGITS_LAST = timedelta(minutes=15)
POSTED_DIGITS_LAST = timedelta(days=14)
TRIES = 5
CHARACTERS = 20_000


class TooManyCodes(Exception):
    """Codes were asked for too often within an hour."""


@dataclass(frozen=True, kw_only=True)
class ShownMessage:
    """A message as a page shows it."""

    id: uuid.UUID
    party_id: uuid.UUID
    from_party: bool
    body: str
    sent_at: datetime
    read_at: datetime | None


def give(work: Work, dossier_id: uuid.UUID, party_id: uuid.UUID, *, channel: str, how: str) -> None:
    """A party says in so many words that letters and news may come this way (Awb 2:8); `how` that was said."""
    row = {
        "id": uuid7(),
        "dossier_id": dossier_id,
        "party_id": party_id,
        "channel": channel,
        "kind": "letters",
        "how": how,
        "given_at": work.now,
        "withdrawn_at": None,
    }
    insert_rows(work.session, Consent, [row])


def consent_to(work: Work, party_id: uuid.UUID, channel: str) -> Consent | None:
    """The consent of a party for a channel that still holds, if any."""
    query = select(Consent).where(
        Consent.party_id == party_id, Consent.channel == channel, Consent.withdrawn_at.is_(None)
    )
    return work.session.scalars(query).first()


def choose_channel(work: Work, dossier: Dossier, party: Party, channel: str, *, how: str) -> None:
    """A party chooses how news comes from now on; leaving e-mail takes the consent back, on the record."""
    if party.channel == channel:
        return
    held = consent_to(work, party.id, "email")
    if channel == "email" and held is None:
        give(work, dossier.id, party.id, channel="email", how=how)
    elif channel != "email" and held is not None:
        held.withdrawn_at = work.now
    party.channel = channel
    facts = {"channel": "e-mail", "state": "gegeven" if channel == "email" else "ingetrokken"}
    record.append(work, dossier.id, [record.Entry(event=Event.CONSENT_CHANGED, facts=facts)])


def add_message(work: Work, dossier: Dossier, party: Party, body: str, *, from_party: bool) -> uuid.UUID:
    """A message from a party to the organisation, or back; sealed, on the record without its words."""
    message = Message(
        id=uuid7(),
        dossier_id=dossier.id,
        party_id=party.id,
        key_id=dossier.key_id,
        direction="in" if from_party else "out",
        sent_at=work.now,
        read_at=None,
        author_id=None if from_party else work.actor.account_id,
    )
    work.session.add(message)
    message.body = body
    event = Event.MESSAGE_RECEIVED if from_party else Event.MESSAGE_SENT
    record.append(work, dossier.id, [record.Entry(event=event)])
    return message.id


def messages_of(work: Work, dossier_id: uuid.UUID, party_id: uuid.UUID | None = None) -> list[ShownMessage]:
    """The messages with one party, or with all of them, oldest first."""
    query = select(Message).where(Message.dossier_id == dossier_id)
    if party_id is not None:
        query = query.where(Message.party_id == party_id)
    return [
        ShownMessage(
            id=message.id,
            party_id=message.party_id,
            from_party=message.direction == "in",
            body=message.body,
            sent_at=message.sent_at,
            read_at=message.read_at,
        )
        for message in work.session.scalars(query.order_by(Message.sent_at, Message.id))
    ]


def mark_read(
    work: Work, dossier_id: uuid.UUID, *, from_party: bool, party_id: uuid.UUID | None = None
) -> None:
    """Whoever they were for has opened the page they stand on."""
    unread = (
        (Message.dossier_id == dossier_id)
        & (Message.direction == ("in" if from_party else "out"))
        & Message.read_at.is_(None)
    )
    if party_id is not None:
        unread &= Message.party_id == party_id
    work.session.execute(
        update(Message).where(unread).values(read_at=work.now).execution_options(synchronize_session=False)
    )


def make_digits(work: Work, dossier: Dossier, party: Party, way: str) -> str:
    """Six digits for the second step, told through the registered channel; earlier ones stop working.

    By post they last two weeks, else a quarter of an hour. Raises TooManyCodes after five within an hour.
    """
    recent = select(DoorCode).where(
        DoorCode.party_id == party.id, DoorCode.made_at > work.now - timedelta(hours=1)
    )
    codes = list(work.session.scalars(recent))
    if len(codes) >= TRIES:
        raise TooManyCodes
    work.session.execute(
        update(DoorCode)
        .where(DoorCode.party_id == party.id, DoorCode.used_at.is_(None), DoorCode.expires_at > work.now)
        .values(expires_at=work.now)
        .execution_options(synchronize_session=False)
    )
    digits = f"{secrets.randbelow(1_000_000):06d}"
    lasts = DIGITS_LAST if way == "email" else POSTED_DIGITS_LAST
    work.session.add(
        DoorCode(
            dossier_id=dossier.id,
            party_id=party.id,
            digits_hash=_hash(work, party, digits),
            way=way,
            made_at=work.now,
            expires_at=work.now + lasts,
            tries=0,
            used_at=None,
        )
    )
    ways = {"email": "per e-mail", "phone": "aan de telefoon", "post": "per brief"}
    entry = record.Entry(event=Event.DOOR_CODE_MADE, facts={"way": ways[way]})
    record.append(work, dossier.id, [entry])
    return digits


def open_papers(work: Work, dossier: Dossier, party: Party, typed: str) -> bool:
    """Whether these are the six digits. A wrong try is counted (the caller commits); after five the code is dead."""
    query = (
        select(DoorCode)
        .where(DoorCode.party_id == party.id, DoorCode.used_at.is_(None), DoorCode.expires_at > work.now)
        .order_by(DoorCode.made_at.desc())
        .limit(1)
        .with_for_update()
    )
    code = work.session.scalars(query).first()
    if code is None or code.tries >= TRIES:
        return False
    digits = "".join(c for c in typed if c.isdigit())
    if not secrets.compare_digest(code.digits_hash, _hash(work, party, digits)):
        code.tries += 1
        return False
    code.used_at = work.now
    record.append(work, dossier.id, [record.Entry(event=Event.DOOR_OPENED)])
    return True


def _hash(work: Work, party: Party, digits: str) -> str:
    return work.vault.code_hash(f"door|{party.id}|{digits}")
