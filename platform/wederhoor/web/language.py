"""Languages of residents' pages: Dutch is the msgid; what a catalogue lacks stays Dutch. Office and letters are Dutch.

English covers what a complainant meets from the start to the own page; the others begin with the start page and "Bel mij". A sentence
with places in it that is made where no page is known (an error of a field) is `Said`: it is Dutch, and knows what it was made of.
"""

import logging
import re
from collections import ChainMap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.pofile import read_po
from flask import Flask, g, has_request_context, request, session
from jinja2 import Environment
from markupsafe import Markup

from wederhoor.faults import kind
from wederhoor.plugin_files import translations_of
from wederhoor.rules.familiar import familiar

log = logging.getLogger("wederhoor.web")

FOLDER = Path(__file__).parent / "catalogues"
SCRIPTS = ("app.js", "uploads.js")
"""What speaks in the browser, in the static folder: `_("a sentence")`."""


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language: its code, its own name, its direction, and the features whose pages it covers."""

    code: str
    name: str
    dutch: str
    """What the office calls it."""
    dir: str = "ltr"
    covers: tuple[str, ...] = ()


FIRST = ("front.start", "front.call_me")
OWN = (
    *("portal.status", "portal.enter", "portal.own_code", "portal.complete", "portal.details", "portal.door"),
    *(
        "portal.messages",
        "portal.paper",
        "portal.copy",
        "portal.letter",
        "portal.withdraw",
        "portal.make_complaint",
    ),
)
"""The pages behind the receipt code that are there in English."""
DUTCH = Language(code="nl", name="Nederlands", dutch="Nederlands")
LANGUAGES = (
    DUTCH,
    Language(
        code="en",
        name="English",
        dutch="Engels",
        covers=(*FIRST, "front.privacy", "intake.", "uploads.", *OWN),
    ),
    Language(code="uk", name="Українська", dutch="Oekraïens", covers=FIRST),
    Language(code="ar", name="العربية", dutch="Arabisch", dir="rtl", covers=FIRST),
)
_BY_CODE = {language.code: language for language in LANGUAGES}


@lru_cache(maxsize=8)
def catalogue(code: str) -> dict[str, str]:
    """The sentences of a language, by their Dutch."""
    with (FOLDER / f"{code}.po").open("rb") as file:
        return {
            str(message.id): str(message.string) for message in read_po(file) if message.id and message.string
        }


@lru_cache(maxsize=256)
def sentences_of(plugin: str, code: str) -> Mapping[str, str]:
    """The sentences of the platform with those of a plugin, whose own come first."""
    try:
        own = read_po(BytesIO(translations_of(plugin, code)))
        said = {str(one.id): str(one.string) for one in own if one.id and one.string}
    except Exception as error:  # noqa: BLE001 - a file of somebody else's; the page is said in the platform's words
        log.error("the sentences of plugin %s in %s cannot be read: %s", plugin, code, kind(error))
        said = {}
    return ChainMap({dutch: own for dutch, own in said.items() if _fits(dutch, own)}, catalogue(code))


def _fits(dutch: str, said: str) -> bool:
    """Whether a sentence can be filled in where the Dutch one is: it has no {places} of its own."""
    try:
        asked = {place for _, place, _, _ in Formatter().parse(said) if place is not None}
        return asked <= {place for _, place, _, _ in Formatter().parse(dutch) if place is not None}
    except ValueError:
        return False


def sentences(code: str) -> Mapping[str, str]:
    """The sentences of a language by their Dutch, with those of the organisation whose page is made."""
    organisation = g.get("organisation") if has_request_context() else None
    return sentences_of(organisation.profile.slug, code) if organisation is not None else catalogue(code)


@lru_cache(maxsize=1)
def sentences_of_scripts() -> tuple[str, ...]:
    """What scripts may say, in Dutch."""
    folder = Path(__file__).parent / "static"
    said = "".join((folder / name).read_text(encoding="utf-8") for name in SCRIPTS)
    return tuple(dict.fromkeys(re.findall(r'\b_\("([^"]+)"', said)))


def words() -> dict[str, str]:
    """What scripts say in the language of the page, by their Dutch."""
    known = sentences(language().code)
    return {text: known[text] for text in sentences_of_scripts() if text in known}


def tongue(text: object) -> Markup:
    """The attributes that say that a text is Dutch on a page in another language; empty where the page says it in its own."""
    spoken = language()
    msgid = text.msgid if isinstance(text, Said) else str(text)
    dutch = spoken is not DUTCH and msgid not in sentences(spoken.code)
    return Markup(' lang="nl" dir="ltr"') if dutch else Markup("")


def in_dutch(code: str) -> str:
    """What the office calls a language, by its code; empty for Dutch and for what is not known."""
    found = _BY_CODE.get(code, DUTCH)
    return "" if found is DUTCH else found.dutch


def language() -> Language:
    """The language of the page that is being made: the one chosen, where it covers this page."""
    if not has_request_context():
        return DUTCH
    chosen = _BY_CODE.get(str(session.get("language", "")), DUTCH)
    return chosen if (request.endpoint or "").startswith(chosen.covers or ("",)) else DUTCH


class Said(str):
    """A Dutch sentence whose {places} are filled in, that can still be said in another language."""

    __slots__ = ("msgid", "values")
    msgid: str
    values: dict[str, object]

    def __new__(cls, msgid: str, **values: object) -> "Said":
        """The sentence as it is in Dutch."""
        made = super().__new__(cls, msgid.format(**values))
        made.msgid, made.values = msgid, values
        return made


_lacking: list[set[tuple[str, str]]] = []


@contextmanager
def noting_what_lacks() -> Iterator[set[tuple[str, str]]]:
    """The sentences a page was asked to say in a language that lacks them, as (language, Dutch), while this lasts."""
    found: set[tuple[str, str]] = set()
    _lacking.append(found)
    try:
        yield found
    finally:
        _lacking.remove(found)


def _in(spoken: Language, text: str) -> str:
    known = sentences(spoken.code).get(text)
    if known is None and any(sign.isalpha() for sign in text):
        for noted in _lacking:
            noted.add((spoken.code, text))
    return text if known is None else known


def _filling(value: object) -> object:
    """What stands in a place: a sentence or a label in the language of the page, a name as it is."""
    if isinstance(value, Said):
        return say(value)
    spoken = language()
    return (
        sentences(spoken.code).get(value, value) if isinstance(value, str) and spoken is not DUTCH else value
    )


def say(text: object, **values: object) -> str:
    """A Dutch sentence in the language of the page, its {places} filled in; markup stays as it is."""
    if isinstance(text, Markup):
        return text
    if isinstance(text, Said):
        return say(
            text.msgid,
            **{name: say(value) if isinstance(value, str) else value for name, value in text.values.items()},
        )
    found = str(text)
    spoken = language()
    if spoken is not DUTCH:
        found = _in(spoken, found)
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
    return wanted, sentences(wanted.code).get(HELP, HELP)


def _choose() -> None:
    asked = request.args.get("taal", "")
    if request.method == "GET" and asked in _BY_CODE and asked != session.get("language", "nl"):
        session["language"] = asked


def choose(code: str, *, only_if_none: bool = False) -> None:
    """Speak this language to this browser from now on; `only_if_none`: unless somebody chose one in it."""
    if code in _BY_CODE and not (only_if_none and "language" in session):
        session["language"] = code


def speak(environment: Environment) -> None:
    """Give templates `_`, the language of the page, and the languages to choose from."""
    environment.globals.update(
        _=say, language=language, languages=offered, unspoken=unspoken, words=words, tongue=tongue
    )


def register(app: Flask) -> None:
    """Let templates speak the chosen language. `?taal=en` chooses one, kept in the one cookie there is."""
    app.before_request(_choose)
    speak(app.jinja_env)


def offered() -> list[Language]:
    """The languages this page can be read in."""
    endpoint = (request.endpoint or "") if has_request_context() else ""
    return [one for one in LANGUAGES if one is DUTCH or endpoint.startswith(one.covers)]
