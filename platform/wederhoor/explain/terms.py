"""Answers on deadlines: every term the facts start, with its due date, state and reason."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from wederhoor.explain.case_dates import case_dates
from wederhoor.explain.context import Answer, Asked, cited
from wederhoor.explain.questions_complaints import DEADLINES
from wederhoor.explain.reading import AMSTERDAM, FactRefused
from wederhoor.explain.vocabulary import words_or
from wederhoor.rules.atw import decree_days
from wederhoor.rules.clocks import Clock, ClockState, clock, too_early
from wederhoor.rules.deadlines import DeadlineRule, Extension, StartEvent, ahead
from wederhoor.rules.wording import dutch_date, listed
from wederhoor.statutes import avg, awb, jeugdwet, wbk, wkkgz

_BEGINS = {"reminder_sent": StartEvent.REMINDER_SENT}
"""What an act begins besides meeting a term: done too early it begins nothing."""


def _regime(asked: Asked, facts: Mapping[str, object]) -> str:
    law = asked.organisation.edition.law
    governing = (law,) if law else ("klachtenreglement", "jeugdwet")
    allowed = (*governing, "wbk", "avg")
    regime = str(facts.get("regime", governing[0]))
    if regime not in allowed:
        raise FactRefused(
            f"Voor {asked.organisation.profile.name} geldt ‘{regime}’ niet; kies {words_or(allowed)}."
        )
    return regime


def _rules(asked: Asked, regime: str, facts: Mapping[str, object]) -> tuple[DeadlineRule, ...]:
    match regime:
        case "klachtenreglement":
            youth = jeugdwet.DEADLINES if facts.get("youth_help") == "yes" else ()
            return asked.organisation.deadlines + youth
        case "jeugdwet":
            return asked.organisation.deadlines + jeugdwet.DEADLINES
        case "awb":
            first = awb.HANDLING_WITH_ADVICE if facts.get("committee") == "yes" else awb.HANDLING
            return (first, awb.NOT_TAKEN_UP, awb.OMBUDSMAN, awb.LOOK_BACK)
        case "wkkgz":
            return wkkgz.DEADLINES
        case "wbk":
            return wbk.DEADLINES
        case _:
            return (avg.REQUEST,)


def deadlines(asked: Asked, raw: Mapping[str, object]) -> list[Answer]:
    """Every term the facts start. Raises ``FactRefused``."""
    facts = DEADLINES.read(raw)
    regime = _regime(asked, facts)
    dates, notes = case_dates(regime, facts)
    found: list[Answer] = []
    arrival, receipt = dates.starts.get(StartEvent.ARRIVAL), dates.starts.get(StartEvent.RECEIPT)
    formal = facts.get("formal") != "no"
    own = regime in {"klachtenreglement", "jeugdwet"} and asked.organisation.edition.law is None
    if own and arrival and formal:
        found.append(_receipt_date(asked, arrival, receipt, facts.get("missing")))
    rules = _rules(asked, regime, facts)
    extra = facts.get("decree_days")
    decrees = decree_days() | frozenset(extra) if isinstance(extra, tuple) else decree_days()
    ineffective: set[StartEvent] = set()
    for rule in rules:
        waits = rule.starts is StartEvent.RECEIPT and arrival is not None and receipt is None
        waits = waits or rule.starts in ineffective
        if rule.starts not in dates.starts and not waits:
            continue
        if not formal and rule.starts in {StartEvent.RECEIPT, StartEvent.ARRIVAL} and own:
            continue
        running = clock(rule, dates, on=asked.on, decree_days=decrees)
        if running.due and too_early(rule, running.due, dates) and (event := _BEGINS.get(rule.met_by)):
            ineffective.add(event)
            dates = replace(dates, starts={e: d for e, d in dates.starts.items() if e is not event})
        found.append(_item(running, notes))
        if rule.extension and rule.code in dates.extensions and running.start:
            found.append(_extension_item(running, rule.extension))
    _outer_limits(found, rules)
    found += _moments(facts)
    return found


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
    plain = ahead(found.start, found.rule.term) if found.start else None
    longer = found.plain_due is not None and plain is not None and found.plain_due > plain
    return _item(found, {}) | {
        "term": f"{found.rule.code}_extension",
        "number": extension.number,
        "label": f"Uitstel door {extension.by}: {found.rule.label.lower()}",
        "length": f"ten hoogste {extension.at_most}",
        "start": _iso(plain),
        "source": cited((extension.source,))[0],
        "state": found.state.value if longer else ClockState.WAITING.value,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _receipt_date(asked: Asked, arrival: date, receipt: date | None, missing: object) -> Answer:
    labels = {item.code: item.label for item in asked.organisation.required_content}
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
    source = next(item.source for item in asked.organisation.required_content)
    return {
        "term": "receipt_date",
        "number": "T2",
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
