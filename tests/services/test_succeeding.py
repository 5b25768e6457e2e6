"""Who takes over gets the role or seat they need in the same act; the rules of a role are asked first (KR-071, KR-133; Wbk art. 2)."""

import re

import pytest
from flask import Flask
from tests.support import clock
from tests.support.mail import FakeMail, plain
from tests.support.visitor import Page, Visitor, visitor_of
from tests.support.workplace import LONG_AGO
from tests.support.world import PASSWORD, Organisation, StaffAccount

from wederhoor import scheduler
from wederhoor.deadlines.handlers import HANDLER, handlers_of, set_handler
from wederhoor.dossiers.service import BARRED
from wederhoor.people.employments import employ, stand_ins_for
from wederhoor.people.here import roles_here
from wederhoor.people.reach import Gone
from wederhoor.people.succeeding import MayNotHold, give_roles, may_not_hold
from wederhoor.people.tables import RoleGrant
from wederhoor.tasks import service as tasks
from wederhoor.tasks.meant import task_rows
from wederhoor.tasks.reach import Tasks
from wederhoor.work import Installation

DESK = "/lumens/kantoor/medewerkers"


def _as(app: Flask, person: StaffAccount) -> Visitor:
    visitor = visitor_of(app.test_client())
    visitor.sign_in(person.email, PASSWORD)
    return visitor


def _offered(page: Page, field: str) -> str:
    found = re.search(rf'<select[^>]*name="{field}".*?</select>', page.text, re.DOTALL)
    return found[0] if found else ""


def _roles(org: Organisation, who: StaffAccount, days: int = 0) -> frozenset[str]:
    with org.work() as work:
        return roles_here(work.session, who.account_id, clock.day(days)).roles


def test_a_successor_gets_the_role_with_the_work_in_one_act(
    app: Flask, lumens: Organisation, installation: Installation, mail: FakeMail
) -> None:
    """The only one who handles complaints goes: nobody else could open anything, and one choice gives it all."""
    kim, sam = (
        lumens.hire("Kim Bakvis", "secretary", "committee_member"),
        lumens.hire("Sam de Nieuwe", "employee"),
    )
    hilde = lumens.hire("Hilde Haar", "hr")
    filed = lumens.file_complaint()
    with lumens.work(write=True) as work:
        set_handler(work, filed.dossier_id, HANDLER, kim.account_id)
    hr = _as(app, hilde)
    asked = hr.get(f"{DESK}/{kim.account_id}/einde?alles=ja")
    assert "Sam de Nieuwe (krijgt de rol ambtelijk secretaris)" in _offered(asked, "taker")
    assert "Hilde" not in _offered(asked, "role_secretary"), "nobody gives themselves a role"
    last = clock.boxes(clock.day(-1))
    looked = hr.submit(asked, reason="Gaat weg.", taker=str(sam.account_id), act="look", last_day=last)
    assert looked.status == 422 and "Er is nog niets veranderd" in looked.text
    assert "Sam de Nieuwe krijgt vandaag de rol ambtelijk secretaris." in looked.text
    assert "1 dossier: naar Sam de Nieuwe." in looked.text
    assert _roles(lumens, sam) == {"employee"}
    done = hr.submit(looked)
    assert done.url == f"{DESK}/{kim.account_id}", done.text
    assert _roles(lumens, sam) == {"employee", "secretary", "committee_member"}
    assert not _roles(lumens, kim)
    with lumens.work() as work:
        assert handlers_of(work, filed.dossier_id) == {HANDLER: sam.account_id}
    number = lumens.file_complaint().number
    assert number.endswith("-sdn"), "the number bears the initials of who is secretary now (KR-151)"
    scheduler.sweep(installation, mail)
    assert [m["To"] for m in mail.messages if "heeft u een rol erbij" in plain(m)] == [sam.email] * 2
    assert _as(app, sam).get("/lumens/kantoor/register").status == 200


