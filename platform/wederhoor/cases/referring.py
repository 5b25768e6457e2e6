"""What belongs elsewhere is sent on; when all of it goes, the case ends here."""

import uuid
from datetime import date

from wederhoor.cases.ending import Ground, Told, close
from wederhoor.correspondence.telling import Facts, Post, tell_complainants
from wederhoor.deadlines.case import Case
from wederhoor.dossiers.content import DECISION, Content
from wederhoor.organisation import Organisation
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.objections import may_be_objection as speaks_of_decision
from wederhoor.rules.provenance import Provenance, ToConfirm
from wederhoor.rules.wording import dutch_date
from wederhoor.statutes import awb
from wederhoor.tasks import service as tasks
from wederhoor.work import Work

OBJECTION, OTHER = "objection", "other"
KINDS = ((OBJECTION, "Een bezwaar tegen een besluit"), (OTHER, "Een klacht die bij een ander hoort"))


def refer(case: Case, *, kind: str, where: str, reason: str, whole: bool, done_on: date) -> None:
    """Send on what belongs elsewhere; an objection at once, and its receipt date stays (Awb 6:15)."""
    work, dossier = case.work, case.dossier
    source, words = refer_source(kind), dict(KINDS)[kind]
    said = record.Entry(
        event=Event.REFERRED,
        facts={"what": words[0].lower() + words[1:], "arrived_on": dossier.arrived_on.isoformat()},
        done_on=done_on,
        article=str(source),
        details={"where": where, "reason": reason},
        key_id=dossier.key_id,
    )
    if kind == OBJECTION:
        tasks.finish_all(work, dossier.id, tasks.TaskKind.FORWARD_OBJECTION)
    facts: Facts = {"where_to": where, "reason": reason, "reasons": reason, "closed_on": done_on}
    if whole:
        ground = Ground(code="referred", label="doorgestuurd", source=source)
        told = Told(letters=("forwarded",), facts=facts)
        close(case, ground, told, on=done_on, before=[said]).send()
        return
    post = Post(case=case, occasion=f"referred:{dossier.version}")
    tell_complainants(post, ("forwarded",), facts)
    record.append(work, dossier.id, [said, *post.entries])
    post.send()


def may_be_objection(content: Content, answers: Organisation) -> bool:
    """Whether somebody has to look today: it is to be sent on, or it is about a decision and nobody said that it is not.

    Only where the organisation takes decisions (Awb 1:3, 6:15); who said that it is a complaint is believed.
    """
    if content.as_objection:
        return content.as_objection == "yes"
    if not any(text.code == "objection_how" for text in answers.texts):
        return False
    return content.about_kind == DECISION or speaks_of_decision(content.description, content.objection)


def ask_to_forward(work: Work, dossier_id: uuid.UUID, arrived_on: date, *, wanted: bool) -> record.Entry:
    """What may be an objection: a task for today, with the day it arrived. Returns what the record says of it (Awb 6:15, 2:3)."""
    why = (
        "Wie dit schreef wil dat het als bezwaar doorgaat."
        if wanted
        else "Dit gaat over een besluit, of noemt er een."
    )
    told = {
        "what": f"{why} Kijk vandaag of het een bezwaar is, en stuur het dan vandaag door, met de dag van ontvangst: "
        f"{dutch_date(arrived_on)}. Kies in het dossier ‘Doorsturen’ en dan ‘Een bezwaar tegen een besluit’."
    }
    tasks.add_task(work, tasks.TaskKind.FORWARD_OBJECTION, told, due_on=work.today, dossier_id=dossier_id)
    return record.Entry(
        event=Event.MAY_BE_OBJECTION,
        facts={"arrived_on": arrived_on.isoformat()},
        article=str(refer_source(OBJECTION)),
    )


def refer_source(kind: str) -> Provenance:
    """The article for sending on, or that no document says how."""
    if kind == OBJECTION:
        return awb.article("6:15")
    return ToConfirm(reason="geen document zegt hoe een klacht wordt doorgestuurd")
