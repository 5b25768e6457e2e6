"""Codes this browser holds for an organisation, each under the purpose it serves.

They live in a cookie of their own that only we can read, apart from who is signed in. Each is a door that was opened: it closes when it
was not used for a while (the server looks, not the browser), after a whole day at most, and when somebody closes it; what was closed
stays closed for every copy of the cookie.
"""

import hashlib
import json
import logging
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NoReturn

from flask import Flask, Response, abort, g, make_response, redirect, request, url_for
from sqlalchemy import bindparam, delete, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from wederhoor.faults import described
from wederhoor.tenancy.locks import look_up
from wederhoor.vault.browser import open_from_browser, seal_for_browser
from wederhoor.vault.seals import SealBroken
from wederhoor.web.cookies import is_secure, named
from wederhoor.web.errors import holds_words, repost_page
from wederhoor.web.once import given, gives, just_taken
from wederhoor.web.runtime import installation, no_tenant, rows_of
from wederhoor.web.shown import forget_shown
from wederhoor.web.tables import ClosedDoor
from wederhoor.web.whose import says_whose
from wederhoor.work import local_date, utc_now

log = logging.getLogger("wederhoor.web")


@dataclass(frozen=True, kw_only=True)
class Lasts:
    """How long a door stays open: since it was last used, and altogether."""

    idle: timedelta
    whole: timedelta


OWN_CASE = Lasts(idle=timedelta(hours=2), whole=timedelta(hours=12))
BEHIND_WALL = Lasts(idle=timedelta(minutes=30), whole=timedelta(hours=8))
DOORS = {
    "draft": Lasts(idle=timedelta(hours=12), whole=timedelta(hours=24)),  # nobody wrote its code down yet
    "case": OWN_CASE,
    "door": OWN_CASE,
    "accused": OWN_CASE,
    "accused_papers": OWN_CASE,
    "melding": BEHIND_WALL,
    "gesprek": BEHIND_WALL,
}
"""The purposes a code is held for, by how long."""
MOST = 12
"""Doors one browser holds open; the one that was used longest ago closes first."""
USED_EVERY = timedelta(minutes=1)
FORGOTTEN_AFTER = timedelta(days=2)
NAME = "wederhoor_codes"
CODE = "code"
"""What a browser is given here, among what a form gives (`once.given`)."""
DOOR_CLOSED = (
    "Er gebeurde hier een tijd niets, of de code is gesloten in een ander tabblad. Open in een ander tabblad deze website opnieuw met uw "
    "code, kom hier terug en verstuur het dan nog een keer. Wat u typte, staat hieronder."
)


@dataclass(frozen=True, kw_only=True)
class Held:
    """A code in this browser: of which organisation, what for, and the door it opened (times in seconds since 1970)."""

    slug: str
    purpose: str
    code: str
    door: str
    opened: int
    used: int

    def open_at(self, now: datetime) -> bool:
        """Whether it is still open. A clock that was ahead for a while keeps nothing open longer."""
        lasts, moment = DOORS[self.purpose], now.timestamp()
        idle, whole = abs(moment - self.used), abs(moment - self.opened)
        return idle <= lasts.idle.total_seconds() and whole <= lasts.whole.total_seconds()


_CLOSED = select(ClosedDoor.__table__.c.until).where(ClosedDoor.__table__.c.door_hash == bindparam("door"))


class _Doors:
    """The doors of this browser during one request."""

    def __init__(self, held: list[Held]) -> None:
        self.held = held
        self.looked: set[str] = set()
        self.closed: list[Held] = []
        self.changed = False

    def let_go(self, one: Held) -> None:
        self.held.remove(one)
        self.closed.append(one)
        self.changed = True


def kept_code(purpose: str) -> str | None:
    """The code this browser holds for an organisation: of a draft (`draft`), of a dossier (`case`), of a report.

    The forms of the page say that they are about it; one that was sent and is about another is refused here (`whose`).
    """
    code = held_code(purpose)
    if code is not None:
        says_whose(purpose, code)
    return code


def held_code(purpose: str) -> str | None:
    """The same, for whoever only asks whether there is one."""
    doors = _doors()
    for one in doors.held:
        if (one.slug, one.purpose) == (g.tenant.slug, purpose):
            return _used(doors, one)
    return None


def _used(doors: _Doors, one: Held) -> str | None:
    if one.door not in doors.looked:
        if look_up(installation().engine, _CLOSED, door=_hash(one.door)):
            doors.held.remove(one)
            doors.changed = True
            return None
        doors.looked.add(one.door)
        now = utc_now().timestamp()
        if abs(now - one.used) >= USED_EVERY.total_seconds():
            doors.held[doors.held.index(one)] = replace(one, used=int(now))
            doors.changed = True
    return one.code


