"""No act leaves a matter, report, decision or task without somebody who can open it: in pages, as people meet it."""

import re
import uuid
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from tests.support import clock
from tests.support.mail import FakeMail, plain
from tests.support.visitor import Page, Visitor, visitor_of
from tests.support.walls import give_box, open_strongbox, report, talk
from tests.support.workplace import LONG_AGO, workplace
from tests.support.world import PASSWORD, Organisation, StaffAccount, on

from wederhoor import scheduler
from wederhoor.deadlines.handlers import HANDLER, handlers_of, set_handler
from wederhoor.declarations.deciding import decide, find_for_me, waiting_page
from wederhoor.declarations.service import readers_of
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Dossier
from wederhoor.people import leaving
from wederhoor.people.employments import (
    employ,
    led_by,
    name_stand_in,
    stand_ins_for,
    stand_ins_named,
    supervisor_of,
)
from wederhoor.people.tables import Employment, RoleGrant
from wederhoor.tasks import service as tasks
from wederhoor.work import Installation, local_date, utc_now

TODAY = local_date(utc_now())
DESK = "/lumens/kantoor"
ABOUT = {"about_kind": "handler", "accused_name": "", "concerned_role": "secretary"}


def _as(app: Flask, person: StaffAccount) -> Visitor:
    visitor = visitor_of(app.test_client())
    visitor.sign_in(person.email, PASSWORD)
    return visitor


def _error(page: Page, field: str) -> str:
    found = re.search(rf'id="{field}-fout">([^<]+)<', page.text)
    return found[1] if found else ""


def _offered(page: Page, field: str) -> str:
    """The choices of a select, as they stand in the page."""
    found = re.search(rf'<select[^>]*name="{field}".*?</select>', page.text, re.DOTALL)
    return found[0] if found else ""


def _ends(hr: Visitor, person: StaffAccount, **more: object) -> Page:
    form = hr.get(f"{DESK}/medewerkers/{person.account_id}/einde")
    boxes = re.findall(r'name="what"\s+value="([^"]+)"', form.text)
    return hr.submit(form, what=boxes, reason="Gaat weg.", **more)


def test_who_takes_over_a_complaint_about_the_only_handler_opens_and_handles_it_and_nothing_else(
    app: Flask, lumens: Organisation, installation: Installation, mail: FakeMail
) -> None:
    """A role that opens no dossier opens the one it was given: register, today, pages, acts; every other is not there."""
    lumens.hire("Kim Bakvis", "secretary")
    dirk = lumens.hire("Dirk Directeur", "director")
    other = lumens.file_complaint()
    director = _as(app, dirk)
    for path in ("/", "/register", "/taken", "/verzending", f"/dossiers/{other.dossier_id}"):
        assert director.get(DESK + path).status == 404, "before anything was given"
    assert ">Vandaag<" not in director.get("/lumens/afwezig").text
    filed = lumens.file_complaint(**ABOUT)
    with lumens.work() as work:
        assert handlers_of(work, filed.dossier_id) == {HANDLER: dirk.account_id}
        (task,) = tasks.open_tasks(work, dossier_id=filed.dossier_id)
        assert (task.kind, task.account_id, task.role) == ("take_over", dirk.account_id, "director")
    assert ">Vandaag<" in director.get("/lumens/afwezig").text, "and they find the way"
    assert ">Medewerkers<" not in director.get(f"{DESK}/").text
    for path in ("/", "/register", "/taken", "/register?status=open"):
        shown = director.get(DESK + path)
        assert shown.status == 200, path
        assert filed.number in shown.text, path
        assert other.number not in shown.text, path
    assert director.get(f"{DESK}/verzending").status == 200
    searched = director.submit(director.get(f"{DESK}/register"), "/register", zoek="Voorbeeld")
    assert filed.number in searched.text
    assert other.number not in searched.text
    for part in (
        "",
        "/stukken",
        "/berichten",
        "/brieven",
        "/codes",
        "/logboek",
        "/toewijzen",
        "/omschrijven",
    ):
        mine = director.get(f"{DESK}/dossiers/{filed.dossier_id}{part}")
        assert mine.status == 200, part
        assert director.get(f"{DESK}/dossiers/{other.dossier_id}{part}").status == 404, part
    for path in ("/medewerkers", "/klacht-opnemen"):
        assert director.get(DESK + path).status == 404, "nothing else opens"
    said = director.submit(
        director.get(f"{DESK}/dossiers/{filed.dossier_id}/omschrijven"),
        text="Over de afhandeling",
        knowingly=None,
    )
    assert "Over de afhandeling" in said.text
    ending = director.get(f"{DESK}/taken")
    done = director.submit(
        director.get(re.findall(rf"{DESK}/taken/[0-9a-f-]+", ending.text)[0]), note="Gebeld."
    )
    assert done.url == f"{DESK}/taken"
    kept = director.submit(
        director.get(f"{DESK}/dossiers/{filed.dossier_id}/toewijzen"), handler="", stand_in=""
    )
    assert kept.status == 422
    assert "Dan kan niemand dit dossier meer openen" in kept.text
    scheduler.sweep(installation, mail)
    (told,) = [message for message in mail.messages if "is u iets gegeven" in plain(message)]
    assert told["To"] == dirk.email
    assert filed.number not in str(told)


