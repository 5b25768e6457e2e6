"""Strongboxes: nobody but their owner, whatever else they hold (LN-35, L16-12; Wbk art. 1a)."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from tests.support.visitor import visitor_of
from tests.support.walls import PASSPHRASE, give_box
from tests.support.world import PASSWORD, Organisation

from wederhoor.people import service as people
from wederhoor.people.sessions import open_session, sign_out
from wederhoor.people.tables import Account
from wederhoor.settings.service import platform_session
from wederhoor.strongboxes import service as strongboxes
from wederhoor.strongboxes.aside import end_box
from wederhoor.strongboxes.service import (
    AlreadyThere,
    NoStrongbox,
    SameAsPassword,
    TooManyTries,
    WrongSecret,
)
from wederhoor.strongboxes.tables import Strongbox, StrongboxOpening
from wederhoor.vault.seals import SealBroken
from wederhoor.work import utc_now

OTHER = "een heel andere reeks woorden"


def test_a_strongbox_opens_with_its_own_secrets_for_a_short_while_and_with_nothing_else(
    lumens: Organisation,
) -> None:
    officer = lumens.hire("Inge Integer", "integrity_officer")
    now = utc_now()
    with platform_session(lumens.installation, write=True) as session:
        with pytest.raises(SameAsPassword):
            strongboxes.make_box(session, officer.account_id, PASSWORD, now)
        with pytest.raises(NoStrongbox):
            strongboxes.open_box(session, officer.account_id, PASSPHRASE, signed_in="x", now=now)
    keeper = give_box(lumens, officer)
    with platform_session(lumens.installation, write=True) as session:
        with pytest.raises(AlreadyThere):
            strongboxes.make_box(session, officer.account_id, PASSPHRASE, now)
        public = strongboxes.boxes_of(session, [officer.account_id])[officer.account_id]
    sealed = public.seal(b"geheim", "hier")
    assert keeper.box.open(sealed, "hier") == b"geheim"
    with pytest.raises(SealBroken):
        keeper.box.open(sealed, "daar")
    assert "private_key" not in repr(keeper.box)

    with platform_session(lumens.installation, write=True) as session:
        account = session.get_one(Account, officer.account_id)
        here = open_session(session, account, remember=False, now=now, passed=True)
        elsewhere = open_session(session, account, remember=False, now=now, passed=True)
        session.flush()
        token = strongboxes.open_box(session, officer.account_id, f" {PASSPHRASE} ", signed_in=here, now=now)
        session.flush()

        def opens(signed_in: str, later: timedelta = timedelta(0), with_token: str = token) -> bool:
            return strongboxes.opened(session, with_token, signed_in=signed_in, now=now + later) is not None

        assert opens(here)
        assert opens(here, timedelta(minutes=29))
        assert not opens(here, timedelta(minutes=31)), "it closes by itself"
        assert not opens(elsewhere), "the token is worth nothing in another session"
        assert not opens(here, with_token="iets anders")
        strongboxes.mark_used(session, token, now + timedelta(minutes=20))
        session.flush()
        assert opens(here, timedelta(minutes=45))
        assert not opens(here, timedelta(hours=9)), "not longer than eight hours, however busy"
        sign_out(session, here, now)
        session.flush()
        assert not opens(here), "signing out closes it"
        strongboxes.forget_openings(session, now + timedelta(hours=10))
        session.flush()
        assert session.scalars(select(StrongboxOpening)).all() == []

    with platform_session(
        lumens.installation, write=True
    ) as session:  # a reset of the password opens nothing
        account = session.get_one(Account, officer.account_id)
        people.set_password(session, account, OTHER, now)
        for guess in (OTHER, PASSWORD):
            with pytest.raises(WrongSecret):
                strongboxes.open_box(session, officer.account_id, guess, signed_in=elsewhere, now=now)
        for _ in range(3):
            with pytest.raises(WrongSecret):
                strongboxes.recover(session, officer.account_id, "AAAA-BBBB", OTHER + "!", now)
        with pytest.raises(TooManyTries):  # five tries, then one waits
            strongboxes.open_box(session, officer.account_id, PASSPHRASE, signed_in=elsewhere, now=now)
        later = now + timedelta(hours=1)
        new = strongboxes.recover(session, officer.account_id, keeper.recovery.lower(), OTHER + "!", later)
        with pytest.raises(WrongSecret):
            strongboxes.recover(session, officer.account_id, keeper.recovery, OTHER + "?", later)
        assert new != keeper.recovery
        strongboxes.change_passphrase(session, officer.account_id, OTHER + "!", PASSPHRASE, later)
        end_box(session, officer.account_id, later, lambda _box: False)
        assert not strongboxes.has_box(session, officer.account_id)
        strongboxes.make_box(session, officer.account_id, PASSPHRASE, later)
        session.flush()
        (old, new_box) = session.scalars(select(Strongbox).order_by(Strongbox.made_at)).all()
        assert old.ended_at is not None
        assert new_box.public_key != old.public_key


def test_a_copy_of_the_database_with_the_master_key_opens_nothing(lumens: Organisation) -> None:
    """What an operator has: every row, every key of the vault, the password. Not the passphrase."""
    from tests.support.walls import report

    from wederhoor.misconduct.opened import Purpose, key_place
    from wederhoor.misconduct.tables import MisconductKey, MisconductReport
    from wederhoor.strongboxes.sealing import key_from_token, unlock

    keeper = give_box(lumens, lumens.hire("Inge Integer", "integrity_officer"))
    report(lumens)
    with lumens.work() as work:
        row = work.session.scalars(select(MisconductReport)).one()
        keys = work.session.scalars(select(MisconductKey)).all()
        assert {(key.purpose, key.strongbox_id) for key in keys} == {
            (purpose.value, holder) for purpose in Purpose for holder in (keeper.box.id, None)
        }
        boxes = work.session.scalars(select(Strongbox)).all()
        for key in keys:
            place = key_place(row.id, Purpose(key.purpose))
            inner = work.vault.unseal(row.key_id, place, key.wrapped)  # the master key gets this far
            for guess in (PASSWORD, "", row.code_hash or ""):
                with pytest.raises(SealBroken):
                    unlock(key_from_token(guess, place), inner, place)
            assert inner not in (key.wrapped, b"")
        stored = b"".join(
            value
            for thing in (row, *keys, *boxes)
            for value in vars(thing).values()
            if isinstance(value, bytes)
        )
        assert keeper.box.private_key not in stored
        for word in (b"facturen", b"Melder", b"Baas"):
            assert word not in stored


def test_the_pages_make_open_change_recover_and_begin_anew(app: Flask, lumens: Organisation) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    officer = lumens.hire("Inge Integer", "integrity_officer")
    visitor = visitor_of(app.test_client())
    assert visitor.get("/account/kluis").url.startswith("/aanmelden"), "not without signing in"
    visitor.sign_in(officer.email, PASSWORD)
    make = visitor.get("/account/kluis?verder=/lumens/meldingen")
    fine = {"passphrase": PASSPHRASE, "again": PASSPHRASE, "understood": "y"}
    for wrong in ({"passphrase": "te kort"}, {"again": "iets anders"}, {"understood": None}):
        assert visitor.submit(make, **{**fine, **wrong}).status == 422, wrong
    as_password = visitor.submit(make, **{**fine, "passphrase": PASSWORD, "again": PASSWORD})
    assert "Dit is uw wachtwoord" in as_password.text
    made = visitor.submit(make, **fine)
    code = re.search(r'id="code">([0-9A-Z-]{29})<', made.text)
    assert code
    assert 'href="/account/kluis?verder=/lumens/meldingen"' in made.text
    assert visitor.submit(visitor.get("/account/kluis"), passphrase="verkeerd, denk ik").status == 422
    opened = visitor.submit(visitor.get("/account/kluis?verder=/lumens/meldingen"), passphrase=PASSPHRASE)
    assert opened.url == "/lumens/meldingen"
    assert visitor.submit(visitor.get("/account/kluis?verder=//kwaad.example"), "/dicht").status == 200
    away = visitor.submit(visitor.get("/account/kluis?verder=//kwaad.example"), passphrase=PASSPHRASE)
    assert away.url == "/account/kluis", "never to another site"

    change = visitor.get("/account/kluis/wachtzin")
    assert visitor.submit(change, old="fout fout fout", passphrase=OTHER, again=OTHER).status == 422
    assert visitor.submit(change, old=PASSPHRASE, passphrase=OTHER, again=OTHER).url == "/account/kluis"
    recover = visitor.get("/account/kluis/herstel")
    assert visitor.submit(recover, code="AAAA", passphrase=PASSPHRASE, again=PASSPHRASE).status == 422
    renewed = visitor.submit(recover, code=code[1], passphrase=PASSPHRASE, again=PASSPHRASE)
    assert "dit is de nieuwe" in renewed.text
    assert code[1] not in renewed.text

    visitor.submit(visitor.get("/account/kluis"), passphrase=PASSPHRASE)
    typed = [("how", "phone"), ("text", "Een lang verhaal.")]
    visitor.submit(visitor.get("/account/kluis"), "/dicht")
    closed = visitor.post("/lumens/meldingen/opschrijven", typed)
    assert (closed.status, "Een lang verhaal." in closed.text) == (422, True), "nothing typed is lost"
    assert visitor.submit(visitor.get("/account/kluis/opnieuw")).status == 422
    anew = visitor.submit(visitor.get("/account/kluis/opnieuw"), understood="y")
    assert "Maak mijn kluis" in anew.text
