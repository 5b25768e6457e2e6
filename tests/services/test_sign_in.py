"""At the door: nobody learns who has an account, nobody keeps a colleague out, and a link goes to the address of the account only."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from tests.support import clock
from tests.support.mail import FakeMail, plain
from tests.support.visitor import Page, Visitor, visitor_of
from tests.support.world import PASSWORD, Organisation, StaffAccount

from wederhoor import operations, scheduler
from wederhoor.addresses import strict_form
from wederhoor.people import passwords, service
from wederhoor.people.tables import Account, KnownDevice, LinkRequest, SignInFailure
from wederhoor.settings.service import platform_session
from wederhoor.work import Installation, utc_now

OFFICE = {"REMOTE_ADDR": "192.0.2.1"}
ELSEWHERE = {"REMOTE_ADDR": "198.51.100.9"}
WRONG, HELD = "horen niet bij elkaar", "Te vaak"
on_one = pytest.mark.parametrize("database", ["sqlite"])  # nothing here that a database does in its own way


@pytest.fixture(autouse=True)
def still() -> Iterator[clock.Traveller]:
    with clock.travel(clock.NOW, tick=False) as travelled:
        yield travelled


@pytest.fixture
def kim(lumens: Organisation) -> StaffAccount:
    return lumens.hire("Kim Bakvis", "secretary")


def _at(app: Flask, **environ: str) -> Visitor:
    return visitor_of(app.test_client(), **(environ or OFFICE))


def _fails(visitor: Visitor, email: str, times: int) -> list[Page]:
    page = visitor.get("/aanmelden")
    return [visitor.submit(page, email=email, password=f"verkeerd wachtwoord {n}") for n in range(times)]


def _told(page: Page, email: str) -> tuple[int, list[str], str]:
    """What an answer says, without what is different in every answer."""
    changing = {"Date", "Set-Cookie", "Content-Length"}
    body = re.sub(r'name="(csrf_token|once)" value="[^"]+"', "", page.text).replace(email, "")
    return page.status, sorted(f"{k}: {v}" for k, v in page.headers.items() if k not in changing), body


def test_a_wrong_password_says_and_costs_the_same_for_whoever_it_is(
    app: Flask, lumens: Organisation, kim: StaffAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Known, unknown and without a password yet; before and after one has to wait."""
    mo = lumens.hire("Mo Nieuw", "secretary", password=None)
    done: list[str] = []
    hasher = passwords._hasher

    class Counting:
        def verify(self, stored: str, password: str) -> bool:
            done.append("verify")
            return hasher.verify(stored, password)

        def hash(self, password: str) -> str:
            return hasher.hash(password)

        def check_needs_rehash(self, stored: str) -> bool:
            return hasher.check_needs_rehash(stored)

    passwords.verify_password(None, "")  # what is made once for nobody is there
    monkeypatch.setattr(passwords, "_hasher", Counting())
    answers = []
    for email in (kim.email, mo.email, "niemand@lumens.example"):
        visitor = _at(app)
        done.clear()
        pages = _fails(visitor, email, 7)
        answers.append([_told(page, email) for page in pages])
        assert [WRONG in page.text for page in pages] == [True] * 5 + [False] * 2
        assert [HELD in page.text for page in pages] == [False] * 5 + [True] * 2
        assert len(done) == 7, "every answer costs one look at a password"
    assert answers[0] == answers[1] == answers[2]


def test_the_right_password_waits_too_and_the_wait_grows(
    app: Flask, kim: StaffAccount, still: clock.Traveller
) -> None:
    visitor = _at(app)
    _fails(visitor, kim.email, 5)
    assert HELD in visitor.sign_in(kim.email, PASSWORD).text
    still.shift(31)
    assert WRONG in _fails(visitor, kim.email, 1)[0].text
    still.shift(31)
    assert HELD in visitor.sign_in(kim.email, PASSWORD).text, "a minute by now"
    still.shift(30)
    assert visitor.sign_in(kim.email, PASSWORD).url == "/lumens/kantoor/"


def test_nobody_keeps_a_colleague_out_from_elsewhere(app: Flask, kim: StaffAccount) -> None:
    for _ in range(3):
        _fails(_at(app, **ELSEWHERE), kim.email, 10)
    assert HELD in _at(app, **ELSEWHERE).sign_in(kim.email, PASSWORD).text
    assert _at(app).sign_in(kim.email, PASSWORD).url == "/lumens/kantoor/"


