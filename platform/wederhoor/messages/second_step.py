"""The second step before papers and letters: six digits through the registered channel (any party)."""

import hmac
import secrets
import uuid
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select

from wederhoor.dossiers.details import read_details
from wederhoor.dossiers.parties import door_of, full_name, place_of
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.messages.service import mail_address
from wederhoor.messages.tables import DoorCode
from wederhoor.notices import service as notices
from wederhoor.notices import words
from wederhoor.notices.service import Channel, Notice
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules import typed
from wederhoor.tasks import service as tasks
from wederhoor.tasks.tables import Task
from wederhoor.work import Work

DIGITS = 6
TRIES = 5
PER_HOUR = 5
LASTS = timedelta(minutes=15)
BY_POST_LASTS = timedelta(days=14)
OPEN_FOR = timedelta(hours=1)


class Way(StrEnum):
    """How the digits reach a party."""

    EMAIL = "email"
    PHONE = "phone"
    POST = "post"
    DESK = "desk"
    """There is no address or number that is safe: they call or come by."""


WAYS = {
    Way.EMAIL: "per e-mail",
    Way.PHONE: "per telefoon",
    Way.POST: "per brief",
    Way.DESK: "als deze persoon belt of langskomt",
}


class TooManyCodes(Exception):
    """This party had too many codes within an hour."""


class NoCode(Exception):
    """There is no code that can be tried: none was made, it is too old, used, or tried too often."""


class WrongCode(Exception):
    """These are not the digits; `left` is how many tries remain."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


def way_of(party: Party) -> Way:
    """How digits would reach this party: by mail where mail may come, else by telephone, else by post where there is an address."""
    contact, bound = party.contact or {}, read_details(party.details)
    if mail_address(party):
        return Way.EMAIL
    if contact.get("phone"):
        return Way.PHONE
    home = bound.safe("post") and contact.get("street")
    return Way.POST if home or bound.safe_address else Way.DESK


def ask_code(work: Work, dossier: Dossier, party: Party) -> Way:
    """A party asks for digits: mailed at once where mail may come, else somebody is asked to call or write.

    Raises TooManyCodes.
    """
    if address := mail_address(party):
        digits, row = _new_code(work, dossier, party, Way.EMAIL)
        name = work.organisation.profile.name
        notice = Notice(
            letter="door_code",
            occasion=f"door_code:{row.id}",
            addressee=place_of(party),
            channel=Channel.EMAIL,
            recipient=address,
            text=(
                f"Beste lezer,\n\nUw code is: {digits}\n\nVul deze code binnen 15 minuten in op de bladzijde van {name} waar u "
                f"erom vroeg. Die vindt u ook hier:\n{words.LINK}\n\nHeeft u niet om een code gevraagd? Dan hoeft u niets te doen.\n\n"
                f"Geef deze code aan niemand, ook niet aan ons.\n\n{words.NO_REPLY}"
            ),
            door=door_of(party),
        )
        notices.announce(work, dossier.id, dossier.key_id, [notice])
        return Way.EMAIL
    way = way_of(party)
    _ask_office(work, dossier, party, way)
    return way


def _ask_office(work: Work, dossier: Dossier, party: Party, way: Way) -> None:
    """One open task a party is enough, however often they ask."""
    wanted = str(party.id)
    waiting = select(Task).where(
        Task.dossier_id == dossier.id, Task.kind == tasks.TaskKind.DOOR_CODE.value, Task.done_at.is_(None)
    )
    if any(task.text.get("party") == wanted for task in work.session.scalars(waiting)):
        return
    told = {
        "name": full_name(party.name),
        "phone": (party.contact or {}).get("phone", "") if way is Way.PHONE else "",
        "what": f"Geef {WAYS[way]} een code om de stukken te openen. Maak de code in het dossier, onder Codes.",
        "party": wanted,
    }
    tasks.add_task(work, tasks.TaskKind.DOOR_CODE, told, due_on=work.today, dossier_id=dossier.id)


def give_code(work: Work, dossier: Dossier, party: Party, way: Way) -> str:
    """The office makes digits to say on the telephone or to put in a letter; they are shown once. Raises TooManyCodes."""
    digits, _ = _new_code(work, dossier, party, way)
    return digits


def _new_code(work: Work, dossier: Dossier, party: Party, way: Way) -> tuple[str, DoorCode]:
    hour_ago = work.now - timedelta(hours=1)
    # not those of an hour to come: then the clock went back, and it holds nobody up
    recent = (DoorCode.party_id == party.id) & DoorCode.made_at.between(hour_ago, work.now)
    if len(list(work.session.scalars(select(DoorCode.id).where(recent)))) >= PER_HOUR:
        raise TooManyCodes
    for older in _usable(work, party):
        older.expires_at = work.now
    digits = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    row = DoorCode(
        dossier_id=dossier.id,
        party_id=party.id,
        digits_hash=_hash(work, party, digits),
        way=way.value,
        made_at=work.now,
        expires_at=work.now + (BY_POST_LASTS if way is Way.POST else LASTS),
        tries=0,
    )
    work.session.add(row)
    work.session.flush()
    record.append(work, dossier.id, [record.Entry(event=Event.DOOR_CODE_MADE, facts={"way": WAYS[way]})])
    return digits, row


def _hash(work: Work, party: Party, digits: str) -> str:
    return work.vault.search_hash("door_code", f"{party.id}|{digits}")


def _usable(work: Work, party: Party) -> list[DoorCode]:
    query = (
        select(DoorCode)
        .where(
            DoorCode.party_id == party.id,
            DoorCode.used_at.is_(None),
            DoorCode.expires_at > work.now,
            DoorCode.tries < TRIES,
        )
        .order_by(DoorCode.made_at.desc())
        .with_for_update()
    )
    return list(work.session.scalars(query))


def open_door(work: Work, dossier: Dossier, party: Party, written: str) -> uuid.UUID:
    """Try digits. Returns what this browser keeps for an hour. Raises NoCode, or WrongCode: the try counts."""
    usable = _usable(work, party)
    if not usable:
        raise NoCode
    code = usable[0]
    code.tries += 1
    digits = typed.code(written)
    if not hmac.compare_digest(code.digits_hash, _hash(work, party, digits)):
        raise WrongCode(TRIES - code.tries)
    code.used_at = work.now
    event = Event.ACCUSED_OPENED if party.role == "accused" else Event.DOOR_OPENED
    record.append(work, dossier.id, [record.Entry(event=event)])
    return code.id


def open_until(work: Work, party: Party, key: str | None) -> datetime | None:
    """Until when what a browser keeps opens the papers of this party; None when it does not (any more)."""
    try:
        code_id = uuid.UUID(key or "")
    except ValueError:
        return None
    code = work.session.get(DoorCode, (work.tenant_id, code_id))
    if code is None or code.party_id != party.id or code.used_at is None:
        return None
    until = code.used_at + OPEN_FOR
    return until if work.now < until <= work.now + OPEN_FOR else None
