"""The facts of a case about terms as starts, events and extensions."""

from collections.abc import Mapping
from datetime import date, datetime

from wederhoor.explain.reading import FactRefused, read_date
from wederhoor.rules.clocks import CaseDates, GivenExtension
from wederhoor.rules.committee import Committee, NoCommittee
from wederhoor.rules.deadlines import DeadlineRule, StartEvent, Term
from wederhoor.rules.wording import dutch_date, times


def day_of(facts: Mapping[str, object], name: str) -> date | None:
    """A fact as a day; of a moment the day."""
    value = facts.get(name)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


_IN_ORDER = (
    ("event", "filed"),
    ("event", "received"),
    ("filed", "received"),
    ("filed", "completed"),
    ("received", "completed"),
    ("received", "acknowledgement_sent"),
    ("received", "judged"),
    ("received", "inadmissible_notice"),
    ("received", "forwarded"),
    ("received", "report_sent"),
    ("received", "report_received"),
    ("received", "decided"),
    ("received", "notice_of_findings"),
    ("received", "withdrawn"),
    ("received", "closed"),
    ("received", "adjournment_notice"),
    ("received", "extension_notice"),
    ("completed", "report_sent"),
    ("last_request", "reminder_sent"),
    ("last_request", "reaction_received"),
    ("report_sent", "report_received"),
    ("report_received", "decided"),
    ("decided", "closed"),
    ("appointed_from", "notice_given"),
)
"""Days that cannot come the other way round."""


def refuse_contradictions(facts: Mapping[str, object]) -> None:
    """Raises ``FactRefused`` for what cannot be so: days in an impossible order, and facts that exclude each other."""
    given = {name: day_of(facts, name) for pair in _IN_ORDER for name in pair}
    given["received"] = given["received"] or day_of(facts, "received_utc")
    for first, later in _IN_ORDER:
        one, other = given[first], given[later]
        if one and other and other < one:
            raise FactRefused(
                f"{later} ({dutch_date(other)}) ligt voor {first} ({dutch_date(one)}), en dat kan niet: controleer {first} en {later}."
            )
    if given["judged"] and given["inadmissible_notice"]:
        raise FactRefused(
            "Een klacht is ontvankelijk verklaard (judged) of er is bericht dat zij het niet is (inadmissible_notice), "
            "niet allebei: laat er een weg."
        )
    if facts.get("consent_until") and facts.get("consent_in_writing") in {"no", "unknown"}:
        raise FactRefused(
            "Wie niet schriftelijk instemde (consent_in_writing), gaf geen uitstel (consent_until): laat een van de twee weg."
        )
    if facts.get("formal") == "no" and facts.get("missing"):
        raise FactRefused(
            "Wie geen formele klacht indient (formal: no), hoeft niets compleet te maken: laat missing weg."
        )


def refuse_too_many_renewals(facts: Mapping[str, object], committee: Committee | NoCommittee) -> None:
    """Raises ``FactRefused`` for an appointment renewed more often than the document allows."""
    if isinstance(committee, Committee) and (asked := _renewals(facts.get("renewed"))) > committee.renewals:
        most = times(committee.renewals)
        raise FactRefused(
            f"Een benoeming kan {most} worden verlengd, niet {times(asked)}: controleer renewed."
        )