def test_on_a_device_of_their_own_a_colleague_beside_them_does_not_keep_them_out(
    app: Flask, kim: StaffAccount
) -> None:
    """Both behind one office address; the cookie of the device goes to the pages of signing in only."""
    client = app.test_client()
    own = visitor_of(client, **OFFICE)
    own.sign_in(kim.email, PASSWORD)
    kept = client.get_cookie("wederhoor_apparaat")
    assert kept is not None
    assert (kept.http_only, kept.same_site, kept.max_age) == (True, "Lax", 365 * 24 * 3600)
    own.submit(own.get("/lumens/kantoor/"), "/afmelden")
    _fails(_at(app), kim.email, 10)
    assert HELD in _at(app).sign_in(kim.email, PASSWORD).text
    assert own.sign_in(kim.email, PASSWORD).url == "/lumens/kantoor/"
    own.submit(own.get("/lumens/kantoor/"), "/afmelden")
    assert WRONG in _fails(own, kim.email, 5)[-1].text
    assert HELD in own.sign_in(kim.email, PASSWORD).text, "its own failures do count"


def test_a_device_is_known_for_the_account_that_used_it_and_until_it_signs_out_everywhere(
    app: Flask, installation: Installation, lumens: Organisation, kim: StaffAccount
) -> None:
    mo = lumens.hire("Mo Lid", "secretary")
    own = _at(app)
    own.sign_in(kim.email, PASSWORD)
    own.submit(own.get("/lumens/kantoor/"), "/afmelden")
    _fails(_at(app), mo.email, 5)
    assert HELD in own.sign_in(mo.email, PASSWORD).text, "another account is not at home on it"
    own.sign_in(kim.email, PASSWORD)
    own.submit(own.get("/account/beveiliging"), "/afmelden", waar="overal")
    with platform_session(installation, write=False) as session:
        assert session.scalars(select(KnownDevice)).all() == []
    _fails(_at(app), kim.email, 5)
    assert HELD in own.sign_in(kim.email, PASSWORD).text


def test_thirty_colleagues_behind_one_address_are_not_held_up_by_one(
    app: Flask, lumens: Organisation, kim: StaffAccount
) -> None:
    """One who keeps typing, also one who tries thirty addresses: whoever signed in there before goes on."""
    others = [lumens.hire(f"Collega {n}", "secretary") for n in range(3)]
    for one in others:
        _at(app).sign_in(one.email, PASSWORD)
    _fails(_at(app), kim.email, 40)
    fresh = lumens.hire("Net Begonnen", "secretary")
    assert _at(app).sign_in(fresh.email, PASSWORD).url == "/lumens/kantoor/"
    for n in range(30):
        _fails(_at(app), f"{n}@bewoner.example", 1)
    for one in others:
        assert _at(app).sign_in(one.email, PASSWORD).url == "/lumens/kantoor/"
    assert HELD in _at(app).sign_in(lumens.hire("Nooit Hier", "secretary").email, PASSWORD).text


@on_one
def test_one_subscriber_with_many_addresses_is_one_place(app: Flask, kim: StaffAccount) -> None:
    for n in range(5):
        _fails(_at(app, REMOTE_ADDR=f"2001:db8:1:2::{n}"), kim.email, 1)
    assert HELD in _at(app, REMOTE_ADDR="2001:db8:1:2:ffff::1").sign_in(kim.email, PASSWORD).text
    assert _at(app, REMOTE_ADDR="2001:db8:1:3::1").sign_in(kim.email, PASSWORD).url == "/lumens/kantoor/"


@on_one
def test_a_clock_that_jumps_ahead_and_comes_back_holds_nobody_up(
    app: Flask, kim: StaffAccount, still: clock.Traveller, installation: Installation
) -> None:
    visitor = _at(app)
    still.shift(timedelta(days=400))
    _fails(visitor, kim.email, 12)
    _asks(app, kim.email)
    mail = FakeMail()
    scheduler.sweep(installation, mail)
    assert len(mail.messages) == 1
    still.shift(timedelta(days=-400))
    assert visitor.sign_in(kim.email, PASSWORD).url == "/lumens/kantoor/"
    _asks(app, kim.email)
    scheduler.sweep(installation, mail)
    assert len(_links(installation)) == 2
    scheduler.tidy(installation)
    with platform_session(installation, write=False) as session:
        assert session.scalars(select(SignInFailure)).all() == []


