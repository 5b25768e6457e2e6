"""A case goes to another organisation, with the complainant's recorded consent; the day it came in goes along.

An organisation on this platform gets a complaint of its own, in a unit of work of its own: no query spans two tenants.
Any other gets the papers by post.
"""

import uuid
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select

from wederhoor.cases.copying import CaseCopy, open_copy, read_case
from wederhoor.cases.ending import Ground, Told, close
from wederhoor.cases.tables import Transfer
from wederhoor.correspondence import letters
from wederhoor.correspondence.code_letters import send_codes
from wederhoor.correspondence.telling import Post
from wederhoor.db import uuid7
from wederhoor.deadlines.case import Case
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.content import content_of, missing_items
from wederhoor.dossiers.own_answers import told_besides
from wederhoor.dossiers.parties import full_name
from wederhoor.dossiers.process import NoIntake, answers_about, process_of, regime_of
from wederhoor.dossiers.tables import Dossier
from wederhoor.notices import service as notices
from wederhoor.notices.labels import OWN_LETTERS
from wederhoor.notices.letters import issue_letter
from wederhoor.notices.service import Channel, Notice
from wederhoor.organisation import OrganisationError
from wederhoor.papers.copying import Placed, carry, filed_papers, keep_files, place_papers
from wederhoor.plugins import PluginError
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.letters import escape
from wederhoor.rules.provenance import ToConfirm
from wederhoor.rules.wording import dutch_date
from wederhoor.setbacks import service as setbacks
from wederhoor.settings.service import UnknownTenant, begin_work, store_answers, tenant_by_slug
from wederhoor.tasks.service import TaskKind, add_task
from wederhoor.tenancy.tables import Tenant
from wederhoor.vault.objects import open_files
from wederhoor.work import SYSTEM, Installation, Refused, Work

OUT, IN = "out", "in"
PACKAGE = "transfer_package"
SOURCE = ToConfirm(reason="geen document zegt hoe een klacht naar een andere organisatie gaat")
PARTS = (
    ("description", "Waar de klacht over gaat"),
    ("objection", "Waarom de klager het er niet mee eens is"),
    ("steps_taken", "Wat de klager zelf al deed"),
    ("why_late", "Waarom de klager er na meer dan een jaar mee komt"),
)


def transfer(
    case: Case, *, body: str, to_slug: str | None, consent: str, reason: str, done_on: date
) -> uuid.UUID:
    """Hand a case over and close it here; returns the id both sides know it by. Raises Refused."""
    work, dossier = case.work, case.dossier
    if to_slug:
        if body:
            raise Refused(
                "body",
                "U koos hierboven al een organisatie. Maak dit veld leeg, of kies hierboven dat zij hier niet bij is.",
            )
        body = _receiver(work, to_slug).name
    elif not body:
        raise Refused("body", "Vul in naar welke organisatie de zaak gaat.")
    if not consent.strip():
        raise Refused(
            "consent", "Overdragen kan alleen als de klager ermee instemt. Schrijf op hoe dat bleek."
        )
    row = Transfer(
        id=uuid7(),
        dossier_id=dossier.id,
        key_id=dossier.key_id,
        direction=OUT,
        transfer_id=uuid7(),
        body=body,
        to_slug=to_slug or None,
        entered_at=work.now,
        account_id=work.actor.account_id,
    )
    row.tenant_id = work.tenant_id
    work.session.add(row)
    row.consent = consent
    work.session.flush()
    facts: dict[str, str | date] = {
        "where_to": body,
        "reason": reason,
        "reasons": reason,
        "closed_on": done_on,
    }
    ground = Ground(
        code="transferred", label="overgedragen", source=SOURCE, event=Event.DOSSIER_TRANSFERRED, facts={}
    )
    told = Told(
        letters=("forwarded", "closed"),
        facts=facts,
        details={"consent": consent, "reason": reason, "body": body},
    )
    post = close(case, ground, told, on=done_on)
    if not to_slug:
        _add_package(post, body)
    post.send()
    notices.wake(work)
    return row.transfer_id


