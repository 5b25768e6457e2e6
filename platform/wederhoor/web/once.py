"""One form that was sent is taken once, however often it arrives: after a double click, after a line that was cut.

Which form it is tells its own token, another for every form that is drawn (macro `posted`), together with what was filled in; only
a keyed hash of that is kept, as a unique key of the database, in the transaction that does what the form asks. Whoever sends it again
goes on to where the first went, and their browser holds what the first was given; that is sealed with the token, so that only who has
the form opens it.

Behind a wall nothing is kept of who came by: what is made there bears a number made of the form (`Work.form_id`), and is found by it.
"""

import hashlib
import hmac
import json
import logging
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

from flask import Flask, Response, current_app, g, redirect, request, session, url_for
from sqlalchemy import CursorResult, delete
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from wederhoor.tenancy.locks import PlatformSession, TenantSession, add_once
from wederhoor.vault.browser import open_with_token, seal_with_token
from wederhoor.vault.vault import Vault
from wederhoor.web.tables import Taken, TakenAccountForm, TakenForm
from wederhoor.work import Work

FIELD = "once"
"""The token of a form. The page that says that something went wrong sends it along again: it may have been taken after all."""
WHOSE = "whose"
"""Whose matter a form is about (`kept.whose`): part of no answer, and the same however often it is sent."""
SECRETS = frozenset(
    {"password", "again", "passphrase", "old", "proof", "code", "digits", "credential", "secret"}
)
"""Fields with a secret: whoever sits at the screen later would have it."""
NOT_SHOWN_AGAIN = frozenset({"csrf_token", FIELD, WHOSE, "website"}) | SECRETS
"""Fields that come back on no page to be sent again."""
NOT_TOLD = frozenset({"csrf_token", FIELD, WHOSE})
"""Fields that do not tell one form from another."""
KEPT = timedelta(days=7)
AWAITED, STEPS_AWAITED = 3.0, 30.0
"""Seconds the second waits to hear where the first went on to; longer where files are looked at."""


log = logging.getLogger("wederhoor.web")


class TakenBefore(Exception):
    """This very form was taken already; the note of it tells what came of it."""

    def __init__(self, note: "_Note") -> None:
        self.note = note
        super().__init__("taken before")


View = TypeVar("View", bound=Callable[..., Any])


def repeatable(view: View) -> View:
    """Mark a view that may be posted to again: it makes nothing, or the same."""
    view._repeatable = True  # type: ignore[attr-defined]
    return view


def in_steps(view: View) -> View:
    """Mark a view that does its work in several transactions: it is taken once all of them are over.

    What was cut off in between is done again by whoever sends it again; what arrives meanwhile waits for the first.
    """
    view._in_steps = True  # type: ignore[attr-defined]
    return view


def may_come_again() -> None:
    """What this request asks makes nothing, although its view can: it may arrive as often as it likes."""
    g.comes_again = True


def register(app: Flask, *, walled: frozenset[str]) -> None:
    """Give templates a token for each form. `walled`: the blueprints behind a wall."""
    app.extensions["wederhoor_walled"] = walled
    app.jinja_env.globals["once_token"] = lambda: str(uuid.uuid4())
    app.register_error_handler(TakenBefore, _shown_before)
    app.before_request(_look_at_files)
    app.after_request(_note_after)
    plain = app.redirect

    def noted(location: str, code: int = 302) -> AnyResponse:
        g.onward = location
        return plain(location, code)

    app.redirect = noted  # type: ignore[method-assign]


def sent() -> str | None:
    """What tells this form from every other: where it went, its token and all that was filled in. None when there is no token."""
    if "sent_form" not in g:
        g.sent_form = _said()
    found: str | None = g.sent_form
    return found


def _look_at_files() -> None:
    """Before a view reads them: afterwards they are gone. Reading all of them takes time, so only of a form that counts once."""
    if request.url_rule is not None and request.mimetype == "multipart/form-data" and _counts_once():
        sent()


