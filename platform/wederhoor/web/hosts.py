"""Which names this installation answers to. A request for another name gets nothing, so that no link or cookie of
ours can be made to point elsewhere.
"""

from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.wrappers import Response

from wederhoor.config import LOOPBACK, Config
from wederhoor.web.errors import error_page


def names(config: Config) -> frozenset[str]:
    """The public name, the configured ones, and those of this machine itself."""
    public = urlsplit(config.public_url).hostname
    return LOOPBACK | config.hosts | {config.host} | ({public} if public else set())


def register(app: Flask, config: Config) -> None:
    """Refuse what is meant for another name with 421."""
    known = names(config)

    def check() -> Response | None:
        host = urlsplit(f"//{request.host}").hostname or ""
        return None if host in known else error_page(421)

    app.before_request(check)