def _receiver(work: Work, slug: str) -> Tenant:
    """Another organisation of this platform that can take a case over."""
    try:
        tenant, own = tenant_by_slug(work.session, slug), work.session.get_one(Tenant, work.tenant_id)
    except UnknownTenant:
        raise Refused("to_slug", "Deze organisatie werkt niet met dit platform.") from None
    if tenant.id == own.id:
        raise Refused("to_slug", "Dit is uw eigen organisatie.")
    if tenant.demo != own.demo:
        raise Refused("to_slug", "Een echte zaak kan niet naar een demonstratie, en andersom.")
    return tenant


def _add_package(post: Post, body: str) -> None:
    """What goes to the other organisation by post: the complaint and who complains, on paper."""
    case = post.case
    work, dossier = case.work, case.dossier
    lines = [
        f"Nummer: {dossier.number}",
        f"Binnengekomen op {dutch_date(dossier.arrived_on)}.",
        "## De klacht",
    ]
    for name, label in PARTS:
        if text := getattr(case.content, name):
            lines += [f"### {label}", escape(text)]
    for label, text in told_besides(case.content, case.answers):
        lines += [f"### {escape(label)}", escape(text)]
    lines.append("## Wie klaagt")
    going = [party for party in dossiers.complainants_of(work, dossier.id) if party.withdrawn_on is None]
    called = {party.id: full_name(party.name) for party in going}
    for party in going:
        values = [*(party.name or {}).values(), *(party.contact or {}).values()]
        line = ", ".join(value for value in values if value)
        spoken_for = called.get(party.represents_id) if party.represents_id else None
        lines.append(escape(f"{line} (spreekt namens {spoken_for})" if spoken_for else line))
    letter = issue_letter(
        work,
        dossier.id,
        dossier.key_id,
        code=PACKAGE,
        title=OWN_LETTERS[PACKAGE],
        addressee="body",
        body=f"Aan: {escape(body)}\n\n" + "\n\n".join(lines) + "\n",
    )
    work.session.flush()
    post.notices.append(
        Notice(
            letter=PACKAGE,
            occasion=post.occasion,
            addressee="body",
            channel=Channel.POST,
            letter_id=letter.id,
        )
    )
    record.append(work, dossier.id, letters.issued(letter))


JOB = "transfer"
"""This job, among setbacks."""
_TO_DELIVER = (Transfer.direction == OUT, Transfer.arrived_at.is_(None), Transfer.to_slug.is_not(None))


def is_waiting(work: Work) -> bool:
    """Whether this organisation handed over something that has not arrived."""
    return (
        work.session.scalars(
            select(Transfer.id).where(*_TO_DELIVER, setbacks.free(JOB, Transfer.id, work.now)).limit(1)
        ).first()
        is not None
    )


def deliver(installation: Installation, tenant_id: uuid.UUID, now: datetime) -> int:
    """Bring what a tenant handed over to the organisations it was for. Returns how many arrived.

    The same transfer twice is the same complaint: the receiving side keeps its id. A crash in between does no harm.
    """
    with begin_work(installation, tenant_id, write=False, actor=SYSTEM, now=now) as work:
        query = select(Transfer.id).where(*_TO_DELIVER, setbacks.free(JOB, Transfer.id, now))
        waiting = list(work.session.scalars(query.order_by(Transfer.id).limit(20)))
    arrived: list[uuid.UUID] = []

    def bring(row_id: uuid.UUID) -> None:
        if _bring(installation, tenant_id, row_id, now):
            arrived.append(row_id)

    def open_work() -> AbstractContextManager[Work]:
        return begin_work(installation, tenant_id, write=True, actor=SYSTEM, now=now)

    setbacks.each(open_work, JOB, waiting, bring, tell=_show_stranded)
    return len(arrived)