def test_what_a_role_asks_of_who_holds_it(app: Flask, lumens: Organisation) -> None:
    """An independent chair works nowhere here, an officer is not HR, a director sits on no committee; HR makes no administrator."""
    vera = lumens.hire("Vera Voorzit", "committee_chair")
    out, hr = lumens.hire("Otto Buiten", "works_council"), lumens.hire("Hilde Haar", "hr")
    inside, dirk = lumens.hire("Nel Invaller", "employee"), lumens.hire("Dirk Directeur", "director")
    ina = lumens.hire("Ina Integer", "integrity_officer")
    other = lumens.hire("Hein Haar", "hr")
    with lumens.work(write=True, actor=lumens.as_staff(hr)) as work:
        employ(work, inside.account_id, valid_from=LONG_AGO)
        for who, role, why in (
            (inside, "committee_chair", "mag niet werken voor of bij de organisatie"),
            (out, "committee_chair", ""),
            (dirk, "committee_member", "zit er zelf niet in"),
            (other, "integrity_officer", "geen onafhankelijke integriteitsfunctionaris"),
            (ina, "hr", "kan niet ook HR zijn"),
            (inside, "admin", "de beheerder van het systeem"),
            (inside, "director", "de beheerder van het systeem"),
            (hr, "secretary", "U geeft uzelf geen rol"),
            (inside, "secretary", ""),
        ):
            said = may_not_hold(work, who.account_id, role)
            assert (why in said) if why else not said, (role, said)
        with pytest.raises(MayNotHold):
            give_roles(work, {"committee_chair": inside.account_id})
    visitor = _as(app, hr)
    asked = visitor.get(f"{DESK}/{vera.account_id}/einde?alles=ja")
    offered = _offered(asked, "role_committee_chair")
    assert ("Otto Buiten" in offered, "Nel Invaller" in offered) == (True, False)
    refused = visitor.submit(asked, reason="Gaat weg.", taker=str(inside.account_id))
    assert refused.status == 422 and "Kies iemand anders voor deze rol, of niemand." in refused.text
    visitor.submit(refused, role_committee_chair=str(out.account_id))
    assert "committee_chair" in _roles(lumens, out)


def test_who_stands_in_gets_the_role_for_those_days_and_no_longer(app: Flask, lumens: Organisation) -> None:
    """Somebody who is away names only who can do it; HR may let another do it, with a last day."""
    kim, sam = lumens.hire("Kim Bakvis", "secretary"), lumens.hire("Sam de Nieuwe", "employee")
    hilde = _as(app, lumens.hire("Hilde Haar", "hr"))
    assert "Sam" not in _offered(_as(app, kim).get("/lumens/afwezig"), "stand_in")
    asked = hilde.get(f"{DESK}/{kim.account_id}/vervanger")
    assert "Sam de Nieuwe (krijgt zolang de rol die nodig is)" in _offered(asked, "stand_in")
    open_ended = hilde.submit(asked, stand_in=str(sam.account_id))
    assert "Vul de laatste dag in" in open_ended.text and _roles(lumens, sam) == {"employee"}
    hilde.submit(open_ended, valid_until=clock.boxes(clock.day(7)))
    with lumens.work() as work:
        assert stand_ins_for(work, kim.account_id) == [sam.account_id]
    assert "secretary" in _roles(lumens, sam) and "secretary" not in _roles(lumens, sam, 8)
    shown = hilde.get(f"{DESK}/{kim.account_id}")
    hilde.submit(shown, "/einde")
    assert _roles(lumens, sam) == {"employee"}, "back early: the role goes with it"


def test_a_task_only_they_saw_is_left_also_when_their_role_ended_yesterday(lumens: Organisation) -> None:
    """`Gone.had`: who held the role until it ended leaves what it opened."""
    kim, nel = lumens.hire("Kim Bakvis", "secretary"), lumens.hire("Nel Invaller", "quality_officer")
    with lumens.work(write=True) as work:
        task = tasks.add_task(work, tasks.TaskKind.CALL_BACK, {"what": "Bel terug."}, due_on=work.today)
        work.session.flush()
        task_rows(work, task.id, [nel.account_id], BARRED)
        for grant in work.session.query(RoleGrant).filter_by(account_id=kim.account_id):
            grant.valid_until = clock.day(-1)
        work.session.flush()
        gone = Gone(account_id=kim.account_id, day=work.today, had=frozenset({"secretary"}))
        left = Tasks().left(work, gone)
        assert left is not None and left.what == "een taak die verder niemand mag zien"
