"""The terms of the complaints regulation. It is Lumens' own regulation: no term moves off a weekend or
holiday.
"""

from wederhoor.hookspecs import Calendar, DeadlineRule, StartEvent, Term, Unit

from .sources import kr

_OVERVIEW = kr("Behandeling door klachtencommissie, overzicht van de stappen")
_DONE = ("withdrawn", "closed")
_JUDGED = ("judged_admissible", *_DONE)


def _weeks(amount: int) -> Term:
    return Term(amount, Unit.WEEKS)


RULES = (
    DeadlineRule(
        code="confirmation_direct",
        label="Ontvangst bevestigen aan de klager",
        term=Term(0, Unit.DAYS),
        starts=StartEvent.RECEIPT,
        source=kr("bijlage 3, stap 2"),
        calendar=Calendar.PLAIN,
        met_by="confirmation_sent",
        lapses_on=_DONE,
        reminders=(0, 1),
        for_parties=True,
        note="Het overzicht van de stappen noemt 2 weken; dat geldt hier als uiterste grens.",
    ),
    DeadlineRule(
        code="confirmation_outer",
        label="Uiterste grens voor de bevestiging",
        term=_weeks(2),
        starts=StartEvent.RECEIPT,
        source=_OVERVIEW,
        calendar=Calendar.PLAIN,
        met_by="confirmation_sent",
        lapses_on=_DONE,
        reminders=(-7, -2, 0, 1),
        outer="confirmation_direct",
    ),
    DeadlineRule(
        code="inadmissibility_notice",
        label="Bericht als de klacht niet in behandeling komt",
        term=_weeks(2),
        starts=StartEvent.RECEIPT,
        source=kr("bijlage 3, stap 1b"),
        calendar=Calendar.PLAIN,
        met_by="inadmissibility_sent",
        lapses_on=_JUDGED,
        reminders=(-7, -2, 0, 1),
        for_parties=True,
    ),
    DeadlineRule(
        code="copy_to_members",
        label="Kopie van de klacht naar de commissieleden",
        term=Term(1, Unit.DAYS),
        starts=StartEvent.ARRIVAL,
        source=kr("bijlage 4, Registratieprocedure, punt 3"),
        calendar=Calendar.PLAIN,
        met_by="members_copied",
        reminders=(0, 1),
    ),
    DeadlineRule(
        code="investigation",
        label="Onderzoek klaar: verweer, horen en verslag",
        term=_weeks(4),
        starts=StartEvent.RECEIPT,
        source=kr("bijlage 3, stap 3"),
        calendar=Calendar.PLAIN,
        met_by="investigation_finished",
        lapses_on=_DONE,
        reminders=(-7, -2, 0, 1),
        for_parties=True,
    ),
    DeadlineRule(
        code="report",
        label="Rapport van bevindingen verstuurd",
        term=_weeks(5),
        starts=StartEvent.RECEIPT,
        source=kr("bijlage 3, stap 4"),
        calendar=Calendar.PLAIN,
        met_by="report_sent",
        lapses_on=_DONE,
        reminders=(-14, -7, -2, 0, 1),
        for_parties=True,
    ),
    DeadlineRule(
        code="decision_plan",
        label="Besluit over maatregelen (planning)",
        term=_weeks(7),
        starts=StartEvent.RECEIPT,
        source=_OVERVIEW,
        calendar=Calendar.PLAIN,
        met_by="decision_taken",
        lapses_on=_DONE,
        for_parties=True,
        plan_only=True,
        note="Het besluit zelf moet er binnen 2 weken na ontvangst van het rapport zijn (bijlage 3, stap 5).",
    ),
    DeadlineRule(
        code="decision",
        label="Besluit over maatregelen",
        term=_weeks(2),
        starts=StartEvent.REPORT_RECEIVED,
        source=kr("bijlage 3, stap 5"),
        calendar=Calendar.PLAIN,
        met_by="decision_taken",
        lapses_on=_DONE,
        reminders=(-7, -2, 0, 1),
        for_parties=True,
    ),
)