def _bring(installation: Installation, tenant_id: uuid.UUID, row_id: uuid.UUID, now: datetime) -> bool:
    """Bring one matter; False when the other organisation cannot take it in now."""
    files = open_files(installation.config)
    with begin_work(installation, tenant_id, write=False, actor=SYSTEM, now=now) as work:
        row = work.session.get_one(Transfer, (work.tenant_id, row_id))
        dossier = work.session.get_one(Dossier, (work.tenant_id, row.dossier_id))
        parties = [
            p for p in dossiers.parties_of(work, dossier.id) if p.role == "accused" or p.withdrawn_on is None
        ]
        case = read_case(work, dossier, content_of(work, dossier), parties, alone=True)
        receiver = tenant_by_slug(work.session, row.to_slug or "").id
        going = [party.id for party in parties if party.role != "accused"]
        carried = [carry(work, files, paper) for paper in filed_papers(work, dossier.id, going)]
        transfer_id, sender = row.transfer_id, work.organisation.profile.name
    placed = keep_files(installation.vault.of(receiver), files, carried)
    taken = False
    try:
        with begin_work(installation, receiver, write=True, actor=SYSTEM, now=now) as work:
            taken = _take_over(work, transfer_id, sender, case, placed)
    except (NoIntake, PluginError, OrganisationError):  # it stays on its way until they can take it in
        return False
    finally:
        for one in placed if not taken else ():
            files.remove(receiver, one.paper_id)
    with begin_work(installation, tenant_id, write=True, actor=SYSTEM, now=now) as work:
        work.session.get_one(Transfer, (work.tenant_id, row_id)).arrived_at = now
    return True


def _show_stranded(work: Work, row_id: uuid.UUID, over: bool) -> None:
    """A case that cannot be brought is something to do in its dossier, once nobody tries any more."""
    row = work.session.get(Transfer, (work.tenant_id, row_id))
    if over and row is not None:
        what = f"De overdracht aan {row.body} is niet aangekomen. Bel hen, stuur de stukken per post en vertel het uw beheerder."
        add_task(
            work, TaskKind.TRANSFER_STRANDED, {"what": what}, due_on=work.today, dossier_id=row.dossier_id
        )


def _take_over(
    work: Work, transfer_id: uuid.UUID, sender: str, case: CaseCopy, papers: Sequence[Placed]
) -> bool:
    """A complaint of this organisation's own, with the day it came in at the other and what the complainant filed there.

    Returns whether it was not known yet.
    """
    known = select(Transfer.id).where(Transfer.transfer_id == transfer_id)
    if work.session.scalars(known).first() is not None:
        return False
    answers = work.organisation
    here = answers_about(answers, case.content, case.channel)
    process_of(here)
    categories = {category.code for category in answers.categories}
    taken = replace(
        case,
        category=case.category if case.category in categories else "other",
        regime=regime_of(answers, case.content),
        received_on=None if missing_items(case.content, here.required_content) else case.received_on,
    )
    facts = {"body": sender, "arrived_on": case.arrived_on.isoformat()}
    entry = record.Entry(event=Event.DOSSIER_RECEIVED, facts=facts, done_on=work.today, article=str(SOURCE))
    made = open_copy(work, answers, store_answers(work), taken, entry)
    dossier = work.session.get_one(Dossier, (work.tenant_id, made))
    row = Transfer(
        id=uuid7(),
        dossier_id=made,
        key_id=dossier.key_id,
        direction=IN,
        transfer_id=transfer_id,
        body=sender,
        entered_at=work.now,
        arrived_at=work.now,
    )
    work.session.add(row)
    place_papers(work, made, papers)
    send_codes(work, dossier)
    add_task(
        work,
        TaskKind.TRANSFERRED,
        {
            "what": "Deze zaak is overgedragen. Verstuur de brief met de nieuwe code, en bevestig over wie het gaat."
        },
        due_on=work.today,
        dossier_id=made,
    )
    return True