def test_who_was_given_a_dossier_is_reminded_of_its_terms(
    lumens: Organisation, installation: Installation, mail: FakeMail
) -> None:
    lumens.hire("Kim Bakvis", "secretary")
    dirk = lumens.hire("Dirk Directeur", "director")
    lumens.file_complaint(**ABOUT)
    scheduler.sweep(installation, mail)
    mail.messages.clear()
    with clock.travel(utc_now() + timedelta(days=60)):
        scheduler.sweep(installation, mail)
    reminded = [message for message in mail.messages if "uw aandacht" in plain(message)]
    assert [message["To"] for message in reminded] == [dirk.email]


def test_what_nobody_else_may_open_all_of_has_to_be_divided_first(app: Flask, lumens: Organisation) -> None:
    """Three handle complaints; of two dossiers each of the others may open one: nobody is offered, and it says so."""
    kim, nel, joost = (
        lumens.hire(name, "quality_officer") for name in ("Kim Bakvis", "Nel Invaller", "Joost Kwaliteit")
    )
    hilde = _as(app, lumens.hire("Hilde Haar", "hr"))
    filed = [lumens.file_complaint() for _ in range(2)]
    with lumens.work(write=True) as work:
        for one, barred in zip(filed, (nel, joost), strict=True):
            set_handler(work, one.dossier_id, HANDLER, kim.account_id)
            dossiers.bar(work, one.dossier_id, [barred.account_id], "accused", "het gaat over deze persoon")
    refused = _ends(hilde, kim)
    assert "2 dossiers" in _error(refused, "what")
    assert "Verdeel het eerst" in _error(refused, "what")
    with lumens.work(write=True) as work:
        set_handler(work, filed[0].dossier_id, HANDLER, joost.account_id)
    one_left = _ends(hilde, kim)
    assert "1 dossier." in _error(one_left, "taker")
    assert "Joost" not in _offered(one_left, "taker")
    hilde.submit(one_left, taker=str(nel.account_id))
    with lumens.work() as work:
        assert handlers_of(work, filed[1].dossier_id) == {HANDLER: nel.account_id}


def test_when_nobody_is_there_hr_hears_that_something_waits_and_chooses_who_takes_it(
    app: Flask, lumens: Organisation, installation: Installation, mail: FakeMail
) -> None:
    """Never silence: without content, in a list and by mail; and there somebody is chosen."""
    lumens.hire("Kim Bakvis", "secretary")
    hilde, ada = lumens.hire("Hilde Haar", "hr"), lumens.hire("Ada Beheer", "admin")
    filed = lumens.file_complaint(**ABOUT)
    scheduler.sweep(installation, mail)
    told = [message for message in mail.messages if "wacht iets waarvoor" in plain(message)]
    assert sorted(message["To"] for message in told) == sorted([hilde.email, ada.email])
    hr = _as(app, hilde)
    for visitor in (hr, _as(app, ada)):
        waits = visitor.get(f"{DESK}/medewerkers/wacht")
        assert "Een dossier: wie klachten behandelt" in waits.text
        assert filed.number not in waits.text
        assert ">Wacht op iemand<" in visitor.get("/lumens/afwezig").text
    (place,) = re.findall(rf"{DESK}/medewerkers/wacht/dossier/[0-9a-f-]+", waits.text)
    assert "Niemand mag dit openen" in hr.get(place).text
    joost = lumens.hire("Joost Voorzit", "committee_chair")
    empty = hr.submit(hr.get(place), taker="")
    assert (empty.status, _error(empty, "taker")) == (422, "Kies wie dit oppakt.")
    done = hr.submit(hr.get(place), taker=str(joost.account_id))
    assert "Er wacht niets" in done.text
    assert hr.get(place).status == 404
    chair = _as(app, joost)
    assert chair.get(f"{DESK}/dossiers/{filed.dossier_id}/toewijzen").status == 200
    other = lumens.file_complaint(now=on(clock.day(-2)))
    refused = chair.get(f"{DESK}/dossiers/{other.dossier_id}/toewijzen")
    assert "Dit kan alleen" in refused.text, "a reader handles only what was given"
    assert other.number in chair.get(f"{DESK}/register").text
    assert _as(app, lumens.hire("Wim Werker", "employee")).get(f"{DESK}/medewerkers/wacht").status == 404


