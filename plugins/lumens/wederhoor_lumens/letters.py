"""Lumens' letters. Every letter about a case carries its register number (bijlage 4, Registratie)."""

from wederhoor.hookspecs import Addressee, LetterTemplate, Release, ToConfirm

from .sources import kr

_NEWS = "Er staat een bericht voor u klaar"
_TASK = "Er staat een taak voor u klaar"
_STEP_1B = kr("bijlage 3, stap 1b")
_REGISTRATION = kr("bijlage 4, Registratieprocedure")

_CONFIRMATION = """
Registernummer: {number}

Datum: {letter_date}

Beste {recipient},

Wij hebben uw klacht compleet ontvangen op {received_on}.

## Uw klacht in het kort

{short_account}

## Wat er nu gebeurt

We houden rekening met vakanties. Dit zijn de datums:

- {timeline}

We horen u en de ander. U krijgt allebei dezelfde informatie. U mag iemand meenemen die u helpt; laat ons dat
op tijd schriftelijk weten. De kosten daarvan betaalt u zelf.

U kunt uw klacht altijd schriftelijk intrekken.

Met vriendelijke groet,

de klachtencommissie van {organisation}
"""

_INCOMPLETE = """
Registernummer: {number}

Datum: {letter_date}

Beste {recipient},

Uw klacht is bij ons binnengekomen op {arrived_on}. Om uw klacht te kunnen behandelen hebben we nog iets van u
nodig:

- {missing}

Pas als alles binnen is, telt uw klacht als ontvangen. Vanaf die dag tellen de termijnen. Lukt schrijven niet?
Bel of mail ons. De secretaris schrijft het dan voor u op. U leest het na en ondertekent het.

Met vriendelijke groet,

de klachtencommissie van {organisation}
"""

_NOTICE_ACCUSED = """
Registernummer: {number}

Datum: {letter_date}

Beste {recipient},

Er is een klacht binnengekomen die over u gaat. De klacht kwam binnen op {arrived_on}.

U mag uw kant van het verhaal vertellen, en reageren op wat de klager zegt. U mag dezelfde stukken zien als de
klager. De vertrouwenspersoon kan u steunen. Iedereen die bij de klacht betrokken is, houdt geheim wat hij of
zij hoort.

Met vriendelijke groet,

de klachtencommissie van {organisation}
"""

_NOTICE_SUPERVISOR = """
Registernummer: {number}

Datum: {letter_date}

Beste {recipient},

Op {arrived_on} is een klacht binnengekomen over iemand aan wie u leiding geeft. De commissie neemt contact
met u op als zij iets van u nodig heeft. Houd geheim wat u over de klacht hoort.

Met vriendelijke groet,

de klachtencommissie van {organisation}
"""

_COPY_MEMBERS = """
Registernummer: {number}

Datum: {letter_date}

Beste {recipient},

Op {arrived_on} is een klacht binnengekomen. De kopie staat voor u klaar in het dossier.

Wat u hierover hoort en leest is geheim.

Met vriendelijke groet,

de secretaris van de klachtencommissie
"""

_ADMISSIBLE = """
Registernummer: {number}

Datum: {letter_date}

Beste {recipient},

We nemen uw klacht in behandeling. Als ontvangstdatum geldt {received_on}.

De commissie kijkt eerst of een gesprek kan helpen. Wilt u dat niet, dan hoort zij u en de ander. Dit zijn de
datums:

- {timeline}

Met vriendelijke groet,

de klachtencommissie van {organisation}
"""

_INADMISSIBLE = """
Registernummer: {number}

Datum: {letter_date}

Beste {recipient},

We nemen uw klacht niet in behandeling.

{ground}

De reden is:

{reasons}

Met vriendelijke groet,

de klachtencommissie van {organisation}
"""

_WITHDRAWN = """
Registernummer: {number}

Datum: {letter_date}

Beste {recipient},

U hebt uw klacht ingetrokken. We hebben de klacht afgesloten op {closed_on}.

De commissie mag toch onderzoek doen als dat in het algemeen belang van de organisatie is. Als zij dat doet,
hoort u dat van ons. We beschermen dan zo goed als we kunnen dat anderen niet weten wie u bent.

Met vriendelijke groet,

de klachtencommissie van {organisation}
"""

_CLOSED = """
Registernummer: {number}

Datum: {letter_date}

Beste {recipient},

We hebben uw klacht afgesloten op {closed_on}. De reden is:

{reasons}

{further_options}

Met vriendelijke groet,

{organisation}
"""

