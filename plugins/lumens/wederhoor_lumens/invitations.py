"""Invitations at Lumens: neither edition says anything about them."""

from wederhoor.hookspecs import Duty, Moment, Policy, Row, Verdict

from .roles import COACH, EMPLOYEE
from .sources import code_2016, code_new

_UNCLEAR = code_2016("hoofdstuk 3, Vertrouwenspersoon")
_INTEREST = code_new("Belangenverstrengeling / Integriteit")

POLICY_2016 = Policy(
    rows=(
        Row(
            code="invitation",
            when=(),
            verdict=Verdict.SILENT,
            says=(
                "De code zegt niets over uitnodigingen. Waar de code geen antwoord geeft, legt u het "
                "voor aan de "
                "animo-coach en bepaalt u samen wat u doet."
            ),
            sources=(_UNCLEAR,),
            numbers=("L16-11",),
            duties=(
                Duty(
                    who="medewerker",
                    by=(EMPLOYEE,),
                    what="de situatie voorleggen en samen bepalen wat te doen",
                    to="animo-coach",
                    towards=(COACH,),
                    when="voordat u iets doet",
                    moment=Moment.BEFOREHAND,
                    afterwards="alsnog",
                ),
            ),
            silent_on=("invitation",),
        ),
    ),
    silences=(),
    source=_UNCLEAR,
)

POLICY_NEW = Policy(
    rows=(
        Row(
            code="invitation",
            when=(),
            verdict=Verdict.SILENT,
            says=(
                "De code zegt niets over uitnodigingen. Wel geldt dat u alles vermijdt waardoor zaken "
                "en privé door "
                "elkaar kunnen lopen."
            ),
            sources=(_INTEREST,),
            silent_on=("invitation",),
        ),
    ),
    silences=(),
    source=_INTEREST,
)
