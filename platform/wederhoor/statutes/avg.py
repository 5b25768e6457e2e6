"""Algemene verordening gegevensbescherming: the terms a controller has. Counted by Regulation 1182/71."""

from wederhoor.rules.deadlines import Calendar, DeadlineRule, Extension, StartEvent, Term, Unit
from wederhoor.rules.provenance import Statute

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
        needs_notice=True,
        source=article("12 lid 3"),
    ),
)

BREACH = DeadlineRule(
    code="avg_breach",
    label="Datalek melden aan de Autoriteit Persoonsgegevens",
    term=Term(72, Unit.HOURS),
    starts=StartEvent.BREACH_KNOWN,
    source=article("33 lid 1"),
    calendar=Calendar.EU,
    met_by="breach_notified",
    note="Gerekend in echte uren; of vrije dagen meetellen is omstreden, dit is de veilige lezing.",
)

DEADLINES = (REQUEST, BREACH)
