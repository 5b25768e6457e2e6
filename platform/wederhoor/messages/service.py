"""Messages between a party and the organisation, and notes of the office; the same for whichever party it is.

Who may see the dossier, and whose party it is, the caller has established.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, select

from wederhoor.dossiers.details import read_details
from wederhoor.dossiers.parties import door_of, place_of, way_to
from wederhoor.dossiers.service import COMPLAINING
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.dossiers.told import is_told
from wederhoor.messages.tables import Message, Note, seen_by_party, still_waits
from wederhoor.messages.ways import way_of
from wederhoor.notices import service as notices
from wederhoor.notices import words
from wederhoor.notices.letters import issue_letter
from wederhoor.notices.service import Channel, Notice
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.letters import escape
from wederhoor.rules.meant import Naming, without_greeting
from wederhoor.tasks import service as tasks
from wederhoor.tasks.meant import hold_dossier
from wederhoor.work import ActorKind, Work

READ_WITHIN = timedelta(days=2)
"""Within how many days a message of a party must be read: our own choice, no regulation says it."""
MOST_AN_HOUR = 30
"""Messages one party can send within an hour."""
TOO_MANY = (
    "U stuurde het laatste uur al veel berichten. Wacht een uur, of bel ons. Uw tekst staat hieronder nog."
)


class TooManyMessages(Exception):
    """This party sent too many messages within an hour."""


class Direction(StrEnum):
    """From a party, or to one."""

    IN = "in"
    OUT = "out"


class MessageKind(StrEnum):
    """What a message is. `agreements`: what was agreed in a talk, with the chance to comment (KR-059)."""

    MESSAGE = "message"
    AGREEMENTS = "agreements"


class NoteSide(StrEnum):
    """For whom a note is."""

    INSIDE = "inside"
    PARTIES = "parties"


SIDES = {NoteSide.INSIDE: "alleen voor de behandelaars", NoteSide.PARTIES: "ook voor de partijen"}
TITLES = {MessageKind.MESSAGE: "Bericht", MessageKind.AGREEMENTS: "Afspraken na een gesprek"}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A message in clear, as a page shows it. `waits_until` is when its party sees it, when that is still to come."""

    id: uuid.UUID
    party_id: uuid.UUID | None
    direction: str
    kind: str
    text: str
    at: datetime
    read_at: datetime | None
    answer_by: date | None
    author_id: uuid.UUID | None
    waits_until: datetime | None = None
    called_back_at: datetime | None = None


def _shown(message: Message, now: datetime) -> Shown:
    return Shown(
        id=message.id,
        party_id=message.party_id,
        direction=message.direction,
        kind=message.kind,
        text=message.body["text"],
        at=message.sent_at,
        read_at=message.read_at,
        answer_by=message.answer_by,
        author_id=message.author_id,
        waits_until=message.shown_from if still_waits(message, now) else None,
        called_back_at=message.called_back_at,
    )


def messages_with(work: Work, dossier: Dossier, party: Party | None = None) -> list[Shown]:
    """The messages with one party as that party sees them, oldest first; without a party those with everybody, for the office."""
    query = select(Message).where(Message.dossier_id == dossier.id).order_by(Message.sent_at, Message.id)
    if party is not None:
        query = query.where(Message.party_id == party.id, seen_by_party(work.now))
    return [_shown(message, work.now) for message in work.session.scalars(query)]


def mark_read(work: Work, dossier: Dossier, direction: Direction, party: Party | None = None) -> int:
    """Note when messages in this direction were first seen by the other side. Returns how many were new."""
    query = select(Message).where(
        Message.dossier_id == dossier.id, Message.direction == direction.value, Message.read_at.is_(None)
    )
    if party is not None:
        query = query.where(Message.party_id == party.id, seen_by_party(work.now))
    unread = list(work.session.scalars(query))
    for message in unread:
        message.read_at = work.now
    if unread:
        by = "door de organisatie" if direction is Direction.IN else "door wie ze kreeg"
        record.append(work, dossier.id, [record.Entry(event=Event.MESSAGES_READ, facts={"by": by})])
    return len(unread)


def _keep(work: Work, dossier: Dossier, party: Party, direction: Direction, text: str) -> Message:
    message = Message(
        dossier_id=dossier.id,
        party_id=party.id,
        key_id=dossier.key_id,
        direction=direction.value,
        kind=MessageKind.MESSAGE.value,
        sent_at=work.now,
        author_id=work.actor.account_id,
    )
    work.session.add(message)
    message.body = {"text": text}
    return message


def _shown_from(work: Work) -> datetime | None:
    """From when a party sees what is written now; None at once."""
    return notices.leaves_from(work) if work.actor.kind is ActorKind.STAFF and work.recall else None


OCCASION = "message:"


def occasion_of(message_id: uuid.UUID) -> str:
    """The occasion of the notice that carries a message."""
    return f"{OCCASION}{message_id}"


