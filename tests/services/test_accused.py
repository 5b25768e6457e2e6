"""The accused's own view: equal information, opened by the letter, closed by a reversed naming (KR-016 to 018, KR-035, KR-111)."""

import re

import pytest
from flask import Flask
from sqlalchemy import select
from tests.support.mail import FakeMail
from tests.support.papers import add_paper, photo
from tests.support.visitor import visitor_of
from tests.support.world import COMPLETE, PASSWORD, Filed, Organisation, StaffAccount

from wederhoor import scheduler
from wederhoor.accused import service as accused
from wederhoor.accused.service import NoSuchDossier
from wederhoor.complaints import service as complaints
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Party
from wederhoor.notices import service as notices
from wederhoor.papers.doors import Side
from wederhoor.papers.service import papers_for
from wederhoor.papers.tables import Paper
from wederhoor.record import service as record
from wederhoor.work import Work

CONTACT = ("email", "street", "postal_code", "town")


def confirmed(lumens: Organisation, *, supervisor: StaffAccount | None = None) -> tuple[Filed, StaffAccount]:
    """A complaint with a photo, about somebody whom the secretary confirmed."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    piet = lumens.hire("Piet Beklaagde", "employee")
    filed = lumens.file_complaint()
    add_paper(lumens, filed.dossier_id, photo("PNG"))
    with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
        people = {person.account_id: person for person in complaints.employees(work)}
        complaints.confirm_accused(
            work,
            dossiers.find(work, filed.dossier_id),
            accused=people[piet.account_id],
            supervisor=people[supervisor.account_id] if supervisor else None,
        )
    return filed, piet


def own(work: Work, filed: Filed, who: StaffAccount) -> accused.Own:
    return accused.find_own(work, filed.dossier_id, who.account_id)


def test_it_opens_when_the_letter_has_left_and_not_before_nor_for_anyone_else(
    lumens: Organisation, mail: FakeMail
) -> None:
    """Nobody learns of a complaint from a page they come across; the supervisor knows that, not what (KR-156)."""
    maud = lumens.hire("Maud Leiding", "employee")
    filed, piet = confirmed(lumens, supervisor=maud)
    with lumens.work() as work:
        assert accused.own_matters(work, piet.account_id) == []
        assert accused.supervised(work, maud.account_id) == []
        with pytest.raises(NoSuchDossier):
            own(work, filed, piet)
    scheduler.sweep(lumens.installation, mail)
    with lumens.work() as work:
        assert [one.dossier.number for one in accused.own_matters(work, piet.account_id)] == [filed.number]
        told = accused.supervised(work, maud.account_id)
        assert [(one.number, one.received_on is not None) for one in told] == [(filed.number, True)]
        with pytest.raises(NoSuchDossier):
            own(work, filed, maud)
    with lumens.work(write=True) as work:  # the naming is reversed, and they are told
        party = work.session.scalars(select(Party).where(Party.role == "accused")).one()
        party.account_id = party.confirmed_at = None
        where = {"code": "naming_reversed", "addressee": f"account:{piet.account_id}"}
        dossier = dossiers.find(work, filed.dossier_id)
        letter = notices.issue_letter(
            work, dossier.id, dossier.key_id, title="Niet over u", body="Excuses.\n", **where
        )
        told_by_page = notices.Notice(
            letter="naming_reversed",
            occasion="reversed",
            addressee=where["addressee"],
            channel=notices.Channel.PORTAL,
            letter_id=letter.id,
        )
        notices.announce(work, dossier.id, dossier.key_id, [told_by_page])
    with lumens.work() as work:
        assert accused.own_matters(work, piet.account_id) == []
        assert [one.id for one in accused.apologies(work, piet.account_id)] == [letter.id]
        assert accused.apologies(work, maud.account_id) == []
        assert accused.supervised(work, maud.account_id) == []


def test_both_parties_have_the_same_papers_and_words_but_for_how_to_reach_the_complainant(
    lumens: Organisation, mail: FakeMail
) -> None:
    """KR-017: equal information."""
    filed, piet = confirmed(lumens)
    scheduler.sweep(lumens.installation, mail)
    with lumens.work(write=True) as work:
        inside = Paper(**_like(work.session.scalars(select(Paper)).one(), side="inside"))
        work.session.add(inside)
        inside.title = inside.file_name = "Alleen voor ons"
    with lumens.work() as work:
        mine = own(work, filed, piet)
        theirs = papers_for(work, filed.dossier_id, Side.PARTIES)
        assert {paper.id for paper in accused.papers_of(work, mine)} == {paper.id for paper in theirs}
        assert len(theirs) == 1
        assert accused.find_paper(work, mine, inside.id) is None
        told = "\n".join(text for _, text in accused.complaint_told(work, mine))
        for name in ("description", "objection", "steps_taken", "surname", "accused_name"):
            assert COMPLETE[name] in told
        assert not [name for name in CONTACT if COMPLETE[name] in told]
        (letter,) = accused.letters_to(work, mine)
        assert letter.letter.code == "notice_accused"
        assert filed.number in letter.letter.body.replace("\\", "")
        assert "vertrouwenspersoon" in letter.letter.body
        assert "Autoriteit" in letter.letter.body
        complainants = notices.notices_of(work, filed.dossier_id)
        assert [
            accused.find_letter(work, mine, row.letter_id) for row in complainants if row.letter_id
        ].count(None) == 1  # the confirmation is the complainant's


def _like(paper: Paper, **changed: object) -> dict[str, object]:
    columns = [c.key for c in Paper.__table__.columns if not c.key.endswith("_sealed")]
    values = {
        name: getattr(paper, name) for name in columns if name not in ("id", "tenant_id", "fingerprint")
    }
    from wederhoor.db import uuid7

    return {**values, "id": uuid7(), "number": 2, "version": 1, **changed}


def test_somebody_signed_in_reads_reacts_and_meets_the_matter_nowhere_else(
    app: Flask, lumens: Organisation, mail: FakeMail
) -> None:
    """KR-018: what the accused writes is a paper for both, at once; what is empty is asked again with nothing lost."""
    filed, piet = confirmed(lumens)
    scheduler.sweep(lumens.installation, mail)
    visitor = visitor_of(app.test_client())
    home = visitor.sign_in(piet.email, PASSWORD)
    assert home.url == "/lumens/over-mij"
    assert filed.number in home.text
    page = visitor.get(f"/lumens/over-mij/{filed.dossier_id}")
    assert COMPLETE["description"] in page.text
    assert COMPLETE["street"] not in page.text
    assert COMPLETE["email"] not in page.text
    for found in set(re.findall(r'href="(/lumens/over-mij/[^"]+)"', page.text)):
        assert visitor.get(found).status == 200, found
    (letter,) = set(re.findall(r'href="(/lumens/over-mij/[^"]+/brief/[^"]+)\.pdf"', page.text))
    assert visitor.get(f"{letter}.pdf").body.startswith(b"%PDF")
    form = visitor.get(f"/lumens/over-mij/{filed.dossier_id}/reactie")
    assert visitor.submit(form, text="  ").status == 422
    done = visitor.submit(form, text="From: ik\n\nZo is het niet gegaan. Zqx.")
    assert "Reactie van de aangeklaagde" in done.text
    assert visitor.get(f"/lumens/kantoor/dossiers/{filed.dossier_id}").status == 404
    with lumens.work() as work:
        (_, reaction) = papers_for(work, filed.dossier_id, Side.PARTIES)
        assert (reaction.side, reaction.origin.split(":")[0]) == ("parties", "party")
        events = [line.event for line in record.read(work, filed.dossier_id)]
        assert {"accused_read", "accused_reacted", "paper_added"} <= set(events)
    shown = visitor.get(f"/lumens/over-mij/{filed.dossier_id}/stukken/{reaction.id}")
    assert "Zo is het niet gegaan. Zqx." in shown.text