_REPORT_DELAY = """
Registernummer: {number}

Datum: {letter_date}

Beste {recipient},

Het rapport over de klacht komt later. De reden is:

{reasons}

De nieuwe datum is {due_on}.

Met vriendelijke groet,

de klachtencommissie van {organisation}
"""

_DECISION = """
Registernummer: {number}

Datum: {letter_date}

Beste {recipient},

De bestuurder heeft beslist over de klacht. Dit is er gevonden en besloten, en waarom:

{reasons}

U kunt niet in beroep tegen dit besluit. Wel kunt u hier terecht:

- {further_options}

Met vriendelijke groet,

{organisation}
"""

_REMINDER = """
Zaak {number}: {clock}. De uiterste datum is {due_on}.

Open de zaak: {case_url}
"""

TEMPLATES = (
    LetterTemplate(
        code="confirmation",
        title="Bevestiging van ontvangst",
        body=_CONFIRMATION,
        to=Addressee.COMPLAINANT,
        release=Release.DIRECT,
        mail_subject=_NEWS,
        source=kr("bijlage 3, stap 2"),
    ),
    LetterTemplate(
        code="received_incomplete",
        title="Binnengekomen, nog niet compleet",
        body=_INCOMPLETE,
        to=Addressee.COMPLAINANT,
        release=Release.DIRECT,
        mail_subject=_NEWS,
        source=_STEP_1B,
    ),
    LetterTemplate(
        code="notice_accused",
        title="Bericht aan de aangeklaagde",
        body=_NOTICE_ACCUSED,
        to=Addressee.ACCUSED,
        # Told by a person who confirmed who it is, never by an automatic mail.
        release=Release.AFTER_LOOK,
        mail_subject=_NEWS,
        source=_REGISTRATION,
    ),
    LetterTemplate(
        code="notice_supervisor",
        title="Bericht aan de leidinggevende van de aangeklaagde",
        body=_NOTICE_SUPERVISOR,
        to=Addressee.SUPERVISOR,
        release=Release.AFTER_LOOK,
        mail_subject=_NEWS,
        source=_REGISTRATION,
    ),
    LetterTemplate(
        code="copy_members",
        title="Kopie aan de commissieleden",
        body=_COPY_MEMBERS,
        to=Addressee.MEMBERS,
        release=Release.DIRECT,
        mail_subject=_NEWS,
        source=_REGISTRATION,
    ),
    LetterTemplate(
        code="admissible",
        title="Klacht in behandeling",
        body=_ADMISSIBLE,
        to=Addressee.COMPLAINANT,
        release=Release.AFTER_LOOK,
        mail_subject=_NEWS,
        source=_STEP_1B,
    ),
    LetterTemplate(
        code="inadmissible",
        title="Klacht niet in behandeling",
        body=_INADMISSIBLE,
        to=Addressee.COMPLAINANT,
        release=Release.AFTER_LOOK,
        mail_subject=_NEWS,
        source=_STEP_1B,
    ),
    LetterTemplate(
        code="withdrawn",
        title="Bevestiging van intrekking",
        body=_WITHDRAWN,
        to=Addressee.COMPLAINANT,
        release=Release.DIRECT,
        mail_subject=_NEWS,
        source=kr("bijlage 3, stap 1a"),
    ),
    LetterTemplate(
        code="closed",
        title="Bericht dat de klacht is afgesloten",
        body=_CLOSED,
        to=Addressee.COMPLAINANT,
        release=Release.AFTER_LOOK,
        mail_subject=_NEWS,
        source=kr("Afsluiting van klachtbehandeling"),
    ),
    LetterTemplate(
        code="report_delay",
        title="Het rapport komt later",
        body=_REPORT_DELAY,
        to=Addressee.COMPLAINANT,
        release=Release.AFTER_LOOK,
        mail_subject=_NEWS,
        source=kr("bijlage 3, stap 4"),
    ),
    LetterTemplate(
        code="decision",
        title="Besluit over de klacht",
        body=_DECISION,
        to=Addressee.COMPLAINANT,
        release=Release.AFTER_LOOK,
        mail_subject=_NEWS,
        source=kr("bijlage 3, stap 5"),
    ),
    LetterTemplate(
        code="reminder_handler",
        title="Herinnering aan de behandelaar",
        body=_REMINDER,
        to=Addressee.HANDLER,
        release=Release.DIRECT,
        mail_subject=_TASK,
        source=ToConfirm(
            reason="het reglement kent geen herinneringen aan de behandelaar; dit is een hulpmiddel"
        ),
    ),
)
