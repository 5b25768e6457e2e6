"""Invitations at WIL: reported beforehand, then decided together."""

from wederhoor.hookspecs import Duty, Moment, Policy, Row, Silence, Unless, Verdict, When

from .duties import CONSULT
from .roles import EMPLOYEE, SUPERVISOR, around
from .sources import wil

_INVITATIONS = wil("6 Geschenken en uitnodigingen")
_DOUBT = wil("1 Inleiding")


def _unnamed(point: str, fact: str, values: tuple[str, ...], words: str) -> Silence:
    return Silence(point=point, when=(When(fact, values),), says=f"De code zegt niets over {words}.")


POLICY = Policy(
    source=_INVITATIONS,
    rows=(
        Row(
            code="giving",
            when=(When("giver", ("employee_to_client",)),),
            verdict=Verdict.SILENT,
            says=(
                "De code regelt wat u wordt aangeboden, niet een uitnodiging van u aan een klant. Bij twijfel overlegt u "
                "altijd."
            ),
            sources=(_INVITATIONS, _DOUBT),
            numbers=("WIL-02",),
            duties=(CONSULT,),
            silent_on=("giving",),
        ),
        Row(
            code="own_cost",
            when=(When("paid_by", ("own", "organisation")),),
            verdict=Verdict.SILENT,
            says="De code regelt lunches, diners en uitstapjes die een ander u aanbiedt.",
            sources=(_INVITATIONS,),
            silent_on=("own_cost",),
        ),
        Row(
            code="report",
            when=(),
            verdict=Verdict.PRIOR_REPORT,
            says=(
                "Een lunch, diner of ander uitstapje meldt u vooraf bij uw leidinggevende. Samen "
                "bepaalt u wat er gebeurt."
            ),
            sources=(_INVITATIONS,),
            numbers=("WIL-32",),
            duties=(
                Duty(
                    who="medewerker",
                    by=(EMPLOYEE,),
                    what="de deelname melden",
                    to="leidinggevende",
                    towards=(SUPERVISOR,),
                    when="vooraf",
                    moment=Moment.BEFOREHAND,
                ),
                Duty(
                    who="medewerker en leidinggevende",
                    by=(
                        EMPLOYEE,
                        SUPERVISOR,
                    ),
                    what="samen bepalen wat te doen",
                    to="elkaar",
                    towards=(around("elkaar"),),
                    when="vooraf",
                    moment=Moment.BEFOREHAND,
                ),
            ),
        ),
    ),
    silences=(
        _unnamed("volunteer", "recipient", ("volunteer",), "vrijwilligers"),
        _unnamed(
            "board_member", "recipient", ("board_member",), "bij wie een bestuurder een uitnodiging meldt"
        ),
        _unnamed(
            "in_talks",
            "in_talks",
            ("yes", "unclear"),
            "een uitnodiging van iemand met wie over een opdracht wordt gepraat",
        ),
        Silence(
            point="bidder",
            when=(When("giver", ("bidder",)), Unless("in_talks", ("yes", "no", "unclear"))),
            says="De code zegt niets over een uitnodiging van wie op een opdracht biedt.",
        ),
    ),
)
