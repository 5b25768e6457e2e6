"""Algemene verordening gegevensbescherming: on what ground complaints may be kept, and the terms a controller has.

Terms are counted by Regulation 1182/71.
"""

from collections.abc import Iterable

from wederhoor.rules.deadlines import Calendar, DeadlineRule, Extension, StartEvent, Term, Unit
from wederhoor.rules.letters import Addressee
from wederhoor.rules.provenance import Statute
from wederhoor.rules.regimes import Law

ACT = "AVG"


def article(number: str) -> Statute:
    """An article of this regulation."""
    return Statute(act=ACT, article=number)


REQUEST = DeadlineRule(
    code="avg_request",
    label="Antwoord op een verzoek over eigen persoonsgegevens",
    term=Term(1, Unit.MONTHS),
    starts=StartEvent.REQUEST_RECEIVED,
    source=article("12 lid 3"),
    calendar=Calendar.EU,
    met_by="request_answered",
    reminders=(-7, -2, 0, 1),
    for_parties=True,
    extension=Extension(
        at_most=Term(2, Unit.MONTHS),
        by="de verwerkingsverantwoordelijke",
        notice_to=("degene die het verzoek deed",),
        addressees=(Addressee.OTHERS,),
        needs_notice=True,
        source=article("12 lid 3"),
    ),
)

BREACH_WITHIN = Term(72, Unit.HOURS)
BREACH = DeadlineRule(
    code="avg_breach",
    label="Datalek melden aan de Autoriteit Persoonsgegevens",
    term=BREACH_WITHIN,
    starts=StartEvent.BREACH_KNOWN,
    source=article("33 lid 1"),
    calendar=Calendar.EU,
    met_by="breach_notified",
    note="Gerekend in echte uren; of vrije dagen meetellen is omstreden, dit is de veilige lezing.",
)

DEADLINES = (REQUEST, BREACH)

LEGAL_DUTY = article("6 lid 1 onder c")
LEGITIMATE_INTEREST = article("6 lid 1 onder f")
COMPLAINT_DUTIES = {
    Law.JEUGDWET: Statute(act="Jeugdwet", article="4.2.1"),
    Law.WKKGZ: Statute(act="Wkkgz", article="13"),
    Law.WMO: Statute(act="Wmo 2015", article="3.2"),
    Law.AWB: Statute(act="Awb", article="9:2"),
}
"""The laws that oblige an organisation to handle complaints, each with its article."""


def complaint_duties(governing: Iterable[Law]) -> tuple[Statute, ...]:
    """The duties to handle complaints among the laws that govern a matter.

    Empty where only a regulation of one's own governs: then the ground is the legitimate interest (article 6 lid 1 onder f),
    against which one may object (article 21).
    """
    named = frozenset(governing)
    return tuple(duty for law, duty in COMPLAINT_DUTIES.items() if law in named)