def _links(installation: Installation) -> list[LinkRequest]:
    with platform_session(installation, write=False) as session:
        return [one for one in session.scalars(select(LinkRequest)) if one.mailed_at is not None]


def _asks(app: Flask, email: str, **environ: str) -> Page:
    visitor = _at(app, **environ)
    return visitor.submit(visitor.get("/wachtwoord-vergeten"), email=email)


def test_asking_for_a_link_says_and_does_the_same_for_whoever_it_is(
    app: Flask, installation: Installation, kim: StaffAccount
) -> None:
    """The request writes one row; whose address it is is looked up by the scheduler."""
    answers = {_told(_asks(app, email), email)[2] for email in (kim.email, "niemand@lumens.example")}
    assert len(answers) == 1
    with platform_session(installation, write=False) as session:
        rows = session.scalars(select(LinkRequest)).all()
        assert [(row.done_at, row.mailed_at) for row in rows] == [(None, None)] * 2
        assert session.scalars(select(Account.link_hash)).all() == [None]
    mail = FakeMail()
    scheduler.sweep(installation, mail)
    scheduler.sweep(installation, mail)
    (message,) = mail.messages
    assert message["To"] == kim.email
    link = re.search(r"/wachtwoord/\S+", plain(message))
    assert link
    assert _at(app).get(link[0]).status == 200


def test_a_link_goes_to_the_address_the_account_has_and_only_when_that_was_typed(
    app: Flask, installation: Installation, lumens: Organisation
) -> None:
    ss = lumens.hire("Kim Ss", "secretary", email="kim@wissel.example")
    mail = FakeMail()
    _asks(app, "kim@wi\u00dfel.example")
    scheduler.sweep(installation, mail)
    assert mail.messages == []
    sz = lumens.hire("Kim Sz", "secretary", email="kim@wi\u00dfel.example")
    assert sz.account_id != ss.account_id
    assert WRONG in _at(app).sign_in("kim@wi\u00dfel.example", "iets heel anders").text
    for typed, to in (
        ("KIM@Wissel.example", "kim@wissel.example"),
        ("kim@wi\u00dfel.example", "kim@xn--wiel-wna.example"),
    ):
        _asks(app, typed)
        scheduler.sweep(installation, mail)
        assert mail.messages[-1]["To"] == to
    assert len(mail.messages) == 2


def test_an_account_kept_under_an_earlier_fold_is_found_by_its_own_address_alone(
    app: Flask, installation: Installation, lumens: Organisation
) -> None:
    kept = lumens.hire("Kim Sz", "secretary", email="kim@wi\u00dfel.example")
    vault = installation.vault
    with platform_session(installation, write=True) as session:
        before = vault.keyed("email", "kim@wissel.example")  # as an earlier version made it
        session.execute(update(Account).where(Account.id == kept.account_id).values(email_hash=before))
    assert _at(app).sign_in("kim@wi\u00dfel.example", PASSWORD).url == "/lumens/kantoor/"
    assert WRONG in _at(app).sign_in("kim@wissel.example", PASSWORD).text
    other = lumens.hire("Kim Ss", "secretary", email="kim@wissel.example")
    with platform_session(installation, write=False) as session:
        found = {
            email: service.account_by_email(session, vault, email)
            for email in ("kim@wi\u00dfel.example", "kim@wissel.example")
        }
        assert [one.id if one else None for one in found.values()] == [kept.account_id, other.account_id]


def test_whoever_keeps_asking_floods_no_mailbox_and_ends_no_link(
    app: Flask, installation: Installation, kim: StaffAccount, still: clock.Traveller
) -> None:
    mail = FakeMail()
    links = []
    for _ in range(12):
        _asks(app, kim.email, **ELSEWHERE)
        scheduler.sweep(installation, mail)
        still.shift(timedelta(minutes=3))
    links = [re.search(r"/wachtwoord/\S+", plain(one)) for one in mail.messages]
    assert 5 <= len(links) <= 8
    assert len({link[0] for link in links if link}) == 1, (
        "the same link again: the one in the first mail works"
    )
    still.shift(timedelta(hours=2))
    assert _at(app).get(links[0][0] if links[0] else "").status == 404


