"""Whose matter a form is about: it says so itself, and does nothing for another.

Two tabs of one browser can show the cases of two people, one after the other: a helper with two clients, a computer in a library. The
browser holds one code at a time, so what is sent from the first tab must not land where the second is.
"""

import hmac
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, request, url_for
from flask_login import current_user

from wederhoor.web.errors import repost_page
from wederhoor.web.once import WHOSE
from wederhoor.web.permissions import Who
from wederhoor.web.runtime import installation

ON_TOP = frozenset({"door", "accused_papers"})
"""Doors on top of a code: they belong to the party of that code themselves."""
HEADER = "X-Whose"
"""Where a script that sends a part of a file says it: the part has no fields."""
View = TypeVar("View", bound=Callable[..., Any])
OTHER_CODE = (
    "Dit hoort bij een andere code dan die nu open is. Er is niets verstuurd. Open in een ander tabblad deze website met de code waar dit "
    "bij hoort, kom hier terug en verstuur het dan nog een keer. Wat u typte, staat hieronder."
)
OTHER_ACCOUNT = (
    "Deze bladzijde is van iemand anders dan wie nu is aangemeld. Er is niets gedaan. Meld u in een ander tabblad aan als uzelf, kom hier "
    "terug en verstuur het dan nog een keer. Wat u typte, staat hieronder."
)
ASKS_WHO = frozenset({Who.STAFF, Who.SIGNED_IN, Who.FIRST_STEP})


def _tag(what: str) -> str:
    """What a page says of a code or account without telling it; a draft that was sent goes on under the same code."""
    return hmac.digest(installation().vault.cookie_key, b"whose|" + what.encode(), "sha256").hex()[:20]


def whose() -> str:
    """Whose matter the page that is being made is about: the codes it used and who is signed in, for the form to say when it is sent."""
    told: dict[str, str] = dict(g.get("used_codes", {}))
    if g.get("roles") is not None or _needs_account():
        told["account"] = str(current_user.account_id)
    return " ".join(f"{purpose}:{_tag(what)}" for purpose, what in sorted(told.items()))


def drafts_of() -> str:
    """A mark of whose half-typed texts a browser may hold on this page, for its tab only; nothing behind a wall, and for who is nobody."""
    walled = request.blueprint in current_app.extensions["wederhoor_walled"]
    if walled or g.get("roles") is None or not current_user.is_authenticated:
        return ""
    return _tag(f"drafts|{current_user.account_id}")


def _needs_account() -> bool:
    permission = g.get("permission")
    return permission is not None and permission.who in ASKS_WHO and current_user.is_authenticated


def _said_whose() -> dict[str, str]:
    said = request.headers.get(HEADER) or request.form.get(WHOSE, "")
    return dict(part.split(":", 1) for part in said.split() if ":" in part)


def says_whose(purpose: str, code: str) -> None:
    """A page uses this code: its forms say so. A form that is sent and says it is about another, or does not say it, is refused."""
    asks = request.method == "POST" and purpose not in ON_TOP and not _is_for_anybody()
    if asks and not is_about(purpose, code):
        abort(repost_page("In een ander tabblad is een andere code geopend", OTHER_CODE, 422))
    g.setdefault("used_codes", {})[purpose] = code


def is_about(purpose: str, code: str) -> bool:
    """Whether the form that was sent says that it is about this code."""
    return _said_whose().get(purpose) == _tag(code)


def _is_for_anybody() -> bool:
    return getattr(current_app.view_functions.get(request.endpoint or ""), "_for_anybody", False)


def for_anybody(view: View) -> View:
    """Mark a view that does the same whoever sends it: it closes a door, or opens one."""
    view._for_anybody = True  # type: ignore[attr-defined]
    return view


def _same_account() -> None:
    """A form that was drawn for somebody else than who is signed in now does nothing."""
    if request.method != "POST" or request.url_rule is None or _is_for_anybody():
        return
    said = _said_whose().get("account")
    if said and current_user.is_authenticated and said != _tag(str(current_user.account_id)):
        abort(
            repost_page(
                "In een ander tabblad is iemand anders aangemeld",
                OTHER_ACCOUNT,
                422,
                elsewhere=("Meld u aan", url_for("people.sign_in")),
            )
        )


def register(app: Flask) -> None:
    """Let every form say whose matter it is about (macro `posted`), and look at what it says of who is signed in."""
    app.before_request(_same_account)
    app.jinja_env.globals.update(whose=whose, drafts_of=drafts_of)
