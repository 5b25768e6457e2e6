"""Checks of terms against the laws they rest on: never longer than the law gives, and counted as that law counts."""

from collections.abc import Iterator, Mapping
from datetime import date

from wederhoor.organisation import Organisation
from wederhoor.rules.deadlines import Calendar, DeadlineRule, FixedDay, Term, ahead
from wederhoor.rules.provenance import Source, Statute
from wederhoor.rules.terms import Unit
from wederhoor.statutes import avg, awb, jeugdwet, wbk, wkkgz

_EU = ("AVG",)
_FROM = date(2027, 3, 1)
LAWS: Mapping[str, DeadlineRule] = {
    rule.code: rule
    for rule in (
        *awb.DEADLINES,
        awb.HANDLING_WITH_ADVICE,
        *jeugdwet.DEADLINES,
        *wbk.DEADLINES,
        *wkkgz.DEADLINES,
        avg.REQUEST,
    )
}
"""What the laws themselves say, by the code of the term."""


def problems(organisation: Organisation) -> Iterator[tuple[str, str, str]]:
    """Hook, rule and problem of every term that is not as its law has it."""
    for rule in organisation.deadlines:
        for problem in (*_against_law(rule), *_calendar(rule), *_sense(rule)):
            yield "deadline_rules", rule.code, problem


def _longer(one: Term | FixedDay | None, other: Term | FixedDay | None) -> bool:
    if one is None or other is None:
        return one is None and other is not None
    return ahead(_FROM, one) > ahead(_FROM, other)


def _against_law(rule: DeadlineRule) -> Iterator[str]:
    law = LAWS.get(rule.code)
    if law is None or not isinstance(rule.source, Statute):
        return
    if _longer(rule.term, law.term):
        yield f"duurt {rule.term}, en {law.source} geeft {law.term}; neem de termijn van de wet over"
    if rule.extension is not None and law.extension is None:
        yield f"kan langer worden, en {law.source} kent geen uitstel; haal ‘extension’ weg"
    elif rule.extension is not None and law.extension is not None:
        if _longer(rule.extension.at_most, law.extension.at_most):
            yield (
                f"kan {rule.extension.at_most or 'onbeperkt'} langer worden, en {law.extension.source} geeft ten hoogste "
                f"{law.extension.at_most}; verlaag ‘at_most’"
            )
        if law.extension.needs_notice and not rule.extension.needs_notice:
            yield f"geldt zonder bericht, en {law.extension.source} vraagt er een; zet ‘needs_notice’ op True"
    if rule.starts is not law.starts:
        yield f"begint bij {rule.starts}, en {law.source} begint bij {law.starts}; verbeter ‘starts’"


def _calendar(rule: DeadlineRule) -> Iterator[str]:
    act = rule.source.act if isinstance(rule.source, Statute) else None
    if act in _EU and rule.calendar is not Calendar.EU:
        yield "rust op een Europese verordening; zet ‘calendar’ op Calendar.EU"
    elif act is not None and act not in _EU and rule.calendar is not Calendar.ATW:
        yield "rust op een wet, en dan geldt de Algemene termijnenwet; zet ‘calendar’ op Calendar.ATW"
    elif isinstance(rule.source, Source) and rule.calendar is not Calendar.PLAIN:
        yield "rust op een eigen regeling, en daarvoor geldt de Algemene termijnenwet niet; zet ‘calendar’ op Calendar.PLAIN"


def _sense(rule: DeadlineRule) -> Iterator[str]:
    if rule.runs_out and rule.chance:
        yield "loopt vanzelf af en is ook een kans; kies ‘runs_out’ of ‘chance’"
    if rule.plan_only and rule.reminders:
        yield "is alleen planning en herinnert toch; haal ‘reminders’ of ‘plan_only’ weg"
    if rule.urgent is not None and rule.shortened_by is None:
        yield "wordt korter bij spoed en zegt niet waarom dat mag; vul ‘shortened_by’ in"
    if isinstance(rule.term, Term) and rule.term.unit is Unit.HOURS:
        yield "telt in uren, en een termijn van een zaak telt in dagen; kies een andere eenheid"
    if rule.backwards and (
        isinstance(rule.term, FixedDay) or rule.term.unit in (Unit.WORKING_DAYS, Unit.HOURS)
    ):
        yield "kijkt terug over werkdagen, uren of tot een vaste dag; kies dagen, weken, maanden of jaren"
    if rule.extension is not None and rule.extension.needs_notice and not rule.extension.notice_to:
        yield "vraagt een bericht over uitstel en zegt niet aan wie; vul ‘notice_to’ in"
    if rule.counts_start and isinstance(rule.term, Term) and rule.term.unit is Unit.WORKING_DAYS:
        yield "telt de eerste dag mee en telt in werkdagen; haal ‘counts_start’ weg"
