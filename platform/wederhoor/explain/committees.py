"""Answers on the committee: who sits, who nominates and appoints them, how many must be there, and to whom it reports."""

from collections.abc import Mapping
from datetime import date

from wederhoor.explain.case_dates import day_of
from wederhoor.explain.context import Answer, Asked, cited, explained
from wederhoor.explain.questions_complaints import COMMITTEE
from wederhoor.rules.committee import Committee, NoCommittee, Seat, panel_for
from wederhoor.rules.deadlines import StartEvent, ahead
from wederhoor.rules.provenance import Provenance
from wederhoor.rules.wording import dutch_date, listed, times
from wederhoor.statutes import jeugdwet


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
    return _committee(asked, found, facts)


APPOINTER = "appointer"
"""The point of who appoints the panel when whoever does so otherwise is the one the complaint is about."""


def _beyond(found: Committee, seats: tuple[Seat, ...]) -> list[str]:
    """What the document adds: how many sit in one case, who stands in, what is asked of them and who may not sit."""
    said = [f"In één zaak zitten {found.panel} leden."] if found.panel else []
    for seat in seats:
        if seat.pool:
            said.append(f"Voor {seat.label} zijn er meer mensen; per zaak wordt gekozen.")
        if seat.deputies:
            deputies = (
                "is er 1 plaatsvervanger"
                if seat.deputies == 1
                else f"zijn er {seat.deputies} plaatsvervangers"
            )
            said.append(f"Voor {seat.label} {deputies}.")
        if seat.qualities:
            said.append(f"Van {seat.label} wordt gevraagd: {listed(seat.qualities)}.")
    return [*said, *(exclusion.says for exclusion in found.excludes)]


def _board_word(found: Committee) -> str:
    return "het bestuur" if found.reports_to == "bestuurder" else f"het bestuur of de {found.reports_to}"


def _reports_to(found: Committee, facts: Mapping[str, object]) -> str:
    if facts.get("about") in {"director", "board"}:
        return found.reports_to_when_director
    if facts.get("about") == "participant":
        return f"{found.reports_to} van de organisatie waarover de klacht gaat"
    return found.reports_to


def _appointed_until(asked: Asked, found: Committee, appointed: date) -> date:
    """The last day of an appointment, counted as the organisation's own term for it is."""
    counted = any(
        rule.starts is StartEvent.APPOINTED and rule.counts_start for rule in asked.organisation.deadlines
    )
    return ahead(appointed, found.term, counts_start=counted)


def _named(seat: Seat) -> str:
    """The seat with who nominates it, unless its label says so."""
    if seat.nominated_by is None or seat.nominated_by in seat.label:
        return seat.label
    return f"{seat.label} (voorgedragen door {seat.nominated_by})"


def _committee(asked: Asked, found: Committee, facts: Mapping[str, object]) -> Answer:
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
    silences = dict(found.silences)
    accused = about_director and any(s.appointed_by == found.reports_to for s in seats)
    if accused:
        raised.append(APPOINTER)
        silences.setdefault(
            APPOINTER,
            f"De {found.reports_to} over wie de klacht gaat, benoemt niet wie haar behandelt. Wie dat dan doet, zegt het "
            + (
                "document niet."
                if board
                else f"document niet; hier is dat de {found.reports_to_when_director}, die ook het rapport krijgt."
            ),
        )
    silent = [code for code in silences if code in raised]
    words = [silences[code] for code in silent]
    instead = None if board else found.reports_to_when_director
    appoints = [instead if accused and s.appointed_by == found.reports_to else s.appointed_by for s in seats]
    by_whom = listed(dict.fromkeys(f"de {who}" for who in appoints if who))
    quorums = [q for q in found.quorums if q.act == facts.get("act") or "act" not in facts]
    parts = [
        f"{found.name}: ten minste {found.least_members} leden. "
        + ("In deze zaak: " if asked_for else "Wie van hen meedoen, hangt af van wie klaagt: ")
        + listed(_named(s) for s in seats)
        + "."
        + (f" {by_whom[0].upper()}{by_whom[1:]} benoemt voor" if by_whom else " De benoeming is voor")
        + f" {found.term}, {times(found.renewals)} te verlengen.",
        *_beyond(found, seats),
        *(q.rule for q in quorums),
        *(
            f"Gaat de klacht over jeugdhulp, dan doet ook mee: {s.label}."
            for s in found.seats
            if facts.get("youth_help") not in {"yes", "no"} and complainant in s.youth_help_only
        ),
        f"Het rapport gaat naar de {_reports_to(found, facts)}"
        + (f", als met {_board_word(found)} de {found.reports_to} is bedoeld." if board else "."),
        *words,
    ]
    appointed = day_of(facts, "appointed_from")
    ends = _appointed_until(asked, found, appointed) if appointed else None
    if ends:
        parts.append(f"De benoeming loopt tot en met {dutch_date(ends)}.")
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
                "appointed_by": by,
                "independent": s.independent,
                **({"deputies": s.deputies} if s.deputies is not None else {}),
                **({"pool": True} if s.pool else {}),
                **({"qualities": list(s.qualities)} if s.qualities else {}),
            }
            for s, by in zip(seats, appoints, strict=True)
        ],
        "complete": panel.complete if asked_for else None,
        "least_members": found.least_members,
        **({"panel": found.panel} if found.panel is not None else {}),
        **(
            {"excludes": [{"code": e.code, "says": e.says} for e in found.excludes]} if found.excludes else {}
        ),
        "term": str(found.term),
        "renewals": found.renewals,
        "appointed_until": ends.isoformat() if ends else None,
        "notice": str(found.notice),
        "secretary": found.secretary,
        "quorum": [{"act": q.act.value, "least": q.least, "most": q.most, "rule": q.rule} for q in quorums],
        "tie": found.decides_tie,
        "challenge_tie": found.challenge_tie,
        "reports_to": _reports_to(found, facts),
        "silent_on": silent,
        "sources": cited(sources),
        "explanation": explained(parts, sources),
    }
