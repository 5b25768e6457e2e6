"""WIL's letters, from Awb title 9.1; its own texts are not known."""

from wederhoor.hookspecs import Addressee, LetterTemplate, Release, awb

from .sources import PARTLY_SEEN

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

We horen u en degene over wie u klaagt.

Met vriendelijke groet,

{organisation}
"""

_INCOMPLETE = """
Nummer: {number}

Datum: {letter_date}

Beste {recipient},

Wij hebben uw klacht ontvangen op {arrived_on}. We hebben nog iets van u nodig:

- {missing}

Lukt schrijven niet? Bel ons. U mag ook mondeling klagen.

Met vriendelijke groet,

{organisation}
"""

_NOTICE = """
Nummer: {number}

Datum: {letter_date}

Beste {recipient},

Er is een klacht binnengekomen die over u gaat, op {arrived_on}. U krijgt een kopie van de klacht en de
bijlagen. U mag uw kant van het verhaal vertellen.

Met vriendelijke groet,

{organisation}
"""

_DECLINED = """
Nummer: {number}

Datum: {letter_date}

Beste {recipient},

We nemen uw klacht niet in behandeling.

{ground}

De reden is:

{reasons}

Bent u het er niet mee eens? Dan kunt u hier terecht:

- {further_options}

Met vriendelijke groet,

{organisation}
"""

_ADJOURNED = """
Nummer: {number}

Datum: {letter_date}

Beste {recipient},

De behandeling van de klacht duurt langer. De reden is:

{reasons}

De nieuwe datum is {due_on}.

Met vriendelijke groet,

{organisation}
"""

_FINDINGS = """
Nummer: {number}

Datum: {letter_date}

Beste {recipient},

We hebben de klacht onderzocht. Dit hebben we gevonden, zo oordelen we en dit gaan we doen:

{reasons}

Bent u niet tevreden? Dan kunt u hier terecht:

- {further_options}

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
        source=awb.article(article) if article else PARTLY_SEEN,
    )


_YOU, _LOOK = Addressee.COMPLAINANT, Release.AFTER_LOOK

TEMPLATES = (
    _letter("confirmation", "Bevestiging van ontvangst", _CONFIRMATION, _YOU, Release.DIRECT, "9:6"),
    _letter("received_incomplete", "Ontvangen, nog niet compleet", _INCOMPLETE, _YOU, Release.DIRECT, "9:6"),
    _letter("notice_accused", "Kopie van de klacht", _NOTICE, Addressee.ACCUSED, _LOOK, "9:9"),
    _letter("inadmissible", "Klacht niet in behandeling", _DECLINED, _YOU, _LOOK, "9:8 lid 3"),
    _letter("adjourned", "De behandeling duurt langer", _ADJOURNED, _YOU, _LOOK, "9:11 lid 2"),
    _letter("findings", "Uitkomst van de klacht", _FINDINGS, _YOU, _LOOK, "9:12"),
    _letter("withdrawn", "Bevestiging van intrekking", _WITHDRAWN, _YOU, Release.DIRECT, None),
    _letter(
        "reminder_handler",
        "Herinnering aan de behandelaar",
        _REMINDER,
        Addressee.HANDLER,
        Release.DIRECT,
        None,
    ),
)
