"""The facts of a case about terms as starts, events and extensions."""

from collections.abc import Mapping
from datetime import date, datetime

from wederhoor.explain.reading import FactRefused, read_date
from wederhoor.rules.clocks import CaseDates, GivenExtension
from wederhoor.rules.deadlines import StartEvent, Term, Unit
from wederhoor.rules.wording import dutch_date


def _day(facts: Mapping[str, object], name: str) -> date | None:
    value = facts.get(name)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def case_dates(regime: str, facts: Mapping[str, object]) -> tuple[CaseDates, dict[str, str]]:
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
        if _told_at_once(facts.get("told"), forwarded):
            day = dutch_date(forwarded)
            notes["arrival"] = (
                f"de termijn begint bij het doorsturen op {day}, omdat dat meteen is verteld (Awb, afd. 2.3)"
            )
            arrival = forwarded
        else:
            notes["arrival"] = (
                "het doorsturen is niet meteen verteld; de termijn begint bij de ontvangst (Awb, afd. 2.3)"
            )
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


def _told_at_once(value: object, forwarded: date) -> bool:
    """Whether the sender was told of the forwarding at once: yes, or a date no later than that day."""
    if not _was_told(value):
        return False
    return str(value).strip().lower() in {"yes", "ja", "true"} or read_date(value) <= forwarded


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
