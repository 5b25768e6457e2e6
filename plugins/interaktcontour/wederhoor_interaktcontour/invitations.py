"""Invitations at InteraktContour: all of them discussed and approved beforehand."""

from wederhoor.hookspecs import Duty, Moment, Policy, Row, Silence, Verdict, When

from .roles import EMPLOYEE, SUPERVISOR
from .sources import ic

_INVITATIONS = ic("Uitnodigingen")
_CLIENTS = ic("Omgang van medewerkers met cliënten, punt 7")
_APPROVAL = (
    Duty(
        who="medewerker",
        by=(EMPLOYEE,),
        what="de uitnodiging bespreken",
        to="leidinggevende",
        towards=(SUPERVISOR,),
        when="vooraf",
        moment=Moment.BEFOREHAND,
    ),
    Duty(
        who="leidinggevende",
        by=(SUPERVISOR,),
        what="goedkeuren",
        to="medewerker",
        towards=(EMPLOYEE,),
        when="vooraf",
        moment=Moment.BEFOREHAND,
    ),
)
_VALUE = ("Heeft uw komst duidelijke meerwaarde voor InteraktContour, zoals netwerk of een betere relatie?",)

POLICY = Policy(
    source=_INVITATIONS,
    rows=(
        Row(
            code="client",
            when=(When("giver", ("client",)),),
            verdict=Verdict.REFUSED,
            says="Van cliënten neemt u niets aan: geen geld, geen geschenk en ook niets anders.",
            sources=(_CLIENTS,),
            numbers=("IC-16",),
        ),
        Row(
            code="giving",
            when=(When("giver", ("employee_to_client",)),),
            verdict=Verdict.SILENT,
            says="De code regelt uitnodigingen die u krijgt, niet een uitnodiging van u aan een cliënt.",
            sources=(_INVITATIONS,),
            silent_on=("giving",),
        ),
        Row(
            code="own_cost",
            when=(When("paid_by", ("own", "organisation")),),
            verdict=Verdict.SILENT,
            says="De code regelt alleen uitnodigingen op kosten van degene die uitnodigt.",
            sources=(_INVITATIONS,),
            silent_on=("own_cost",),
        ),
        Row(
            code="added_value",
            when=(When("added_value", ("yes",)),),
            verdict=Verdict.PRIOR_APPROVAL,
            says=(
                "Elke uitnodiging op kosten van de ander bespreekt u vooraf met uw leidinggevende, "
                "die moet goedkeuren. "
                "Bij duidelijke meerwaarde voor de organisatie kunt u gaan."
            ),
            sources=(_INVITATIONS,),
            numbers=("IC-47", "IC-48"),
            duties=_APPROVAL,
        ),
        Row(
            code="no_added_value",
            when=(When("added_value", ("no",)),),
            verdict=Verdict.PRIOR_APPROVAL,
            says=(
                "Elke uitnodiging op kosten van de ander bespreekt u vooraf met uw leidinggevende, die moet goedkeuren. "
                "De code laat u gaan als er duidelijke meerwaarde is voor de organisatie; volgens u is die er niet."
            ),
            sources=(_INVITATIONS,),
            numbers=("IC-47", "IC-48"),
            duties=_APPROVAL,
        ),
        Row(
            code="approval",
            when=(),
            verdict=Verdict.PRIOR_APPROVAL,
            says=(
                "Elke uitnodiging op kosten van de ander bespreekt u vooraf met uw leidinggevende, "
                "die moet goedkeuren. "
                "De code laat u gaan als er duidelijke meerwaarde is voor de organisatie."
            ),
            sources=(_INVITATIONS,),
            numbers=("IC-47",),
            duties=_APPROVAL,
            questions=_VALUE,
        ),
    ),
    silences=(
        Silence(
            point="in_talks",
            when=(When("in_talks", ("yes", "unclear")),),
            says=(
                "Geschenken van iemand met wie over een opdracht wordt gepraat zijn verboden; of een "
                "uitnodiging daaronder "
                "valt, zegt de code niet. Noem het in het overleg."
            ),
        ),
        Silence(
            point="board_member",
            when=(When("recipient", ("board_member",)),),
            says="De code zegt niet wie de uitnodiging van een bestuurder goedkeurt.",
        ),
        Silence(
            point="client_family",
            when=(When("giver", ("client_family",)),),
            says="De code noemt naasten van cliënten hier niet.",
        ),
    ),
)