def write_to_party(
    work: Work,
    dossier: Dossier,
    party: Party,
    text: str,
    *,
    kind: MessageKind = MessageKind.MESSAGE,
    answer_by: date | None = None,
) -> Message:
    """The organisation writes to a party. A neutral mail says that there is news; on paper the whole text goes.

    What somebody of the office writes waits, so that it can be called back (`messages.recall`). It counts from when it was written.
    """
    message = _keep(work, dossier, party, Direction.OUT, text)
    message.shown_from = _shown_from(work)
    message.kind, message.answer_by = kind.value, answer_by
    work.session.flush()
    event = Event.AGREEMENTS_SENT if kind is MessageKind.AGREEMENTS else Event.MESSAGE_SENT
    if party.role == "accused":
        event = Event.ACCUSED_WRITTEN_TO
    record.append(work, dossier.id, [record.Entry(event=event)])
    tell(work, dossier, party, code=kind.value, occasion=occasion_of(message.id), text=text)
    if not unanswered(work, dossier):
        tasks.finish_all(work, dossier.id, tasks.TaskKind.READ_MESSAGE)
    return message


def unanswered(work: Work, dossier: Dossier) -> bool:
    """Whether a party wrote something that nobody read, or that came after what it was written last."""
    last: dict[uuid.UUID, str] = {}
    query = select(Message.party_id, Message.direction, Message.read_at).where(
        Message.dossier_id == dossier.id, Message.called_back_at.is_(None)
    )
    for row in work.session.execute(query.order_by(Message.sent_at, Message.id)):
        if row.direction == Direction.IN and row.read_at is None:
            return True
        last[row.party_id] = row.direction
    return Direction.IN in last.values()


def write_from_party(work: Work, dossier: Dossier, party: Party, text: str) -> Message:
    """A party writes to the organisation: somebody has to read it, by a day; never whoever may be meant in it. Raises TooManyMessages."""
    recent = select(func.count()).where(
        Message.party_id == party.id,
        Message.direction == Direction.IN.value,
        Message.sent_at > work.now - timedelta(hours=1),
    )
    if (work.session.scalar(recent) or 0) >= MOST_AN_HOUR:
        raise TooManyMessages
    message = _keep(work, dossier, party, Direction.IN, text)
    event = Event.ACCUSED_WROTE if party.role == "accused" else Event.MESSAGE_RECEIVED
    record.append(work, dossier.id, [record.Entry(event=event)])
    hold_dossier(work, dossier.id, Naming(told=(without_greeting(text),)))
    tasks.ask_once(
        work,
        tasks.TaskKind.READ_MESSAGE,
        {"what": "Lees het bericht in het dossier en antwoord."},
        due_on=work.today + READ_WITHIN,
        dossier_id=dossier.id,
    )
    return message


def mail_address(party: Party) -> str:
    """The address a party registered and said mail may come to; empty when there is none that is safe (Awb 2:8)."""
    return way_to(party.channel, party.contact, read_details(party.details))[1]


def tell(work: Work, dossier: Dossier, party: Party, *, code: str, occasion: str, text: str) -> None:
    """Tell a party that there is something: by mail that says nothing more, else as a letter with the whole text.

    Who may get neither stays open in the office, as a mail without an address: somebody has to call.
    """
    channel, address = way_of(work, party)
    name = work.organisation.profile.name
    letter_id = None
    if channel is Channel.POST:
        letter = issue_letter(
            work,
            dossier.id,
            dossier.key_id,
            code=code,
            title=TITLES[MessageKind(code)],
            addressee=place_of(party),
            body=as_letter(text),
        )
        letter_id = letter.id
    door = words.SIGN_IN if party.account_id else door_of(party)
    news = words.to_colleague(name) if party.account_id else words.to_reader(name)
    notice = Notice(
        letter=code,
        occasion=occasion,
        addressee=place_of(party),
        channel=channel,
        recipient=address or None,
        door=door,
        text=news if address else "\n".join(read_details(party.details).bound()),
        letter_id=letter_id,
    )
    notices.announce(work, dossier.id, dossier.key_id, [notice], recall=True)


def as_letter(text: str) -> str:
    """What somebody typed, so that no character of it is read as markup; lines and paragraphs stay."""
    return "\n\n".join(escape(part) for part in text.split("\n\n") if part.strip())


def write_note(work: Work, dossier: Dossier, text: str, side: NoteSide) -> Note:
    """The office writes a note in a dossier. One for the parties waits as a message does."""
    note = Note(
        dossier_id=dossier.id,
        key_id=dossier.key_id,
        side=side.value,
        written_at=work.now,
        author_id=work.actor.account_id,
    )
    if side is NoteSide.PARTIES:
        note.shown_from = _shown_from(work)
    work.session.add(note)
    note.body = {"text": text}
    record.append(work, dossier.id, [record.Entry(event=Event.NOTE_ADDED, facts={"side": SIDES[side]})])
    return note


def notes_of(work: Work, dossier: Dossier, side: NoteSide) -> list[Note]:
    """The notes of a dossier, oldest first: `PARTIES` as who takes part sees them, `INSIDE` all of them for the handlers."""
    query = select(Note).where(Note.dossier_id == dossier.id).order_by(Note.written_at, Note.id)
    if side is NoteSide.PARTIES:
        query = query.where(Note.side == NoteSide.PARTIES.value, seen_by_party(work.now, Note))
    return list(work.session.scalars(query))


def recipients(work: Work, parties: Sequence[Party]) -> list[Party]:
    """Whom of these the office can write to: who has a code that still opens something, and an accused who was told."""
    return [party for party in parties if _reads(work, party)]


def _reads(work: Work, party: Party) -> bool:
    if party.role not in COMPLAINING:
        return is_told(work, party)
    lasting = party.authority_until is None or party.authority_until >= work.today
    return bool(party.code_hash) and lasting