def case_dates(
    regime: str, facts: Mapping[str, object], rules: tuple[DeadlineRule, ...]
) -> tuple[CaseDates, dict[str, str]]:
    """The starts and events the facts give, with remarks for the explanation. Raises ``FactRefused``."""
    notes: dict[str, str] = {}
    filed, arrival = day_of(facts, "filed"), day_of(facts, "received") or day_of(facts, "received_utc")
    arrival = arrival or filed
    completed, missing = day_of(facts, "completed"), facts.get("missing")
    receipt = completed or (None if missing else arrival)
    if regime == "awb" and (forwarded := day_of(facts, "forwarded")):
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
    days = {"arrival": arrival, "receipt": receipt, "filed": filed or arrival}
    starts = {event: days.get(name) or day_of(facts, name) for event, name in _STARTS.items()}
    starts[StartEvent.NON_FORMAL_REPORT] = arrival if facts.get("formal") == "no" else None
    met: dict[str, date | None] = {event: day_of(facts, name) for event, name in _MET.items()}
    met["report_sent"] = met["report_sent"] or day_of(facts, "report_received")
    met |= {str(name): day for name, day in _mapping(facts, "met").items() if isinstance(day, date)}
    return (
        CaseDates(
            starts={event: day for event, day in starts.items() if day},
            met={event: day for event, day in met.items() if day},
            extensions=_extensions(facts, rules),
            urgent_until=day_of(facts, "urgent_until"),
            consent_until=day_of(facts, "consent_until"),
        ),
        notes,
    )


_STARTS = {
    StartEvent.ARRIVAL: "arrival",
    StartEvent.RECEIPT: "receipt",
    StartEvent.FILED: "filed",
    StartEvent.REQUEST_RECEIVED: "arrival",
    StartEvent.HAPPENED: "event",
    StartEvent.ACKNOWLEDGED: "acknowledgement_sent",
    StartEvent.LAST_REQUEST: "last_request",
    StartEvent.REMINDER_SENT: "reminder_sent",
    StartEvent.REPORT_RECEIVED: "report_received",
    StartEvent.JUDGEMENT_RECEIVED: "report_received",
    StartEvent.FINDINGS_SENT: "notice_of_findings",
    StartEvent.CLOSED: "closed",
    StartEvent.APPOINTED: "appointed_from",
    StartEvent.NOTICE_GIVEN: "notice_given",
    StartEvent.ADOPTED: "adopted",
    StartEvent.TAKEN_UP: "judged",
    StartEvent.BODY_DECIDED: "decided",
}
_MET = {
    "confirmation_sent": "acknowledgement_sent",
    "acknowledged": "acknowledgement_sent",
    "reminder_sent": "reminder_sent",
    "reaction_received": "reaction_received",
    "report_sent": "report_sent",
    "decision_taken": "decided",
    "findings_sent": "notice_of_findings",
    "answer_sent": "notice_of_findings",
    "closed": "closed",
    "withdrawn": "withdrawn",
    "judged_admissible": "judged",
    "inadmissibility_sent": "inadmissible_notice",
}
_ALWAYS = frozenset(
    {
        *("regime", "youth_help", "complainant", "about", "form", "channel", "outcome", "category", "formal"),
        *(
            "received",
            "received_utc",
            "filed",
            "missing",
            "completed",
            "decree_days",
            "breach_known",
            "portal",
        ),
        *("consent_in_writing", "told", "postponement_notice", "adjournment_notice", "extension_notice"),
        *("extension_notices", "starts", "met", "extensions"),
    }
)
"""Facts that say something of the case itself, or belong to another one."""


def started(rule: DeadlineRule, facts: Mapping[str, object], dates: CaseDates) -> date | None:
    """The day a term began: what the facts say for its own start, else for the event of that name."""
    given = _mapping(facts, "starts").get(rule.begins_with)
    return given if isinstance(given, date) else dates.starts.get(rule.starts) if rule.step is None else None


def unused(facts: Mapping[str, object], rules: tuple[DeadlineRule, ...], *, formal: bool) -> tuple[str, ...]:
    """The facts that mean nothing to any term that applies, by name."""
    starts = {rule.starts for rule in rules}
    events = {event for rule in rules for event in (rule.met_by, *rule.lapses_on)}
    extended = set(_extensions(facts, rules))
    used = {name for event, name in _STARTS.items() if event in starts}
    used |= {name for event, name in _MET.items() if event in events}
    if "report_sent" in events:
        used.add("report_received")
    if any(rule.shortened_by for rule in rules):
        used.add("urgent_until")
    if any(rule.consent for rule in rules):
        used |= {"consent_until", "consent_in_writing"}
    used |= {name for name, codes in _EXTENDS.items() if extended & set(codes)}
    if any(rule.code.startswith("awb_") for rule in rules):
        used |= {"committee", "forwarded", "told"}
    found = [
        name for name, value in facts.items() if value not in ((), "no", None) and name not in _ALWAYS | used
    ]
    for name, known in (
        ("starts", {rule.begins_with for rule in rules}),
        ("met", events),
        ("extensions", {rule.code for rule in rules if rule.extension}),
    ):
        found += [f"{name}: {code}" for code in _mapping(facts, name) if code not in known]
    return tuple(found)


