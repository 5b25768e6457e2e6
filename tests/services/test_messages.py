"""Messages both ways, agreements to comment on (KR-059), notes, tasks that are finished once (KR-017)."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from tests.support import clock
from tests.support.mail import FakeMail
from tests.support.visitor import visitor_of
from tests.support.world import PASSWORD, Organisation, on

from wederhoor import scheduler
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.parties import place_of
from wederhoor.dossiers.service import NoSuchDossier
from wederhoor.messages import service as messages
from wederhoor.messages.passing import unread_by
from wederhoor.messages.service import Direction, MessageKind, NoteSide
from wederhoor.messages.tables import Message
from wederhoor.notices.letters import letters_shown
from wederhoor.notices.pdf import to_html
from wederhoor.notices.service import notices_of
from wederhoor.notices.tables import Letter
from wederhoor.record import service as record
from wederhoor.tasks import service as tasks
from wederhoor.work import RESIDENT

BERT = {
    "given_name": "Bert",
    "surname": "Bedacht",
    "street": "Verzinstraat 3",
    "postal_code": "1234 AB",
    "town": "Nergenshuizen",
    "contact_channel": "post",
}
AGREED = "Wij spraken af:\n1. Bellen voor vrijdag *echt*.\n\n# Geen kop"


def test_messages_go_both_ways_and_each_party_sees_only_its_own(lumens: Organisation) -> None:
    """KR-059: agreements are confirmed in writing, with the chance to comment; who wants paper gets the whole text."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    now = on(clock.TODAY)
    filed = lumens.file_complaint(now=now, fellows=[BERT])
    with lumens.work(write=True, actor=lumens.as_staff(kim), now=now) as work:
        dossier = dossiers.find(work, filed.dossier_id, lock=True)
        people = messages.recipients(work, dossiers.parties_of(work, dossier.id))
        anna, bert = sorted(people, key=lambda party: party.name["given_name"])
        by = work.today + timedelta(days=14)
        for party in (anna, bert):
            messages.write_to_party(work, dossier, party, AGREED, kind=MessageKind.AGREEMENTS, answer_by=by)
        messages.write_to_party(work, dossier, anna, "Alleen voor Anna.")
        messages.write_note(work, dossier, "Alleen voor ons.", NoteSide.INSIDE)
        messages.write_note(work, dossier, "Voor allebei.", NoteSide.PARTIES)
    with lumens.work(write=True, actor=RESIDENT, now=now + timedelta(hours=1)) as work:
        dossier, anna = dossiers.find_by_code(work, work.vault.code_hash(filed.code), lock=True)
        assert unread_by(work, dossier, anna) == 2
        assert messages.mark_read(work, dossier, Direction.OUT, anna) == 2
        assert messages.mark_read(work, dossier, Direction.OUT, anna) == 0
        seen = messages.messages_with(work, dossier, anna)
        assert [(one.kind, one.text) for one in seen] == [
            ("agreements", AGREED),
            ("message", "Alleen voor Anna."),
        ]
        assert seen[0].answer_by == by and all(one.read_at for one in seen)
        notes = messages.notes_of(work, dossier, NoteSide.PARTIES)
        assert [note.body["text"] for note in notes] == ["Voor allebei."]
        messages.write_from_party(work, dossier, anna, "Dat van vrijdag klopt niet.")
    with lumens.work(write=True, actor=lumens.as_staff(kim), now=now + timedelta(hours=2)) as work:
        dossier = dossiers.find(work, filed.dossier_id, lock=True)
        (task,) = tasks.open_tasks(work, dossier_id=dossier.id)
        assert (task.kind, task.due_on) == ("read_message", work.today + messages.READ_WITHIN)
        assert messages.mark_read(work, dossier, Direction.IN) == 1
        assert messages.messages_with(work, dossier, anna)[-1].text == "Dat van vrijdag klopt niet."
        rows = [row for row in notices_of(work, dossier.id) if row.letter in ("message", "agreements")]
        by_channel = {(row.letter, row.channel): row for row in rows}
        assert set(by_channel) == {("agreements", "email"), ("agreements", "post"), ("message", "email")}
        mail = by_channel["agreements", "email"]
        assert "vrijdag" not in str(mail.content) and mail.recipient == "anna@bewoner.example"
        letter = work.session.get_one(Letter, (work.tenant_id, by_channel["agreements", "post"].letter_id))
        html = to_html(letter.body)
        assert "1. Bellen voor vrijdag *echt*." in html and "<h1>" not in html and "<br" in html
        sentences = " ".join(line.sentence for line in record.read(work, dossier.id))
        for told in ("De afspraken uit een gesprek zijn schriftelijk bevestigd", "Een taak is toegevoegd"):
            assert told in sentences
        assert "Anna" not in sentences
        raw = [bytes(one.body_sealed) for one in work.session.scalars(select(Message))]
        assert not any(b"vrijdag" in body for body in raw)


