"""Saved texts: kept by who handles complaints, put in a letter and a message without losing what was typed, sealed, and gone for good."""

import re

from flask import Flask
from sqlalchemy import select
from tests.support.visitor import Visitor, visitor_of
from tests.support.world import PASSWORD, Organisation

from wederhoor.complaints.admissibility import Judgement, judge_admissibility
from wederhoor.dossiers import service as dossiers
from wederhoor.messages.tables import SavedText
from wederhoor.notices.tables import Letter
from wederhoor.rules.roles import HANDLERS

PLACE = "/lumens/kantoor/vaste-teksten"


def test_a_text_is_kept_used_changed_and_removed(app: Flask, lumens: Organisation) -> None:
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint()
    with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
        judgement = Judgement(admissible=True, ground=None, reason="", done_on=work.today)
        judge_admissibility(work, dossiers.find(work, filed.dossier_id), judgement)
        letter = work.session.scalars(select(Letter).where(Letter.code == "admissible")).one()
    office = visitor_of(app.test_client())
    office.sign_in(kim.email, PASSWORD)
    empty = office.submit(office.get(PLACE), name="", text=" ")
    assert (
        empty.status == 422 and "Geef de tekst een naam." in empty.text and "Schrijf de tekst." in empty.text
    )
    kept = office.submit(empty, name="Bellen", text="Wij bellen u <b>morgen</b>, Zqx.")
    assert (
        "De vaste tekst is bewaard." in kept.text
        and "&lt;b&gt;morgen" in kept.text
        and "Kim Bakvis" in kept.text
    )
    taken = office.submit(kept, name="béllen", text="Iets anders.")
    assert taken.status == 422 and "Iets anders." in taken.text and "met deze naam" in taken.text
    with lumens.work() as work:
        (row,) = work.session.scalars(select(SavedText))
        assert b"Zqx" not in bytes(row.body_sealed) and b"Bellen" not in bytes(row.name_sealed)
        text_id = str(row.id)
    dossier = f"/lumens/kantoor/dossiers/{filed.dossier_id}"
    written = office.get(f"{dossier}/berichten")
    full = office.submit(written, act="insert", piece=text_id, what="message", text="Dag Anna,")
    assert (
        full.status == 200
        and "Dag Anna,\n\nWij bellen u &lt;b&gt;morgen&lt;/b&gt;, Zqx.</textarea>" in full.text
    )
    assert dict(full.form().values)["what"] == "message", "nothing typed is lost, and nothing is sent"
    assert "Er is nog niets geschreven." in full.text
    to = re.findall(r'<option value="([0-9a-f-]{36})"', written.text)[0]
    with lumens.work(write=True) as work:
        dossiers.complainant_of(work, filed.dossier_id).channel = "post"
    printed = office.submit(full, act="preview", to=to)
    assert "als brief op papier" in printed.text and '<svg viewBox="0 0 595' in printed.text
    with lumens.work(write=True) as work:
        dossiers.complainant_of(work, filed.dossier_id).channel = "email"
    seen = office.submit(full, act="preview", to=to)
    assert seen.status == 200 and "een mail zonder inhoud, en deze tekst op de eigen bladzijde" in seen.text
    assert "Er is nog niets geschreven." in seen.text
    draft = office.get(f"{dossier}/brieven/{letter.id}/nakijken")
    longer = office.submit(draft, act="insert", piece=text_id, body="Beste Anna,", reason="Nog niet.")
    assert "Beste Anna,\n\nWij bellen u" in longer.text and 'value="Nog niet."' in longer.text
    assert office.submit(draft, act="insert", piece="", body="Beste Anna,").text.count("Wij bellen u") == 1
    with lumens.work() as work:
        assert "bellen u" not in work.session.get_one(Letter, (work.tenant_id, letter.id)).body
    page = office.submit(office.get(f"{PLACE}/{text_id}"), name="Bellen", text="Wij bellen u vandaag.")
    assert "vandaag" in page.text and "morgen" not in page.text
    gone = office.submit(office.get(f"{PLACE}/{text_id}"), "/weg")
    assert "De vaste tekst is weg." in gone.text and "vandaag" not in gone.text
    assert office.get(f"{PLACE}/{text_id}").status == 404


def test_only_who_handles_complaints_keeps_texts(app: Flask, lumens: Organisation) -> None:
    for role in ("committee_chair", "hr", "employee", *HANDLERS):
        somebody = lumens.hire(f"Iemand {role}", role)
        visitor: Visitor = visitor_of(app.test_client())
        visitor.sign_in(somebody.email, PASSWORD)
        assert (visitor.get(PLACE).status == 200) is (role in HANDLERS), role
