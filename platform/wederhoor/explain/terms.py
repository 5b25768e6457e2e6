"""Answers on deadlines: every term the facts start, with its due date, state and reason."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from wederhoor.explain.case_dates import (
    case_dates,
    refuse_contradictions,
    refuse_too_many_renewals,
    started,
    unused,
)
from wederhoor.explain.case_facts import for_this_case, missing_items
from wederhoor.explain.context import Answer, Asked, cited
from wederhoor.explain.questions_complaints import DEADLINES
from wederhoor.explain.reading import AMSTERDAM, FactRefused
from wederhoor.explain.vocabulary import words_or
from wederhoor.organisation import Organisation
from wederhoor.rules.atw import decree_days
from wederhoor.rules.clocks import Clock, ClockState, clock, too_early
from wederhoor.rules.deadlines import DeadlineRule, Extension, StartEvent, ahead
from wederhoor.rules.regimes import Law
from wederhoor.rules.wording import dutch_date, listed
from wederhoor.statutes import avg, awb, wbk

OWN = "klachtenreglement"
"""An organisation's own regulation."""
_BEGINS = {"reminder_sent": StartEvent.REMINDER_SENT}
"""What an act begins besides meeting a term: done too early it begins nothing."""


def _regime(asked: Asked, facts: Mapping[str, object]) -> str:
    law = asked.organisation.edition.law
    governing = (law,) if law else (OWN, Law.JEUGDWET.value)
    allowed = (*governing, "wbk", "avg")
    regime = str(facts.get("regime", governing[0]))
    if regime not in allowed:
        raise FactRefused(
            f"Voor {asked.organisation.profile.name} geldt ‘{regime}’ niet; kies {words_or(allowed)}."
        )
    return regime


def _rules(organisation: Organisation, regime: str, facts: Mapping[str, object]) -> tuple[DeadlineRule, ...]:
    """The terms that apply to this case: those of the organisation, which its statute stands in."""
    if regime == "wbk":
        return wbk.DEADLINES
    if regime == "avg":
        return (avg.REQUEST,)
    own = organisation.deadlines
    if regime == Law.AWB:
        advised = facts.get("committee") == "yes"
        own = tuple(
            awb.HANDLING_WITH_ADVICE if advised and one == _bare(own, awb.HANDLING) else one for one in own
        )
        return own if any(one.backwards for one in own) else (*own, awb.LOOK_BACK)
    return own


def _bare(rules: tuple[DeadlineRule, ...], statutory: DeadlineRule) -> DeadlineRule | None:
    """The organisation's own copy of a statutory term, whoever it lets know when it is missed."""
    return next((one for one in rules if one.code == statutory.code and one.term == statutory.term), None)


def deadlines(asked: Asked, raw: Mapping[str, object]) -> list[Answer]:
    """Every term the facts start. Raises ``FactRefused``."""
    facts = DEADLINES.read(raw)
    regime = _regime(asked, facts)
    if regime == Law.JEUGDWET:
        facts = {**facts, "youth_help": "yes"}
    organisation = for_this_case(asked.organisation, facts)
    facts["missing"] = missing_items(organisation, facts.get("missing"))
    rules = _rules(organisation, regime, facts)
    refuse_contradictions(facts)
    refuse_too_many_renewals(facts, organisation.committee)
    dates, notes = case_dates(regime, facts, rules)
    found: list[Answer] = []
    arrival, receipt = dates.starts.get(StartEvent.ARRIVAL), dates.starts.get(StartEvent.RECEIPT)
    formal = facts.get("formal") != "no"
    own = asked.organisation.edition.law is None and regime in {OWN, Law.JEUGDWET}
    if own and arrival and formal and organisation.required_content:
        found.append(_receipt_date(organisation, arrival, receipt, facts["missing"]))
    extra = facts.get("decree_days")
    decrees = decree_days() | frozenset(extra) if isinstance(extra, tuple) else decree_days()
    ineffective: set[StartEvent] = set()
    for rule in rules:
        waits = rule.starts is StartEvent.RECEIPT and arrival is not None and receipt is None
        waits = waits or rule.starts in ineffective
        begun = started(rule, facts, dates)
        if begun is None and not waits:
            continue
        if not formal and rule.starts in {StartEvent.RECEIPT, StartEvent.ARRIVAL} and own:
            continue
        known = replace(dates, starts={**dates.starts, rule.starts: begun}) if begun and not waits else dates
        running = clock(rule, known, on=asked.on, decree_days=decrees)
        if running.due and too_early(rule, running.due, dates) and (event := _BEGINS.get(rule.met_by)):
            ineffective.add(event)
            dates = replace(dates, starts={e: d for e, d in dates.starts.items() if e is not event})
        found.append(_item(running, notes))
        if rule.extension and rule.code in dates.extensions and running.start:
            found.append(_extension_item(running, rule.extension))
    _outer_limits(found, rules)
    found += _moments(facts)
    return _with_unused(asked, found, unused(facts, rules, formal=formal))


