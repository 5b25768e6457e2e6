"""A complainant who lets nothing be heard: what was asked, one reminder, and the reaction (KR-060 b)."""

from datetime import date

from wederhoor.complaints.acts import WRITE, Act, done_on
from wederhoor.correspondence.telling import Post, tell_complainants
from wederhoor.deadlines import service as deadlines
from wederhoor.deadlines.case import Case
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.deadlines import StartEvent
from wederhoor.work import Refusal, Refused


def request_made(case: Case, on: date) -> None:
    """The complainant was asked something: the four weeks after which they may be reminded start again (KR-060 b)."""
    work, dossier = case.work, case.dossier
    said = record.Entry(event=Event.COMPLAINANT_ASKED, facts={"on": on.isoformat()}, done_on=on)
    started = deadlines.recompute(work, dossier.id, case.answers, {StartEvent.LAST_REQUEST: on}, again=True)
    record.append(work, dossier.id, [said, *started])


def _remind_refusal(case: Case) -> Refusal | None:
    row = case.clocks.get("reminder")
    rule = next((r for r in case.answers.deadlines if r.met_by == "reminder_sent"), None)
    if rule is None:
        return Refusal(reason="Deze regeling kent geen herinnering aan de klager")
    if row is None or row.state == deadlines.NOT_STARTED:
        return Refusal(
            reason="Leg eerst vast wanneer de klager voor het laatst iets is gevraagd", source=rule.source
        )
    if row.state == deadlines.MET:
        return Refusal(reason="De klager is al één keer herinnerd", source=rule.source)
    if row.state != deadlines.RUNNING:
        return Refusal(reason="De klager heeft gereageerd", source=rule.source)
    if row.due_on is not None and case.work.today < row.due_on:
        return Refusal(reason=f"Herinneren kan {rule.term} na de laatste vraag", source=rule.source)
    return None


def remind_complainant(case: Case, on: date) -> None:
    """Remind the complainant, once; the two weeks to react start when the letter has left (KR-060 b)."""
    work, dossier = case.work, case.dossier
    post = Post(case=case, occasion=f"reminder:{dossier.version}", meets="reminder_sent")
    tell_complainants(post, ("reminder_complainant",), {})
    rule = next(r for r in case.answers.deadlines if r.met_by == "reminder_sent")
    said = record.Entry(event=Event.COMPLAINANT_REMINDED, done_on=on, article=str(rule.source))
    record.append(work, dossier.id, [said, *post.entries])
    if post.notices:
        post.send()
    else:
        deadlines.meet(work, dossier.id, case.answers, "reminder_sent", on)


def _reminders_known(case: Case) -> Refusal | None:
    if any(rule.met_by == "reminder_sent" for rule in case.answers.deadlines):
        return None
    return Refusal(reason="Deze regeling kent geen herinnering aan de klager")


def _reacted(case: Case, on: date) -> None:
    work, dossier = case.work, case.dossier
    asked = case.clocks.get("reminder")
    if asked is not None and asked.started_on is not None and on < asked.started_on:
        raise Refused("done_on", "Deze datum ligt vóór de dag waarop de klager iets is gevraagd.")
    said = record.Entry(event=Event.COMPLAINANT_REACTED, facts={"on": on.isoformat()}, done_on=on)
    record.append(work, dossier.id, [said])
    deadlines.meet(work, dossier.id, case.answers, "reaction_received", on)
    deadlines.lapse(work, dossier.id, case.answers, "reaction_received", "de klager heeft gereageerd")


ACTS = (
    Act(
        slug="vraag",
        title="Vastleggen dat de klager iets is gevraagd",
        lead="Vanaf deze dag telt de tijd waarna u de klager één keer herinnert.",
        submit="Vastleggen",
        group=WRITE,
        fields=lambda case: (done_on(case, "Wanneer is de klager iets gevraagd?"),),
        do=lambda case, v: request_made(case, v["done_on"]),
        refusal=_reminders_known,
    ),
    Act(
        slug="reactie",
        title="Vastleggen dat de klager heeft gereageerd",
        lead="De herinnering en de tijd om te reageren zijn dan niet meer nodig.",
        submit="Vastleggen",
        group=WRITE,
        fields=lambda case: (done_on(case, "Wanneer heeft de klager gereageerd?"),),
        do=lambda case, v: _reacted(case, v["done_on"]),
        refusal=_reminders_known,
    ),
    Act(
        slug="herinneren",
        title="De klager herinneren",
        lead="Dit mag één keer. Laat de klager daarna niets horen, dan kan de zaak worden gesloten.",
        submit="Herinneren",
        group=WRITE,
        fields=lambda case: (done_on(case, "Datum van de herinnering"),),
        do=lambda case, v: remind_complainant(case, v["done_on"]),
        refusal=_remind_refusal,
    ),
)
