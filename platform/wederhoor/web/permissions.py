"""Every route says who may use it, in one of these ways; a route that says nothing stops the start-up.

`signed_in` and `staff` ask for the second step of whoever has one; `staff` asks for one of everybody, but in a demo
organisation. `first_step` is for whoever gave their password.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from wederhoor.config import LOOPBACK
from wederhoor.rules.roles import Role
from wederhoor.web.errors import holds_words, repost_page
from wederhoor.web.telling import turned_away

View = TypeVar("View", bound=Callable[..., Any])


class Who(StrEnum):
    """Who a route is for."""

    PUBLIC = "public"
    CODE = "code"
    FIRST_STEP = "first_step"
    SIGNED_IN = "signed_in"
    STAFF = "staff"
    DEMO = "demo"
    OPERATOR = "operator"


@dataclass(frozen=True, kw_only=True)
class Permission:
    """What a route asks of whoever comes; `roles` only for staff.

    `given`: open as well to whoever was given a matter to handle, for what they were given.
    """

    who: Who
    roles: frozenset[str] = frozenset()
    given: bool = False


def _mark(permission: Permission) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view._permission = permission  # type: ignore[attr-defined]
        return view

    return mark


public = _mark(Permission(who=Who.PUBLIC))
behind_code = _mark(Permission(who=Who.CODE))
first_step = _mark(Permission(who=Who.FIRST_STEP))
signed_in = _mark(Permission(who=Who.SIGNED_IN))
demo_only = _mark(Permission(who=Who.DEMO))
operator_only = _mark(Permission(who=Who.OPERATOR))


def staff(*roles: str, given: bool = False) -> Callable[[View], View]:
    """For whoever holds one of these roles at the organisation in the path; `given`: for who was given a matter too."""
    return _mark(Permission(who=Who.STAFF, roles=frozenset(roles), given=given))


worker = staff(*Role)
"""For everybody who works at the organisation in the path, whatever they do there."""


def permission_of(app: Flask, endpoint: str) -> Permission | None:
    """The permission of an endpoint."""
    found = getattr(app.view_functions[endpoint], "_permission", None)
    return found if isinstance(found, Permission) else None


def enforce(app: Flask) -> None:
    """Check the permission before every request, and that each route has one before the first."""
    public(app.view_functions["static"])
    missing = [
        rule.endpoint for rule in app.url_map.iter_rules() if permission_of(app, rule.endpoint) is None
    ]
    if missing:
        raise RuntimeError(f"routes without a permission: {', '.join(sorted(missing))}")
    app.before_request(_check)


def _check() -> Response | None:
    if request.endpoint is None:
        return None
    permission = permission_of(current_app, request.endpoint)
    if permission is None:
        abort(404)
    g.permission = permission
    if permission.who is Who.DEMO and not _demo_allowed():
        abort(404)
    if permission.who is Who.OPERATOR and not _operator():
        abort(404)
    if permission.who not in (Who.STAFF, Who.SIGNED_IN, Who.FIRST_STEP):
        return None
    user = current_user._get_current_object()  # once: whoever asks the proxy asks who it is again each time
    if not user.is_authenticated:
        return _to("people.sign_in")
    if permission.who is Who.FIRST_STEP:
        return None
    if user.owes_second_step:
        return _to("second_step.ask")
    if permission.who is Who.STAFF and not (user.passed or g.tenant.demo):
        return _to("factors.index")
    return None


def _demo_allowed() -> bool:
    config = current_app.extensions["wederhoor"].config
    return config.demo and config.embedded and _from_here()


def _from_here() -> bool:
    """Whether a request comes from this machine, past no proxy."""
    # The name in the address too: a page elsewhere can have its own name point at this machine.
    named = urlsplit(f"//{request.host}").hostname in LOOPBACK
    return request.remote_addr in LOOPBACK and not forwarded() and named


def _operator() -> bool:
    token = current_app.extensions["wederhoor"].config.metrics_token
    if token is None:
        return _from_here()
    return hmac.compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode())


def forwarded() -> bool:
    """Whether a proxy passed this request on; then the address it came from is not this machine."""
    return any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP"))


SIGNED_OUT = (
    "U bent hier niet (meer) aangemeld, bijvoorbeeld omdat u zich in een ander tabblad afmeldde. Er is niets gedaan. Meld u in een ander "
    "tabblad aan, kom hier terug en verstuur het dan nog een keer. Wat u typte, staat hieronder."
)


def _to(endpoint: str) -> Response:
    if holds_words():
        elsewhere = ("Meld u aan", url_for(endpoint))
        return repost_page("U bent niet meer aangemeld", SIGNED_OUT, 422, elsewhere=elsewhere)
    turned_away()
    target = url_for(endpoint) + "?" + urlencode({"verder": request.full_path.rstrip("?")})
    return redirect(target, 303)  # for htmx `redirects` makes it a journey of the whole page