def _with_unused(asked: Asked, found: list[Answer], names: tuple[str, ...]) -> list[Answer]:
    """What was said and means nothing here, with every answer: it is not swallowed. Raises ``FactRefused`` when nothing is left."""
    if not names:
        return found
    says = f"{listed(names)} {'telt' if len(names) == 1 else 'tellen'} hier niet mee: geen termijn die hier geldt, hangt daarvan af."
    if not found:
        raise FactRefused(
            f"Bij {asked.organisation.profile.name} loopt met deze gegevens geen termijn; {says}"
        )
    return [
        item | {"not_used": list(names), "explanation": f"{item['explanation']} {says}"} for item in found
    ]


def _outer_limits(items: list[Answer], rules: tuple[DeadlineRule, ...]) -> None:
    """A term with an outer limit can become that limit at the latest."""
    by_term = {item["term"]: item for item in items}
    for rule in rules:
        if rule.outer in by_term and rule.code in by_term:
            by_term[rule.outer]["latest"] = by_term[rule.code]["due"]


def _item(found: Clock, notes: Mapping[str, str]) -> Answer:
    rule = found.rule
    parts = [found.explanation]
    if rule.starts is StartEvent.ARRIVAL and "arrival" in notes:
        parts.append(notes["arrival"])
    if rule.consent and "consent" in notes:
        parts.append(notes["consent"])
    text = "; ".join(parts)
    if not text.endswith(f"({rule.source})"):
        text += f"; bron: {rule.source}" if text.endswith(")") else f" ({rule.source})"
    remark = f" {rule.note}" if rule.note else ""
    return {
        "term": rule.code,
        "number": rule.number,
        "label": rule.label,
        "length": str(rule.term),
        "start": _iso(found.start),
        "due": _iso(found.due),
        "plain_due": _iso(found.plain_due),
        "earliest": _iso(found.earliest),
        "latest": _iso(found.latest),
        "source": cited((rule.source,))[0],
        "rollover": found.rollover,
        "explanation": f"{text}.{remark}",
        "state": found.state.value,
    }


def _extension_item(found: Clock, extension: Extension) -> Answer:
    """The extension as a term of its own, from the day the term itself would end."""
    rule = found.rule
    plain = ahead(found.start, rule.term, counts_start=rule.counts_start) if found.start else None
    longer = found.plain_due is not None and plain is not None and found.plain_due > plain
    return _item(found, {}) | {
        "term": f"{found.rule.code}_extension",
        "number": extension.number,
        "label": f"Uitstel door {extension.by}: {found.rule.label.lower()}",
        "length": f"ten hoogste {extension.at_most}" if extension.at_most else "zonder maximum",
        "notify": list(extension.notice_to),
        "start": _iso(plain),
        "source": cited((extension.source,))[0],
        "state": found.state.value if longer else ClockState.WAITING.value,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _receipt_date(organisation: Organisation, arrival: date, receipt: date | None, missing: object) -> Answer:
    labels = {item.code: item.label for item in organisation.required_content}
    codes = [str(code) for code in missing] if isinstance(missing, tuple) else []
    words = listed(labels.get(code, code).lower() for code in codes)
    if receipt is None:
        text = f"Nog niet compleet: {words} ontbreekt; de termijnen vanaf ontvangst zijn nog niet begonnen"
    elif receipt == arrival:
        text = f"Alles was binnen op {dutch_date(arrival)}"
    else:
        text = (
            f"Binnengekomen op {dutch_date(arrival)}, compleet op {dutch_date(receipt)}; die dag telt als "
            "ontvangst"
        )
    source = organisation.required_content[0].source
    return {
        "term": "receipt_date",
        "number": None,
        "label": "Datum van ontvangst: alles wat nodig is, is binnen",
        "length": "",
        "start": _iso(arrival),
        "due": _iso(receipt),
        "plain_due": _iso(receipt),
        "earliest": None,
        "latest": None,
        "source": cited((source,))[0],
        "rollover": None,
        "explanation": f"{text} ({source}).",
        "state": (ClockState.MET if receipt else ClockState.WAITING).value,
    }


def _moments(facts: Mapping[str, object]) -> list[Answer]:
    """Terms in hours, counted in real hours whatever the clock change."""
    found: list[Answer] = []
    in_hours = (
        ("breach_known", avg.BREACH, avg.BREACH_WITHIN),
        ("portal", awb.PORTAL_NOTICE, awb.PORTAL_WITHIN),
    )
    for name, rule, within in in_hours:
        start = facts.get(name)
        if not isinstance(start, datetime):
            continue
        end = (start.astimezone(UTC) + timedelta(hours=within.amount)).astimezone(AMSTERDAM)
        text = (
            f"{rule.term} na {dutch_date(start)} {start:%H:%M} = {dutch_date(end)} {end:%H:%M}; termijnen "
            "in uren verschuiven niet"
        )
        found.append(
            {
                "term": rule.code,
                "number": None,
                "label": rule.label,
                "length": str(rule.term),
                "start": start.isoformat(timespec="minutes"),
                "due": end.isoformat(timespec="minutes"),
                "plain_due": end.isoformat(timespec="minutes"),
                "earliest": None,
                "latest": end.isoformat(timespec="minutes"),
                "source": cited((rule.source,))[0],
                "rollover": None,
                "explanation": f"{text} ({rule.source}). {rule.note or ''}".strip(),
                "state": ClockState.RUNNING.value,
            }
        )
    return found
