"""What was just done, said once on the page where whoever did it comes out.

A view may say it in its own words (`tell`); else the sentence of its endpoint is said. It waits in the cookie of the session for the very
next page at that address, for two minutes, and holds nothing of a case that the page would not show.
"""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from flask import Flask, Response, g, request, session

from wederhoor.work import utc_now

NAME = "gezegd"
LASTS = 120
"""Seconds."""
Sentences = Mapping[str, str | Callable[[], str]]


def tell(sentence: str) -> None:
    """Say this where the redirect of this request leads; nothing when it says so itself."""
    g.told = sentence


def turned_away() -> None:
    """Nothing was done: whoever came is sent to another door first."""
    g.told = ""


def said_now() -> str:
    """What is said on the page that is being made; it is said once. Known to every template."""
    if request.method != "GET" or NAME not in session:
        return ""
    path, until, sentence = session[NAME]
    if path != request.path:
        if until < utc_now().timestamp():
            del session[NAME]
        return ""
    del session[NAME]
    return str(sentence) if until >= utc_now().timestamp() else ""


def register(app: Flask, sentences: Sentences) -> None:
    """Keep what is to be said after each form that did something."""
    app.jinja_env.globals["said_now"] = said_now

    def keep(response: Response) -> Response:
        onward = response.headers.get("HX-Redirect") or response.headers.get("Location")
        if request.method != "POST" or not onward or response.status_code not in (303, 204):
            return response
        found = g.get("told")
        if found is None:
            sentence = sentences.get(request.endpoint or "", "")
            found = sentence if isinstance(sentence, str) else sentence()
        if found:
            session[NAME] = [urlsplit(onward).path, int(utc_now().timestamp()) + LASTS, found]
        return response

    app.after_request(keep)
