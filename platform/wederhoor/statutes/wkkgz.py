"""Wet kwaliteit, klachten en geschillen zorg, art. 13-23: complaints about care."""

from wederhoor.rules.deadlines import Calendar, DeadlineRule, Extension, StartEvent, Term, Unit
from wederhoor.rules.letters import Addressee
from wederhoor.rules.provenance import Statute

ACT = "Wkkgz"


def article(number: str) -> Statute:
    """An article of this act."""
    return Statute(act=ACT, article=number)


ANSWER = DeadlineRule(
    code="wkkgz_answer",
    label="Ons antwoord, met de redenen",
    term=Term(6, Unit.WEEKS),
    starts=StartEvent.FILED,
    source=article("17 lid 1"),
    calendar=Calendar.ATW,
    met_by="answer_sent",
    lapses_on=("withdrawn", "closed"),
    reminders=(-14, -7, -2, 0, 1),
    for_parties=True,
    extension=Extension(
        at_most=Term(4, Unit.WEEKS),
        by="de zorgaanbieder",
        notice_to=("klager",),
        addressees=(Addressee.COMPLAINANT,),
        needs_notice=True,
        source=article("17 lid 2"),
    ),
)

RULING = DeadlineRule(
    code="wkkgz_ruling",
    label="Uitspraak van de geschilleninstantie",
    term=Term(6, Unit.MONTHS),
    starts=StartEvent.RULING_ASKED,
    source=article("18-22"),
    calendar=Calendar.ATW,
    met_by="ruling_given",
    for_parties=True,
)

DEADLINES = (ANSWER, RULING)
