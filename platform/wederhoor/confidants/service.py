"""Talks with a confidant: begun, written in, shared with consent, closed, destroyed; the yearly report."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select

from wederhoor.confidants.figures import FEWER, Shown, counted, hidden
from wederhoor.confidants.opened import BY_WORKER, INSIDE, Opened, TalkEntry, all_with_box
from wederhoor.confidants.reach import CONFIDANT, holders_of
from wederhoor.confidants.tables import Consultation, ConsultationEntry, ConsultationKey
from wederhoor.db import uuid7
from wederhoor.people.reachable import Reach, reach_of
from wederhoor.people.service import StaffMember, people_by_id, staff_with_role
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.letters import escape
from wederhoor.rules.names import in_order
from wederhoor.rules.wording import dutch_date
from wederhoor.strongboxes.sealing import new_key
from wederhoor.strongboxes.service import OpenBox, PublicBox, boxes_of
from wederhoor.strongboxes.telling import tell
from wederhoor.strongboxes.walls import ActRefused, DoneBefore, code_of_form
from wederhoor.tenancy.locks import add_once
from wederhoor.work import Work, local_date


@dataclass(frozen=True, kw_only=True)
class Confidant:
    """A confidant whom one can write to: they have a strongbox."""

    account_id: uuid.UUID
    name: str
    email: str
    box: PublicBox


def confidants_today(work: Work) -> list[Confidant]:
    """Every confidant with a strongbox, by name."""
    return _with_box(work, staff_with_role(work, (CONFIDANT,)))


def confidants_reached(work: Work) -> list[tuple[StaffMember, Reach]]:
    """Every confidant, with a strongbox or not, by name, and where to reach them as far as that was noted."""
    people = staff_with_role(work, (CONFIDANT,))
    known = reach_of(work, [one.account_id for one in people])
    return [(one, known.get(one.account_id, Reach(phone="", email=""))) for one in people]


def _with_box(work: Work, people: Sequence[StaffMember]) -> list[Confidant]:
    boxes = boxes_of(work.session, [one.account_id for one in people])
    found = [
        Confidant(account_id=one.account_id, name=one.name, email=one.email, box=boxes[one.account_id])
        for one in people
        if one.account_id in boxes
    ]
    return sorted(found, key=lambda one: in_order(one.name))


def begin(work: Work, confidant: Confidant, theme: str, text: str, *, name: str = "") -> Opened:
    """The confidant notes a talk. No name, unless the worker agreed to it."""
    opened = _new(work, confidant, theme, name)
    opened.add(work, TalkEntry.NOTE, {"text": text})
    return opened


def write_to(work: Work, confidant: Confidant, text: str, *, name: str = "") -> str:
    """A worker writes to a confidant. Returns the code of the channel; it is kept nowhere."""
    code = code_of_form(work, "gesprek")
    try:
        opened = _new(work, confidant, "other", name)
    except DoneBefore:
        return code
    opened.add(work, TalkEntry.FROM_WORKER, {"text": text})
    opened.put_behind(work, code)
    tell(work, [confidant])
    return code


def _new(work: Work, confidant: Confidant, theme: str, name: str) -> Opened:
    row = Consultation(id=work.form_id or uuid7(), key_id=work.vault.new_key(), begun_at=work.now)
    opened = Opened(row=row, key=new_key())
    opened.write({"theme": theme, "name": name, "owner": str(confidant.account_id), "closed_on": None})
    if not add_once(work.session, row):
        raise DoneBefore(row.id)
    opened.give_to(work, confidant.box)
    record.append(work, row.id, [record.Entry(event=Event.CONSULTATION_BEGUN)], first=True)
    return opened


def note_read(work: Work, opened: Opened) -> int:
    """The confidant reads a talk: on the record. Returns how many messages were new."""
    query = select(ConsultationEntry).where(
        ConsultationEntry.consultation_id == opened.id,
        ConsultationEntry.kind.in_([kind.value for kind in BY_WORKER]),
        ConsultationEntry.read_at.is_(None),
    )
    new = list(work.session.scalars(query))
    for entry in new:
        entry.read_at = work.now
    record.append(work, opened.id, [record.Entry(event=Event.CONSULTATION_READ)])
    return len(new)


def unread_in(work: Work, talks: Sequence[Opened]) -> dict[uuid.UUID, int]:
    """How many messages of workers were not read yet, by talk."""
    query = select(ConsultationEntry.consultation_id).where(
        ConsultationEntry.consultation_id.in_([one.id for one in talks]),
        ConsultationEntry.kind.in_([kind.value for kind in BY_WORKER]),
        ConsultationEntry.read_at.is_(None),
    )
    found = list(work.session.scalars(query))
    return {one: found.count(one) for one in set(found)}


def done(work: Work, opened: Opened, what: str) -> None:
    """Put one of the fixed sentences on the record of a talk."""
    entry = record.Entry(event=Event.CONSULTATION_STEP, facts={"what": what})
    record.append(work, opened.id, [entry])


def owner_of(opened: Opened) -> uuid.UUID:
    """Whose talk it is."""
    return uuid.UUID(opened.read()["owner"])


def readers_of(work: Work, opened: Opened) -> list[Confidant]:
    """Today's confidants who can read it; without any, whoever holds its key."""
    held = holders_of(work, opened.id)
    found = [one for one in confidants_today(work) if one.account_id in held]
    return found or _with_box(work, people_by_id(work, held, left_too=True))


