"""Invitations at WIL: reported beforehand, then decided together."""

from wederhoor.hookspecs import Duty, Policy, Row, Verdict, When

from .sources import wil

_INVITATIONS = wil("6 Geschenken en uitnodigingen")

POLICY = Policy(
    source=_INVITATIONS,
    rows=(
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
                Duty(who="medewerker", what="de deelname melden", to="leidinggevende", when="vooraf"),
                Duty(
                    who="medewerker en leidinggevende",
                    what="samen bepalen wat te doen",
                    to="elkaar",
                    when="vooraf",
                ),
            ),
        ),
    ),
    silences=(),
)
