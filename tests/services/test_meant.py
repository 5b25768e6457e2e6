"""Whoever may be meant reads none of it until somebody else has looked: complaints, calls, notes and messages; and somebody can open it."""

import re
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from tests.support import clock
from tests.support.mail import FakeMail, plain
from tests.support.visitor import Visitor, visitor_of
from tests.support.world import PASSWORD, Organisation, StaffAccount, on

from wederhoor import scheduler
from wederhoor.cases import linking
from wederhoor.cases.completing import complete
from wederhoor.cases.dissatisfaction import make_complaint
from wederhoor.counter.service import keep_phone_note, open_phone_notes
from wederhoor.deadlines.case import case_of
from wederhoor.desk.filters import Filters
from wederhoor.desk.queries import register_page
from wederhoor.desk.today import today
from wederhoor.dossiers import service as dossiers
from wederhoor.messages import service as messages
from wederhoor.notices.tables import OutboxRow
from wederhoor.people import reach
from wederhoor.people.reach import Gone
from wederhoor.tasks import service as tasks
from wederhoor.work import RESIDENT, Installation

DESK = "/lumens/kantoor"
ANS = "Ans Jansen-Bakkerdam"
SECRET = "Qzxwvgeheim"


@pytest.fixture
def ans(lumens: Organisation) -> StaffAccount:
    return lumens.hire(ANS, "secretary")


@pytest.fixture
def kim(lumens: Organisation) -> StaffAccount:
    return lumens.hire("Kim Bakvis", "secretary")


def _as(app: Flask, who: StaffAccount) -> Visitor:
    visitor = visitor_of(app.test_client())
    visitor.sign_in(who.email, PASSWORD)
    return visitor


def _sees(organisation: Organisation, who: StaffAccount, dossier_id: Any) -> bool:
    with organisation.work(actor=organisation.as_staff(who)) as work:
        try:
            dossiers.find(work, dossier_id)
        except dossiers.NoSuchDossier:
            return False
    return True


NAMED = (
    {"accused_name": "Ans Jansen - Bakkerdam"},
    {"accused_name": "mevrouw Bakkerdam"},
    {"accused_name": "Ans van de balie"},
    {"accused_name": "Bakkerdan"},
    {"accused_name": "de secretaris"},
    {"accused_name": "", "description": "Ans stuurde mij weg."},
    {"accused_name": "P. Anders", "description": "Daarna sprak ik mevrouw Bakkerdam."},
    {"accused_name": "P. Anders", "objection": "Ans Jansen luisterde niet."},
)


def test_whoever_handles_complaints_never_sees_the_one_about_themselves(
    lumens: Organisation, ans: StaffAccount
) -> None:
    quality = lumens.hire("Joost Kwaliteit", "quality_officer")
    for named in NAMED:
        filed = lumens.file_complaint(**named)
        assert not _sees(lumens, ans, filed.dossier_id), named
        assert _sees(lumens, quality, filed.dossier_id), named


CASES = (  # who handles complaints, and how somebody names them
    (
        "Ans Jansen-Bakkerdam",
        ("Ans Jansen-Bakkerdam", "Ans Jansen - Bakkerdam", "mevrouw Bakkerdam", "Bakkerdam, A.", "ans"),
    ),
    ("Ayşe Çelikson", ("Ayse Celikson", "AYŞE", "mw. Çelikson", "Ayse Çelikson van de balie")),
    ("Jan van der Berg", ("dhr. v.d. Berg", "Berg", "J. van den Berg", "jan vd berg")),
    ("Fatima el Amrani", ("El-Amrani", "mevr. Elamrani", "Fatima")),
)


@pytest.mark.parametrize(("staff", "ways"), CASES, ids=lambda case: case if isinstance(case, str) else "")
def test_however_a_colleague_is_named_they_meet_it_nowhere_and_the_number_has_not_their_initials(
    app: Flask, lumens: Organisation, mail: FakeMail, staff: str, ways: tuple[str, ...]
) -> None:
    """Register, day list, tasks, search, mail; no note says that something is kept from them (decision 12)."""
    who = lumens.hire(staff, "secretary", email="zelf@lumens.example")
    lumens.hire("Joost Kwaliteit", "quality_officer")
    before = len(mail.messages)
    every = [lumens.file_complaint(accused_name=named) for named in ways]
    initials = "".join(word[0] for word in staff.split()).lower()
    assert not [filed.number for filed in every if filed.number.endswith(f"-{initials}")]
    scheduler.sweep(lumens.installation, mail)
    held = _as(app, who)
    for path in ("/", "/register", "/taken", "/verzending"):
        shown = held.get(DESK + path).text
        for named, filed in zip(ways, every, strict=True):
            assert filed.number not in shown and str(filed.dossier_id) not in shown, (path, named)
        for note in ("verborgen", "niet zichtbaar", "mag u niet zien", "misschien bedoeld", "bedoeld is"):
            assert note not in shown, (path, note)
    searched = held.submit(held.get(f"{DESK}/register"), "/register", zoek="Voorbeeld")
    mails = [str(one) for one in mail.messages[before:] if one["To"] == who.email]
    for named, filed in zip(ways, every, strict=True):
        assert filed.number not in searched.text, named
        assert not [one for one in mails if filed.number in one or str(filed.dossier_id) in one], named