def test_barring_the_last_who_can_handle_it_gives_it_to_who_takes_over(lumens: Organisation) -> None:
    """Whoever turns out to be concerned handles it no more; with somebody else there, nobody in particular does."""
    kim = lumens.hire("Kim Bakvis", "secretary")
    dirk, vera = lumens.hire("Dirk Directeur", "director"), lumens.hire("Vera Voorzit", "committee_chair")
    filed = lumens.file_complaint()
    with lumens.work(write=True) as work:
        set_handler(work, filed.dossier_id, HANDLER, kim.account_id)
        dossiers.bar(work, filed.dossier_id, [kim.account_id], "accused", "de klacht gaat over deze persoon")
        assert handlers_of(work, filed.dossier_id) == {HANDLER: vera.account_id}, (
            "the committee before the director"
        )
        dossiers.bar(work, filed.dossier_id, [vera.account_id], "accused", "de klacht gaat over deze persoon")
        assert handlers_of(work, filed.dossier_id) == {HANDLER: dirk.account_id}
    nel = lumens.hire("Nel Invaller", "quality_officer")
    other = lumens.file_complaint()
    with lumens.work(write=True) as work:
        set_handler(work, other.dossier_id, HANDLER, kim.account_id)
        dossiers.bar(work, other.dossier_id, [kim.account_id], "accused", "de klacht gaat over deze persoon")
        assert handlers_of(work, other.dossier_id) == {}
        set_handler(work, other.dossier_id, HANDLER, nel.account_id)
    for person, sees in ((dirk, True), (vera, False), (kim, False)):
        with lumens.work(actor=lumens.as_staff(person)) as work:
            assert bool(dossiers.numbers(work, [filed.dossier_id])) is sees, person.name


def test_hr_ends_somebodys_work_only_with_somebody_who_takes_what_they_leave(
    app: Flask, lumens: Organisation
) -> None:
    """A leader with decisions and a secretary with dossiers: refused in words, with a choice of who may open all of it."""
    place = workplace(lumens, password=PASSWORD)
    waiting = [place.declare(worth="60", who="Bloemen Bos") for _ in range(3)]
    hilde = _as(app, place.hr)
    refused = _ends(hilde, place.leader)
    assert refused.status == 422
    assert "3 meldingen bij de gedragscode" in _error(refused, "taker")
    offered = _offered(refused, "taker")
    assert "Bo Boven" in offered
    assert "Wim Werker" not in offered, "nobody decides on their own"
    assert "Gaat weg." in refused.text
    wrong = hilde.submit(refused, taker=str(place.worker.account_id))
    assert "mag niet alles openen" in _error(wrong, "taker")
    gone = hilde.submit(refused, taker=str(place.above.account_id))
    assert gone.url == f"{DESK}/medewerkers/{place.leader.account_id}"
    with place.at(place.above) as work:
        assert {one.declaration.id for one in waiting_page(work)[0]} == {one.id for one in waiting}

    kim, nel = lumens.hire("Kim Bakvis", "secretary"), lumens.hire("Nel Invaller", "quality_officer")
    filed = [lumens.file_complaint() for _ in range(2)]
    with lumens.work(write=True) as work:
        for one in filed:
            set_handler(work, one.dossier_id, HANDLER, kim.account_id)
        tasks.add_task(
            work,
            tasks.TaskKind.CALL_BACK,
            {"name": "Noor"},
            due_on=TODAY,
            dossier_id=filed[0].dossier_id,
            account_id=kim.account_id,
        )
    refused = _ends(hilde, kim)
    assert "2 dossiers" in _error(refused, "taker")
    assert "Nel Invaller" in _offered(refused, "taker")
    assert "Bo Boven (krijgt de rol " in _offered(refused, "taker"), "opens no dossier by a role of their own"
    hilde.submit(refused, taker=str(nel.account_id))
    with lumens.work(actor=lumens.as_staff(nel)) as work:
        for one in filed:
            assert handlers_of(work, one.dossier_id) == {HANDLER: nel.account_id}
        assert [task.kind for task in tasks.open_tasks(work)] == ["call_back"]


