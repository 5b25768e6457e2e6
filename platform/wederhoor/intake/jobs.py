"""Tidying: drafts that expired or were sent lose their key and the papers left in them, old counts go."""

import uuid
from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import ColumnElement, or_, select

from wederhoor.dossiers.content import read_content
from wederhoor.dossiers.tables import Dossier
from wederhoor.intake.tables import Draft
from wederhoor.notices import words
from wederhoor.notices.service import Channel, Notice, State, announce
from wederhoor.notices.tables import OutboxRow
from wederhoor.papers import jobs as papers
from wederhoor.people.attempts import forget_attempts
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.wording import dutch_date
from wederhoor.setbacks import service as setbacks
from wederhoor.setbacks.service import OpenWork
from wederhoor.tasks import service as tasks
from wederhoor.tasks.tables import Task
from wederhoor.vault.files import FileStore
from wederhoor.work import Work, local_date

BATCH = 500
EXPIRY, TIDY = "draft_expires", "draft_over"
"""These jobs, among setbacks."""


WARN_BEFORE = timedelta(days=3)
TOLD_WITHIN = timedelta(hours=48)


def find_untold(work: Work) -> int:
    """A mail about news that has not left within 48 hours becomes a task, once (Awb 2:10). Returns how many.

    A letter by post waits for a person and is not a notification; what failed or bounced is.
    """
    late = (
        select(OutboxRow.matter_id, OutboxRow.id)
        .join(Dossier, (Dossier.tenant_id == OutboxRow.tenant_id) & (Dossier.id == OutboxRow.matter_id))
        .where(
            OutboxRow.addressee.startswith("party:"),
            OutboxRow.channel == Channel.EMAIL.value,
            OutboxRow.state.in_([State.WAITING.value, State.UNCERTAIN.value, State.FAILED.value]),
            OutboxRow.not_before <= work.now,
            OutboxRow.created_at <= work.now - TOLD_WITHIN,
            OutboxRow.created_at > work.now - 2 * TOLD_WITHIN,
        )
    )
    found = {row.matter_id for row in work.session.execute(late)}
    known = select(Task.dossier_id).where(
        Task.kind == tasks.TaskKind.NOT_TOLD_IN_TIME.value,
        Task.dossier_id.in_(found),
        Task.made_at > work.now - 2 * TOLD_WITHIN,
    )
    for dossier_id in sorted(found - set(work.session.scalars(known))):
        text = {
            "what": "Een bericht aan de klager is niet binnen 48 uur verzonden. Bel, of stuur het op een andere manier."
        }
        tasks.add_task(work, tasks.TaskKind.NOT_TOLD_IN_TIME, text, due_on=work.today, dossier_id=dossier_id)
    return len(found)


def announce_expiry_each(open_work: OpenWork) -> None:
    """Tell of drafts that are about to expire, so that one that cannot be read holds up no other."""
    with open_work() as work:
        query = select(Draft.id).where(*_expires_soon(work)).order_by(Draft.id).limit(BATCH)
        waiting = list(work.session.scalars(query))
    setbacks.together(open_work, EXPIRY, waiting, announce_expiry)


def _expires_soon(work: Work) -> tuple[ColumnElement[bool], ...]:
    soon = (Draft.expires_at > work.now) & (Draft.expires_at <= work.now + WARN_BEFORE)
    free = setbacks.free(EXPIRY, Draft.id, work.now)
    return soon, Draft.dossier_id.is_(None), Draft.warned_at.is_(None), free


def announce_expiry(work: Work, only: Collection[uuid.UUID] | None = None) -> int:
    """Tell who is still writing that the draft will be destroyed: once, by mail, three days before.

    Only who gave an address, said that mail is fine and did not say that it is unsafe. The mail says nothing of what it
    is about; `only`: of these drafts. Returns how many were told.
    """
    query = select(Draft).where(*_expires_soon(work))
    if only is not None:
        query = query.where(Draft.id.in_(only))
    warned = 0
    for draft in work.session.scalars(query.order_by(Draft.id).limit(BATCH)):
        draft.warned_at = work.now
        content = read_content(draft.body)
        if not (content.email and content.contact_consent and not content.no_email):
            continue
        name = work.organisation.profile.name
        until = dutch_date(local_date(draft.expires_at))
        notice = Notice(
            letter="draft_expires",
            occasion=draft.expires_at.date().isoformat(),
            addressee="draft",
            channel=Channel.EMAIL,
            recipient=content.email,
            text=(
                f"Beste lezer,\n\nU bent bij {name} iets begonnen dat nog niet is verstuurd. Op {until} wordt het "
                f"vernietigd.\n\nWilt u verder? Dat kan hier, met uw code:\n{words.LINK}\n\n"
                f"Wilt u niet verder? Dan hoeft u niets te doen.\n\n{words.NO_REPLY}"
            ),
        )
        announce(work, draft.id, draft.key_id, [notice])
        warned += 1
    return warned


def tidy_each(open_work: OpenWork, files: FileStore) -> None:
    """Destroy what is over, so that one draft for which it fails holds up no other."""
    with open_work() as work:
        query = select(Draft.id).where(*_is_over(work)).order_by(Draft.id).limit(BATCH)
        waiting = list(work.session.scalars(query))

    def destroy(work: Work, only: Collection[uuid.UUID]) -> None:
        tidy(work, files, only)

    setbacks.together(open_work, TIDY, waiting, destroy)


def tidy_rest(work: Work, files: FileStore) -> None:
    """Destroy what never came in whole, and counts that are over."""
    papers.forget_unfinished(work, files)
    forget_attempts(work)


def _is_over(work: Work) -> tuple[ColumnElement[bool], ...]:
    over = or_(Draft.dossier_id.is_not(None), Draft.expires_at <= work.now)
    return over, Draft.key_destroyed_at.is_(None), setbacks.free(TIDY, Draft.id, work.now)


def tidy(work: Work, files: FileStore, only: Collection[uuid.UUID] | None = None) -> int:
    """Destroy the keys of drafts that are over, or of `only` these, and the papers left in them. Returns how many drafts.

    The key goes first: a crash in between leaves nothing readable.
    """
    query = select(Draft).where(*_is_over(work)).order_by(Draft.id).limit(BATCH)
    drafts = list(work.session.scalars(query if only is None else query.where(Draft.id.in_(only))))
    expired = 0
    for draft in drafts:
        if draft.dossier_id is not None and (count := papers.left_behind(work, draft.id)):
            entry = record.Entry(event=Event.PAPER_LEFT_BEHIND, facts={"count": str(count)})
            record.append(work, draft.dossier_id, [entry])
        work.vault.destroy(draft.key_id)
        draft.key_destroyed_at, draft.body_sealed = work.now, None
        expired += draft.dossier_id is None
    papers.forget_left_behind(work, files, [draft.id for draft in drafts])
    if expired:
        entry = record.Entry(event=Event.DRAFT_EXPIRED, facts={"count": str(expired)})
        record.append(work, work.tenant_id, [entry])
    if only is None:
        tidy_rest(work, files)
    return len(drafts)
