"""What another site sends does nothing here: it is refused before anybody looks at who is asking or what was sent."""

from urllib.parse import urlsplit

from flask import Flask, Response, g, request

from wederhoor.web.errors import error_page
from wederhoor.web.runtime import public_origin

ASKS_ONLY = frozenset({"GET", "HEAD", "OPTIONS"})
ELSEWHERE = (
    "Dit kwam van een andere website",
    "Een andere website vroeg ons iets te doen in uw naam. Dat doen wij niet: er is niets gewijzigd of verstuurd.",
    "Wilt u zelf iets doen? Begin dan bij ons, op de startpagina.",
)
PORTS = {"http": 80, "https": 443}


def _of(address: str) -> tuple[str, str, int | None] | None:
    """Scheme, host and port of an origin or address; None when there is none."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if not parts.hostname:
        return None
    return parts.scheme, parts.hostname, port or PORTS.get(parts.scheme)


def _is_ours(address: str) -> bool:
    return _of(address) in (_of(request.host_url), _of(public_origin()))


def comes_from_elsewhere() -> bool:
    """Whether a browser says that this request was made by another site.

    Without a word about it (programs, old browsers) the token of the form decides.
    """
    if origin := request.headers.get("Origin"):
        return not _is_ours(origin)
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in ("same-origin", "none")
    referrer = request.headers.get("Referer")
    return bool(referrer) and not _is_ours(referrer or "")


def _refuse() -> Response | None:
    if (
        request.headers.get("Sec-Fetch-Site") == "cross-site"
        and request.headers.get("Sec-Fetch-Mode") != "navigate"
    ):
        g.foreign = True  # a picture or script of another site that points here: the answer sets no cookie
    if request.method in ASKS_ONLY or not comes_from_elsewhere():
        return None
    g.foreign = True
    return error_page(403, *ELSEWHERE)


def register(app: Flask) -> None:
    """Refuse what changes something and comes from another site with 403: no cookie, nothing of what was sent."""
    app.before_request(_refuse)