@pytest.mark.parametrize("role", ["unknown", ""])
def test_about_a_handler_of_whom_nobody_knows_which_all_are_held_away_until_another_looked(
    lumens: Organisation, ans: StaffAccount, role: str
) -> None:
    """Weet ik niet: nobody who handles complaints reads it first; who takes over looks, and lets in who is not meant."""
    quality = lumens.hire("Joost Kwaliteit", "quality_officer")
    chair = lumens.hire("Vera Voorzit", "committee_chair")
    director = lumens.hire("Dirk Directeur", "director")
    filed = lumens.file_complaint(
        about_kind="handler", concerned_role=role, accused_name="", description="Er werd niet geluisterd."
    )
    for who in (ans, quality, chair):
        assert not _sees(lumens, who, filed.dossier_id), who
    assert _sees(lumens, director, filed.dossier_id)
    from wederhoor.tasks.meant import let_back, possibly_meant

    with lumens.work(write=True, actor=lumens.as_staff(director)) as work:
        assert set(possibly_meant(work, filed.dossier_id)) == {
            ans.account_id,
            quality.account_id,
            chair.account_id,
        }
        assert let_back(work, filed.dossier_id, quality.account_id)
    assert _sees(lumens, quality, filed.dossier_id) and not _sees(lumens, ans, filed.dossier_id)


def test_somebody_else_is_not_held_away_by_an_ordinary_complaint(
    lumens: Organisation, ans: StaffAccount
) -> None:
    assert _sees(lumens, ans, lumens.file_complaint().dossier_id)


def test_a_colleague_who_looked_lets_in_who_is_not_meant_and_nobody_lets_in_themselves(
    app: Flask, lumens: Organisation, ans: StaffAccount, kim: StaffAccount
) -> None:
    filed = lumens.file_complaint(accused_name="P. Anders", description="Mevrouw Bakkerdam zei niets.")
    act = f"{DESK}/dossiers/{filed.dossier_id}/niet-bedoeld"
    assert _as(app, ans).get(act).status == 404
    colleague = _as(app, kim)
    assert "Nagaan of een collega bedoeld is" in colleague.get(f"{DESK}/taken").text
    page = colleague.get(act)
    assert ANS in page.text
    assert colleague.submit(page, person=str(ans.account_id)).status == 422, "without having looked"
    assert colleague.submit(page, person=str(ans.account_id), looked="y").url.startswith(
        f"{DESK}/dossiers/{filed.dossier_id}"
    )
    assert _sees(lumens, ans, filed.dossier_id)
    assert "Nagaan of een collega bedoeld is" not in colleague.get(f"{DESK}/taken").text
    assert "Dit kan nu niet" in colleague.get(act).text


def test_what_is_added_later_holds_away_who_it_names_and_not_who_somebody_decided_about(
    lumens: Organisation, ans: StaffAccount, kim: StaffAccount
) -> None:
    filed = lumens.file_complaint(description="Mevrouw Bakvis zei niets.", steps_taken="", signed=False)
    assert not _sees(lumens, kim, filed.dossier_id)
    from wederhoor.tasks.meant import let_back

    with lumens.work(write=True, actor=lumens.as_staff(ans)) as work:
        assert let_back(work, filed.dossier_id, kim.account_id)
    with lumens.work(write=True, actor=RESIDENT) as work:
        dossier, party = dossiers.find_by_code(work, work.vault.code_hash(filed.code), lock=True)
        complete(
            case_of(work, dossier),
            party,
            {"steps_taken": "Ik belde Ans Jansen."},
            signed_name="Anna Voorbeeld",
        )
    assert not _sees(lumens, ans, filed.dossier_id)
    assert _sees(lumens, kim, filed.dossier_id), "a colleague looked at those words"


