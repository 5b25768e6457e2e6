"""Answers on complaints besides terms: admissibility, committee, regime."""

from collections.abc import Mapping
from datetime import date, datetime

from wederhoor.explain.context import Answer, Asked, cited, explained
from wederhoor.explain.questions_complaints import ADMISSIBILITY, COMMITTEE, REGIME
from wederhoor.rules.admissibility import AdmissibilityGround
from wederhoor.rules.clocks import look_back
from wederhoor.rules.committee import Committee, NoCommittee, Seat, panel_for
from wederhoor.rules.deadlines import StartEvent, due
from wederhoor.rules.provenance import Provenance, ToConfirm
from wederhoor.rules.regimes import Law, choose_regime
from wederhoor.rules.terms import Term, Unit, shift
from wederhoor.rules.wording import dutch_date, listed
from wederhoor.statutes import awb, jeugdwet, wbk

_YEAR = Term(1, Unit.YEARS)
_OTHER_COURTS = frozenset({"civil", "criminal", "other"})


def _day(facts: Mapping[str, object], name: str) -> date | None:
    value = facts.get(name)
    return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None


def _raised(facts: Mapping[str, object], known: Mapping[str, AdmissibilityGround]) -> list[str]:
    """The grounds the facts meet, by code, whichever document names them.

    What excuses a complaint counts only where the document itself makes that exception.
    """

    def yes(name: str) -> bool:
        return facts.get(name) == "yes"

    def excused(code: str, by: str) -> bool:
        return yes(by) and code in known and known[code].unless is not None

    event, filed = _day(facts, "event"), _day(facts, "filed") or _day(facts, "received")
    too_old = event is not None and filed is not None and filed > look_back(event, _YEAR)
    met = {
        "anonymous": yes("anonymous"),
        "not_participating": facts.get("participant") == "no",
        "handled_before": yes("handled_before") and not excused("handled_before", "new_facts"),
        "same_pending": yes("same_pending"),
        "older_than_a_year": too_old and not excused("older_than_a_year", "special_reason"),
        "other_court": facts.get("court") in _OTHER_COURTS,
        "objection_possible": yes("objection_possible"),
        "appeal_possible": yes("appeal_possible") and not excused("appeal_possible", "late_decision"),
        "criminal_inquiry": yes("criminal_inquiry"),
        "insufficient_interest": yes("insufficient_interest"),
    }
    return [code for code, is_met in met.items() if is_met]


