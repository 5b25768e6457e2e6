"""The words of WIL's letters, in Markdown with placeholders."""

from wederhoor.hookspecs import framed, usual_letters

CONFIRMATION = framed(
    """
Wij hebben uw klacht ontvangen op {arrived_on}.

## Uw klacht in het kort

{short_account}

## Wat er nu gebeurt

{?expected}

Dit zijn de datums:
- {?timeline}

Let op de vakanties: {?holidays}. Een gesprek plannen lukt dan soms minder snel. De datums hierboven veranderen daardoor niet.

We horen u en degene over wie u klaagt.
"""
)

INCOMPLETE = framed(
    """
Wij hebben uw klacht ontvangen op {arrived_on}. We hebben nog iets van u nodig:

- {missing}

{?expected}

Lukt schrijven niet? Bel ons. U mag ook mondeling klagen.
"""
)

OBJECTION = framed(
    """
Wij hebben uw bericht ontvangen op {arrived_on}. U wilt dat wij het doorsturen als bezwaar tegen een besluit.

## Uw bericht in het kort

{short_account}

## Wat er nu gebeurt

Wij sturen het door naar wie over het bezwaar gaat. De dag waarop het bij ons binnenkwam, telt. U hoort van ons naar wie het ging.

Dit hebben wij nog van u nodig:
- {?missing}

Is het toch een klacht over hoe iemand met u omging? Bel ons of stuur ons een bericht.
"""
)

NOTICE = framed(
    """
Er is een klacht binnengekomen die over u gaat, op {arrived_on}. Dat er een klacht is, zegt nog niet dat u iets
verkeerd deed.

## Wat u mag

- U krijgt de klacht en de bijlagen te lezen, en een kopie als u die wilt.
- Wij horen u. U mag ook op papier reageren op wat de klager zegt.
- U mag iemand meenemen die u helpt.

{?own_view}

Deze persoon behandelt de klacht: {?handler}.

## Steun

U kunt praten met een vertrouwenspersoon. Dat gesprek blijft tussen u beiden.

U kunt terecht bij {?confidants}.

## Uw gegevens

Wij gebruiken uw gegevens om deze klacht te behandelen. Wij kregen ze van de klager en uit onze eigen
administratie. Wie de klacht behandelt leest ze, en de klager leest wat u schrijft. Hoe lang we het dossier bewaren
hoort u op verzoek van ons. U mag uw gegevens inzien en fouten laten verbeteren. Vindt u dat wij niet goed met uw
gegevens omgaan? Dan kunt u naar de Autoriteit Persoonsgegevens.

Wij vertellen {?supervisor_told} dat er een klacht is.
"""
)

ADMISSIBLE = framed(
    """
We nemen uw klacht in behandeling. Wij ontvingen haar op {received_on}. Wij horen u en degene over wie u klaagt.

Dit zijn de datums:
- {?timeline}
"""
)

DECLINED = framed(
    """
We nemen uw klacht niet in behandeling.

{ground}

De reden is:

{reasons}

U kunt niet in beroep tegen deze beslissing. Bent u het er niet mee eens? Dan kunt u hier terecht:

- {further_options}
"""
)

FINDINGS = framed(
    """
We hebben de klacht onderzocht. Dit hebben we gevonden, zo oordelen we en dit gaan we doen:

{reasons}

Bent u niet tevreden? Dan kunt u hier terecht:

- {further_options}
"""
)

REMINDER = usual_letters.REMINDER