def keep_code(purpose: str, code: str | None) -> None:
    """Hold a code in this browser, or let it go: then no copy of the cookie opens that door either."""
    doors = _doors()
    given(CODE, purpose, code)
    for one in [one for one in doors.held if (one.slug, one.purpose) == (g.tenant.slug, purpose)]:
        doors.let_go(one)
    if code is None:
        return
    now = int(utc_now().timestamp())
    door = secrets.token_urlsafe(18)
    doors.held.append(Held(slug=g.tenant.slug, purpose=purpose, code=code, door=door, opened=now, used=now))
    doors.looked.add(door)
    doors.changed = True
    for oldest in sorted(doors.held, key=lambda one: one.used)[:-MOST]:
        doors.let_go(oldest)


def need_code(purpose: str, question: str) -> str:
    """The code this browser holds. Without one whoever asks goes to the endpoint with the `question` for it, and nothing typed is lost."""
    code = kept_code(purpose)
    if code is None:
        no_code(question)
    return code


def no_code(question: str) -> NoReturn:
    """To the question for a code, and from there on to the page that was asked for (`onward`).

    What was typed is shown first, to be sent again once the door is open; unless it was taken a moment ago, by the first of two presses.
    """
    before = just_taken(installation().vault, g.tenant.id, utc_now(), partial(rows_of, g.tenant.id))
    if before is not None:
        raise before
    if holds_words():
        elsewhere = ("Open de bladzijde met uw code", url_for(question))
        abort(repost_page("Uw code is hier dichtgegaan", DOOR_CLOSED, 422, elsewhere=elsewhere))
    asked = (
        request.full_path.rstrip("?") if request.method == "GET" and request.endpoint != question else None
    )
    abort(make_response(redirect(url_for(question, verder=asked), 303)))


def onward(otherwise: str) -> str:
    """The page of this organisation somebody was going to when they were asked for a code; else another."""
    target = request.args.get("verder", "")
    own = target.startswith(url_for("front.start")) and target.isascii() and target.isprintable()
    return target if own and not {"\\", " "} & set(target) and "//" not in target else otherwise


def holds_codes() -> bool:
    """Whether a door is open in this browser, at whichever organisation."""
    return bool(_doors().held)


def let_go_of_codes() -> None:
    """Close every door of this browser, for its copies too: somebody else comes to sit here."""
    doors = _doors()
    for one in list(doors.held):
        doors.let_go(one)
    doors.changed = True
    forget_shown()


def forget_closed(session: Session, now: datetime) -> None:
    """Remove what says of doors that they were closed, once no copy can be in use any more."""
    session.execute(delete(ClosedDoor).where(ClosedDoor.until < local_date(now)))


def _doors() -> _Doors:
    found: _Doors | None = g.get("doors")
    if found is None:
        found = g.doors = _Doors(_read())
    return found


def _read() -> list[Held]:
    sealed = request.cookies.get(_cookie_name())
    if not sealed:
        return []
    try:
        rows: list[dict[str, Any]] = json.loads(open_from_browser(installation().vault, sealed))
    except SealBroken:  # of another installation, or made up: there is nothing in it for us
        return []
    now = utc_now()
    return [one for one in (Held(**row) for row in rows if row["purpose"] in DOORS) if one.open_at(now)]


def _hash(door: str) -> str:
    return hashlib.sha256(door.encode()).hexdigest()


def _cookie_name() -> str:
    """The name of the cookie; browsers guard the prefix where visitors come over https."""
    return named(NAME, secure=is_secure())


def _write(response: Response) -> Response:
    doors: _Doors | None = g.get("doors")
    if doors is None or not doors.changed or g.get("foreign"):
        return response
    if doors.held:
        sealed = seal_for_browser(installation().vault, json.dumps([asdict(one) for one in doors.held]))
        response.set_cookie(_cookie_name(), sealed, httponly=True, samesite="Lax", secure=is_secure())
    else:
        response.delete_cookie(_cookie_name(), httponly=True, samesite="Lax", secure=is_secure())
    if doors.closed:
        _note_closed(doors.closed)
    return response


def _note_closed(closed: list[Held]) -> None:
    # After the view: its own transaction, which may be the only writer there is, is over by then.
    until = local_date(utc_now() + FORGOTTEN_AFTER)
    try:
        with no_tenant(write=True) as session:
            for one in closed:
                session.merge(ClosedDoor(door_hash=_hash(one.door), until=until))
    except DBAPIError as error:  # this browser lets go all the same; a copy is held by its idle limit only
        log.error("a closed door was not noted: %s", described(error))


def register(app: Flask) -> None:
    """Write the cookie after each request that changed it."""
    gives(CODE, keep_code)
    app.after_request(_write)
