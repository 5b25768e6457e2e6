"""Declarations in plain Dutch: parts, outcomes, steps, verdicts, amounts."""

from collections.abc import Mapping
from decimal import Decimal

from wederhoor.rules.declaring import Lateness, Outcome, Part
from wederhoor.rules.tables import Verdict, is_done

PARTS = {
    Part.DECIDES: "beslist",
    Part.CONSULTED: "wordt vooraf gevraagd",
    Part.TOLD: "leest het",
}
OUTCOMES = {
    Outcome.NOTED: "gezien",
    Outcome.ACCEPTED: "goedgevonden",
    Outcome.AGREED: "er zijn afspraken gemaakt",
    Outcome.REFUSED: "niet goedgevonden",
    Outcome.RETURNED: "gaat terug naar de gever",
    Outcome.HANDED_OVER: "wordt overgedragen",
    Outcome.SHARED: "wordt gedeeld met collega’s",
}
CHOICES = {
    Outcome.NOTED: "Ik heb het gezien",
    Outcome.ACCEPTED: "Goedgevonden",
    Outcome.AGREED: "Wij hebben afspraken gemaakt",
    Outcome.REFUSED: "Niet goedgevonden",
    Outcome.RETURNED: "Het gaat terug naar de gever",
    Outcome.HANDED_OVER: "Het wordt overgedragen aan iemand anders of een goed doel",
    Outcome.SHARED: "Het wordt gedeeld met collega’s",
}
STEPS = {
    "open": "wacht op een beslissing",
    "told": "gemeld",
    "decided": "afgehandeld",
    "withdrawn": "ingetrokken",
}
LATE = {
    Lateness.LATE: "te laat gemeld",
    Lateness.AFTERWARDS: "achteraf gemeld",
    Lateness.IN_TIME: "",
}
VERDICTS = {
    Verdict.ALLOWED: "Dit mag",
    Verdict.REPORT: "Melden verplicht",
    Verdict.OWN_JUDGEMENT: "U beslist zelf",
    Verdict.CONSULT: "Overleg eerst",
    Verdict.SUPERVISOR_DECIDES: "Vraag het eerst: uw leidinggevende beslist",
    Verdict.PRIOR_APPROVAL: "Vraag vooraf toestemming",
    Verdict.PRIOR_REPORT: "Meld het vooraf",
    Verdict.AVOID: "Vermijd dit",
    Verdict.REFUSED: "Dit mag niet",
    Verdict.SILENT: "De code zegt hier niets over",
}
"""What must be done first, while it can still be done."""
AFTERWARDS = VERDICTS | {
    Verdict.ALLOWED: "Dit mocht",
    Verdict.OWN_JUDGEMENT: "U mocht zelf beslissen",
    Verdict.CONSULT: "Overleg nu alsnog",
    Verdict.SUPERVISOR_DECIDES: "Meld het nu: uw leidinggevende beslist",
    Verdict.PRIOR_APPROVAL: "Toestemming was vooraf nodig: meld het nu",
    Verdict.PRIOR_REPORT: "Dit had vooraf gemeld moeten zijn: meld het nu",
    Verdict.AVOID: "Dit had u beter kunnen vermijden",
    Verdict.REFUSED: "Dit mocht niet",
}
"""The same for what happened already."""
DECLINED = {
    Verdict.ALLOWED: "Dit had gemogen",
    Verdict.OWN_JUDGEMENT: "U mocht zelf beslissen",
}
"""What is not so where somebody refused; nothing was done without what had to be done first."""
_FREE = frozenset({Verdict.ALLOWED, Verdict.OWN_JUDGEMENT})


def headline(
    verdict: Verdict, facts: Mapping[str, str], *, asked: bool, decides: str = "uw leidinggevende"
) -> str:
    """What the code says, in a few words: what must be done comes first, never "Dit mag" with a duty beside it.

    `asked`: the code wants it declared; `decides`: who decides, as its code calls them. What happened already, or was refused, is not
    spoken of as still to come.
    """
    if asked and verdict in _FREE:
        return VERDICTS[Verdict.REPORT]
    if facts.get("refused") == "yes":
        return DECLINED.get(verdict, VERDICTS[verdict])
    done = is_done(facts)
    beforehand = facts.get("approved") == "yes" or facts.get("reported") == "yes"
    if done and beforehand and verdict in _FIRST:
        return "U deed vooraf wat nodig was"
    return (AFTERWARDS if done else VERDICTS)[verdict].replace("uw leidinggevende", decides)


_FIRST = frozenset(
    {Verdict.CONSULT, Verdict.SUPERVISOR_DECIDES, Verdict.PRIOR_APPROVAL, Verdict.PRIOR_REPORT}
)
TONES = {
    Verdict.ALLOWED: "ok",
    Verdict.REPORT: "warning",
    Verdict.REFUSED: "error",
    Verdict.AVOID: "warning",
    Verdict.CONSULT: "warning",
    Verdict.PRIOR_APPROVAL: "warning",
    Verdict.PRIOR_REPORT: "warning",
    Verdict.SUPERVISOR_DECIDES: "warning",
    Verdict.OWN_JUDGEMENT: "info",
    Verdict.SILENT: "info",
}
SILENT_ON = {
    "board_member": "een bestuurder",
    "cash": "geld",
    "voucher": "een bon",
    "discount": "korting",
    "service": "een dienst als geschenk",
    "legacy": "een erfenis",
    "home": "wat thuis wordt bezorgd",
    "team": "iets voor een heel team",
    "volunteer": "vrijwilligers",
    "in_talks": "een gever met wie over een opdracht wordt gepraat",
    "earlier_this_year": "eerdere geschenken van dezelfde gever",
    "exactly_25_euro": "precies 25 euro",
    "value_unknown": "een waarde die u niet kent",
    "client_family": "naasten van cliënten",
    "reporting": "melden",
    "refused_gift": "wat u weigerde",
    "giving": "wat u zelf geeft",
    "invitation": "uitnodigingen",
    "own_cost": "wat u zelf of uw organisatie betaalt",
}
HIGHEST = Decimal(1_000_000_000)


def euro(cents: int) -> str:
    """ "€ 25" or "€ 1.250,50"."""
    whole, rest = divmod(cents, 100)
    grouped = f"{whole:,}".replace(",", ".")
    return f"€ {grouped},{rest:02}" if rest else f"€ {grouped}"


def cents_of(amount: Decimal) -> int:
    """An amount in cents."""
    return int((amount * 100).to_integral_value())


def worth_in_words(low: int | None, high: int | None) -> str:
    """An amount or an estimate, in cents, as people read it."""
    if low is None or high is None:
        return "waarde niet bekend"
    if low == high:
        return euro(low)
    if high >= cents_of(HIGHEST):
        return f"meer dan {euro(low - 1 if low % 100 == 1 else low)}"
    if low == 0:
        return f"hoogstens {euro(high)}"
    return f"tussen {euro(low)} en {euro(high)}"
