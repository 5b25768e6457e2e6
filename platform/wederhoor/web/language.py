"""Languages of residents' pages: Dutch is the msgid; what a catalogue lacks stays Dutch. Office and letters are Dutch.

English covers everything up to the receipt; the others begin with the start page and "Bel mij".
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po
from flask import Flask, g, has_request_context, request, session
from jinja2 import Environment
from markupsafe import Markup

from wederhoor.rules.familiar import familiar

FOLDER = Path(__file__).parent / "catalogues"


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language: its code, its own name, its direction, and the features whose pages it covers."""

    code: str
    name: str
    dir: str = "ltr"
    covers: tuple[str, ...] = ()


FIRST = ("front.start", "front.call_me")
DUTCH = Language(code="nl", name="Nederlands")
LANGUAGES = (
    DUTCH,
    Language(code="en", name="English", covers=("front.start", "front.call_me", "front.privacy", "intake.")),
    Language(code="uk", name="Українська", covers=FIRST),
    Language(code="ar", name="العربية", dir="rtl", covers=FIRST),
)
_BY_CODE = {language.code: language for language in LANGUAGES}


@lru_cache(maxsize=8)
def catalogue(code: str) -> dict[str, str]:
    """The sentences of a language, by their Dutch."""
    with (FOLDER / f"{code}.po").open("rb") as file:
        return {
            str(message.id): str(message.string) for message in read_po(file) if message.id and message.string
        }


def language() -> Language:
    """The language of the page that is being made: the one chosen, where it covers this page."""
    if not has_request_context():
        return DUTCH
    chosen = _BY_CODE.get(str(session.get("language", "")), DUTCH)
    return chosen if (request.endpoint or "").startswith(chosen.covers or ("",)) else DUTCH


def say(text: object, **values: object) -> str:
    """A Dutch sentence in the language of the page, its {places} filled in; markup stays as it is."""
    if isinstance(text, Markup):
        return text
    found = str(text)
    spoken = language()
    if spoken is not DUTCH:
        found = catalogue(spoken.code).get(found, found)
    elif has_request_context() and g.get("familiar"):  # a child: `web.familiar`
        found = familiar(found)
    return found.format(**values) if values else found


HELP = "Deze bladzijde is in het Nederlands. Heeft u hulp nodig, of een tolk? Neem contact met ons op."


def chosen() -> Language:
    """The language somebody asked for, whether this page is there in it or not."""
    return _BY_CODE.get(str(session.get("language", "")), DUTCH) if has_request_context() else DUTCH


def unspoken() -> tuple[Language, str] | None:
    """On a page that is not there in the language somebody asked for: that language, and where to get help, in it."""
    wanted = chosen()
    if wanted is DUTCH or language() is wanted:
        return None
    return wanted, catalogue(wanted.code).get(HELP, HELP)


def _choose() -> None:
    asked = request.args.get("taal", "")
    if request.method == "GET" and asked in _BY_CODE and asked != session.get("language", "nl"):
        session["language"] = asked


def speak(environment: Environment) -> None:
    """Give templates `_`, the language of the page, and the languages to choose from."""
    environment.globals.update(_=say, language=language, languages=offered, unspoken=unspoken)


def register(app: Flask) -> None:
    """Let templates speak the chosen language. `?taal=en` chooses one, kept in the one cookie there is."""
    app.before_request(_choose)
    speak(app.jinja_env)


def offered() -> list[Language]:
    """The languages this page can be read in."""
    endpoint = (request.endpoint or "") if has_request_context() else ""
    return [one for one in LANGUAGES if one is DUTCH or endpoint.startswith(one.covers)]