def test_a_message_that_names_a_handler_is_read_by_another_first(
    app: Flask, lumens: Organisation, ans: StaffAccount, kim: StaffAccount
) -> None:
    filed = lumens.file_complaint()

    def write(text: str) -> None:
        with lumens.work(write=True, actor=RESIDENT) as work:
            dossier, anna = dossiers.find_by_code(work, work.vault.code_hash(filed.code), lock=True)
            messages.write_from_party(work, dossier, anna, text)

    write("Beste mevrouw Jansen,\n\nWanneer hoor ik iets?")
    assert _sees(lumens, ans, filed.dossier_id), "to whom it is written is not whom it is about"
    write(f"Ik heb ook een klacht over Ans Jansen. {SECRET}")
    held = _as(app, ans)
    for path in (
        "/",
        "/taken",
        "/register",
        f"/dossiers/{filed.dossier_id}",
        f"/dossiers/{filed.dossier_id}/berichten",
    ):
        shown = held.get(DESK + path)
        assert SECRET not in shown.text
        assert filed.number not in shown.text, path
        assert str(filed.dossier_id) not in shown.text, path
    colleague = _as(app, kim)
    assert SECRET in colleague.get(f"{DESK}/dossiers/{filed.dossier_id}/berichten").text
    assert "Nagaan of een collega bedoeld is" in colleague.get(f"{DESK}/taken").text


def _call(client: FlaskClient, **told: str) -> None:
    visitor = visitor_of(client)
    page = visitor.get("/lumens/bel-mij")
    assert (
        visitor.submit(page, **{"name": "Noor", "phone": "06 12345678", "when": "any", **told}).status == 200
    )


def test_a_call_somebody_asked_for_is_seen_by_nobody_who_may_be_meant_until_another_looked(
    app: Flask, client: FlaskClient, lumens: Organisation, ans: StaffAccount, kim: StaffAccount
) -> None:
    _call(client, what=f"Het gaat over Ans van de balie. {SECRET}")
    held, colleague = _as(app, ans), _as(app, kim)
    before = held.get(f"{DESK}/").text
    for path in ("/", "/taken", "/?wie=mij", "/?lijst=bellen"):
        assert SECRET not in held.get(DESK + path).text
    assert "Terugbellen" not in held.get(f"{DESK}/taken").text
    with lumens.work() as work:
        (task,) = tasks.open_tasks(work)
    for answer in (
        held.get(f"{DESK}/taken/{task.id}"),
        held.post(f"{DESK}/taken/{task.id}", [("csrf_token", _token(held))]),
        held.post(f"{DESK}/taken/{task.id}/niet-bedoeld/{ans.account_id}", [("csrf_token", _token(held))]),
    ):
        assert answer.status == 404
    page = colleague.get(f"{DESK}/taken/{task.id}")
    assert SECRET in page.text
    assert ANS in page.text
    colleague.submit(page, f"/niet-bedoeld/{ans.account_id}")
    assert SECRET in held.get(f"{DESK}/taken").text
    assert held.get(f"{DESK}/").text != before


def _token(visitor: Visitor) -> str:
    return dict(visitor.get(f"{DESK}/").form("/afmelden").values)["csrf_token"]


def test_a_note_of_a_call_is_kept_from_who_may_be_meant_also_from_who_wrote_it_down(
    app: Flask, lumens: Organisation, ans: StaffAccount, kim: StaffAccount
) -> None:
    held, colleague = _as(app, ans), _as(app, kim)
    done = held.submit(
        held.get(f"{DESK}/klacht-opnemen"),
        who="Noor, 06 12345678",
        said=f"Klaagt over mevrouw Bakkerdam. {SECRET}",
    )
    assert done.status == 200
    assert "Een collega pakt haar op" in done.text
    assert "Noor" not in done.text.split("Nog geen klacht")[1]
    assert SECRET not in done.text
    with lumens.work() as work:
        (task,) = tasks.open_tasks(work)
    assert held.get(f"{DESK}/klacht-opnemen/bij-taak/{task.id}").status == 404
    note = colleague.get(f"{DESK}/klacht-opnemen/bij-taak/{task.id}")
    assert SECRET in note.text
    assert held.get(note.url).status == 404
    taken = colleague.submit(
        note, category="other", accused_name="", description="Iets heel anders.", no_name="y", file="1"
    )
    assert taken.status == 200
    with lumens.work() as work:
        (dossier_id,) = work.session.scalars(select(dossiers.Dossier.id))
    assert not _sees(lumens, ans, dossier_id), "the note lies in that dossier"
    assert _sees(lumens, kim, dossier_id)


