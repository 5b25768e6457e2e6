"""Answers on complaints besides terms: admissibility, committee, regime."""

from collections.abc import Mapping

from wederhoor.explain.case_dates import day_of
from wederhoor.explain.case_facts import can_be_completed, for_this_case, missing_items
from wederhoor.explain.context import Answer, Asked, cited, explained
from wederhoor.explain.questions_complaints import ADMISSIBILITY, REGIME
from wederhoor.explain.reading import FactRefused
from wederhoor.organisation import Organisation
from wederhoor.rules.admissibility import AdmissibilityGround, FilingLimit, Sign
from wederhoor.rules.deadlines import StartEvent, due
from wederhoor.rules.provenance import Provenance, ToConfirm
from wederhoor.rules.regimes import Law, choose_regime
from wederhoor.rules.terms import Term, Unit
from wederhoor.rules.wording import listed
from wederhoor.statutes import awb, wbk

_YEAR = Term(1, Unit.YEARS)
_OTHER_COURTS = frozenset({"civil", "criminal", "other"})


_EXCUSED_BY = {
    Sign.HANDLED_EARLIER: "new_facts",
    Sign.TOO_LATE: "special_reason",
}
"""Which fact says that the exception a document makes to a ground applies."""
_LIMIT_FROM = {
    StartEvent.HAPPENED: "event",
    StartEvent.KNOWN: "known",
    StartEvent.BODY_DECIDED: "body_decided",
}
_USUAL_LIMIT = FilingLimit(term=_YEAR)


def _too_late(facts: Mapping[str, object], limit: FilingLimit) -> bool:
    began = day_of(facts, _LIMIT_FROM.get(limit.starts, "event"))
    filed = day_of(facts, "filed") or day_of(facts, "received")
    return began is not None and filed is not None and filed > limit.last_day(began)


def _raised(facts: Mapping[str, object], known: Mapping[str, AdmissibilityGround]) -> list[str]:
    """The grounds the facts meet, by code, whichever document names them.

    A ground of the organisation is met by what it shows by (`Sign`), or because it is named. What excuses a complaint counts only where
    the document itself makes that exception. A ground no document here names is met by the fact of that name.
    """

    def yes(name: str) -> bool:
        return facts.get(name) == "yes"

    named = facts.get("grounds")
    said = set(named) if isinstance(named, tuple) else set()
    usual = {
        "anonymous": yes("anonymous"),
        "not_participating": facts.get("participant") == "no",
        "handled_before": yes("handled_before"),
        "same_pending": yes("same_pending"),
        "older_than_a_year": _too_late(facts, _USUAL_LIMIT),
        "other_court": facts.get("court") in _OTHER_COURTS,
        "objection_possible": yes("objection_possible"),
        "appeal_possible": yes("appeal_possible"),
        "criminal_inquiry": yes("criminal_inquiry"),
        "insufficient_interest": yes("insufficient_interest"),
    }
    by_sign = {
        Sign.UNNAMED: yes("anonymous"),
        Sign.HANDLED_EARLIER: yes("handled_before"),
        Sign.STILL_PENDING: yes("same_pending"),
    }
    signs = {ground.sign for ground in known.values()}
    found = []
    for code, ground in known.items():
        met = code in said or usual.get(code, False)
        if ground.sign is Sign.TOO_LATE:
            met = code in said or _too_late(facts, ground.limit or _USUAL_LIMIT)
        elif ground.sign in by_sign:
            met = met or by_sign[ground.sign]
        excuse = (
            "late_decision"
            if code == "appeal_possible"
            else _EXCUSED_BY.get(ground.sign)
            if ground.sign
            else None
        )
        if met and not (ground.unless and excuse and yes(excuse)):
            found.append(code)
    same = {
        "anonymous": Sign.UNNAMED,
        "handled_before": Sign.HANDLED_EARLIER,
        "same_pending": Sign.STILL_PENDING,
    }
    same["older_than_a_year"] = Sign.TOO_LATE
    silent = [
        code for code, met in usual.items() if met and code not in known and same.get(code) not in signs
    ]
    return [*found, *silent]


def _refuse_unknown_grounds(facts: Mapping[str, object], known: Mapping[str, AdmissibilityGround]) -> None:
    named = facts.get("grounds")
    for code in named if isinstance(named, tuple) else ():
        if code not in known:
            there = f"wel: {', '.join(known)}" if known else "er zijn er geen"
            raise FactRefused(f"De grond ‘{code}’ staat niet in de regeling; {there}.")


def admissibility(asked: Asked, raw: Mapping[str, object]) -> Answer:
    """Whether a complaint is taken up. Raises ``FactRefused``."""
    facts = ADMISSIBILITY.read(raw)
    organisation, law = for_this_case(asked.organisation, facts), asked.organisation.edition.law
    known = {ground.code: ground for ground in organisation.admissibility}
    _refuse_unknown_grounds(facts, known)
    raised = _raised(facts, known)
    grounds = [known[code] for code in raised if code in known]
    silent = [code for code in raised if code not in known]
    required = {item.code: item for item in organisation.required_content}
    asked_for = missing_items(organisation, facts.get("missing"))
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
        chance = can_be_completed(organisation)
        parts.append(
            chance or "Of en tot wanneer u dat mag aanvullen, staat niet in de regels die hier gelden."
        )
        if chance is None:
            silent.append("completion")
    else:
        verdict = "yes"
        parts.append(_nothing_met(organisation))
    parts += [f"Uitzondering: {_lower(g.unless)}." for g in grounds if g.unless]
    if "other_court" in known and facts.get("court") == "disciplinary":
        parts.append("Een tuchtorgaan is geen rechter; dat kan naast de klacht.")
    if "other_court" in known and facts.get("court") == "administrative":
        parts.append("Een zaak bij de bestuursrechter is hier geen reden om een klacht niet te behandelen.")
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
        "notice_by": _notice_by(organisation, facts) if grounds and verdict != "duties_lapsed" else None,
        "sources": cited(sources),
        "silent_on": silent,
        "explanation": explained(parts, sources),
    }


def _nothing_met(organisation: Organisation) -> str:
    """What can be said when no ground is met: only what the rules here name, or that they name none."""
    if not organisation.admissibility:
        return (
            "Op grond van wat u vertelt is er geen reden om de klacht niet te behandelen; welke gronden er zijn, "
            "staat niet in de documenten die hier gelden."
        )
    named = listed(_lower(ground.label) for ground in organisation.admissibility)
    return f"Van de gronden die de regels hier noemen, raakt er geen aan wat u vertelt. Zij noemen: {named}."


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


def _notice_by(organisation: Organisation, facts: Mapping[str, object]) -> str | None:
    """The last day to tell the complainant that the complaint is not taken up."""
    received = day_of(facts, "received") or day_of(facts, "filed")
    for rule in organisation.deadlines:
        if (
            rule.met_by == "inadmissibility_sent"
            and received
            and rule.starts in {StartEvent.RECEIPT, StartEvent.ARRIVAL}
        ):
            return due(rule.term, received, rule.calendar).due.isoformat()
    return None


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
