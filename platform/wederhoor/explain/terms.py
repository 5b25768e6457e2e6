"""Answers on deadlines: every term the facts start, with its due date, state and reason."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from wederhoor.explain.context import Answer, Asked, cited
from wederhoor.explain.questions_complaints import DEADLINES
from wederhoor.explain.reading import AMSTERDAM, FactRefused, read_date
from wederhoor.rules.clocks import CaseDates, Clock, ClockState, GivenExtension, clock
from wederhoor.rules.deadlines import DeadlineRule, Extension, StartEvent, Term, Unit, shift
from wederhoor.rules.wording import dutch_date, listed
from wederhoor.statutes import avg, awb, jeugdwet, wbk, wkkgz
from wederhoor.statutes.atw import decree_days


def _day(facts: Mapping[str, object], name: str) -> date | None:
    value = facts.get(name)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _regime(asked: Asked, facts: Mapping[str, object]) -> str:
    default = asked.organisation.edition.law or "klachtenreglement"
    regime = str(facts.get("regime", default))
    if regime in {"klachtenreglement", "jeugdwet"} and default != "klachtenreglement":
        raise FactRefused(
            f"{asked.organisation.profile.name} heeft dit reglement niet; kies {default}, wbk of avg."
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


def _dates(regime: str, facts: Mapping[str, object]) -> tuple[CaseDates, dict[str, str]]:
    """The starts and events the facts give, with remarks for the explanation. Raises ``FactRefused``."""
    notes: dict[str, str] = {}
    filed, arrival = _day(facts, "filed"), _day(facts, "received") or _day(facts, "received_utc")
    arrival = arrival or filed
    if filed and arrival and filed > arrival:
        raise FactRefused(
            "De klacht kan niet zijn binnengekomen voor de dag van indienen: controleer filed en received."
        )
    completed, missing = _day(facts, "completed"), facts.get("missing")
    if completed and arrival and completed < arrival:
        raise FactRefused(
            "De klacht kan niet compleet zijn voor zij binnenkwam: controleer completed en received."
        )
    receipt = completed or (None if missing else arrival)
    if regime == "awb" and (forwarded := _day(facts, "forwarded")):
        if _was_told(facts.get("told")):
            day = dutch_date(forwarded)
            notes["arrival"] = (
                f"de termijn begint bij het doorsturen op {day}, omdat dat meteen is verteld (Awb, afd. 2.3)"
            )
            arrival = forwarded
        else:
            notes["arrival"] = "het doorsturen is niet meteen verteld; de termijn begint bij de ontvangst"
    if facts.get("consent_in_writing") == "yes" and not facts.get("consent_until"):
        notes["consent"] = (
            "de klager stemde schriftelijk in met verder uitstel; tot welke dag is niet gegeven"
        )
    starts: dict[StartEvent, date | None] = {
        StartEvent.ARRIVAL: arrival,
        StartEvent.RECEIPT: receipt,
        StartEvent.FILED: filed or arrival,
        StartEvent.REQUEST_RECEIVED: arrival,
        StartEvent.NON_FORMAL_REPORT: arrival if facts.get("formal") == "no" else None,
        StartEvent.HAPPENED: _day(facts, "event"),
        StartEvent.ACKNOWLEDGED: _day(facts, "acknowledgement_sent"),
        StartEvent.LAST_REQUEST: _day(facts, "last_request"),
        StartEvent.REMINDER_SENT: _day(facts, "reminder_sent"),
        StartEvent.REPORT_RECEIVED: _day(facts, "report_received"),
        StartEvent.JUDGEMENT_RECEIVED: _day(facts, "report_received"),
        StartEvent.FINDINGS_SENT: _day(facts, "notice_of_findings"),
        StartEvent.CLOSED: _day(facts, "closed"),
        StartEvent.APPOINTED: _day(facts, "appointed_from"),
        StartEvent.NOTICE_GIVEN: _day(facts, "notice_given"),
        StartEvent.ADOPTED: _day(facts, "adopted"),
    }
    met: dict[str, date | None] = {
        "confirmation_sent": _day(facts, "acknowledgement_sent"),
        "acknowledged": _day(facts, "acknowledgement_sent"),
        "reminder_sent": _day(facts, "reminder_sent"),
        "reaction_received": _day(facts, "reaction_received"),
        "report_sent": _day(facts, "report_sent") or _day(facts, "report_received"),
        "decision_taken": _day(facts, "decided"),
        "findings_sent": _day(facts, "notice_of_findings"),
        "answer_sent": _day(facts, "notice_of_findings"),
        "closed": _day(facts, "closed"),
        "withdrawn": _day(facts, "withdrawn"),
        "judged_admissible": _day(facts, "judged"),
        "inadmissibility_sent": _day(facts, "inadmissible_notice"),
    }
    return (
        CaseDates(
            starts={event: day for event, day in starts.items() if day},
            met={event: day for event, day in met.items() if day},
            extensions=_extensions(facts),
            urgent_until=_day(facts, "urgent_until"),
            consent_until=_day(facts, "consent_until") if facts.get("consent_in_writing") != "no" else None,
        ),
        notes,
    )


def _was_told(value: object) -> bool:
    return value is not None and str(value).strip().lower() not in {"no", "nee", "false", "unknown", ""}


def _extensions(facts: Mapping[str, object]) -> dict[str, GivenExtension]:
    found: dict[str, GivenExtension] = {}
    if extension := _term(facts, "committee_extension"):
        found["report"] = GivenExtension(amount=extension)
    if postponement := _term(facts, "postponement"):
        found["decision"] = GivenExtension(amount=postponement, notice=_postponement_told(facts))
    if adjournment := _term(facts, "adjournment"):
        given = GivenExtension(amount=adjournment, notice=_day(facts, "adjournment_notice"))
        found |= dict.fromkeys(("awb_handling", "awb_handling_committee", "wkkgz_answer"), given)
    if months := _term(facts, "extension_months"):
        found["avg_request"] = GivenExtension(amount=months, notice=_day(facts, "extension_notice"))
    if renewals := _renewals(facts.get("renewed")):
        found["membership"] = GivenExtension(amount=Term(3 * renewals, Unit.YEARS))
    return found


def _term(facts: Mapping[str, object], name: str) -> Term | None:
    value = facts.get(name)
    return value if isinstance(value, Term) and value.amount else None


def _postponement_told(facts: Mapping[str, object]) -> date | None:
    """The day the notice of postponement left. Taken as given in time unless the facts say otherwise."""
    notice = facts.get("postponement_notice")
    if notice is None or str(notice).lower() in {"yes", "ja", "true"}:
        return _day(facts, "report_received")
    return read_date(notice) if _was_told(notice) else None


def _renewals(value: object) -> int:
    text = str(value or "no").strip().lower()
    if text in {"no", "nee", "false", "0"}:
        return 0
    if text in {"yes", "ja", "true", "1"}:
        return 1
    try:
        read_date(value)
    except FactRefused:
        raise FactRefused(
            "Een benoeming kan één keer worden verlengd: schrijf bij renewed yes of no."
        ) from None
    return 1


def deadlines(asked: Asked, raw: Mapping[str, object]) -> list[Answer]:
    """Every term the facts start. Raises ``FactRefused``."""
    facts = DEADLINES.read(raw)
    regime = _regime(asked, facts)
    dates, notes = _dates(regime, facts)
    found: list[Answer] = []
    arrival, receipt = dates.starts.get(StartEvent.ARRIVAL), dates.starts.get(StartEvent.RECEIPT)
    formal = facts.get("formal") != "no"
    own = regime in {"klachtenreglement", "jeugdwet"}
    if own and arrival and formal:
        found.append(_receipt_date(asked, arrival, receipt, facts.get("missing")))
    rules = _rules(asked, regime, facts)
    extra = facts.get("decree_days")
    decrees = decree_days() | frozenset(extra) if isinstance(extra, tuple) else decree_days()
    for rule in rules:
        waits = rule.starts is StartEvent.RECEIPT and arrival is not None and receipt is None
        if rule.starts not in dates.starts and not waits:
            continue
        if not formal and rule.starts in {StartEvent.RECEIPT, StartEvent.ARRIVAL} and own:
            continue
        running = clock(rule, dates, on=asked.on, decree_days=decrees)
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
        "explanation": f"{text} ({rule.source}).{remark}",
        "state": found.state.value,
    }


def _extension_item(found: Clock, extension: Extension) -> Answer:
    """The extension as a term of its own, from the day the term itself would end."""
    plain = shift(found.start, found.rule.term) if found.start else None
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
    for name, rule in (("breach_known", avg.BREACH), ("portal", awb.PORTAL_NOTICE)):
        start = facts.get(name)
        if not isinstance(start, datetime):
            continue
        end = (start.astimezone(UTC) + timedelta(hours=rule.term.amount)).astimezone(AMSTERDAM)
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
