"""That the committee met about a complaint: the day, which meets the term the regulation sets for it."""

from datetime import date

from wederhoor.complaints.acts import Act, done_on
from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.case import Case
from wederhoor.rules.deadlines import DeadlineRule
from wederhoor.work import Refusal, Refused

MET_BY = "committee_met"


def meeting_rule(case: Case) -> DeadlineRule | None:
    """The term for the first meeting, where the regulation has one (bijlage 4, Overige huishoudelijke afspraken)."""
    return next((rule for rule in case.answers.deadlines if rule.met_by == MET_BY), None)


def note_meeting(case: Case, on: date) -> None:
    """The committee met for the first time about this complaint. Raises Refused for a day before it was received."""
    received = case.dossier.received_on
    if received is not None and on < received:
        raise Refused("done_on", "Deze dag ligt vóór de datum van ontvangst van de klacht.")
    deadlines.meet(case.work, case.dossier.id, case.answers, MET_BY, on)


def _refusal(case: Case) -> Refusal | None:
    rule = meeting_rule(case)
    row = case.clocks.get(rule.code) if rule else None
    if rule is None or row is None or row.state == deadlines.NOT_STARTED:
        return Refusal(reason="Deze termijn is nog niet begonnen", source=rule.source if rule else None)
    if row.state == deadlines.MET:
        return Refusal(reason="De eerste bijeenkomst is al vastgelegd", source=rule.source)
    if row.state != deadlines.RUNNING:
        return Refusal(reason="Deze termijn is gestopt", source=rule.source)
    return None


ACTS = (
    Act(
        slug="bijeenkomst",
        title="Vastleggen dat de commissie bijeenkwam",
        lead="De eerste bijeenkomst van de commissie over deze klacht. De termijn daarvoor is dan gehaald.",
        submit="Vastleggen",
        fields=lambda case: (done_on(case, "Op welke dag kwam de commissie bijeen?"),),
        do=lambda case, v: note_meeting(case, v["done_on"]),
        refusal=_refusal,
        fits=lambda case: meeting_rule(case) is not None,
        source=lambda case: rule.source if (rule := meeting_rule(case)) else None,
    ),
)
