"""A complaint while it is being written: sealed, found by its code, kept for some weeks after the last change."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, Select, bindparam, select, update

from wederhoor.dossiers.content import Content, read_content
from wederhoor.dossiers.process import process_of
from wederhoor.intake.tables import Draft
from wederhoor.tenancy.locks import change_row, read_rows
from wederhoor.vault.codes import new_code
from wederhoor.vault.sealed import opened_value
from wederhoor.work import Work


def lasts(work: Work) -> timedelta:
    """How long a draft is kept after the last change: a setting of the organisation."""
    return timedelta(days=work.organisation.profile.drafts.days)


class NoSuchDraft(Exception):
    """There is no draft behind this code (any more)."""


class AlreadySent(Exception):
    """The draft was sent; its dossier holds it now."""


def start_draft(work: Work) -> str:
    """Begin a draft; returns its code, which becomes the receipt code."""
    process_of(work.organisation)
    code = new_code()
    key_id = work.vault.new_key()
    draft = Draft(
        code_hash=work.vault.code_hash(code),
        key_id=key_id,
        created_at=work.now,
        updated_at=work.now,
        expires_at=work.now + lasts(work),
    )
    work.session.add(draft)
    draft.body = Content().as_dict()
    return code


def find_draft(work: Work, code: str, *, lock: bool = False) -> Draft:
    """The draft behind a code, sent or not. Raises NoSuchDraft."""
    query = select(Draft).where(Draft.code_hash == work.vault.code_hash(code))
    draft = work.session.scalars(query.with_for_update() if lock else query).first()
    if draft is None or (draft.dossier_id is None and draft.expires_at <= work.now):
        raise NoSuchDraft
    return draft


_DRAFTS = Draft.__table__
_DRAFT = select(
    _DRAFTS.c.id,
    _DRAFTS.c.key_id,
    _DRAFTS.c.body_sealed,
    _DRAFTS.c.dossier_id,
    _DRAFTS.c.expires_at,
    _DRAFTS.c.created_at,
).where(_DRAFTS.c.tenant_id == bindparam("tenant"), _DRAFTS.c.code_hash == bindparam("code"))


def draft_content(work: Work, code: str) -> Content:
    """What a draft that was not sent holds. Raises NoSuchDraft or AlreadySent."""
    row = _row_behind(work, code, _DRAFT)
    if row.dossier_id is not None:
        raise AlreadySent
    return content_in(work, row)


def content_in(work: Work, row: Row[*tuple[Any, ...]]) -> Content:
    """What a draft's row holds."""
    place = (Draft.__tablename__, "body_sealed", row.id)
    return read_content(opened_value(work.vault, row.key_id, *place, row.body_sealed))


def save_draft(work: Work, code: str, values: Mapping[str, Any]) -> Content:
    """Keep what was filled in on one page. Raises NoSuchDraft or AlreadySent."""
    draft = find_draft(work, code, lock=True)
    if draft.dossier_id is not None:
        raise AlreadySent
    content = read_content(draft.body).merged(values)
    draft.body = content.as_dict()
    draft.updated_at, draft.warned_at = work.now, None
    draft.expires_at = work.now + lasts(work)
    return content


_SENT = (
    update(Draft)
    .where(
        _DRAFTS.c.tenant_id == bindparam("tenant"),
        _DRAFTS.c.id == bindparam("draft"),
        _DRAFTS.c.dossier_id.is_(None),
    )
    .values(dossier_id=bindparam("dossier"), body_sealed=None)
)


def lock_draft(work: Work, code: str) -> Row[*tuple[Any, ...]]:
    """The draft behind a code, sent or not, kept from others until the transaction ends. Raises NoSuchDraft."""
    return _row_behind(work, code, _DRAFT.with_for_update())


def _row_behind(work: Work, code: str, statement: Select[*tuple[Any, ...]]) -> Row[*tuple[Any, ...]]:
    rows = read_rows(work.session, statement, code=work.vault.code_hash(code))
    if not rows or (rows[0].dossier_id is None and rows[0].expires_at <= work.now):
        raise NoSuchDraft
    return rows[0]


def mark_sent(work: Work, draft_id: uuid.UUID, dossier_id: uuid.UUID) -> None:
    """The draft's dossier holds it from now on. Raises NoSuchDraft when it was sent before."""
    if change_row(work.session, _SENT, draft=draft_id, dossier=dossier_id) != 1:
        raise NoSuchDraft
