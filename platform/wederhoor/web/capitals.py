"""An address typed with capitals leads where it leads without them: telephones put one at the start of a line."""

from typing import NoReturn
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response


def to_path(path: str) -> NoReturn:
    """To the same address with this path instead; what was sent goes along."""
    abort(
        redirect(path + (f"?{request.query_string.decode('latin-1')}" if request.query_string else ""), 308)
    )


def lower_slug(slug: str) -> None:
    """To the organisation as it is written, when its first segment has capitals."""
    if slug != slug.lower():
        to_path(request.path.replace(f"/{slug}", f"/{slug.lower()}", 1))


def _lower() -> Response | None:
    """Where no page has this address, the page that has it without capitals."""
    path = request.path.lower()
    if request.routing_exception is None or path == request.path:
        return None
    try:
        current_app.create_url_adapter(request).match(path, method=request.method)  # type: ignore[union-attr]
    except RequestRedirect as elsewhere:
        to_path(urlsplit(elsewhere.new_url).path)
    except HTTPException:
        return None
    to_path(path)


def register(app: Flask) -> None:
    """Look at addresses that lead nowhere."""
    app.before_request(_lower)
