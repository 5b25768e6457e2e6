"""The words of Lumens' letters, in Markdown with placeholders."""

from functools import partial

from wederhoor.hookspecs import framed, usual_letters

organisation = partial(framed, number="Registernummer")
committee = partial(organisation, signed="de klachtencommissie van {organisation}")
"""A letter of the committee; those of the director are signed by the organisation."""


CONFIRMATION = committee(
    """
Wij hebben uw klacht compleet ontvangen op {received_on}.

## Uw klacht in het kort

{short_account}

## Wat er nu gebeurt

{?expected}

Dit zijn de datums:
- {?timeline}

Let op de vakanties: {?holidays}. Een gesprek plannen lukt dan soms minder snel. De datums hierboven veranderen daardoor niet.

We horen u en de ander. U en de ander krijgen dezelfde informatie. U mag iemand meenemen die u helpt; laat ons dat
op tijd schriftelijk weten. De kosten daarvan betaalt u zelf.

U kunt uw klacht altijd schriftelijk intrekken.
"""
)

INCOMPLETE = committee(
    """
Uw klacht is bij ons binnengekomen op {arrived_on}. Om uw klacht te kunnen behandelen hebben we nog iets van u
nodig:

- {missing}

{?expected}

Pas als alles binnen is, telt uw klacht als ontvangen. Vanaf die dag tellen de termijnen. Lukt schrijven niet?
Bel of mail ons. Wij schrijven het dan voor u op. U leest het na en ondertekent het.
"""
)

NOTICE_ACCUSED = committee(
    """
Er is een klacht binnengekomen die over u gaat. De klacht kwam binnen op {arrived_on}. Dat er een klacht is, zegt
nog niet dat u iets verkeerd deed.

## Wat u mag

- U mag uw kant van het verhaal vertellen: in een gesprek en op papier.
- U mag reageren op wat de klager zegt.
- U krijgt dezelfde informatie als de klager en mag dezelfde stukken zien.
- U mag iemand meenemen die u helpt. Laat dat op tijd schriftelijk weten.

{?own_view}

Wilt u op papier reageren? Doe het dan snel: het onderzoek moet uiterlijk {?react_by} klaar zijn.

Deze persoon behandelt de klacht: {?handler}.

## Steun

De vertrouwenspersoon kan u steunen. Een gesprek met de vertrouwenspersoon blijft tussen u beiden.

U kunt terecht bij {?confidants}.

## Uw gegevens

Wij gebruiken uw gegevens om deze klacht te behandelen. Wij kregen ze van de klager en uit onze eigen
administratie. Wie de klacht behandelt leest ze, en de klager leest wat u schrijft. U mag uw gegevens inzien en fouten laten verbeteren.
Vijf jaar na de afsluiting vernietigen we het dossier. Vindt u dat wij niet goed met uw gegevens omgaan? Dan kunt u naar de Autoriteit
Persoonsgegevens.

Wij vertellen {?supervisor_told} dat er een klacht is. De stukken gaan daar niet heen.

Iedereen die bij de klacht betrokken is, houdt geheim wat hij of zij hoort. Dat geldt ook voor u.
"""
)

NOTICE_SUPERVISOR = committee(
    """
Op {arrived_on} is een klacht binnengekomen over iemand aan wie u leiding geeft. U krijgt de stukken niet. De
commissie neemt contact met u op als zij iets van u nodig heeft. Houd geheim wat u over de klacht hoort.
"""
)

COPY_MEMBERS = """
Registernummer: {number}

Datum: {letter_date}

Beste {recipient},

Op {arrived_on} is een klacht binnengekomen. De kopie staat voor u klaar in het dossier.

Wat u hierover hoort en leest is geheim.

Met vriendelijke groet,

de secretaris van de klachtencommissie
"""

ADMISSIBLE = committee(
    """
We nemen uw klacht in behandeling. Als ontvangstdatum geldt {received_on}.

De commissie kijkt eerst of een gesprek kan helpen. Wilt u dat niet, dan hoort zij u en de ander.

Dit zijn de datums:
- {?timeline}
"""
)

INADMISSIBLE = committee(
    """
We nemen uw klacht niet in behandeling.

{ground}

De reden is:

{reasons}

Bent u het er niet mee eens? Dan kunt u hier terecht:
- {?further_options}
"""
)

WITHDRAWN = committee(
    """
U hebt uw klacht ingetrokken op {withdrawn_on}.

We hebben de klacht afgesloten op {?ended_on}. De commissie mag toch onderzoek doen als dat in het algemeen belang van de
organisatie is. Als zij dat doet, hoort u dat van ons. We beschermen dan zo goed als we kunnen dat anderen niet weten wie u bent.

De klacht gaat door voor {?goes_on}. U krijgt er geen brieven meer over.
"""
)

CLOSED = organisation(usual_letters.CLOSED)

# Afsluiting van klachtbehandeling: wie zo sluit, geeft de redenen en wijst op de klachtencommissie.
NOTHING_MORE = organisation(
    """
We hebben uw klacht afgesloten op {closed_on}. We denken dat we samen met u niets meer kunnen bereiken.

De reden is:

{reasons}

Bent u het er niet mee eens? Dan kunt u met uw klacht naar de klachtencommissie. Schrijf haar, of laat ons weten dat u dat wilt:
dan helpen wij u daarbij.

U kunt ook hier terecht:
- {?further_options}
"""
)

REPORT_DELAY = committee(
    """
Het rapport over de klacht komt later. De reden is:

{reason}

De nieuwe datum is {new_due_on}.

Dit bericht gaat ook naar {?told_too}.
"""
)

DECISION = organisation(
    """
Over uw klacht is beslist door {?decider}.

Dit is er gevonden en besloten, en waarom:

{reasons}

U kunt niet in beroep tegen dit besluit. Wel kunt u hier terecht:

- {further_options}
"""
)

REMINDER = usual_letters.REMINDER