def _said() -> str | None:
    if request.method != "POST" or not (token := request.form.get(FIELD)):
        return None
    told = [(name, value) for name, value in request.form.items(multi=True) if name not in NOT_TOLD]
    for name, file in request.files.items(multi=True):
        told.append((name, f"{file.filename}|{hashlib.sha256(file.stream.read()).hexdigest()}"))
        file.stream.seek(0)
    return json.dumps([request.path, token, told])


def form_id(work: Work) -> uuid.UUID | None:
    """Behind a wall: the number of what this form makes, for this browser only."""
    said = sent()
    if said is None or request.blueprint not in current_app.extensions["wederhoor_walled"]:
        return None
    made = work.vault.search_hash("made by", json.dumps([said, session.get("csrf_token")]))
    return uuid.UUID(
        int=int(made[:20], 16)
    )  # eighty bits after nothing: it comes before what is made with it at the same moment


def _number(hashed: str) -> uuid.UUID:
    return uuid.UUID(hashed[:32])


def _counts_once() -> bool:
    """Whether what is sent here counts once: it makes something, and not behind a wall."""
    view = current_app.view_functions.get(request.endpoint or "")
    again = "comes_again" in g or getattr(view, "_repeatable", False) or getattr(view, "_only_reads", False)
    return not again and request.blueprint not in current_app.extensions["wederhoor_walled"]


def _is_taken_once() -> bool:
    """Whether this request is a form that counts once, and was not taken yet by an earlier transaction of the same request."""
    note: _Note | None = g.get("taken")
    return _counts_once() and (note is None or not note.stored) and sent() is not None


class _Note:
    """What this request took: how to look at its row, and what is noted in it already."""

    def __init__(self, vault: Vault, begin: Callable[[bool], Any], table: type[Any], key: Any) -> None:
        self.vault, self.begin, self.table, self.key = vault, begin, table, key
        self.noted: tuple[str, list[Any]] | None = None
        self.stored = True
        self.waits = getattr(current_app.view_functions.get(request.endpoint or ""), "_in_steps", False)

    def now(self) -> tuple[str, list[Any]]:
        return g.get("onward", "")[:300], list(g.get("browser_given", ()))

    def write(self, session_: Session) -> None:
        """Note where the sender goes on to, as far as that is known."""
        shown, given = self.noted = self.now()
        sealed = seal_with_token(self.vault, _token(), json.dumps(given)) if given else None
        row = session_.get(self.table, self.key)
        if row is not None:
            row.shown, row.given_sealed = shown, sealed

    def find(self) -> Taken | None:
        with self.begin(False) as session_:
            return cast(Taken | None, session_.get(self.table, self.key))

    def drop(self) -> None:
        """It was not taken after all."""
        with self.begin(True) as session_:
            row = session_.get(self.table, self.key)
            if row is not None:
                session_.delete(row)

    def awaited(self, seconds: float) -> bool:
        """Wait until it is known where the first went on to; False when it never is, or when it was not taken after all."""
        until = time.monotonic() + seconds
        while (found := self.find()) is not None and not found.shown and time.monotonic() < until:
            time.sleep(0.05)  # the first is on its way still
        return found is not None and bool(found.shown)


def _token() -> str:
    return request.form[FIELD]


_GIVERS: dict[str, Callable[..., None]] = {}
"""How each kind of thing is given to a browser once more. Filled when the modules that give are loaded."""


def gives(kind: str, again: Callable[..., None]) -> None:
    """Say how something of a kind is given again; `again` takes what `given` noted."""
    _GIVERS[kind] = again


def given(kind: str, *what: Any) -> None:
    """Note what this browser is given, so that whoever sends the same form again is given it too."""
    g.setdefault("browser_given", []).append([kind, *what])


