"""Private purchases at InteraktContour: only on market terms or in a collective scheme, and always
reported.
"""

from dataclasses import replace

from wederhoor.hookspecs import Condition, Duty, Moment, Row, Verdict, When

from .roles import BOARD, EMPLOYEE, SUPERVISOR, SUPERVISORY_BOARD
from .sources import ic

PRIVATE = ic("Scheiding werk/privé, punt 1")
_WHEN = "bij elke privétransactie met een leverancier"
_REPORT = Duty(
    who="medewerker",
    by=(EMPLOYEE,),
    what="de privétransactie melden",
    to="leidinggevende",
    towards=(SUPERVISOR,),
    when=_WHEN,
    moment=Moment.WHEN_IT_ARISES,
)
_BOARD_REPORT = Duty(
    who="lid Raad van Bestuur",
    by=(BOARD,),
    what="de privétransactie melden",
    to="Raad van Toezicht",
    towards=(SUPERVISORY_BOARD,),
    when=_WHEN,
    moment=Moment.WHEN_IT_ARISES,
)
_BOARD = When("recipient", ("board_member",))
_MARKET_SAYS = (
    "Aantoonbaar tegen een marktprijs en gewone voorwaarden mag u privé kopen bij een bedrijf waarmee "
    "de organisatie zaken "
    "doet of deed."
)
FROM_CLIENT_SAYS = (
    "De code regelt privé kopen bij bedrijven, niet bij cliënten of hun naasten. Van een cliënt neemt u niets aan; of dat "
    "ook voor gewoon kopen geldt, zegt de code niet. Wel vraagt zij u open te zijn naar uw direct leidinggevende en "
    "collega’s."
)
_SCHEME_SAYS = (
    "De Raad van Bestuur sprak met dit bedrijf een collectieve voordeelregeling af; u mag die gebruiken."
)


def _row(code: str, condition: When, says: str, number: str, *, board: bool) -> Row:
    told = "Een lid van de Raad van Bestuur meldt dit bij de Raad van Toezicht."
    if not board:
        told = "U meldt de transactie bij uw leidinggevende."
    return Row(
        code=f"{code}_board" if board else code,
        when=(condition, _BOARD) if board else (condition,),
        verdict=Verdict.REPORT,
        says=f"{says} {told}",
        sources=(PRIVATE,),
        numbers=(number, "IC-37"),
        duties=(_BOARD_REPORT if board else _REPORT,),
    )


_SCHEME = When("collective_scheme", ("yes",))
_MARKET = When("market_terms", ("yes",))

TERMS_ROWS = (
    _row("scheme", _SCHEME, _SCHEME_SAYS, "IC-36", board=True),
    _row("scheme", _SCHEME, _SCHEME_SAYS, "IC-36", board=False),
    _row("market", _MARKET, _MARKET_SAYS, "IC-35", board=True),
    _row("market", _MARKET, _MARKET_SAYS, "IC-35", board=False),
)

NOT_SHOWN = Row(
    code="not_shown",
    when=(),
    verdict=Verdict.REFUSED,
    says=(
        "Bij een bedrijf waarmee de organisatie zaken doet of deed, koopt u privé niets, tenzij te "
        "toetsen is dat het tegen "
        "een marktprijs en gewone voorwaarden gaat, of er een collectieve regeling is."
    ),
    sources=(PRIVATE,),
    numbers=("IC-35",),
    questions=(
        "Is te toetsen dat prijs en voorwaarden gewoon zijn?",
        "Is er een collectieve voordeelregeling?",
    ),
)

_KIND: tuple[Condition, ...] = (When("kind", ("purchase", "discount")),)

PURCHASE_ROWS = tuple(
    replace(row, code=f"purchase_{row.code}", when=_KIND + row.when, settles=("board_member", "home"))
    for row in (*TERMS_ROWS, NOT_SHOWN)
)
"""The same rows inside the gift policy, for a purchase or a discount."""
