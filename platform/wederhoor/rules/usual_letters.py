"""What letters about complaints share: how each begins and ends, and the words no document settles.

A plugin chooses each of them by name; nothing here is sent by an organisation that did not take it up. The words say what the
platform does (a code, a draft, a task), never what a regulation says. ``usual(LetterCode.CONFIRMATION, source)`` is a whole letter in
these words; with ``text`` in the organisation's own.
"""

from collections.abc import Mapping

from wederhoor.rules.letters import Addressee, LetterCode, LetterTemplate, Release
from wederhoor.rules.provenance import Provenance


def framed(text: str, *, number: str = "Nummer", signed: str = "{organisation}") -> str:
    """A letter around its own words: number and date, greeting, closing. `number` is what the organisation calls its number."""
    return (
        f"\n{number}: {{number}}\n\nDatum: {{letter_date}}\n\nBeste {{recipient}},\n\n{text.strip()}\n\n"
        f"Met vriendelijke groet,\n\n{signed}\n"
    )


CLOSED = """
We hebben uw klacht afgesloten op {closed_on}.

{?ground}

De reden is:
{?reasons}

Bent u niet tevreden? Dan kunt u hier terecht:
- {?further_options}
"""

DRAFT_EXPIRES = """
Beste lezer,

U begon op onze website iets in te vullen en verstuurde het nog niet. Op {expires_on} wissen wij wat u invulde.

Wilt u verder? Ga dan voor die dag naar onze website en vul uw code in. Wilt u niets meer? Dan hoeft u niets te doen.

Met vriendelijke groet,

{organisation}
"""
"""Whole: it goes to no party about a matter."""

NAMING_REVERSED = """
Wij schreven u dat er een klacht over u was binnengekomen. Dat klopt niet: de klacht gaat niet over u. Het spijt ons
dat u dit bericht kreeg.

De klacht staat niet meer op uw naam. U kunt de zaak niet meer inzien. Wilt u hierover praten? De
vertrouwenspersoon is er ook hiervoor. Houd geheim wat u over de klacht las.
"""

REMINDER = """
Zaak {number}: {clock}. De uiterste datum is {due_on}.

Open de zaak: {case_url}
"""
"""Whole: it goes to no party about a matter."""

REMINDER_COMPLAINANT = """
Wij hebben een tijd niets van u gehoord over uw klacht. Wilt u nog dat wij verdergaan? Bel, schrijf of mail ons.

Laat het ons weten voor deze datum: {?reply_by}.
"""

REOPENED = """
We hebben uw klacht heropend: de behandeling gaat verder.

De reden is:
{?reasons}

Uw nummer en uw code blijven hetzelfde. De datums die nu gelden leest u met uw code op onze website.
"""

SECOND_STEP = """
U wilt de stukken en brieven van uw klacht op onze website lezen. Daarvoor is deze code:

{code}

Vul de code in op de website. De code werkt maar kort en maar één keer. Heeft u hier niet om gevraagd? Bel ons dan.
"""

WITHDRAWN = """
U hebt uw klacht ingetrokken op {withdrawn_on}.

We hebben de klacht afgesloten op {?ended_on}.

De klacht gaat door voor {?goes_on}. U krijgt er geen brieven meer over.
"""

CONFIRMATION = """
Wij hebben uw klacht ontvangen op {arrived_on}.

## Uw klacht in het kort

{short_account}

## Wat er nu gebeurt

{?expected}

Dit zijn de datums:
- {?timeline}
"""

INCOMPLETE = """
Wij hebben uw klacht ontvangen op {arrived_on}. We hebben nog iets van u nodig:

- {missing}

{?expected}

Lukt schrijven niet? Bel ons.
"""

NOTICE = """
Er is een klacht binnengekomen die over u gaat, op {arrived_on}. Dat er een klacht is, zegt nog niet dat u iets
verkeerd deed.

{?own_view}
"""

ADMISSIBLE = """
Wij nemen uw klacht in behandeling.

Dit zijn de datums:
- {?timeline}
"""

DECLINED = """
Wij nemen uw klacht niet in behandeling.

{?ground}

De reden is:
{?reasons}

U kunt ook hier terecht:
- {?further_options}
"""

LONGER = """
De behandeling van de klacht duurt langer. De reden is:

{reason}

De nieuwe datum is {new_due_on}.

Dit bericht gaat ook naar {?told_too}.
"""

