"""Tidying: drafts that expired or were sent lose their key, old counts go."""

from sqlalchemy import or_, select

from wederhoor.intake.attempts import forget_attempts
from wederhoor.intake.tables import Draft
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.work import Work

BATCH = 500


def tidy(work: Work) -> int:
    """Destroy the keys of drafts that are over. The key goes first: a crash in between leaves nothing readable."""
    over = or_(Draft.dossier_id.is_not(None), Draft.expires_at <= work.now)
    query = select(Draft).where(over, Draft.key_destroyed_at.is_(None)).order_by(Draft.id).limit(BATCH)
    drafts = list(work.session.scalars(query))
    expired = 0
    for draft in drafts:
        work.vault.destroy(draft.key_id)
        draft.key_destroyed_at, draft.body_sealed = work.now, None
        expired += draft.dossier_id is None
    if expired:
        entry = record.Entry(event=Event.DRAFT_EXPIRED, facts={"count": str(expired)})
        record.append(work, work.tenant_id, [entry])
    forget_attempts(work)
    return len(drafts)