def add_note(work: Work, opened: Opened, text: str) -> None:
    """A note only whoever holds the key reads."""
    opened.add(work, TalkEntry.NOTE, {"text": text})
    done(work, opened, "Er is een notitie gemaakt")


def write_message(work: Work, opened: Opened, text: str) -> None:
    """A message to the worker, behind the code. Raises ActRefused when there is no code."""
    if opened.row.code_hash is None:
        raise ActRefused("Deze persoon heeft geen code. Maak eerst een code.", "text")
    opened.add(work, TalkEntry.TO_WORKER, {"text": text})
    done(work, opened, "Er is een bericht geplaatst")


def give_code(work: Work, opened: Opened) -> str:
    """A code for a channel both ways; an earlier one stops working."""
    code = code_of_form(work, "gesprek")
    if opened.row.code_hash == work.vault.code_hash(code):  # this very form came before
        return code
    opened.put_behind(work, code)
    done(work, opened, "Er is een code gegeven")
    return code


def describe(work: Work, opened: Opened, theme: str, name: str) -> None:
    """What it is about, and who it is when the worker agreed."""
    opened.write({**opened.read(), "theme": theme, "name": name})
    done(work, opened, "Het onderwerp of de naam is gewijzigd")


def note_support(work: Work, opened: Opened, text: str, agreed_on: date) -> None:
    """Support in a complaint, agreed to by the worker. It opens no dossier: only what the worker shares."""
    told = f"Ondersteuning bij een klacht afgesproken op {dutch_date(agreed_on)}. {text}"
    opened.add(work, TalkEntry.SUPPORT, {"text": told})
    done(work, opened, "Ondersteuning bij een klacht is afgesproken")


def write_back(work: Work, opened: Opened, text: str) -> None:
    """A message from the worker; who reads the talk hears once that there is something. Raises ActRefused."""
    waited = opened.waits(work)
    opened.add(work, TalkEntry.FROM_WORKER, {"text": text})
    done(work, opened, "Er is een bericht gekomen")
    if not waited:
        tell(work, readers_of(work, opened))


def note_visit(work: Work, opened: Opened) -> None:
    """The worker has seen what was written. When is kept nowhere."""
    mine = [kind.value for kind in (*BY_WORKER, *INSIDE)]
    query = select(ConsultationEntry).where(
        ConsultationEntry.consultation_id == opened.id,
        ConsultationEntry.read_at.is_(None),
        ConsultationEntry.kind.not_in(mine),
    )
    for entry in work.session.scalars(query):
        entry.read_at = entry.at


def close_talk(work: Work, opened: Opened, text: str) -> None:
    """Finish it. Raises ActRefused."""
    body = opened.read()
    if body["closed_on"]:
        raise ActRefused("Dit is al afgerond.")
    opened.write({**body, "closed_on": work.today.isoformat()})
    opened.add(work, TalkEntry.CLOSING, {"text": text})
    done(work, opened, "Het gesprek is afgerond")


def destroy(work: Work, opened: Opened) -> uuid.UUID:
    """Leave nothing of it, not even that it was there. Returns the key to destroy once this is committed."""
    key_id = opened.row.key_id
    done(work, opened, "Alles is gewist")
    for table in (ConsultationEntry, ConsultationKey):
        work.session.execute(delete(table).where(table.consultation_id == opened.id))
    work.session.execute(delete(Consultation).where(Consultation.id == opened.id))
    return key_id


def figures(work: Work, box: OpenBox, year: int) -> dict[str, int]:
    """How many talks of a year were about what; only whoever holds the keys can count them."""
    own = [one for one in all_with_box(work, box) if owner_of(one) == box.account_id]
    return counted(one.read()["theme"] for one in own if local_date(one.row.begun_at).year == year)


def years(work: Work, box: OpenBox) -> list[int]:
    """The years that are over and in which there were talks, newest first."""
    found = {local_date(one.row.begun_at).year for one in all_with_box(work, box)}
    return sorted((year for year in found if year < work.today.year), reverse=True)


def yearly_report(counts: dict[str, int], *, year: int, organisation: str, signals: str) -> str:
    """The report to the director (L16-13, 14) as markdown: numbers below five hidden, signals without names."""
    shown: Shown = hidden(counts)
    lines = [
        f"Aan de bestuurder van {escape(organisation)}",
        "",
        f"In {year} werd de vertrouwenspersoon geraadpleegd. Aantal gesprekken: **{shown.total}**.",
        "",
    ]
    if shown.rows:
        lines += ["## Waar het over ging", ""]
        lines += [f"- {label}: {count}" for label, count in shown.rows]
        lines += [""]
    lines += [
        f"Een aantal onder de vijf staat er als ‘{FEWER}’, ook als het nul is. Het totaal is dan naar beneden afgerond. "
        "Zo is niemand te herkennen.",
        "",
        "## Signalen voor beleid",
        "",
        escape(signals) if signals else "Geen.",
    ]
    return "\n".join(lines)