def test_what_everybody_who_handles_complaints_may_be_meant_in_is_given_to_who_takes_over(
    app: Flask, client: FlaskClient, lumens: Organisation, ans: StaffAccount, mail: FakeMail
) -> None:
    """Decision 12, for tasks: the director sees this one, and nothing else; and it is never left to nobody."""
    dirk = lumens.hire("Dirk Directeur", "director")
    _call(client, what=f"Over mevrouw Bakkerdam. {SECRET}")
    _call(client, name="Piet", what="Iets anders.")
    director = _as(app, dirk)
    shown = director.get(f"{DESK}/taken")
    assert SECRET in shown.text
    assert "Iets anders." not in shown.text
    with lumens.work(write=True) as work:
        scheduled = work.session.scalars(select(OutboxRow.letter)).all()
        assert "given" in scheduled
        gone = Gone(account_id=dirk.account_id, day=work.today)
        (left,) = [one for one in reach.would_leave(work, gone).values() if "taak" in one.what]
        assert left.takers == frozenset()
    scheduler.sweep(lumens.installation, mail)
    assert SECRET not in " ".join(plain(message) for message in mail.messages)
    kim = lumens.hire("Kim Bakvis", "secretary")
    assert SECRET in _as(app, kim).get(f"{DESK}/taken").text, "whoever comes to handle complaints sees it too"


def test_the_director_takes_down_a_complaint_from_a_note_about_the_only_handler(
    app: Flask, lumens: Organisation, ans: StaffAccount
) -> None:
    dirk = lumens.hire("Dirk Directeur", "director")
    held = _as(app, ans)
    held.submit(held.get(f"{DESK}/klacht-opnemen"), who="Noor", said=f"Over Ans. {SECRET}")
    director = _as(app, dirk)
    with lumens.work() as work:
        (task,) = tasks.open_tasks(work)
    assert "Lezen en als klacht opnemen" in director.get(f"{DESK}/taken/{task.id}").text
    note = director.get(f"{DESK}/klacht-opnemen/bij-taak/{task.id}")
    assert SECRET in note.text
    taken = director.submit(note, category="other", description="Over de balie.", no_name="y", file="1")
    assert taken.status == 200
    with lumens.work() as work:
        (dossier_id,) = work.session.scalars(select(dossiers.Dossier.id))
    assert not _sees(lumens, ans, dossier_id)
    assert director.get(f"{DESK}/dossiers/{dossier_id}").status == 200


def test_what_waits_for_nobody_is_shown_to_hr_and_can_be_taken(
    installation: Installation, client: FlaskClient, lumens: Organisation, ans: StaffAccount
) -> None:
    hilde = lumens.hire("Hilde Haar", "hr")
    _call(client, what="Over mevrouw Bakkerdam.")
    with lumens.work(write=True, actor=lumens.as_staff(hilde)) as work:
        (waits,) = [one for one in reach.waiting(work) if one.room == "task"]
        assert "Bakkerdam" not in waits.what
        assert ans.account_id not in waits.takers
    kim = lumens.hire("Dirk Directeur", "director")
    with lumens.work(write=True, actor=lumens.as_staff(hilde)) as work:
        (waits,) = [one for one in reach.waiting(work) if one.room == "task"]
        assert waits.takers == {kim.account_id}
        reach.ROOMS["task"].take(work, waits.id, kim.account_id)
        assert [one for one in reach.waiting(work) if one.room == "task"] == []
    with lumens.work(actor=lumens.as_staff(ans)) as work:
        assert [one for one in reach.waiting(work) if one.room == "task"] == []


def test_whoever_is_hired_later_meets_nothing_they_may_be_meant_in(
    client: FlaskClient, lumens: Organisation, kim: StaffAccount
) -> None:
    """A complaint nobody was confirmed for, and a call: both came in before they had an account here."""
    filed, other = lumens.file_complaint(accused_name="mevrouw Bakkerdam"), lumens.file_complaint()
    _call(client, what=f"Over mevrouw Bakkerdam. {SECRET}")
    with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
        keep_phone_note(work, "Noor", "Klaagt over Ans van de balie.")
    ans = lumens.hire(ANS, "secretary")
    assert not _sees(lumens, ans, filed.dossier_id)
    assert _sees(lumens, ans, other.dossier_id)
    with lumens.work(actor=lumens.as_staff(ans)) as work:
        assert tasks.open_tasks(work) == open_phone_notes(work) == []
    assert _sees(lumens, kim, filed.dossier_id)