def test_a_role_is_taken_back_only_when_nothing_waits_for_it_alone(app: Flask, lumens: Organisation) -> None:
    """What asks a role goes to somebody by name when its last holder goes."""
    place = workplace(lumens, password=PASSWORD)
    dirk = lumens.hire("Dirk Directeur", "director")
    kim = lumens.hire("Kim Bakvis", "secretary", "quality_officer")
    lumens.hire("Nel Invaller", "secretary")
    one = place.declare(worth="60", who="Bloemen Bos")
    with lumens.work(write=True) as work:  # as a decision that asks the director, whoever that is
        for reader in readers_of(work, one):
            reader.account_id, reader.role = None, "director"
    hilde = _as(app, place.hr)
    refused = _ends(hilde, dirk)
    assert "1 melding bij de gedragscode" in _error(refused, "taker")
    assert hilde.submit(refused, taker=str(place.above.account_id)).status == 200
    with place.at(place.above) as work:
        assert [found.declaration.id for found in waiting_page(work)[0]] == [one.id]
    form = hilde.get(f"{DESK}/medewerkers/{kim.account_id}/einde")
    box = re.findall(r'value="([^"]+)"[^>]*><span>De rol ambtelijk secretaris', form.text)
    filed = lumens.file_complaint()
    with lumens.work(write=True) as work:
        set_handler(work, filed.dossier_id, HANDLER, kim.account_id)
    done = hilde.submit(form, what=box, reason="Een rol minder.")
    assert done.status == 200, "the role that is left opens it as well"


def test_a_decision_that_reaches_nobody_waits_where_hr_and_the_administrator_see_it(
    app: Flask, lumens: Organisation
) -> None:
    """Also when somebody left without HR having done it here; nobody is offered their own, or one of somebody they know."""
    place = workplace(lumens, password=PASSWORD)
    ada = _as(app, lumens.hire("Ada Beheer", "admin"))
    one = place.declare(worth="60", who="Bloemen Bos")
    assert "Er wacht niets" in ada.get(f"{DESK}/medewerkers/wacht").text
    with lumens.work(write=True) as work:
        for row in work.session.scalars(
            select(Employment).where(Employment.account_id == place.leader.account_id)
        ):
            row.valid_until = TODAY - timedelta(days=1)
    waits = ada.get(f"{DESK}/medewerkers/wacht")
    assert "Een melding bij de gedragscode" in waits.text
    assert "Bloemen" not in waits.text
    (at,) = re.findall(rf"{DESK}/medewerkers/wacht/declaration/[0-9a-f-]+", waits.text)
    asked = ada.get(at)
    assert "Bo Boven" in _offered(asked, "taker")
    assert "Wim Werker" not in _offered(asked, "taker")
    assert "Lea Leider" not in _offered(asked, "taker")
    wrong = ada.submit(asked, taker=str(place.worker.account_id))
    assert (wrong.status, _error(wrong, "taker")) == (422, "Kies wie dit oppakt.")
    assert "Er wacht niets" in ada.submit(asked, taker=str(place.above.account_id)).text
    with place.at(place.above) as work:
        assert [found.declaration.id for found in waiting_page(work)[0]] == [one.id]
    assert _as(app, place.hr).get(f"{DESK}/medewerkers/wacht/nergens/{one.id}").status == 404


def test_only_who_can_open_what_waits_stands_in(app: Flask, lumens: Organisation) -> None:
    place = workplace(lumens, password=PASSWORD)
    kim, nel = lumens.hire("Kim Bakvis", "secretary"), lumens.hire("Nel Invaller", "quality_officer")
    visitor = _as(app, kim)
    first = _offered(visitor.get("/lumens/afwezig"), "stand_in")
    assert "Nel Invaller" in first
    assert "Bo Boven" not in first, "what comes in tomorrow asks a role"
    filed = lumens.file_complaint()
    with lumens.work(write=True) as work:
        set_handler(work, filed.dossier_id, HANDLER, kim.account_id)
    asked = visitor.get("/lumens/afwezig")
    assert "Nel Invaller" in _offered(asked, "stand_in")
    assert "Bo Boven" not in _offered(asked, "stand_in")
    wrong = visitor.submit(asked, stand_in=str(place.above.account_id))
    assert wrong.status == 422
    assert _error(wrong, "stand_in")
    assert visitor.submit(asked, stand_in=str(nel.account_id)).url == "/lumens/afwezig"
    place.declare(worth="60", who="Bloemen Bos")
    leader = _as(app, place.leader).get("/lumens/afwezig")
    assert "Bo Boven" in _offered(leader, "stand_in")
    assert "Wim Werker" not in _offered(leader, "stand_in"), "nobody reads along with a decision on their own"
    by_hr = _as(app, place.hr).get(f"{DESK}/medewerkers/{place.leader.account_id}/vervanger")
    assert "Wim Werker" not in _offered(by_hr, "stand_in")


