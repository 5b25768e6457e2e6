"""Complaints that are told or come on paper: written down by the office, read back, signed (KR-079). And new codes."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.content import CAME_BY
from wederhoor.dossiers.tables import Dossier
from wederhoor.intake import drafts, service
from wederhoor.messages.service import NoteSide
from wederhoor.messages.tables import Note
from wederhoor.people.meant import may_be_meant
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.admissibility import RequiredItem
from wederhoor.rules.meant import Naming
from wederhoor.rules.roles import Role
from wederhoor.tasks import meant
from wederhoor.tasks import service as tasks
from wederhoor.tasks.tables import Task
from wederhoor.vault.seals import Destroyed, SealBroken
from wederhoor.work import Work

CALL_WITHIN = timedelta(days=1)
READ_BACK_WITHIN = timedelta(days=7)
"""By when to call back and to read back: our own choices, no regulation says them."""


class NoSuchNote(Exception):
    """There is no such phone note."""


class AlreadyTakenDown(Exception):
    """The note is a dossier already."""

    def __init__(self, dossier_id: uuid.UUID) -> None:
        super().__init__(dossier_id)
        self.dossier_id = dossier_id


@dataclass(frozen=True, kw_only=True)
class TakenDown:
    """A complaint that was written down: the code is told once."""

    dossier_id: uuid.UUID
    number: str
    code: str
    missing: tuple[RequiredItem, ...]
    fellows: tuple[tuple[str, str], ...] = ()
    """Name and code of each who complains as well."""


def keep_phone_note(work: Work, who: str, said: str) -> Note:
    """Two lines of a call, sealed at once, and a task so that nobody forgets it."""
    task = tasks.add_task(
        work, tasks.TaskKind.TAKE_DOWN, {"who": who}, due_on=work.today + CALL_WITHIN, role=Role.SECRETARY
    )
    meant.hold_task(work, task, _naming(who, said))
    work.session.flush()
    note = Note(
        task_id=task.id,
        key_id=work.vault.new_key(),
        side=NoteSide.INSIDE.value,
        written_at=work.now,
        author_id=work.actor.account_id,
    )
    work.session.add(note)
    note.body = {"who": who, "text": said}
    work.session.flush()
    return note


def open_phone_notes(work: Work) -> list[Note]:
    """Phone notes that are no dossier yet and whose task is open and for the actor to see, oldest first."""
    query = (
        select(Note)
        .join(Task, (Task.tenant_id == Note.tenant_id) & (Task.id == Note.task_id))
        .where(Note.dossier_id.is_(None), Task.done_at.is_(None), *tasks.seen_tasks(work))
        .order_by(Note.written_at, Note.id)
    )
    notes = list(work.session.scalars(query))
    work.vault.load(note.key_id for note in notes)
    return notes


def keep_notes_from(work: Work, account_id: uuid.UUID, name: str) -> None:
    """Somebody who is new here does not read the notes of calls in which they may be meant."""
    for note in open_phone_notes(work):
        try:
            naming = _naming(note.body["who"], note.body["text"])
        except (Destroyed, SealBroken):  # nobody reads it any more
            continue
        if (
            note.task_id
            and naming.may_mean(name)
            and account_id not in meant.meant_in_task(work, note.task_id)
        ):
            meant.task_rows(work, note.task_id, [account_id], dossiers.BARRED)


def _naming(who: str, said: str) -> Naming:
    return Naming(told=(who, said), by_first_name=True)


def find_phone_note(
    work: Work,
    note_id: uuid.UUID | None = None,
    *,
    task_id: uuid.UUID | None = None,
    lock: bool = False,
) -> Note:
    """A phone note, by itself or by its task. Raises NoSuchNote, also when it never was of a call, or its task is not for the actor."""
    query = (
        select(Note)
        .join(Task, (Task.tenant_id == Note.tenant_id) & (Task.id == Note.task_id))
        .where(Note.task_id == task_id if task_id else Note.id == note_id, *tasks.seen_tasks(work))
    )
    note = work.session.scalars(query.with_for_update(of=Note) if lock else query).first()
    if note is None:
        raise NoSuchNote
    return note


def keep_form(work: Work, note: Note, sent: Sequence[tuple[str, str]], naming: Naming) -> None:
    """What was filled in so far is kept with the note, sealed: nothing is registered, and the rest can be asked later.

    Whoever may be meant by what it says now does not meet the note any more.
    """
    note.body = {**note.body, FORM: [list(pair) for pair in sent]}
    if note.task_id is None:
        return
    task = tasks.find_task(work, note.task_id, lock=True)
    if may_be_meant(work, naming) - meant.meant_in_task(work, note.task_id).keys():
        meant.hold_task(work, task, naming)


FORM = "form"
"""Under which name a note keeps what was filled in and not registered yet."""


def take_down(
    work: Work,
    note: Note | None,
    values: Mapping[str, Any],
    *,
    channel: str,
    arrived_on: date,
    signed_name: str | None = None,
) -> TakenDown:
    """A complaint in the words of who told or wrote it, filed as of the day it came.

    A letter can be signed already. What was told is read back first: until the complainant signed it is incomplete where
    the regulation asks a signature (KR-079, KR-082). The note becomes the dossier's. Raises AlreadyTakenDown.
    """
    if note is not None and note.dossier_id is not None:
        raise AlreadyTakenDown(note.dossier_id)
    code = drafts.start_draft(work)
    work.session.flush()
    drafts.save_draft(work, code, values)
    work.session.flush()
    receipt = service.receive_complaint(
        work, code, signed_name=signed_name, channel=channel, arrived_on=arrived_on
    )
    dossier = work.session.get_one(Dossier, (work.tenant_id, receipt.dossier_id))
    taken = record.Entry(event=Event.TAKEN_DOWN, facts={"how": CAME_BY[channel]}, done_on=arrived_on)
    record.append(work, dossier.id, [taken])
    if note is not None:
        _keep_away(work, note, dossier)
        _give_to(work, note, dossier)
    if not signed_name:
        name = " ".join(str(values.get(part, "")) for part in ("given_name", "surname")).strip()
        told = {"name": name, "phone": str(values.get("phone", ""))}
        due_on = work.today + READ_BACK_WITHIN
        tasks.add_task(work, tasks.TaskKind.READ_BACK, told, due_on=due_on, dossier_id=dossier.id)
    work.session.flush()
    return TakenDown(
        dossier_id=receipt.dossier_id,
        number=receipt.number,
        code=code,
        missing=receipt.missing,
        fellows=service.receipt_of(work, code).fellows,
    )


def _keep_away(work: Work, note: Note, dossier: Dossier) -> None:
    """From whom the note was kept, the dossier is kept too."""
    kept = meant.meant_in_task(work, note.task_id).keys() if note.task_id else frozenset[uuid.UUID]()
    more = sorted(kept - dossiers.barred_accounts(work, dossier.id))
    dossiers.bar(work, dossier.id, more, meant.POSSIBLE, meant.EXPLAINED)


def _give_to(work: Work, note: Note, dossier: Dossier) -> None:
    """The note belongs to the dossier from now on, under its key; its task is done and forgets who called."""
    body = {name: text for name, text in note.body.items() if name != FORM}
    note.dossier_id, note.key_id = dossier.id, dossier.key_id
    note.body = body
    if note.task_id is None:
        return
    task = tasks.find_task(work, note.task_id, lock=True)
    if task.done_at is None:
        task = tasks.finish_task(work, note.task_id)
    task.text = {"note": "Opgenomen in het register."}
