"""Tidying: drafts that expired or were sent lose their key and the papers left in them, old counts go."""

from sqlalchemy import or_, select

from wederhoor.intake.attempts import forget_attempts
from wederhoor.intake.tables import Draft
from wederhoor.papers import jobs as papers
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.vault.files import FileStore
from wederhoor.work import Work

BATCH = 500


def tidy(work: Work, files: FileStore) -> int:
    """Destroy the keys of drafts that are over, and the papers left in them.

    The key goes first: a crash in between leaves nothing readable.
    """
    over = or_(Draft.dossier_id.is_not(None), Draft.expires_at <= work.now)
    query = select(Draft).where(over, Draft.key_destroyed_at.is_(None)).order_by(Draft.id).limit(BATCH)
    drafts = list(work.session.scalars(query))
    expired = 0
    for draft in drafts:
        if draft.dossier_id is not None and (count := papers.left_behind(work, draft.id)):
            entry = record.Entry(event=Event.PAPER_LEFT_BEHIND, facts={"count": str(count)})
            record.append(work, draft.dossier_id, [entry])
        work.vault.destroy(draft.key_id)
        draft.key_destroyed_at, draft.body_sealed = work.now, None
        expired += draft.dossier_id is None
    papers.forget_left_behind(work, files, [draft.id for draft in drafts])
    papers.forget_unfinished(work, files)
    if expired:
        entry = record.Entry(event=Event.DRAFT_EXPIRED, facts={"count": str(expired)})
        record.append(work, work.tenant_id, [entry])
    forget_attempts(work)
    return len(drafts)
