"""The strongbox of whoever is signed in, for one request: open, or shown the way to open it."""

from urllib.parse import urlencode

from flask import Flask, Response, abort, g, make_response, redirect, request, session, url_for
from flask_login import current_user, user_logged_out

from wederhoor.strongboxes import service
from wederhoor.strongboxes.service import OpenBox
from wederhoor.strongboxes.walls import Unreadable
from wederhoor.web.errors import repost_page
from wederhoor.web.runtime import no_tenant, page
from wederhoor.work import utc_now

KEPT = "kluis"
CLOSED = (
    "Uw kluis is dichtgegaan. Open hem in een ander tabblad (via 'Mijn kluis'), kom hier terug en verstuur het dan nog een "
    "keer. Wat u typte, staat hieronder."
)


def keep_token(token: str | None) -> None:
    """Hold the token of an open box in this browser, or let it go."""
    if token is None:
        session.pop(KEPT, None)
    else:
        session[KEPT] = token


def box_here() -> OpenBox | None:
    """The open box of whoever is signed in; None when it is closed. Its use is noted once a minute."""
    if "strongbox" not in g:
        g.strongbox = _look()
    found: OpenBox | None = g.strongbox
    return found


def _look() -> OpenBox | None:
    token = session.get(KEPT)
    if not token or not current_user.is_authenticated:
        return None
    now = utc_now()
    with no_tenant() as opened:
        found = service.opened(opened, token, signed_in=current_user.token, now=now)
    if found is None:
        return None
    box, note = found
    g.strongbox_used = token if note else None
    return box if box.account_id == current_user.account_id else None


def need_box() -> OpenBox:
    """The open box; when it is closed whoever asks goes to open it, and nothing typed is lost."""
    box = box_here()
    if box is None:
        if request.method == "POST":
            abort(repost_page("Uw kluis is dicht", CLOSED, 422))
        target = url_for("strongboxes.box") + "?" + urlencode({"verder": request.full_path.rstrip("?")})
        abort(make_response(redirect(target, 303)))
    return box


def _unreadable(_error: Unreadable) -> Response:
    """What somebody holds the key of does not open: said, and nothing else is taken along."""
    return page("strongboxes/broken.html", 500)


def _close_with_session(_sender: object, user: object, **_: object) -> None:
    token = getattr(user, "token", None)
    keep_token(None)
    if token:
        with no_tenant(write=True) as opened:
            service.close(opened, token)


def _note_use(response: Response) -> Response:
    # After the view: its own transaction, which may be the only writer there is, is over by then.
    token = g.pop("strongbox_used", None)
    if token:
        with no_tenant(write=True) as opened:
            service.mark_used(opened, token, utc_now())
    return response


def register(app: Flask) -> None:
    """Note the use of an open box after each request; close it when its owner signs out; say so when something does not open."""
    app.after_request(_note_use)
    user_logged_out.connect(_close_with_session, app)
    app.register_error_handler(Unreadable, _unreadable)
