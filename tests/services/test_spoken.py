"""Told or on paper: written down, read back, signed; terms run from the true dates (KR-079, KR-082, KR-084)."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from tests.support.world import COMPLETE, Organisation, on

from wederhoor.cases.signing import sign_complaint, unsigned, version_of
from wederhoor.counter import service as spoken
from wederhoor.deadlines.service import clocks_of
from wederhoor.dossiers import service as dossiers
from wederhoor.intake import service as intake
from wederhoor.messages.tables import Note
from wederhoor.notices.tables import Letter
from wederhoor.record import service as record
from wederhoor.record.tables import RecordEntry
from wederhoor.tasks import service as tasks
from wederhoor.tasks.tables import Task

MONDAY, THURSDAY = date(2026, 3, 2), date(2026, 3, 5)
TOLD: dict[str, Any] = {**COMPLETE, "email": "", "phone": "06 12 34 56 78", "contact_channel": "phone"}


def test_a_call_becomes_a_note_a_complaint_and_a_signed_one(lumens: Organisation) -> None:
    kim = lumens.as_staff(lumens.hire("Kim Bakvis", "secretary"))
    with lumens.work(write=True, actor=kim, now=on(MONDAY)) as work:
        note_id = spoken.keep_phone_note(work, "Anna, 06 12 34 56 78", "Boos over de balie.").id
        assert [task.kind for task in tasks.open_tasks(work)] == ["take_down"]
        (note,) = spoken.open_phone_notes(work)
        assert b"balie" not in bytes(note.body_sealed)
    with lumens.work(write=True, actor=kim, now=on(THURSDAY)) as work:
        note = spoken.find_phone_note(work, note_id, lock=True)
        taken = spoken.take_down(work, note, TOLD, channel="phone", arrived_on=MONDAY)
        assert [item.code for item in taken.missing] == ["signature"]
        dossier = dossiers.find(work, taken.dossier_id)
        assert (dossier.channel, dossier.arrived_on, dossier.received_on) == ("phone", MONDAY, None)
        assert spoken.open_phone_notes(work) == []
        assert note.body == {"who": "Anna, 06 12 34 56 78", "text": "Boos over de balie."}
        assert note.key_id == dossier.key_id
        call = work.session.get_one(Task, (work.tenant_id, note.task_id))
        assert call.done_at is not None and "Anna" not in str(call.text)
        assert [task.kind for task in tasks.open_tasks(work)] == ["read_back"]
        with pytest.raises(spoken.AlreadyTakenDown):
            spoken.take_down(work, note, TOLD, channel="phone", arrived_on=MONDAY)
    with lumens.work(write=True, actor=kim, now=on(THURSDAY + timedelta(days=4))) as work:
        dossier = dossiers.find(work, taken.dossier_id, lock=True)
        (anna,) = unsigned(work, dossier)
        complete = sign_complaint(
            work,
            dossier,
            anna,
            {"description": "Ik werd aan de balie weggestuurd, twee keer."},
            signed_name="Anna Voorbeeld",
            how="voorgelezen aan de telefoon",
            on=THURSDAY + timedelta(days=1),
            read_back={"read_to": "Kim las alles voor aan mevrouw zelf."},
            seen=version_of(work, dossier),
        )
        assert complete and dossier.received_on == THURSDAY + timedelta(days=1)
        assert unsigned(work, dossier) == [] and tasks.open_tasks(work) == []
        assert intake.content_of(work, dossier).description.endswith("twee keer.")
        lines = record.read(work, dossier.id)
        done = next(line for line in lines if line.event == "read_back_done")
        assert done.done_on == THURSDAY + timedelta(days=1) and "Kim" not in done.sentence
        row = work.session.scalars(select(RecordEntry).where(RecordEntry.event == "read_back_done")).one()
        assert record.read_details(work, row) == {
            "read_to": "Kim las alles voor aan mevrouw zelf.",
            "signed_name": "Anna Voorbeeld",
        }
        assert any(clock.started_on == dossier.received_on for clock in clocks_of(work, dossier.id))


def test_a_signed_letter_is_received_on_the_day_it_came(lumens: Organisation) -> None:
    kim = lumens.as_staff(lumens.hire("Kim Bakvis", "secretary"))
    values = {**TOLD, "contact_channel": "post"}
    with lumens.work(write=True, actor=kim, now=on(THURSDAY)) as work:
        taken = spoken.take_down(
            work, None, values, channel="letter", arrived_on=MONDAY, signed_name="Anna Voorbeeld"
        )
        dossier = dossiers.find(work, taken.dossier_id)
        assert taken.missing == () and dossier.received_on == MONDAY
        started = {clock.started_on for clock in clocks_of(work, dossier.id)} - {None}
        assert started == {MONDAY}
        letter = work.session.scalars(select(Letter).where(Letter.code == "confirmation")).one()
        assert "2 maart 2026" in letter.body
        assert tasks.open_tasks(work) == [] and work.session.scalars(select(Note)).all() == []