def admissibility(asked: Asked, raw: Mapping[str, object]) -> Answer:
    """Whether a complaint is taken up. Raises ``FactRefused``."""
    facts = ADMISSIBILITY.read(raw)
    organisation, law = asked.organisation, asked.organisation.edition.law
    known = {ground.code: ground for ground in organisation.admissibility}
    raised = _raised(facts, known)
    grounds = [known[code] for code in raised if code in known]
    silent = [code for code in raised if code not in known]
    required = {item.code: item for item in organisation.required_content}
    given = facts.get("missing")
    asked_for = given if isinstance(given, tuple) else ()
    missing = [required[code] for code in asked_for if code in required]
    parts: list[str | None] = []
    if any(isinstance(item.source, ToConfirm) for item in required.values()):
        # Without a list of its own nobody can say whether something may be left out.
        silent += [code for code in asked_for if code not in required]
    oral = facts.get("oral") == "yes"
    if oral and law == Law.AWB:
        missing = []
        parts.append(
            "Een mondelinge klacht wordt ook behoorlijk behandeld (Awb, art. 9:2); de eisen van art. 9:4 "
            "gelden voor een klacht op papier."
        )
    elif oral and law:
        silent.append("oral")
    if facts.get("satisfied") == "yes" and law == Law.AWB:
        verdict = "duties_lapsed"
        parts = [
            "De klager is tevreden: de verplichtingen van titel 9.1 van de Awb vervallen (Awb, art. 9:5)."
        ]
    elif any(ground.must for ground in grounds):
        verdict = "no"
        parts.append(f"Niet ontvankelijk: {listed(_lower(g.label) for g in grounds)}.")
    elif grounds:
        verdict = "may_be_declined"
        parts.append(
            f"De klacht mag blijven liggen, maar dat hoeft niet: {listed(_lower(g.label) for g in grounds)}."
        )
    elif missing:
        verdict = "incomplete"
        parts.append(f"Nog niet compleet: {listed(item.label.lower() for item in missing)}.")
        if law:
            silent.append("completion")
            parts.append("Of en tot wanneer u dat mag aanvullen, staat niet in de regels die hier gelden.")
        else:
            parts.append("U krijgt de kans om dat aan te vullen; een termijn noemt het document niet.")
    else:
        verdict = "yes"
        parts.append("Niets staat in de weg om de klacht te behandelen.")
    parts += [f"Uitzondering: {_lower(g.unless)}." for g in grounds if g.unless]
    if facts.get("court") == "disciplinary":
        parts.append("Een tuchtorgaan is geen rechterlijke instantie; het kan naast de klacht.")
    if facts.get("court") == "administrative":
        parts.append("Een zaak bij de bestuursrechter staat niet in de weg.")
    if silent and silent != ["completion"]:
        parts.append("Over een ander punt dat u noemt, zeggen de regels die hier gelden niets.")
    sources = _rests_on(verdict, law, oral=oral) or (
        [g.source for g in grounds]
        or [i.source for i in missing]
        or [i.source for i in required.values()][:1]
    )
    return {
        "admissible": verdict,
        "grounds": [
            {
                "code": g.code,
                "label": g.label,
                "unless": g.unless,
                "must": g.must,
                "source": cited((g.source,))[0],
            }
            for g in grounds
        ],
        "missing": [item.code for item in missing],
        "notice_by": _notice_by(asked, facts) if grounds and verdict != "duties_lapsed" else None,
        "sources": cited(sources),
        "silent_on": silent,
        "explanation": explained(parts, sources),
    }


def _rests_on(verdict: str, law: str | None, *, oral: bool) -> list[Provenance]:
    """The articles of the Awb for an answer that rests on no single ground; elsewhere none."""
    if law != Law.AWB:
        return []
    match verdict:
        case "duties_lapsed":
            return [awb.article("9:5")]
        case "yes":
            return [awb.article("9:2" if oral else "9:4"), awb.article("9:8")]
        case _:
            return []


def _lower(text: str) -> str:
    return text[0].lower() + text[1:].rstrip(".")


def _notice_by(asked: Asked, facts: Mapping[str, object]) -> str | None:
    """The last day to tell the complainant that the complaint is not taken up."""
    received = _day(facts, "received") or _day(facts, "filed")
    for rule in asked.organisation.deadlines:
        if (
            rule.met_by == "inadmissibility_sent"
            and received
            and rule.starts in {StartEvent.RECEIPT, StartEvent.ARRIVAL}
        ):
            return due(rule.term, received, rule.calendar).due.isoformat()
    return None


def committee(asked: Asked, raw: Mapping[str, object]) -> Answer:
    """Who sits, who nominates them, how many must be there. Raises ``FactRefused``."""
    facts = COMMITTEE.read(raw)
    found = asked.organisation.committee
    if isinstance(found, NoCommittee):
        return {
            "committee": None,
            "seats": [],
            "silent_on": ["committee"],
            "sources": cited((found.source,)),
            "explanation": explained((found.reason,), (found.source,)),
        }
    return _committee(found, facts)


def _named(seat: Seat) -> str:
    """The seat with who nominates it, unless its label says so."""
    if seat.nominated_by is None or seat.nominated_by in seat.label:
        return seat.label
    return f"{seat.label} (voorgedragen door {seat.nominated_by})"


