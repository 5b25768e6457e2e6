"""The words of InteraktContour's letters while a case runs, in Markdown with placeholders."""

EXTENDED = """
Nummer: {number}

Datum: {letter_date}

Beste {recipient},

Ons antwoord op uw klacht komt later. De reden is:

{reason}

U hoort uiterlijk op {new_due_on} van ons.

Met vriendelijke groet,

{organisation}
"""

POSTPONED = """
Nummer: {number}

Datum: {letter_date}

Beste {recipient},

Het besluit over deze klacht komt later. De reden is:

{reason}

De nieuwe datum is {new_due_on}.

Met vriendelijke groet,

{organisation}
"""

URGENT = """
Nummer: {number}

Datum: {letter_date}

Beste {recipient},

Wij behandelen deze klacht met spoed. De reden is:

{reason}

Dit zijn de nieuwe datums:
- {?timeline}

Met vriendelijke groet,

{organisation}
"""

FORWARDED = """
Nummer: {number}

Datum: {letter_date}

Beste {recipient},

Wij kunnen uw klacht niet zelf behandelen. Wij stuurden haar door naar:

{where_to}

De reden is:

{reason}

Daar hoort u hoe het verder gaat. Wij gaven door dat wij uw bericht ontvingen op {arrived_on}.

Met vriendelijke groet,

{organisation}
"""

WITHDRAWN = """
Nummer: {number}

Datum: {letter_date}

Beste {recipient},

U hebt uw klacht ingetrokken. We hebben de klacht afgesloten op {closed_on}.

Met vriendelijke groet,

{organisation}
"""

CLOSED = """
Nummer: {number}

Datum: {letter_date}

Beste {recipient},

We hebben uw klacht afgesloten op {closed_on}.

{?ground}

De reden is:
{?reasons}

Bent u niet tevreden? Dan kunt u hier terecht:
- {?further_options}

Met vriendelijke groet,

{organisation}
"""

REMINDER_COMPLAINANT = """
Nummer: {number}

Datum: {letter_date}

Beste {recipient},

Wij hebben een tijd niets van u gehoord over uw klacht. Wilt u nog dat wij verdergaan? Bel, schrijf of mail ons.

Laat het ons weten voor deze datum: {?reply_by}.

Met vriendelijke groet,

{organisation}
"""

CODE_REPLACED = """
Nummer: {number}

Datum: {letter_date}

Beste {recipient},

De code waarmee u uw klacht kunt bekijken is vervangen. De oude code werkt niet meer.

Uw nieuwe code is: {?code}

Bewaar de code goed. Geef hem niet aan anderen. Heeft u niet om een nieuwe code gevraagd? Bel ons dan.

Met vriendelijke groet,

{organisation}
"""

SECOND_STEP = """
Nummer: {number}

Datum: {letter_date}

Beste {recipient},

U wilt de stukken en brieven van uw klacht op onze website lezen. Daarvoor is deze code:

{code}

Vul de code in op de website. De code werkt maar kort en maar één keer. Heeft u hier niet om gevraagd? Bel ons dan.

Met vriendelijke groet,

{organisation}
"""

SIGN_ORAL = """
Nummer: {number}

Datum: {letter_date}

Beste {recipient},

U vertelde ons uw klacht. Wij schreven haar voor u op. Lees wat wij opschreven:

{short_account}

De hele tekst zit bij deze brief of vindt u met uw code op de website. Klopt er iets niet? Zeg het ons, dan passen
we de tekst aan. Klopt alles? Zet dan hieronder uw naam, de datum en uw handtekening en stuur deze brief terug.
Ondertekenen kan ook op de website.

Naam:

Datum:

Handtekening:

Met vriendelijke groet,

{organisation}
"""

NAMING_REVERSED = """
Nummer: {number}

Datum: {letter_date}

Beste {recipient},

Wij schreven u dat er een klacht over u was binnengekomen. Dat klopt niet: de klacht gaat niet over u. Het spijt ons
dat u dit bericht kreeg.

U staat niet meer als aangeklaagde in het dossier. U kunt de zaak niet meer inzien. Wilt u hierover praten? De
vertrouwenspersoon is er ook hiervoor. Houd geheim wat u over de klacht las.

Met vriendelijke groet,

{organisation}
"""

DRAFT_EXPIRES = """
Beste lezer,

U begon op onze website aan een klacht en verstuurde haar nog niet. Op {expires_on} wissen wij wat u invulde.

Wilt u verder? Ga dan voor die dag naar onze website en vul uw code in. Wilt u niets meer? Dan hoeft u niets te doen.

Met vriendelijke groet,

{organisation}
"""
