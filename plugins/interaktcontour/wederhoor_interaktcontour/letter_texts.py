"""The words of InteraktContour's letters, in Markdown with placeholders."""

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

De klachtenfunctionaris kan u gratis helpen en kiest geen partij. We laten u weten hoe het gaat.
"""
)

INCOMPLETE = framed(
    """
Uw klacht kwam binnen op {arrived_on}. Om u goed te kunnen helpen hebben we nog iets van u nodig:

- {missing}

{?expected}

Lukt schrijven niet? Bel ons. De klachtenfunctionaris helpt u gratis.
"""
)

NOTICE = framed(
    """
Er is een klacht binnengekomen die over u gaat, op {arrived_on}. Dat er een klacht is, zegt nog niet dat u iets
verkeerd deed.

## Wat u mag

- U mag uw kant van het verhaal vertellen: in een gesprek en op papier.
- U ziet dezelfde stukken als de klager.
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
We nemen uw klacht in behandeling. Wij ontvingen haar op {received_on}.

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

Bent u het er niet mee eens? Dan kunt u hier terecht:
- {?further_options}
"""
)

ANSWER = framed(
    """
Dit is ons antwoord op uw klacht, met de redenen, wat we hebben besloten en wanneer dat klaar is:

{reasons}

Bent u niet tevreden? Dan kunt u hier terecht:

- {further_options}
"""
)

REMINDER = usual_letters.REMINDER
