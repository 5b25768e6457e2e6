"""Declarations in plain Dutch: parts, outcomes, steps, verdicts, amounts."""

from decimal import Decimal

from wederhoor.rules.declaring import Lateness, Outcome, Part
from wederhoor.rules.tables import Verdict

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
    Verdict.REPORT: "Dit mag, en u meldt het",
    Verdict.OWN_JUDGEMENT: "U beslist zelf",
    Verdict.CONSULT: "Overleg eerst",
    Verdict.SUPERVISOR_DECIDES: "Uw leidinggevende beslist",
    Verdict.PRIOR_APPROVAL: "Vraag vooraf toestemming",
    Verdict.PRIOR_REPORT: "Meld het vooraf",
    Verdict.AVOID: "Vermijd dit",
    Verdict.REFUSED: "Dit mag niet",
    Verdict.SILENT: "De code zegt hier niets over",
}
TONES = {
    Verdict.ALLOWED: "ok",
    Verdict.REPORT: "ok",
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
