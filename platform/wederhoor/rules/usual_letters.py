"""What letters about complaints share: how each begins and ends, and the words no document settles.

A plugin chooses each of them by name; nothing here is sent by an organisation that did not take it up. The words say what the
platform does (a code, a draft, a task), never what a regulation says.
"""


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

CODE_REPLACED = """
De code waarmee u uw klacht kunt bekijken is vervangen. De oude code werkt niet meer.

Uw nieuwe code is: {?code}

Bewaar de code goed. Geef hem niet aan anderen. Heeft u niet om een nieuwe code gevraagd? Bel ons dan.
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

SIGN_ORAL = """
U vertelde ons uw klacht. Wij schreven haar voor u op. Lees wat wij opschreven:

{account}

Klopt er iets niet? Zeg het ons, dan passen we de tekst aan. Klopt alles? Zet dan
hieronder uw naam, de datum en uw handtekening en stuur deze brief terug.
Ondertekenen kan ook op de website.

Naam:

Datum:

Handtekening:
"""

WITHDRAWN = """
U hebt uw klacht ingetrokken op {withdrawn_on}.

We hebben de klacht afgesloten op {?ended_on}.

De klacht gaat door voor {?goes_on}. U krijgt er geen brieven meer over.
"""