def test_a_task_is_finished_once_with_a_note_and_stays_out_of_sight_of_who_is_barred(
    lumens: Organisation,
) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    namesake = lumens.hire("Piet Pietersen", "quality_officer")
    now = on(clock.TODAY)
    filed = lumens.file_complaint(now=now, accused_name="P. Pietersen")
    with lumens.work(write=True, actor=RESIDENT, now=now) as work:
        dossier, anna = dossiers.find_by_code(work, work.vault.code_hash(filed.code), lock=True)
        messages.write_from_party(work, dossier, anna, "Hoe staat het ervoor?")
    with lumens.work(actor=lumens.as_staff(namesake), now=now) as work:
        assert tasks.open_tasks(work) == []
        with pytest.raises(NoSuchDossier):
            dossiers.find(work, filed.dossier_id)
    with lumens.work(write=True, actor=lumens.as_staff(kim), now=now) as work:
        (task,) = tasks.open_tasks(work)
        done = tasks.finish_task(work, task.id, "Gelezen en geantwoord.")
        assert done.text["note"] == "Gelezen en geantwoord."
        with pytest.raises(tasks.TaskDone):
            tasks.finish_task(work, task.id, "Nog eens.")


def test_what_the_office_wrote_waits_and_is_called_back_before_anybody_saw_it(
    client: FlaskClient, lumens: Organisation
) -> None:
    """KR-059: a message waits as mail does. Called back it is on no page, no mail leaves, and the task it ended is there again."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(now=clock.NOW, fellows=[BERT])
    mail = FakeMail()
    scheduler.sweep(lumens.installation, mail)

    def told() -> int:
        """Mails to parties: whoever works here may be reminded when the day ends meanwhile."""
        return sum(message["To"] != kim.email for message in mail.messages)

    before = told()
    with lumens.work(write=True, actor=RESIDENT, now=clock.NOW) as work:
        dossier, anna = dossiers.find_by_code(work, work.vault.code_hash(filed.code), lock=True)
        messages.write_from_party(work, dossier, anna, "Hoe staat het ervoor?")

    def open_tasks() -> int:
        with lumens.work(actor=lumens.as_staff(kim), now=clock.NOW) as work:
            return len(tasks.open_tasks(work, dossier_id=filed.dossier_id))

    def seen(minutes: int) -> list[str]:
        with lumens.work(write=True, actor=RESIDENT, now=clock.NOW + timedelta(minutes=minutes)) as work:
            dossier, anna = dossiers.find_by_code(work, work.vault.code_hash(filed.code), lock=True)
            texts = [
                one.text for one in messages.messages_with(work, dossier, anna) if one.direction == "out"
            ]
            assert unread_by(work, dossier, anna) == len(texts)
            return texts

    def paper() -> list[str]:
        with lumens.work(now=clock.NOW + timedelta(minutes=30)) as work:
            people = dossiers.parties_of(work, filed.dossier_id)
            bert = next(one for one in people if one.name["given_name"] == "Bert")
            return [one.title for one in letters_shown(work, filed.dossier_id, place_of(bert))]

    office = visitor_of(client)
    office.sign_in(kim.email, PASSWORD)
    address = f"/lumens/kantoor/dossiers/{filed.dossier_id}/berichten"
    page = office.get(address)
    assert open_tasks() == 1
    written = office.submit(page, what="message", to="all", text="Nog twee weken, Zqx.")
    assert open_tasks() == 0, "it counts from when it was written"
    assert written.text.count("Ongedaan maken") == 2 and "Wacht nog tot" in written.text
    scheduler.sweep(lumens.installation, mail, now=lambda: clock.NOW + timedelta(minutes=9))
    assert (seen(9), told()) == ([], before)
    assert (seen(30), paper()[-1]) == (["Nog twee weken, Zqx."], "Bericht")
    back = office.submit(written, "/terughalen")
    assert "staat bij ‘Schrijven’" in back.text and "Nog twee weken, Zqx.</textarea>" in back.text
    assert "niet verstuurd" in back.text and back.text.count("Ongedaan maken") == 1
    with lumens.work() as work:
        rows = [row for row in notices_of(work, filed.dossier_id) if row.letter == "message"]
        (row_id,) = (row.id for row in rows if row.state != "cancelled")
    listed = office.submit(office.get("/lumens/kantoor/verzending"), f"{row_id}/terughalen")
    assert listed.url.startswith(f"{address}?terug="), "from the list as well"
    assert open_tasks() == 1, "nobody answered after all"
    assert (seen(30), [one for one in paper() if one == "Bericht"]) == ([], [])
    scheduler.sweep(lumens.installation, mail, now=lambda: clock.NOW + timedelta(minutes=31))
    assert told() == before
    again = office.submit(back, what="message", text="Nog drie weken.")
    with lumens.work(write=True, actor=RESIDENT, now=clock.NOW + timedelta(minutes=30)) as work:
        dossier, anna = dossiers.find_by_code(work, work.vault.code_hash(filed.code), lock=True)
        assert messages.mark_read(work, dossier, Direction.OUT, anna) == 1
    noted = office.submit(office.get(address), what="note", side="parties", text="Voor allen, Zqx.")
    note = office.submit(noted, "/terughalen")
    assert "Voor allen, Zqx.</textarea>" in note.text and 'value="parties" checked' in note.text
    late = office.submit(again, "/terughalen")
    assert late.status == 409 and "Terughalen kan niet meer" in late.text
    assert open_tasks() == 0
