"""Wet bescherming klokkenluiders, art. 2: what an employer with fifty or more workers must do with a
report.
"""

from wederhoor.rules.deadlines import Calendar, DeadlineRule, StartEvent, Term, Unit
from wederhoor.rules.provenance import Statute

ACT = "Wet bescherming klokkenluiders"


def article(number: str) -> Statute:
    """An article of this act."""
    return Statute(act=ACT, article=number)


ACKNOWLEDGEMENT = DeadlineRule(
    code="wbk_acknowledgement",
    label="Ontvangst van de melding bevestigen",
    term=Term(7, Unit.DAYS),
    starts=StartEvent.ARRIVAL,
    source=article("2 lid 2 h"),
    calendar=Calendar.ATW,
    met_by="acknowledged",
    reminders=(-2, 0, 1),
    for_parties=True,
)

FEEDBACK = DeadlineRule(
    code="wbk_feedback",
    label="Melder informeren over de beoordeling en de opvolging",
    term=Term(3, Unit.MONTHS),
    starts=StartEvent.ACKNOWLEDGED,
    source=article("2 lid 2 i"),
    calendar=Calendar.ATW,
    met_by="feedback_sent",
    reminders=(-14, -7, 0, 1),
    for_parties=True,
)

DEADLINES = (ACKNOWLEDGEMENT, FEEDBACK)