@on_one
def test_too_many_links_asked_from_one_place_are_not_looked_at_and_told_the_same(
    app: Flask, installation: Installation, kim: StaffAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wederhoor.people.links.ASKED_PER_SOURCE", 2)
    told = {_told(_asks(app, f"{n}@bewoner.example"), f"{n}@bewoner.example")[2] for n in range(3)}
    told.add(_told(_asks(app, kim.email), kim.email)[2])
    assert len(told) == 1
    mail = FakeMail()
    scheduler.sweep(installation, mail)
    assert mail.messages == []
    _asks(app, kim.email, **ELSEWHERE)
    scheduler.sweep(installation, mail)
    assert len(mail.messages) == 1


def test_two_addresses_are_the_same_only_when_mail_arrives_at_the_same_place() -> None:
    for one, other in (
        ("Kim@WISSEL.example", "kim@wissel.example"),
        ("\u200bmailto:kim@wissel.example ", "kim@wissel.example"),
        ("noor@cafe\u0301-voorbeeld.nl", "noor@xn--caf-voorbeeld-dhb.nl"),
        ("noor@CAF\u00c9-voorbeeld.nl", "noor@caf\u00e9-voorbeeld.nl"),
    ):
        assert strict_form(one) == strict_form(other)
    for one, other in (
        ("kim@wi\u00dfel.example", "kim@wissel.example"),
        ("k\u0131m@wissel.example", "kim@wissel.example"),
        ("kim@caf\u00e9.example", "kim@cafe.example"),
        ("kim+1@wissel.example", "kim@wissel.example"),
        ("k.im@wissel.example", "kim@wissel.example"),
    ):
        assert strict_form(one) != strict_form(other)


@on_one
def test_a_password_fits_however_a_keyboard_makes_its_letters_and_one_kept_before_fits_as_typed_then(
    app: Flask, installation: Installation, lumens: Organisation, kim: StaffAccount
) -> None:
    token = operations.reset_account(installation, email=kim.email)
    visitor = _at(app)
    composed, taken_apart = "caf\u00e9 met drie woorden", "cafe\u0301 met\u00a0drie woorden\u200b"
    done = visitor.submit(visitor.get(f"/wachtwoord/{token}"), password=taken_apart, again=composed)
    assert done.url == "/aanmelden"
    assert _at(app).sign_in(kim.email, composed).url == "/lumens/kantoor/"
    with platform_session(installation, write=True) as session:
        account = session.get_one(Account, kim.account_id)
        account.password_hash = passwords._hasher.hash(taken_apart)  # as an earlier version kept it
    assert WRONG in _at(app).sign_in(kim.email, composed).text
    assert _at(app).sign_in(kim.email, taken_apart).url == "/lumens/kantoor/"
    assert _at(app).sign_in(kim.email, composed).url == "/lumens/kantoor/", "kept in one form from then on"


@on_one
def test_whoever_chose_a_new_password_does_not_wait_for_the_wrong_ones_of_before(
    app: Flask, installation: Installation, kim: StaffAccount
) -> None:
    _fails(_at(app), kim.email, 9)
    token = operations.reset_account(installation, email=kim.email)
    visitor = _at(app)
    visitor.submit(visitor.get(f"/wachtwoord/{token}"), password=PASSWORD + "!", again=PASSWORD + "!")
    assert visitor.sign_in(kim.email, PASSWORD + "!").url == "/lumens/kantoor/"


@on_one
def test_a_try_that_ran_beside_others_is_judged_by_what_they_counted(
    installation: Installation, kim: StaffAccount
) -> None:
    """A hundred at once are no hundred free tries: what counts is what was counted when the answer is given."""
    from wederhoor.people import sign_in

    def begin() -> sign_in.Try:
        with platform_session(installation, write=False) as session:
            return sign_in.begin_try(
                session, installation.vault, email=kim.email, address="192.0.2.1", device=""
            )

    beside = [begin() for _ in range(8)]
    held = 0
    for tried in beside:
        try:
            with platform_session(installation, write=True) as session:
                sign_in.finish_try(session, tried, sign_in.judge(tried, "verkeerd"), utc_now())
        except sign_in.TooManyTries:
            held += 1
    assert held == 3
