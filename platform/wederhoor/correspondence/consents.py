"""Which way somebody said, in so many words, that letters and news may come (Awb 2:8); an address is no consent."""

import uuid

from sqlalchemy import select

from wederhoor.correspondence.tables import Consent
from wederhoor.db import uuid7
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.tenancy.locks import insert_rows
from wederhoor.work import Work

LETTERS = "letters"


def give(work: Work, dossier_id: uuid.UUID, party_id: uuid.UUID, *, channel: str, how: str) -> None:
    """A party says that letters and news may come this way; `how` it was said: web, phone, paper, desk."""
    row = {
        "id": uuid7(),
        "dossier_id": dossier_id,
        "party_id": party_id,
        "channel": channel,
        "kind": LETTERS,
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
