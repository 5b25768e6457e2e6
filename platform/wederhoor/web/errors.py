"""What people see when something cannot be done: what happened, and what to do next; nothing typed is lost."""

import logging

from flask import Flask, Response, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from wederhoor.faults import described
from wederhoor.storage import Wrong, wrong_with
from wederhoor.vault.files import DiskFull
from wederhoor.web.once import FIELD, NOT_SHOWN_AGAIN, WHOSE
from wederhoor.web.request import TEXT_BYTES

log = logging.getLogger("wederhoor.web")

TEXTS: dict[int, tuple[str, str, str]] = {
    400: (
        "Dat begrepen wij niet",
        "Uw verzoek was niet volledig.",
        "Ga een stap terug en probeer het opnieuw.",
    ),
    403: ("Dat mag niet", "U heeft geen toegang tot deze bladzijde.", "Meld u aan met een ander account."),
    404: (
        "Deze bladzijde is er niet",
        "De bladzijde bestaat niet, of is niet voor u bedoeld.",
        "Kijk of het adres klopt, of begin opnieuw op de startpagina.",
    ),
    405: (
        "Dat kan hier niet",
        "Deze bladzijde werkt anders.",
        "Ga een stap terug en gebruik de knoppen op de bladzijde.",
    ),
    413: (
        "Dat is te groot",
        "Alles bij elkaar mag hoogstens 60 MB zijn, en hoogstens 100 bestanden tegelijk. Er is niets bewaard van wat u nu stuurde.",
        "Ga een stap terug en stuur minder of kleinere bestanden.",
    ),
    421: (
        "Dit adres hoort hier niet",
        "U vroeg om een naam die niet van ons is.",
        "Kijk of het adres in uw browser klopt.",
    ),
    429: (
        "Even wachten",
        "Vanaf uw verbinding is dit te vaak achter elkaar gedaan.",
        "Wacht een uur en probeer het dan opnieuw. Heeft u haast? Bel ons dan.",
    ),
    500: (
        "Er ging iets mis bij ons",
        "Door een fout bij ons kon dit niet. Wat u eerder bewaarde, is er nog.",
        "Probeer het over een paar minuten opnieuw.",
    ),
    503: (
        "Wij kunnen er even niet bij",
        "Onze opslag is nu niet bereikbaar. Er is niets half bewaard.",
        "Probeer het over een paar minuten opnieuw.",
    ),
    507: (
        "Onze opslag is vol",
        "Wij kunnen nu niets aannemen. Er is niets half bewaard.",
        "Probeer het later opnieuw, of bel ons.",
    ),
}
TOO_MUCH_TEXT = (
    "Dat is te veel tekst",
    "Zo veel tekst kunnen wij niet in één keer aannemen. Er is niets bewaard van wat u nu stuurde.",
    "Ga een stap terug, maak de tekst korter of stuur een deel ervan later na.",
)
STORAGE: dict[Wrong, tuple[str, str]] = {
    Wrong.READ_ONLY: (
        "U kunt hier nu alleen lezen",
        "Onze opslag neemt nu niets aan. Er is niets half bewaard.",
    ),
    Wrong.BUSY: (
        "Het duurt te lang",
        "Onze opslag is nu te druk bezet. Er is niets half bewaard.",
    ),
    Wrong.OTHER_VERSION: (
        "Wij werken aan dit systeem",
        "Er wordt een andere versie neergezet. Er is niets half bewaard.",
    ),
    Wrong.NOT_ALLOWED: (
        "Wij kunnen er even niet bij",
        "Het programma mag nu niet bij onze opslag. Er is niets half bewaard.",
    ),
    Wrong.BROKEN: (
        "Onze opslag is beschadigd",
        "Wij kunnen dit nu niet lezen of bewaren. Er is niets half bewaard.",
    ),
}
"""What visitors read of trouble with where things are kept; of a full disk and one that is away the page of that status."""
RULES_AWAY = (
    "U kunt hier nu alleen lezen",
    "De regels van deze organisatie zijn nu niet te laden, dus er kan nu niets bij en niets worden gewijzigd. Er is niets half bewaard.",
)


def register(app: Flask) -> None:
    """Handle every kind of failure."""
    app.register_error_handler(CSRFError, _session_over)
    app.register_error_handler(HTTPException, _http)
    for failure in (OperationalError, InterfaceError, DBAPIError, PoolTimeout, DiskFull, OSError):
        app.register_error_handler(failure, _storage_wrong)
    app.register_error_handler(Exception, _fault)


def error_page(code: int, *texts: str) -> Response:
    """The page for a status code; `texts`: another title, message and next step than usual."""
    title, message, next_step = texts or TEXTS.get(code, TEXTS[500])
    body = render_template(
        "platform/error.html", code=code, title=title, message=message, next_step=next_step
    )
    return make_response(body, code)


def _http(error: HTTPException) -> Response:
    if error.response is not None:
        return make_response(error.response)
    code = error.code or 500
    many = code == 413 and request.max_content_length == TEXT_BYTES
    response = error_page(code, *(TOO_MUCH_TEXT if many else ()))
    if code == 405 and (allowed := getattr(error, "valid_methods", None)):
        response.headers["Allow"] = ", ".join(sorted(allowed))
    return response


def holds_words() -> bool:
    """Whether the form that was sent holds something somebody typed."""
    typed = [value for name, value in request.form.items(multi=True) if name not in NOT_SHOWN_AGAIN]
    return request.method == "POST" and any(value.strip() for value in typed)


def repost_page(title: str, message: str, code: int, *, elsewhere: tuple[str, str] | None = None) -> Response:
    """A page that holds everything that was typed, and sends it again at a press of a button.

    `elsewhere` is label and address of what has to be done first, in another tab.
    """
    fields = [(name, value) for name, value in request.form.items(multi=True) if name not in NOT_SHOWN_AGAIN]
    body = render_template(
        "platform/repost.html",
        title=title,
        message=message,
        fields=fields,
        once=request.form.get(FIELD),  # it may have been taken after all: then it is the same form
        about=request.form.get(WHOSE, ""),  # and it stays about the same person
        action=request.path,
        elsewhere=elsewhere,
        files=any(file.filename for file in request.files.values()),
    )
    return make_response(body, code)


def _session_over(_error: CSRFError) -> Response:
    message = "U was te lang weg, of uw browser bewaart geen cookies van ons. Wat u typte, staat hieronder."
    return repost_page("Verstuur het nog een keer", message, 422)


def _storage_wrong(error: DBAPIError | PoolTimeout | DiskFull | OSError) -> Response:
    wrong = Wrong.FULL if isinstance(error, DiskFull) else wrong_with(error)
    if wrong is None:
        return _fault(error)
    log.error("storage %s: %s", wrong, described(error))
    code = 507 if wrong is Wrong.FULL else 503
    _, _, next_step = TEXTS[code]
    title, message = STORAGE.get(wrong, TEXTS[code][:2])
    if request.method == "POST":
        return repost_page(title, f"{message} Wat u typte, staat hieronder.", code)
    body = render_template(
        "platform/error.html", code=code, title=title, message=message, next_step=next_step
    )
    return make_response(body, code)


def _fault(error: Exception) -> Response:
    # The message of an exception may quote what somebody typed, so only its kind and place are logged.
    log.error("fault %s in %s", described(error), request.endpoint)
    return error_page(500)