def test_a_report_stays_with_who_can_read_it_until_somebody_else_can(
    app: Flask, lumens: Organisation, installation: Installation, mail: FakeMail
) -> None:
    """HR hears nothing of reports: the last officer is refused whatever there is, and who goes hands over what only they read."""
    hilde = _as(app, lumens.hire("Hilde Haar", "hr"))
    ida = lumens.hire("Ida Integer", "integrity_officer")
    give_box(lumens, ida)
    assert "geen integriteitsfunctionaris meer" in _error(_ends(hilde, ida), "what"), (
        "with or without reports"
    )
    receipt = report(lumens)
    otto = lumens.hire("Otto Onafhankelijk", "integrity_officer")
    give_box(lumens, otto)
    yesterday = TODAY - timedelta(days=1)
    ended = _ends(hilde, ida, last_day=[str(yesterday.day), str(yesterday.month), str(yesterday.year)])
    assert ended.status == 200
    page = f"/lumens/meldingen/{receipt.report_id}"
    visitor = visitor_of(app.test_client())
    assert visitor.sign_in(ida.email, PASSWORD).status == 200, "whoever still keeps something gets in"
    assert visitor.get("/lumens/afwezig").status == 404, "and nowhere else"
    open_strongbox(visitor)
    listed = visitor.get("/lumens/meldingen")
    assert page in listed.text
    assert "U ontvangt geen nieuwe meldingen meer" in listed.text
    scheduler.sweep(installation, mail)
    mail.messages.clear()
    with clock.travel(utc_now() + timedelta(days=7)):
        scheduler.sweep(installation, mail)
    assert ida.email in [message["To"] for message in mail.messages], "a term is no secret to who reads it"
    passed = visitor.submit(visitor.get(f"{page}/niet-laten-lezen"), who=str(ida.account_id))
    assert passed.status == 422
    over = visitor.submit(
        visitor.get(f"{page}/niet-laten-lezen"), who=str(ida.account_id), instead=str(otto.account_id)
    )
    assert over.status == 404, "there is nothing left for them"
    assert visitor_of(app.test_client()).sign_in(ida.email, PASSWORD).status == 422
    new = visitor_of(app.test_client())
    new.sign_in(otto.email, PASSWORD)
    open_strongbox(new)
    assert new.get(page).status == 200


@pytest.mark.parametrize("shared", [False, True])
def test_a_talk_stays_with_who_can_read_it(app: Flask, lumens: Organisation, shared: bool) -> None:
    hilde = _as(app, lumens.hire("Hilde Haar", "hr"))
    vic, wil = lumens.hire("Vic Vertrouw", "confidant"), lumens.hire("Wil Waarneem", "confidant")
    keeper, other = give_box(lumens, vic), give_box(lumens, wil)
    _, talk_id = talk(lumens, keeper)
    if shared:
        from wederhoor.confidants.opened import with_box
        from wederhoor.confidants.service import confidants_today

        with lumens.work(write=True, actor=lumens.as_staff(vic)) as work:
            (stand_in,) = [c for c in confidants_today(work) if c.account_id == other.account.account_id]
            with_box(work, keeper.box, talk_id).give_to(work, stand_in.box)
    yesterday = TODAY - timedelta(days=1)
    assert (
        _ends(hilde, vic, last_day=[str(yesterday.day), str(yesterday.month), str(yesterday.year)]).status
        == 200
    )
    visitor = visitor_of(app.test_client())
    assert visitor.sign_in(vic.email, PASSWORD).status == (422 if shared else 200)
    if not shared:
        open_strongbox(visitor)
        assert str(talk_id) in visitor.get("/vertrouwenspersoon").text
        assert visitor.get(f"/vertrouwenspersoon/lumens/{talk_id}").status == 200
        assert "geen confidant" not in visitor.get("/vertrouwenspersoon").text
    assert "Dan is er geen vertrouwenspersoon meer" in _error(_ends(hilde, wil), "what")


def test_every_room_is_asked(installation: Installation) -> None:
    from wederhoor.people import reach

    assert set(reach.ROOMS) == {"dossier", "task", "declaration", "team", "stand_in"}
    assert (len(reach.KEEPERS), len(reach.GIVEN), len(reach.AFTER_BAR)) == (2, 2, 1)
    assert isinstance(installation, Installation)
    assert uuid.UUID(int=0) not in reach.ROOMS


