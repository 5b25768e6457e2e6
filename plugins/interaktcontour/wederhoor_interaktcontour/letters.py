"""InteraktContour's letters, from the Wkkgz; its own texts are not known."""

from wederhoor.hookspecs import Addressee, LetterTemplate, Release, wkkgz

from .sources import NOT_RECEIVED

_NEWS = "Er staat een bericht voor u klaar"

_CONFIRMATION = """
Nummer: {number}

Datum: {letter_date}

Beste {recipient},

Wij hebben uw klacht ontvangen op {arrived_on}.

## Uw klacht in het kort

{short_account}

## Wat er nu gebeurt

- {timeline}

De klachtenfunctionaris kan u gratis helpen en kiest geen partij. We laten u weten hoe het gaat.

Met vriendelijke groet,

{organisation}
"""

_NOTICE = """
Nummer: {number}

Datum: {letter_date}

Beste {recipient},

Er is een klacht binnengekomen die over u gaat. De klacht kwam binnen op {arrived_on}. U mag uw kant van het
verhaal vertellen.

Met vriendelijke groet,

{organisation}
"""

_ANSWER = """
Nummer: {number}

Datum: {letter_date}

Beste {recipient},

Dit is ons antwoord op uw klacht, met de redenen, wat we hebben besloten en wanneer dat klaar is:

{reasons}

Bent u niet tevreden? Dan kunt u hier terecht:

- {further_options}

Met vriendelijke groet,

{organisation}
"""

_EXTENSION = """
Nummer: {number}

Datum: {letter_date}

Beste {recipient},

Ons antwoord op uw klacht komt later. De reden is:

{reasons}

U hoort uiterlijk op {due_on} van ons.

Met vriendelijke groet,

{organisation}
"""

_WITHDRAWN = """
Nummer: {number}

Datum: {letter_date}

Beste {recipient},

U hebt uw klacht ingetrokken. We hebben de klacht afgesloten op {closed_on}.

Met vriendelijke groet,

{organisation}
"""

_REMINDER = """
Zaak {number}: {clock}. De uiterste datum is {due_on}.

Open de zaak: {case_url}
"""


def _letter(
    code: str, title: str, body: str, to: Addressee, release: Release, article: str | None
) -> LetterTemplate:
    return LetterTemplate(
        code=code,
        title=title,
        body=body,
        to=to,
        release=release,
        mail_subject=_NEWS,
        source=wkkgz.article(article) if article else NOT_RECEIVED,
    )


TEMPLATES = (
    _letter(
        "confirmation",
        "Bevestiging van ontvangst",
        _CONFIRMATION,
        Addressee.COMPLAINANT,
        Release.DIRECT,
        None,
    ),
    _letter(
        "notice_accused", "Bericht aan de aangeklaagde", _NOTICE, Addressee.ACCUSED, Release.AFTER_LOOK, None
    ),
    _letter("answer", "Antwoord op de klacht", _ANSWER, Addressee.COMPLAINANT, Release.AFTER_LOOK, "17"),
    _letter(
        "extension", "Het antwoord komt later", _EXTENSION, Addressee.COMPLAINANT, Release.AFTER_LOOK, "17"
    ),
    _letter(
        "withdrawn", "Bevestiging van intrekking", _WITHDRAWN, Addressee.COMPLAINANT, Release.DIRECT, None
    ),
    _letter(
        "reminder_handler",
        "Herinnering aan de behandelaar",
        _REMINDER,
        Addressee.HANDLER,
        Release.DIRECT,
        None,
    ),
)
