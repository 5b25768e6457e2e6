"""The register number (bijlage 4, Registratie) and what the regulation leaves open about it."""

from wederhoor.hookspecs import NumberPart, RegisterNumberRule, SequenceScope

from .sources import kr

RULE = RegisterNumberRule(
    parts=(NumberPart.SEQUENCE, NumberPart.DATE, NumberPart.SURNAME, NumberPart.SECRETARY),
    scope=SequenceScope.CONTINUOUS,
    padding=4,
    separator="-",
    surname_letters=3,
    source=kr("bijlage 4, Registratie"),
    choices=(
        "Het reglement zegt niet of het volgnummer elk jaar opnieuw begint; het loopt hier altijd door.",
        (
            "Het reglement noemt geen volgorde en geen opvulling; hier: volgnummer in vier cijfers, "
            "datum, letters, initialen."
        ),
        (
            "Voorvoegsels (van der) tellen niet mee, accenten vervallen, een korte of onbekende naam "
            "wordt aangevuld met X."
        ),
    ),
)