def _mapping(facts: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = facts.get(name)
    return value if isinstance(value, Mapping) else {}


def _was_told(value: object) -> bool:
    return value is not None and str(value).strip().lower() not in {"no", "nee", "false", "unknown", ""}


def _told_at_once(value: object, forwarded: date) -> bool:
    """Whether the sender was told of the forwarding at once: yes, or a date no later than that day."""
    if not _was_told(value):
        return False
    return str(value).strip().lower() in {"yes", "ja", "true"} or read_date(value) <= forwarded


_EXTENDS = {
    "committee_extension": ("report",),
    "postponement": ("decision",),
    "adjournment": ("awb_handling", "awb_handling_committee", "wkkgz_answer"),
    "extension_months": ("avg_request",),
    "renewed": ("membership",),
}
"""Facts with a name of their own for making a term longer, and the terms they are about."""


def _extensions(facts: Mapping[str, object], rules: tuple[DeadlineRule, ...]) -> dict[str, GivenExtension]:
    """The extensions that were given, by the code of the term; only of terms that apply and can be made longer."""
    given: dict[str, GivenExtension] = {}
    notices = {
        "postponement": _postponement_told(facts),
        "adjournment": day_of(facts, "adjournment_notice"),
        "extension_months": day_of(facts, "extension_notice"),
    }
    for name, codes in _EXTENDS.items():
        if (asked := _term(facts, name)) is not None:
            given |= dict.fromkeys(codes, GivenExtension(amount=asked, notice=notices.get(name)))
    if renewals := _renewals(facts.get("renewed")):
        rule = next((one for one in rules if one.code == "membership"), None)
        if rule and rule.extension and isinstance(most := rule.extension.at_most or rule.term, Term):
            given["membership"] = GivenExtension(amount=Term(most.amount * renewals, most.unit))
    told = _mapping(facts, "extension_notices")
    for code, amount in _mapping(facts, "extensions").items():
        notice = told.get(code)
        if isinstance(amount, Term):
            given[str(code)] = GivenExtension(
                amount=amount, notice=notice if isinstance(notice, date) else None
            )
    able = {rule.code for rule in rules if rule.extension}
    return {code: extension for code, extension in given.items() if code in able}


def _term(facts: Mapping[str, object], name: str) -> Term | None:
    value = facts.get(name)
    return value if isinstance(value, Term) and value.amount else None


def _postponement_told(facts: Mapping[str, object]) -> date | None:
    """The day the notice of postponement left. Taken as given in time unless the facts say otherwise."""
    notice = facts.get("postponement_notice")
    if notice is None or str(notice).lower() in {"yes", "ja", "true"}:
        return day_of(facts, "report_received")
    return read_date(notice) if _was_told(notice) else None


def _renewals(value: object) -> int:
    """How often an appointment was renewed: yes (once), a number, or the day it was."""
    text = str(value or "no").strip().lower()
    if text in {"no", "nee", "false", "0", "unknown"}:
        return 0
    if text in {"yes", "ja", "true"}:
        return 1
    if text.isdecimal() and len(text) < 3:
        return int(text)
    try:
        read_date(value)
    except FactRefused:
        raise FactRefused(
            "Bij renewed hoort hoe vaak de benoeming is verlengd: yes, no, een getal of de dag van verlengen."
        ) from None
    return 1
