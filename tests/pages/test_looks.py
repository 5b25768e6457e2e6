"""A letter that waits for a look, in the office: changed here or in Word, warned about, sent; two people at once."""

import io
import re

from docx import Document
from flask import Flask
from sqlalchemy import select
from tests.support.visitor import visitor_of
from tests.support.world import PASSWORD, Organisation

from wederhoor.complaints.admissibility import Judgement, judge_admissibility
from wederhoor.dossiers import service as dossiers
from wederhoor.notices.tables import Letter, OutboxRow


def test_the_secretary_changes_a_letter_here_and_in_word_and_sends_it(
    app: Flask, lumens: Organisation
) -> None:
    """Must 11: preview, edit, warned about what was lost, Word out and back in with differences, then it leaves."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint(large_print="y")
    with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
        judgement = Judgement(admissible=True, ground=None, reason="", done_on=work.today)
        judge_admissibility(work, dossiers.find(work, filed.dossier_id), judgement)
        letter = work.session.scalars(select(Letter).where(Letter.code == "admissible")).one()
        body = letter.body
    client = app.test_client()
    visitor = visitor_of(client)
    visitor.sign_in(kim.email, PASSWORD)
    tray = visitor.get("/lumens/kantoor/verzending")
    found = re.search(r'href="([^"]+/nakijken)"', tray.text)
    assert found is not None
    page = visitor.get(found[1])
    assert filed.number in page.text
    assert visitor.submit(page, act="send", body=" ").status == 422
    lost = visitor.submit(page, act="send", body="Beste lezer, tot gauw. <b>x</b>")
    assert lost.status == 422
    assert f"het nummer {filed.number}" in lost.text
    assert "tot gauw" in lost.text
    assert "<b>x" not in lost.text
    changed = body.replace("Beste", "Goedendag")
    assert "Goedendag" in visitor.submit(page, act="preview", body=changed).text
    assert '<svg viewBox="0 0 595' in page.text, "the very page that is printed"
    assert "De datum wordt die van de dag waarop de brief weggaat." in page.text
    typed = client.post(
        found[1].replace("/nakijken", "/voorbeeld"),
        data={**dict(page.form().values), "body": body.replace("Beste", "Hallo")},
        headers={"HX-Request": "true"},
    )
    assert (typed.status_code, "Hallo" in typed.text, "<textarea" in typed.text) == (200, True, False)
    saved = visitor.submit(page, act="save", body=changed)
    assert "Versie 2" in saved.text
    other = visitor.submit(page, act="save", body=body + "\nMijn eigen regel.")
    assert other.status == 422  # from the first version, while a colleague made a second
    assert "Een collega heeft deze brief net aangepast" in other.text
    assert "Mijn eigen regel." in other.text
    taken = visitor.get(found[1].replace("/nakijken", ".docx"))
    opened = Document(io.BytesIO(taken.body))
    sizes = [opened.styles[style].font.size.pt for style in ("Normal", "Heading 1", "Heading 3")]
    assert sizes == [18, 22, 19], "who asked for large print gets it on paper from Word too"
    opened.paragraphs[-1].text = "Kim van de commissie"
    out = io.BytesIO()
    opened.save(out)
    token = dict(saved.form().values)["csrf_token"]
    for content, status in ((b"geen word", 422), (out.getvalue(), 303)):
        answer = client.post(
            found[1],
            data={
                "csrf_token": token,
                "act": "word",
                "seen": "2",
                "word": (io.BytesIO(content), "brief.docx"),
            },
            content_type="multipart/form-data",
        )
        assert answer.status_code == status
    page = visitor.get(found[1])
    assert "teruggezet uit Word" in page.text
    assert "Kim van de commissie" in page.text
    stopped = visitor.submit(page, act="send")
    assert stopped.status == 422, "what came along from Word is seen before it leaves"
    assert "Uit Word kwam tekst mee die er eerst niet stond: ‘Kim van de commissie’." in stopped.text
    assert visitor.submit(stopped, act="send", accept="y").url.endswith("/verzending")
    assert visitor.get(found[1]).status == 404
    shown = visitor.get(found[1].removesuffix("/nakijken")).text
    assert "Versie 3" in shown and "teruggezet uit Word" in shown, "also once it left"
    assert re.search(
        r"<del><span[^>]*>weg: </span>Beste </del><ins><span[^>]*>nieuw: </span>Goedendag </ins>", shown
    )
    with lumens.work() as work:
        sent = work.session.get_one(Letter, (work.tenant_id, letter.id))
        row = work.session.scalars(select(OutboxRow).where(OutboxRow.letter_id == letter.id)).one()
        assert "Kim van de commissie" in sent.body
        assert filed.number in sent.body.replace("\\", "")
        assert (row.state, sent.issued_at is not None) == ("waiting", True)


def test_a_colleagues_comment_in_word_never_becomes_part_of_the_letter(
    app: Flask, lumens: Organisation
) -> None:
    """Must 15: what somebody wrote beside the text stays there; that it was there is said."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    filed = lumens.file_complaint()
    with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
        judgement = Judgement(admissible=True, ground=None, reason="", done_on=work.today)
        judge_admissibility(work, dossiers.find(work, filed.dossier_id), judgement)
        letter = work.session.scalars(select(Letter).where(Letter.code == "admissible")).one()
    client = app.test_client()
    visitor = visitor_of(client)
    visitor.sign_in(kim.email, PASSWORD)
    address = f"/lumens/kantoor/dossiers/{filed.dossier_id}/brieven/{letter.id}/nakijken"
    opened = Document(io.BytesIO(visitor.get(address.replace("/nakijken", ".docx")).body))
    opened.add_comment(opened.paragraphs[-1].runs, text="Zqxjvkw: is dit wel waar?", author="Kim")
    out = io.BytesIO()
    opened.save(out)
    answer = client.post(
        address,
        data={
            "csrf_token": dict(visitor.get(address).form().values)["csrf_token"],
            "act": "word",
            "seen": "1",
            "word": (io.BytesIO(out.getvalue()), "brief.docx"),
        },
        content_type="multipart/form-data",
    )
    assert answer.status_code == 200
    assert "In dit document staat een opmerking van een lezer." in answer.text
    assert "Zqxjvkw" not in answer.text
    with lumens.work() as work:
        assert "Zqxjvkw" not in work.session.get_one(Letter, (work.tenant_id, letter.id)).body