def test_a_strongbox_that_alone_opens_something_is_put_aside_only_knowingly_and_taken_back(
    app: Flask, lumens: Organisation, installation: Installation, mail: FakeMail
) -> None:
    """Giving up a box loses no reader: refused with what to do first; kept, reminded of, and taken back with either secret."""
    ida = lumens.hire("Ida Integer", "integrity_officer")
    keeper = give_box(lumens, ida)
    receipt = report(lumens)
    page = f"/lumens/meldingen/{receipt.report_id}"
    visitor = _as(app, ida)
    open_strongbox(visitor)
    anew = visitor.submit(visitor.get("/account/kluis/opnieuw"), understood="y", aside="y")
    assert (anew.status, "uw kluis is nu open" in _error(anew, "aside")) == (422, True)
    assert visitor.get(page).status == 200, "and nothing changed"
    visitor.submit(visitor.get("/account/kluis"), "/dicht")
    with clock.travel(utc_now() + timedelta(hours=9)):
        visitor = _as(app, ida)
        refused = visitor.submit(visitor.get("/account/kluis/opnieuw"), understood="y")
        assert (refused.status, "Laat daarom eerst iemand anders meelezen" in _error(refused, "aside")) == (
            422,
            True,
        )
        assert "niemand anders kan openen" in visitor.get("/account/kluis/opnieuw").text, "said beforehand"
        made = visitor.submit(visitor.get("/account/kluis/opnieuw"), understood="y", aside="y")
        assert "Maak mijn kluis" in made.text
        new = "heel andere losse woorden dan eerst"
        visitor.submit(visitor.get("/account/kluis"), passphrase=new, again=new, understood="y")
        visitor.submit(visitor.get("/account/kluis"), passphrase=new)
        assert visitor.get(page).status == 404
        scheduler.sweep(installation, mail)
        mail.messages.clear()
        with clock.travel(utc_now() + timedelta(days=7)):
            scheduler.sweep(installation, mail)
        assert ida.email in [message["To"] for message in mail.messages], "a term is no secret to its keeper"
        assert "terughalen" in visitor.get("/account/kluis").text
        wrong = visitor.submit(visitor.get("/account/kluis/terughalen"), secret="iets anders dan toen")
        assert (wrong.status, "geen van uw oude kluizen" in _error(wrong, "secret")) == (422, True)
        back = visitor.submit(visitor.get("/account/kluis/terughalen"), secret=keeper.recovery)
        assert back.url == "/account/kluis"
        assert "terughalen" not in back.text, "nothing lies there any more"
        assert visitor.get(page).status == 200
        otto = lumens.hire("Otto Onafhankelijk", "integrity_officer")
        give_box(lumens, otto)
        visitor.submit(visitor.get(f"{page}/laten-lezen"), who=str(otto.account_id))
        visitor.submit(visitor.get("/account/kluis"), "/dicht")
        free = visitor.submit(visitor.get("/account/kluis/opnieuw"), understood="y")
        assert "Maak mijn kluis" in free.text, "another officer reads it"


def test_a_talk_whose_confidant_cannot_open_it_any_more_is_opened_again_by_whose_it_is(
    lumens: Organisation, installation: Installation
) -> None:
    from wederhoor.confidants import service as talks
    from wederhoor.confidants import sharing
    from wederhoor.confidants.opened import with_box, with_code
    from wederhoor.strongboxes import aside
    from wederhoor.strongboxes.walls import ActRefused
    from wederhoor.work import RESIDENT

    vic, wil = lumens.hire("Vic Vertrouw", "confidant"), lumens.hire("Wil Waarneem", "confidant")
    keeper, other = give_box(lumens, vic), give_box(lumens, wil)
    code, talk_id = talk(lumens, keeper)
    later = utc_now() + timedelta(hours=9)
    with pytest.raises(aside.LastReader):
        aside.give_up(installation, vic.account_id, later)
    with lumens.work(write=True, actor=lumens.as_staff(vic)) as work:
        (stand_in,) = [c for c in talks.confidants_today(work) if c.account_id == wil.account_id]
        with_box(work, keeper.box, talk_id).give_to(work, stand_in.box)
    aside.give_up(installation, vic.account_id, later)
    with lumens.work(write=True, actor=RESIDENT) as work:
        with pytest.raises(ActRefused, match="Dan kan niemand dit meer lezen"):
            sharing.stop_sharing(work, with_code(work, code))
        work.refuse()
    with pytest.raises(aside.LastReader):
        aside.give_up(installation, wil.account_id, later)
    aside.give_up(installation, wil.account_id, later, aside=True)
    nel = lumens.hire("Nel Nieuw", "confidant")
    box = give_box(lumens, nel).box
    with lumens.work(write=True, actor=RESIDENT) as work:
        opened = with_code(work, code)
        assert talks.readers_of(work, opened) == []
        sharing.let_read(work, opened, nel.account_id)
        with pytest.raises(ActRefused):
            sharing.let_read(work, opened, nel.account_id)
    with lumens.work(actor=lumens.as_staff(nel)) as work:
        assert with_box(work, box, talk_id).id == talk_id
    assert other.account == wil


