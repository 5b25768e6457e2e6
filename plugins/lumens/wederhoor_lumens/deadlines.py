"""The terms of the complaints regulation. It is Lumens' own regulation: no term moves off a weekend or
holiday.
"""

from dataclasses import replace

from wederhoor.hookspecs import (
    Addressee,
    Calendar,
    CaseFact,
    DeadlineRule,
    Escalation,
    Extension,
    Opens,
    StartEvent,
    Term,
    ToConfirm,
    Unit,
    When,
    jeugdwet,
)

from .sources import kr

_OVERVIEW = kr("Behandeling door klachtencommissie, overzicht van de stappen")
_CLOSING = kr("bijlage 3, stap 3")
_URGENT = kr("bijlage 3, Bekorten termijnen bij spoed")
REMINDER_DAYS = 7
"""The reminder HR may move."""

_DONE = ("withdrawn", "closed")
# Bijlage 3, stap 1b: a notice that it is not taken up ends the handling; a report or decision shows it was.
_DECLINED = ("inadmissibility_sent", *_DONE)
_TAKEN_UP = ("judged_admissible", "investigation_finished", "report_sent", "decision_taken", *_DONE)


def _weeks(amount: int) -> Term:
    return Term(amount, Unit.WEEKS)


RULES: tuple[DeadlineRule, ...] = (
    replace(jeugdwet.MEASURES, when=(When(CaseFact.REGIME, ("youth_help", "participant_youth")),)),
    DeadlineRule(
        code="confirmation_direct",
        number="T4",
        label="Bevestigen dat wij de klacht ontvingen",
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
        number="T4",
        label="Uiterste grens voor de bevestiging",
        term=_weeks(2),
        starts=StartEvent.RECEIPT,
        source=_OVERVIEW,
        calendar=Calendar.PLAIN,
        met_by="confirmation_sent",
        lapses_on=_DONE,
        reminders=(-7, -2, 0, 1),
        outer="confirmation_direct",
        shortened_by=_URGENT,
    ),
    DeadlineRule(
        code="inadmissibility_notice",
        number="T3",
        label="Laten weten of wij de klacht behandelen",
        term=_weeks(2),
        starts=StartEvent.RECEIPT,
        source=kr("bijlage 3, stap 1b"),
        calendar=Calendar.PLAIN,
        met_by="inadmissibility_sent",
        lapses_on=_TAKEN_UP,
        reminders=(-7, -2, 0, 1),
        for_parties=True,
        shortened_by=_URGENT,
    ),
    DeadlineRule(
        code="copy_to_members",
        number="T15",
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
        number="T6",
        label="Het onderzoek is klaar en iedereen is gehoord",
        term=_weeks(4),
        starts=StartEvent.RECEIPT,
        source=kr("bijlage 3, stap 3"),
        calendar=Calendar.PLAIN,
        met_by="investigation_finished",
        lapses_on=_DECLINED,
        reminders=(-7, -2, 0, 1),
        for_parties=True,
        shortened_by=_URGENT,
    ),
    DeadlineRule(
        code="report",
        number="T7",
        label="Het rapport is verstuurd",
        term=_weeks(5),
        starts=StartEvent.RECEIPT,
        source=kr("bijlage 3, stap 4"),
        calendar=Calendar.PLAIN,
        met_by="report_sent",
        lapses_on=_DECLINED,
        reminders=(-14, -7, -2, 0, 1),
        for_parties=True,
        extension=Extension(
            at_most=_weeks(4),
            number="T13",
            by="de klachtencommissie",
            # Stap 4: reasons and the new term to the complainant, the accused and, if that is somebody else, the director.
            notice_to=("klager", "aangeklaagde", "bestuurder (als dat een ander is)"),
            addressees=(Addressee.COMPLAINANT, Addressee.ACCUSED, Addressee.DIRECTOR),
            # Neither stap 4 nor bijlage 4 makes the extension hang on it.
            needs_notice=False,
            source=kr("bijlage 4, Samenstelling en vergaderingen"),
        ),
        shortened_by=_URGENT,
    ),
    DeadlineRule(
        code="decision_plan",
        number="T8",
        label="Het besluit, volgens de planning",
        term=_weeks(7),
        starts=StartEvent.RECEIPT,
        source=_OVERVIEW,
        calendar=Calendar.PLAIN,
        met_by="decision_taken",
        lapses_on=_DECLINED,
        for_parties=True,
        plan_only=True,
        note="Het besluit zelf moet er binnen 2 weken na ontvangst van het rapport zijn (bijlage 3, stap 5).",
        shortened_by=_URGENT,
    ),
    DeadlineRule(
        code="decision",
        number="T8",
        label="Het besluit",
        term=_weeks(2),
        starts=StartEvent.REPORT_RECEIVED,
        source=kr("bijlage 3, stap 5"),
        calendar=Calendar.PLAIN,
        met_by="decision_taken",
        lapses_on=_DECLINED,
        reminders=(-7, -2, 0, 1),
        for_parties=True,
        extension=Extension(
            at_most=_weeks(2),
            number="T9",
            by="de bestuurder",
            notice_to=("klager", "aangeklaagde", "klachtencommissie"),
            addressees=(Addressee.COMPLAINANT, Addressee.ACCUSED, Addressee.MEMBERS),
            needs_notice=True,
            # Stap 5 asks for a written notice and does not say when.
            late_notice_counts=True,
            source=kr("bijlage 3, stap 5"),
        ),
        shortened_by=_URGENT,
    ),
    DeadlineRule(
        code="first_meeting",
        number="T14",
        label="Eerste bijeenkomst van de commissie over de klacht",
        term=_weeks(2),
        starts=StartEvent.RECEIPT,
        source=kr("bijlage 4, Overige huishoudelijke afspraken"),
        calendar=Calendar.PLAIN,
        met_by="committee_met",
        lapses_on=_DECLINED,
        reminders=(-7, -2, 0, 1),
        shortened_by=_URGENT,
    ),
    DeadlineRule(
        code="non_formal",
        number="T1",
        label="Uw melding oppakken",
        term=_weeks(1),
        starts=StartEvent.NON_FORMAL_REPORT,
        source=kr("Onvrede of een klacht van een klant (of betrokkene)"),
        calendar=Calendar.PLAIN,
        met_by="report_settled",
        lapses_on=_DONE,
        reminders=(-2, 0, 1),
        for_parties=True,
        note="Het reglement zegt: in principe.",
    ),
    DeadlineRule(
        code="reminder",
        number="T16",
        label="Eén keer herinneren als de klager niets laat horen",
        term=_weeks(4),
        starts=StartEvent.LAST_REQUEST,
        source=_CLOSING,
        calendar=Calendar.PLAIN,
        met_by="reminder_sent",
        lapses_on=("reaction_received", *_DECLINED),
        reminders=(0,),
        opens=Opens.ON_DUE,
        note=(
            "Het reglement zegt niet waarvandaan de 4 weken tellen; hier vanaf de laatste vraag aan de "
            "klager."
        ),
    ),
    DeadlineRule(
        code="no_reaction",
        number="T16",
        label="Reageren op onze herinnering",
        term=_weeks(2),
        starts=StartEvent.REMINDER_SENT,
        source=_CLOSING,
        calendar=Calendar.PLAIN,
        met_by="reaction_received",
        lapses_on=_DECLINED,
        reminders=(1,),
        for_parties=True,
        opens=Opens.AFTER_DUE,
        chance=True,
        note="Daarna mag de klacht worden afgesloten.",
    ),
    DeadlineRule(
        code="retention",
        number="T5",
        label="Dossier bewaren, daarna alle stukken vernietigen",
        term=Term(5, Unit.YEARS),
        starts=StartEvent.CLOSED,
        source=kr("bijlage 3, stap 2"),
        calendar=Calendar.PLAIN,
        met_by="destroyed",
        opens=Opens.AFTER_DUE,
    ),
    DeadlineRule(
        code="look_back",
        number="T17",
        label="Een klacht indienen over iets dat is gebeurd",
        term=Term(1, Unit.YEARS),
        starts=StartEvent.HAPPENED,
        source=kr("bijlage 3, stap 1b"),
        calendar=Calendar.PLAIN,
        met_by="filed",
        for_parties=True,
        backwards=True,
        note="Met een bijzondere reden kan de klacht toch worden behandeld.",
    ),
    DeadlineRule(
        code="membership",
        number="T11",
        label="Einde van de benoeming van een commissielid",
        term=Term(3, Unit.YEARS),
        starts=StartEvent.APPOINTED,
        source=kr("bijlage 4, Samenstelling en vergaderingen"),
        calendar=Calendar.PLAIN,
        met_by="membership_ended",
        counts_start=True,
        # "Beëindiging geschiedt automatisch"
        runs_out=True,
        reminders=(-60, -30, 0),
        extension=Extension(
            at_most=Term(3, Unit.YEARS),
            by="de bestuurder",
            notice_to=(),
            needs_notice=False,
            source=kr("bijlage 4, Samenstelling en vergaderingen"),
        ),
    ),
    DeadlineRule(
        code="membership_notice",
        number="T12",
        label="Opzegtermijn van een commissielid",
        term=Term(1, Unit.MONTHS),
        starts=StartEvent.NOTICE_GIVEN,
        source=kr("bijlage 4, Samenstelling en vergaderingen"),
        calendar=Calendar.PLAIN,
        met_by="membership_ended",
        opens=Opens.ON_DUE,
        runs_out=True,
        note="Opzeggen gaat schriftelijk; het lidmaatschap eindigt op zijn vroegst op deze dag.",
    ),
    DeadlineRule(
        code="evaluation",
        number="T18",
        label="Het reglement evalueren",
        term=Term(3, Unit.YEARS),
        starts=StartEvent.ADOPTED,
        source=kr("bijlage 4, Vaststelling en wijziging van het klachtenreglement"),
        calendar=Calendar.PLAIN,
        met_by="evaluated",
        reminders=(-90, 0),
        note="Het titelblad noemt een andere datum: uiterlijk 1 januari 2025.",
    ),
)

_MISSED = ToConfirm(reason="het reglement zegt niet wie het hoort als een termijn wordt gemist")


def escalated(rules: tuple[DeadlineRule, ...], days: int) -> tuple[DeadlineRule, ...]:
    """The terms somebody is reminded of, with who else hears of them so many days after they were missed."""
    above = Escalation(after_days=days, roles=("committee_chair", "quality_officer"), source=_MISSED)
    return tuple(
        replace(rule, escalation=above) if rule.reminders and not rule.chance and not rule.runs_out else rule
        for rule in rules
    )
