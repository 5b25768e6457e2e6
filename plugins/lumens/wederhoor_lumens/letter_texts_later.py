"""The words of Lumens' letters while a case runs, in Markdown with placeholders."""

EXTENDED = """
Registernummer: {number}

Datum: {letter_date}

Beste {recipient},

De klacht met dit nummer duurt langer dan we eerst zeiden. De reden is:

{reason}

De nieuwe datum is {new_due_on}. De klager en de aangeklaagde krijgen allebei dit bericht.

Met vriendelijke groet,

de klachtencommissie van {organisation}
"""

POSTPONED = """
Registernummer: {number}

Datum: {letter_date}

Beste {recipient},

De bestuurder stelt het besluit over deze klacht uit. De reden is:

{reason}

Het besluit komt uiterlijk op {new_due_on}. De klager, de aangeklaagde en de klachtencommissie krijgen allemaal dit
bericht.

Met vriendelijke groet,

{organisation}
"""

URGENT = """
Registernummer: {number}

Datum: {letter_date}

Beste {recipient},

De klachtencommissie behandelt deze klacht met spoed. De reden is:

{reason}

Daarom zijn de termijnen korter. Dit zijn de nieuwe datums:
- {?timeline}

Met vriendelijke groet,

de klachtencommissie van {organisation}
"""

FORWARDED = """
Registernummer: {number}

Datum: {letter_date}

Beste {recipient},

Wij kunnen uw klacht niet zelf behandelen. Wij stuurden haar door naar:

{where_to}

De reden is:

{reason}

Daar hoort u hoe het verder gaat. Wij gaven door dat uw klacht bij ons binnenkwam op {arrived_on}.

Met vriendelijke groet,

de klachtencommissie van {organisation}
"""

REMINDER_COMPLAINANT = """
Registernummer: {number}

Datum: {letter_date}

Beste {recipient},

Wij hebben een tijd niets van u gehoord over uw klacht. Wilt u nog dat wij verdergaan? Bel, schrijf of mail ons.

Laat het ons weten voor deze datum: {?reply_by}.

Horen wij twee weken na deze brief nog niets? Dan mogen wij de klacht afsluiten. U krijgt dan een brief. Deze
herinnering sturen we één keer.

Met vriendelijke groet,

de klachtencommissie van {organisation}
"""

CODE_REPLACED = """
Registernummer: {number}

Datum: {letter_date}

Beste {recipient},

De code waarmee u uw klacht kunt bekijken is vervangen. De oude code werkt niet meer.

Uw nieuwe code is: {?code}

Bewaar de code goed. Geef hem niet aan anderen. Heeft u niet om een nieuwe code gevraagd? Bel ons dan.

Met vriendelijke groet,

de klachtencommissie van {organisation}
"""

SECOND_STEP = """
Registernummer: {number}

Datum: {letter_date}

Beste {recipient},

U wilt de stukken en brieven van uw klacht op onze website lezen. Daarvoor is deze code:

{code}

Vul de code in op de website. De code werkt maar kort en maar één keer. Heeft u hier niet om gevraagd? Bel ons dan.

Met vriendelijke groet,

de klachtencommissie van {organisation}
"""

SIGN_ORAL = """
Registernummer: {number}

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

de klachtencommissie van {organisation}
"""

NAMING_REVERSED = """
Registernummer: {number}

Datum: {letter_date}

Beste {recipient},

Wij schreven u dat er een klacht over u was binnengekomen. Dat klopt niet: de klacht gaat niet over u. Het spijt ons
dat u dit bericht kreeg.

U staat niet meer als aangeklaagde in het dossier. U kunt de zaak niet meer inzien. Wilt u hierover praten? De
vertrouwenspersoon is er ook hiervoor. Houd geheim wat u over de klacht las.

Met vriendelijke groet,

de klachtencommissie van {organisation}
"""

DRAFT_EXPIRES = """
Beste lezer,

U begon op onze website aan een klacht en verstuurde haar nog niet. Op {expires_on} wissen wij wat u invulde.

Wilt u verder? Ga dan voor die dag naar onze website en vul uw code in. Wilt u niets meer? Dan hoeft u niets te doen.

Met vriendelijke groet,

{organisation}
"""