@contextmanager
def taking(
    vault: Vault, session_: TenantSession | PlatformSession, now: datetime, begin: Callable[[bool], Any]
) -> Iterator[None]:
    """Around what a form asks, in its transaction: raises TakenBefore when this very form was taken. What is refused is not taken.

    `begin` begins another transaction like this one (write or not).
    """
    if not _is_taken_once():
        yield
        return
    row_id = _row_number(vault, session_.tenant_id if isinstance(session_, TenantSession) else "")
    row: TakenForm | TakenAccountForm
    if isinstance(session_, TenantSession):
        row, key = TakenForm(id=row_id, shown="", taken_at=now), (session_.tenant_id, row_id)
        note = _Note(vault, begin, TakenForm, key)
    else:
        row = TakenAccountForm(id=row_id, shown="", taken_at=now)
        note = _Note(vault, begin, TakenAccountForm, row_id)
    if not add_once(session_, row):
        raise TakenBefore(note)
    g.taken = note
    try:
        yield
    except BaseException:
        note.stored = bool(session_.info.get("kept"))
        raise
    if session_.info.get("refused"):
        note.stored = bool(session_.info.get("kept"))
        return
    if not note.waits:
        note.write(session_)


def _row_number(vault: Vault, tenant: uuid.UUID | str) -> uuid.UUID:
    return _number(hmac.digest(vault.cookie_key, f"{tenant}|{sent()}".encode(), hashlib.sha256).hex())


JUST = timedelta(seconds=10)
"""How long the second of a double press may take to arrive."""


def just_taken(
    vault: Vault, tenant: uuid.UUID, now: datetime, begin: Callable[[bool], Any]
) -> TakenBefore | None:
    """What this very form led to, when it was taken a moment ago: the first of two presses may have closed the door the second came by.

    Only a moment: whoever sends it again later, from a screen that was left, is asked for the code.
    """
    if not _counts_once() or sent() is None:
        return None
    note = _Note(vault, begin, TakenForm, (tenant, _row_number(vault, tenant)))
    found = note.find()
    return TakenBefore(note) if found is not None and abs(now - found.taken_at) <= JUST else None


def _goes_on(response: Response) -> bool:
    return response.status_code == 303 or "HX-Redirect" in response.headers


def _note_after(response: Response) -> Response:
    """Note what became known after the transaction; what was refused after all was not taken."""
    note: _Note | None = g.get("taken")
    if note is None or not note.stored:
        return response
    if not _goes_on(response):
        if response.status_code < 400:
            log.error("%s answered a form that was taken with what cannot be read again", request.endpoint)
        note.drop()
    elif note.noted != note.now():
        with note.begin(True) as session_:
            note.write(session_)
    return response


def _shown_before(before: TakenBefore) -> AnyResponse:
    """Where whoever sent it first went on to, with what their browser was given."""
    note = before.note
    if not note.awaited(STEPS_AWAITED if note.waits else AWAITED) and note.waits:
        note.drop()  # cut off in between: whoever looks at the list sees what is there, and may send the rest
    found = note.find()
    if found is not None and found.given_sealed is not None:
        for kind, *what in json.loads(open_with_token(note.vault, _token(), found.given_sealed)):
            _GIVERS[kind](*what)
    return redirect((found.shown if found else "") or _here(), 303)


def _here() -> str:
    """A page that says how it stands, when it is not known where the first went on to."""
    adapter = current_app.create_url_adapter(request)
    assert adapter is not None  # noqa: S101 - there is a request
    if adapter.test(request.path, method="GET"):
        return request.path
    return url_for("front.start" if "tenant" in g else "index")


def forget(work: Work) -> int:
    """Drop what was taken a week ago: nothing arrives again that late. Returns how many."""
    old = delete(TakenForm).where(TakenForm.taken_at < work.now - KEPT)
    return int(cast(CursorResult[Any], work.session.execute(old)).rowcount)


def forget_accounts(session_: PlatformSession, now: datetime) -> None:
    """The same for forms about accounts."""
    session_.execute(delete(TakenAccountForm).where(TakenAccountForm.taken_at < now - KEPT))