def test_members_of_the_committee_read_what_is_with_the_committee_and_nothing_before(
    app: Flask, lumens: Organisation, kim: StaffAccount
) -> None:
    """KR-156(3), decision 3: from the next morning at eight, when their copy is there; never what is no formal complaint."""
    mo = lumens.hire("Mo Lid", "committee_member")
    day, morning = clock.day(-2), clock.day(-1)
    filed = lumens.file_complaint(now=on(day, 17))
    informal = lumens.file_complaint(now=on(clock.day(-9)), filed_as="dissatisfaction")

    def reads(who: StaffAccount, at: datetime) -> list[str]:
        with lumens.work(actor=lumens.as_staff(who), now=at) as work:
            rows, _ = register_page(work, Filters())
            pressing = today(work).numbers()
            assert pressing == [row.number for row in rows if row.number == filed.number]
            for one in (filed, informal):
                seen = work.session.scalars(select(dossiers.Dossier).where(*dossiers.visible(work)))
                assert (one.dossier_id in {found.id for found in seen}) == (
                    one.number in {r.number for r in rows}
                )
            return [row.number for row in rows]

    for at in (on(day, 18), on(day, 23), on(morning, 7)):
        assert reads(mo, at) == []
        assert set(reads_all(lumens, kim, at)) == {filed.number, informal.number}
    assert reads(mo, on(morning, 8)) == [filed.number]
    member = _as(app, mo)
    assert member.get(f"{DESK}/dossiers/{filed.dossier_id}").status == 200
    assert member.get(f"{DESK}/dossiers/{informal.dossier_id}").status == 404


def test_what_becomes_a_complaint_is_read_by_members_from_the_morning_after(
    lumens: Organisation, kim: StaffAccount
) -> None:
    """Dissatisfaction of nine days ago that is made a complaint today: not the same day, though it came in long before."""
    mo = lumens.hire("Mo Lid", "committee_member")
    informal = lumens.file_complaint(now=on(clock.day(-9)), filed_as="dissatisfaction")
    with lumens.work(write=True, actor=lumens.as_staff(kim), now=on(clock.day(-1), 17)) as work:
        make_complaint(case_of(work, dossiers.find(work, informal.dossier_id)))

    def reads(at: datetime) -> bool:
        with lumens.work(actor=lumens.as_staff(mo), now=at) as work:
            seen = work.session.scalars(select(dossiers.Dossier).where(*dossiers.visible(work))).all()
            rows, _ = register_page(work, Filters())
            assert bool(seen) == bool(rows)
            return bool(seen)

    assert [reads(on(clock.day(-1), 18)), reads(on(clock.TODAY, 7)), reads(on(clock.TODAY, 8))] == [
        False,
        False,
        True,
    ]


def reads_all(organisation: Organisation, who: StaffAccount, at: datetime) -> list[str]:
    with organisation.work(actor=organisation.as_staff(who), now=at) as work:
        return [row.number for row in register_page(work, Filters())[0]]


def test_a_link_to_a_dossier_somebody_may_not_meet_stands_in_no_history_and_leaves_no_gap(
    app: Flask, lumens: Organisation, ans: StaffAccount, kim: StaffAccount
) -> None:
    hidden, filed = lumens.file_complaint(accused_name="mevrouw Bakkerdam"), lumens.file_complaint()
    with lumens.work(write=True, actor=lumens.as_staff(kim)) as work:
        linking.link(
            case_of(work, dossiers.find(work, filed.dossier_id)), dossiers.find(work, hidden.dossier_id)
        )
        tasks.add_task(
            work, tasks.TaskKind.CALL_BACK, {"what": "x"}, due_on=work.today, dossier_id=filed.dossier_id
        )
    log = f"{DESK}/dossiers/{filed.dossier_id}/logboek"
    held, colleague = _as(app, ans).get(log).text, _as(app, kim).get(log).text
    assert "hangt samen met een ander dossier" in colleague
    assert "hangt samen met een ander dossier" not in held
    numbers = [int(one) for one in re.findall(r'scope="row">(\d+)<', held)]
    assert numbers in (list(range(1, len(numbers) + 1)), list(range(len(numbers), 0, -1)))
    assert len(numbers) > 2