def test_a_closed_dossier_keeps_a_reader_too(app: Flask, lumens: Organisation) -> None:
    """What is done stays readable: closed dossiers only one could open, also when their role ended before today."""
    kim, joost = lumens.hire("Kim Bakvis", "secretary"), lumens.hire("Joost Kwaliteit", "quality_officer")
    dirk = lumens.hire("Dirk Directeur", "director")
    hilde = _as(app, lumens.hire("Hilde Haar", "hr"))
    filed = lumens.file_complaint()
    with lumens.work(write=True) as work:
        dossiers.bar(work, filed.dossier_id, [joost.account_id], "accused", "het gaat over deze persoon")
        work.session.get_one(Dossier, (work.tenant_id, filed.dossier_id)).closed_on = TODAY
    day = TODAY - timedelta(days=1)
    ends = {"last_day": [str(day.day), str(day.month), str(day.year)]}
    refused = _ends(hilde, kim, **ends)
    assert "1 dossier" in _error(refused, "taker")
    assert "Dirk" in _offered(refused, "taker")
    assert "Joost" not in _offered(refused, "taker")
    done = hilde.submit(refused, taker=str(dirk.account_id))
    assert done.status == 200
    page = f"{DESK}/dossiers/{filed.dossier_id}"
    assert _as(app, dirk).get(page).status == 200
    new = lumens.hire("Nora Nieuw", "director")
    last = _ends(hilde, dirk)
    assert "1 dossier" in _error(last, "taker")
    assert hilde.submit(last, taker=str(new.account_id)).status == 200
    assert _as(app, new).get(page).status == 200


def test_what_was_decided_and_is_in_no_register_keeps_a_reader(app: Flask, lumens: Organisation) -> None:
    """Whoever takes over what waited for a leader reads what that leader decided; nothing is asked of them."""
    place = workplace(lumens, password=PASSWORD)
    one = place.declare("personal_relation", relation="love", who="Jo Geheim", what="Verliefd")
    with place.at(place.leader, write=True) as work:
        found = find_for_me(work, one.id)
        decide(work, found, found.outcomes[0], reason="Besproken.")
    hilde = _as(app, place.hr)
    refused = _ends(hilde, place.leader)
    assert "1 melding bij de gedragscode" in _error(refused, "taker")
    assert "Wim Werker" not in _offered(refused, "taker"), "nobody reads along with their own"
    assert hilde.submit(refused, taker=str(place.above.account_id)).status == 200
    with place.at(place.above) as work:
        assert find_for_me(work, one.id).outcomes == ()
        assert waiting_page(work)[0] == []


