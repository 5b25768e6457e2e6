"""What is shown once and kept nowhere, on a page that can be read again for a quarter of an hour: a code that was just made.

It waits in a cookie that only we can read, under a number in the address of the page; signing in or out takes it away.
"""

import json
import uuid
from datetime import timedelta
from typing import Any

from flask import Flask, Response, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wederhoor.vault.browser import open_from_browser, seal_for_browser
from wederhoor.vault.seals import SealBroken
from wederhoor.web.cookies import is_secure, named
from wederhoor.web.once import given, gives
from wederhoor.web.runtime import installation, page
from wederhoor.work import utc_now

NAME = "wederhoor_getoond"
SHOWN = "shown"
"""What a browser is given here, among what a form gives (`once.given`)."""
LASTS = timedelta(minutes=15)
MOST = 3
"""Pages one browser can read again; the oldest goes first. A cookie has room for four kilobytes."""
Shown = dict[str, Any]


def show_later(endpoint: str, what: Shown, **values: Any) -> AnyResponse:
    """On to a page that shows this, `what` being text and numbers. The endpoint takes the number of it as `shown_id`."""
    key = str(uuid.uuid4())
    kept = {"what": what, "until": int((utc_now() + LASTS).timestamp())}
    keep_shown(key, kept)
    return redirect(url_for(endpoint, shown_id=key, **values), 303)


def keep_shown(key: str, kept: dict[str, Any]) -> None:
    """Let this browser hold it, sealed."""
    given(SHOWN, key, kept)
    held = _held()
    held[key] = kept
    for oldest in list(held)[:-MOST]:
        del held[oldest]
    g.shown_changed = True


def shown_now(shown_id: uuid.UUID) -> Shown | None:
    """What the page with this number shows; None when its time is over, or it was never here."""
    found = _held().get(str(shown_id))
    return found["what"] if found else None


def need_shown(shown_id: uuid.UUID, back: str) -> Shown:
    """The same; without it whoever asks reads that it is not there any more, and goes on to `back`."""
    found = shown_now(shown_id)
    if found is None:
        abort(page("platform/shown_over.html", 404, back=back))
    return found


def forget_shown() -> None:
    """Let go of all of it: somebody else comes to sit here."""
    _held().clear()
    g.shown_changed = True


def _held() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] | None = g.get("shown_held")
    if found is None:
        found = g.shown_held = _read()
    return found


def _read() -> dict[str, dict[str, Any]]:
    sealed = request.cookies.get(_cookie_name())
    if not sealed:
        return {}
    try:
        held: dict[str, dict[str, Any]] = json.loads(open_from_browser(installation().vault, sealed))
    except SealBroken:  # of another installation, or made up
        return {}
    now, longest = utc_now().timestamp(), LASTS.total_seconds()
    return {key: one for key, one in held.items() if 0 < one["until"] - now <= longest}


def _cookie_name() -> str:
    return named(NAME, secure=is_secure())


def _write(response: Response) -> Response:
    if not g.get("shown_changed") or g.get("foreign"):
        return response
    held = _held()
    if held:
        sealed = seal_for_browser(installation().vault, json.dumps(held))
        response.set_cookie(
            _cookie_name(),
            sealed,
            max_age=int(LASTS.total_seconds()),
            httponly=True,
            samesite="Lax",
            secure=is_secure(),
        )
    else:
        response.delete_cookie(_cookie_name(), httponly=True, samesite="Lax", secure=is_secure())
    return response


def register(app: Flask) -> None:
    """Write the cookie after each request that changed it."""
    gives(SHOWN, keep_shown)
    app.after_request(_write)
