"""Jeugdwet, chapter 4: complaints about youth help. Title 9.1 of the Awb does not apply (art. 4.2.1 lid
8).
"""

from wederhoor.rules.deadlines import Calendar, DeadlineRule, StartEvent, Term, Unit
from wederhoor.rules.provenance import Statute

ACT = "Jeugdwet"


def article(number: str) -> Statute:
    """An article of this act."""
    return Statute(act=ACT, article=number)


MEASURES = DeadlineRule(
    code="jeugdwet_measures",
    label="Klager en commissie laten weten of er maatregelen komen en welke",
    term=Term(1, Unit.MONTHS),
    starts=StartEvent.JUDGEMENT_RECEIVED,
    source=article("4.2.1 lid 5"),
    calendar=Calendar.ATW,
    met_by="measures_told",
    lapses_on=("withdrawn",),
    reminders=(-7, -2, 0, 1),
    for_parties=True,
    note="Wie hiervan afwijkt, meldt dat met redenen en noemt de termijn waarbinnen het standpunt wel komt.",
)

YEARLY_REPORT_PUBLIC = DeadlineRule(
    code="jeugdwet_report_public",
    label="Jaarverslag openbaar maken",
    term=Term(10, Unit.DAYS),
    starts=StartEvent.REPORT_ADOPTED,
    source=article("4.3.2"),
    calendar=Calendar.ATW,
    met_by="report_published",
    note="In elk geval voor 1 juni.",
)

DEADLINES = (MEASURES,)