def _committee(found: Committee, facts: Mapping[str, object]) -> Answer:
    complainant = str(facts.get("complainant", "other"))
    asked_for = facts.get("complainant")
    panel = panel_for(found, complainant, youth_help=facts.get("youth_help") == "yes")
    seats = panel.seats if asked_for else found.seats
    board = facts.get("about") == "board"
    about_director = board or facts.get("about") == "director"
    raised = [*(panel.silent_on if asked_for else ())]
    if facts.get("act") == "hearing":
        raised.append("hearing_minimum")
    if facts.get("about") == "participant":
        raised.append("participant_appointments")
    if board:
        raised.append("about_committee")
    silent = [code for code, _ in found.silences if code in raised]
    words = [text for code, text in found.silences if code in silent]
    quorums = [q for q in found.quorums if q.act == facts.get("act") or "act" not in facts]
    parts = [
        f"{found.name}: ten minste {found.least_members} leden. "
        + ("In deze zaak: " if asked_for else "Wie van hen meedoen, hangt af van wie klaagt: ")
        + listed(_named(s) for s in seats)
        + f". De {seats[0].appointed_by} benoemt voor {found.term}, één keer te verlengen.",
        *(q.rule for q in quorums),
        *(
            f"Gaat de klacht over jeugdhulp, dan doet ook mee: {s.label}."
            for s in found.seats
            if facts.get("youth_help") not in {"yes", "no"} and complainant in s.youth_help_only
        ),
        f"Het rapport gaat naar de {found.reports_to_when_director if about_director else found.reports_to}"
        + (f", als met het bestuur de {found.reports_to} is bedoeld." if board else "."),
        *words,
    ]
    appointed = _day(facts, "appointed_from")
    ends = shift(appointed, found.term) if appointed else None
    if ends:
        parts.append(f"De benoeming loopt tot {dutch_date(ends)}.")
    sources: list[Provenance] = [found.source, *(q.source for q in quorums)]
    if facts.get("youth_help") == "yes":
        parts.append(
            "Bij jeugdhulp mogen klager én aangeklaagde zich laten bijstaan, en doet niemand mee over wie het gaat."
        )
        sources.append(jeugdwet.article("4.2.1 lid 2"))
    return {
        "committee": found.name,
        "seats": [
            {
                "seat": s.code,
                "label": s.label,
                "nominated_by": s.nominated_by,
                "appointed_by": s.appointed_by,
                "independent": s.independent,
            }
            for s in seats
        ],
        "complete": panel.complete if asked_for else None,
        "least_members": found.least_members,
        "term": str(found.term),
        "renewals": found.renewals,
        "appointed_until": ends.isoformat() if ends else None,
        "notice": str(found.notice),
        "secretary": found.secretary,
        "quorum": [{"act": q.act.value, "least": q.least, "most": q.most, "rule": q.rule} for q in quorums],
        "tie": found.decides_tie,
        "challenge_tie": found.challenge_tie,
        "reports_to": found.reports_to_when_director if about_director else found.reports_to,
        "silent_on": silent,
        "sources": cited(sources),
        "explanation": explained(parts, sources),
    }


def regime(asked: Asked, raw: Mapping[str, object]) -> Answer:
    """Which statute or regulation governs. Raises ``FactRefused``."""
    facts = {"complainant": "unknown"} | {name: str(value) for name, value in REGIME.read(raw).items()}
    if facts.get("about") == "assignment":
        facts["matter"] = "assignment"
    found = choose_regime(asked.organisation.regimes, facts)
    if found is None:
        return {
            "regime": None,
            "governs": [],
            "sources": [],
            "silent_on": ["regime"],
            "explanation": "De documenten zeggen niet welke regels hier gelden.",
        }
    parts, sources = [found.says], list(found.sources)
    if facts.get("matter") == "misconduct" and Law.WBK not in found.laws:
        parts.append(
            "De wet voor melders van misstanden geldt voor wie vanuit zijn werk meldt; een organisatie mag "
            "haar meldregeling ook voor anderen openstellen, maar dat hoeft niet."
        )
        sources += [wbk.article("1"), wbk.article("2 lid 6")]
    return {
        "regime": found.code,
        "governs": list(found.governs),
        "sources": cited(sources),
        "silent_on": list(found.silent_on),
        "explanation": explained(parts, sources),
    }