URGENT = """
Wij behandelen deze klacht met spoed. De reden is:

{reason}

Dit zijn de nieuwe datums:
- {?timeline}
"""

FORWARDED = """
Uw bericht hoort bij een andere organisatie. Wij stuurden het door naar:

{where_to}

De reden is:

{reason}

Wij gaven door dat het bij ons binnenkwam op {arrived_on}.
"""

OUTCOME = """
Dit is er gevonden en besloten, en waarom:

{?reasons}

Bent u niet tevreden? Dan kunt u hier terecht:
- {?further_options}
"""

_YOU, _THEM = Addressee.COMPLAINANT, Addressee.ACCUSED
_NOW, _LOOK = Release.DIRECT, Release.AFTER_LOOK
WORDS: Mapping[LetterCode, tuple[str, str, Addressee, Release]] = {
    LetterCode.CONFIRMATION: ("Wij hebben uw klacht ontvangen", CONFIRMATION, _YOU, _NOW),
    LetterCode.RECEIVED_INCOMPLETE: ("Wij missen nog iets voor uw klacht", INCOMPLETE, _YOU, _NOW),
    LetterCode.NOTICE_ACCUSED: ("Er is een klacht die over u gaat", NOTICE, _THEM, _LOOK),
    LetterCode.NAMING_REVERSED: ("De klacht gaat niet over u", NAMING_REVERSED, _THEM, _LOOK),
    LetterCode.ADMISSIBLE: ("Wij nemen uw klacht in behandeling", ADMISSIBLE, _YOU, _LOOK),
    LetterCode.INADMISSIBLE: ("Wij nemen uw klacht niet in behandeling", DECLINED, _YOU, _LOOK),
    LetterCode.EXTENDED: ("De behandeling duurt langer", LONGER, _YOU, _LOOK),
    LetterCode.POSTPONED: ("De behandeling duurt langer", LONGER, _YOU, _LOOK),
    LetterCode.URGENT: ("De klacht krijgt spoed", URGENT, _YOU, _LOOK),
    LetterCode.FORWARDED: ("Uw bericht is doorgestuurd", FORWARDED, _YOU, _LOOK),
    LetterCode.REMINDER_COMPLAINANT: ("Wilt u nog verder met uw klacht?", REMINDER_COMPLAINANT, _YOU, _LOOK),
    LetterCode.DECISION: ("Het besluit over uw klacht", OUTCOME, _YOU, _LOOK),
    LetterCode.FINDINGS: ("De uitkomst van uw klacht", OUTCOME, _YOU, _LOOK),
    LetterCode.ANSWER: ("Ons antwoord op uw klacht", OUTCOME, _YOU, _LOOK),
    LetterCode.WITHDRAWN: ("U hebt uw klacht ingetrokken", WITHDRAWN, _YOU, _NOW),
    LetterCode.CLOSED: ("Wij hebben uw klacht afgesloten", CLOSED, _YOU, _LOOK),
    LetterCode.REOPENED: ("Uw klacht is heropend", REOPENED, _YOU, _LOOK),
    LetterCode.REMINDER_HANDLER: ("Er wacht iets op u", REMINDER, Addressee.HANDLER, _NOW),
    LetterCode.SECOND_STEP: ("Uw tweede code", SECOND_STEP, _YOU, _NOW),
    LetterCode.DRAFT_EXPIRES: ("Uw begonnen klacht wordt gewist", DRAFT_EXPIRES, _YOU, _NOW),
}
"""Title, words, addressee and release of each letter the platform has words for."""
_WHOLE = (LetterCode.REMINDER_HANDLER, LetterCode.DRAFT_EXPIRES)


def usual(code: LetterCode, source: Provenance, *, text: str = "", title: str = "") -> LetterTemplate:
    """A letter in the platform's words, framed; ``text`` and ``title`` replace them. Raises ``KeyError`` for one it has no words for.

    ``source`` is the article that asks for the letter, or a ``ToConfirm``.
    """
    usual_title, words, to, release = WORDS[code]
    body = text or words
    return LetterTemplate(
        code=code,
        title=title or usual_title,
        body=body if code in _WHOLE else framed(body),
        to=to,
        release=release,
        source=source,
    )