def test_everything_that_depends_on_who_leaves_is_listed_and_goes_over_in_one_go(
    app: Flask, lumens: Organisation
) -> None:
    """Dossiers, decisions, a team, standing in: one page says it, one answer gives it away, and nothing is left behind."""
    place = workplace(lumens, password=PASSWORD)
    kim, nel = lumens.hire("Kim Bakvis", "secretary"), lumens.hire("Nel Invaller", "quality_officer")
    joost = lumens.hire("Joost Kwaliteit", "quality_officer")
    filed = lumens.file_complaint()
    with lumens.work(write=True) as work:
        set_handler(work, filed.dossier_id, HANDLER, kim.account_id)
        employ(work, place.worker.account_id, supervisor_id=kim.account_id, valid_from=LONG_AGO)
        employ(work, nel.account_id, supervisor_id=kim.account_id, valid_from=LONG_AGO)
        name_stand_in(work, joost.account_id, kim.account_id, valid_from=TODAY)
        name_stand_in(work, kim.account_id, joost.account_id, valid_from=TODAY + timedelta(days=90))
    one = place.declare(worth="60", who="Bloemen Bos")
    hilde = _as(app, place.hr)
    shown = hilde.get(f"{DESK}/medewerkers/{kim.account_id}")
    asked = hilde.get(f"{DESK}/medewerkers/{kim.account_id}/einde?alles=ja")
    assert f"{kim.account_id}/einde?alles=ja" in shown.text
    for told in (
        "1 dossier",
        "1 melding bij de gedragscode",
        "eiding aan Nel Invaller en Wim Werker",
        "ervanging van Joost Kwaliteit",
        "De rol ambtelijk secretaris",
    ):
        assert told in asked.text, told
    assert "Nel Invaller" in _offered(asked, "taker")
    assert "Joost" not in _offered(asked, "taker"), "nobody stands in for themselves"
    assert "Bo Boven (krijgt de rol ambtelijk secretaris)" in _offered(asked, "taker"), "opens no dossier yet"
    done = hilde.submit(asked, reason="Gaat weg.", taker=str(nel.account_id))
    assert done.url == f"{DESK}/medewerkers/{kim.account_id}"
    tomorrow = utc_now() + timedelta(days=1)
    with lumens.work(actor=lumens.as_staff(nel), now=tomorrow) as work:
        assert handlers_of(work, filed.dossier_id) == {HANDLER: nel.account_id}
        assert [found.declaration.id for found in waiting_page(work)[0]] == [one.id]
        assert supervisor_of(work, place.worker.account_id) == nel.account_id
        assert supervisor_of(work, nel.account_id) is None, "nobody leads themselves"
        assert led_by(work, kim.account_id) == []
        assert stand_ins_for(work, joost.account_id) == [nel.account_id]
        assert stand_ins_named(work, of=[kim.account_id]) == []
        assert leaving.would_leave(work, kim.account_id) == {}


def test_a_stand_in_is_there_and_stays(app: Flask, lumens: Organisation) -> None:
    """Nobody who is away or leaves before is offered or taken; where nobody can take all, each part asks apart."""
    kim, nel = lumens.hire("Kim Bakvis", "secretary"), lumens.hire("Nel Invaller", "quality_officer")
    joost, sam = lumens.hire("Joost Kwaliteit", "quality_officer"), lumens.hire("Sam Nieuw", "secretary")
    week, month = TODAY + timedelta(days=7), TODAY + timedelta(days=30)
    with lumens.work(write=True) as work:
        name_stand_in(work, nel.account_id, sam.account_id, valid_from=TODAY, valid_until=week)
        for row in work.session.scalars(select(RoleGrant).where(RoleGrant.account_id == joost.account_id)):
            row.valid_until = week
    visitor = _as(app, kim)
    asked = visitor.get("/lumens/afwezig")
    offered = _offered(asked, "stand_in")
    assert ("Nel" in offered, "Joost" in offered, "Sam" in offered) == (False, True, True)
    days = [str(month.day), str(month.month), str(month.year)]
    late = visitor.submit(asked, stand_in=str(joost.account_id), valid_until=days)
    assert "werkt hier dan niet meer" in _error(late, "stand_in")
    assert visitor.submit(late, stand_in=str(sam.account_id)).url == "/lumens/afwezig"
    filed = lumens.file_complaint()
    place = workplace(lumens, password=PASSWORD)
    with lumens.work(write=True) as work:
        set_handler(work, filed.dossier_id, HANDLER, kim.account_id)
        for one in (nel, joost, sam):
            employ(work, one.account_id, supervisor_id=place.above.account_id, valid_from=LONG_AGO)
        dossiers.bar(
            work, filed.dossier_id, [joost.account_id, nel.account_id], "accused", "het gaat over hen"
        )
        employ(work, place.worker.account_id, supervisor_id=kim.account_id, valid_from=LONG_AGO)
    hilde = _as(app, place.hr)
    by_sam = place.declare(worth="60", who="Bloemen Bos", by=sam)
    with lumens.work(write=True) as work:
        for reader in readers_of(work, by_sam):
            reader.account_id = kim.account_id
    refused = _ends(hilde, kim)
    assert refused.status == 422
    assert "Sam Nieuw" in _offered(refused, "taker_dossier")
    assert "Sam Nieuw" not in _offered(refused, "taker_declaration")
    done = hilde.submit(
        refused,
        taker_dossier=str(sam.account_id),
        taker_declaration=str(nel.account_id),
        taker_team=str(nel.account_id),
    )
    assert done.status == 200, done.text
    with lumens.work(actor=lumens.as_staff(nel)) as work:
        assert handlers_of(work, filed.dossier_id)[HANDLER] == sam.account_id
        assert [found.declaration.id for found in waiting_page(work)[0]] == [by_sam.id]
