"""An organisation's answers under one edition of its code of conduct, in force or not; also while its plugin is away."""

import json
import uuid
from datetime import timedelta

from sqlalchemy import select

from wederhoor.memory import Memory
from wederhoor.organisation import Organisation, OrganisationError, content_hash, freeze
from wederhoor.plugins import PluginError
from wederhoor.rules.regulations import EditionKind
from wederhoor.settings.service import (
    answers_id_of,
    as_stored,
    asked_under,
    id_of,
    origin_now,
    settings_on,
    store_answers,
)
from wederhoor.settings.tables import FrozenAnswers
from wederhoor.tenancy.locks import add_once
from wederhoor.work import Work

BEFORE = timedelta(seconds=1)
"""Other editions are stored as if just before the answers of today, so that those stay the ones stored last."""
MOST = 200
_complete: Memory[tuple[uuid.UUID, uuid.UUID], bool] = Memory(20_000)
"""Tenants with the answers beside which every other edition is stored, so that this process does not look again."""


def answers_under(work: Work, code_edition: str) -> Organisation:
    """The organisation's answers today under one edition of its code of conduct, in force or not.

    While the plugin is away: as they were stored under that edition last. Raises OrganisationError for an edition it does
    not have, PluginError or OrganisationError where nothing was stored under it.
    """
    if code_edition == work.organisation.code_edition.code:
        return work.organisation
    try:
        return asked_under(work, code_edition)
    except (PluginError, OrganisationError):
        found = _stored_under(work, code_edition) if work.read_only else None
        if found is None:
            raise
        return found


def _stored_under(work: Work, code_edition: str) -> Organisation | None:
    settings = json.dumps(settings_on(work.session, work.today) or {}, sort_keys=True)
    query = select(FrozenAnswers.body).order_by(FrozenAnswers.stored_at.desc(), FrozenAnswers.id).limit(MOST)
    for body in work.session.scalars(query):
        answers = as_stored(body, settings)
        if answers.code_edition.code == code_edition:
            return answers
    return None


def keep(work: Work) -> int:
    """Store the answers under every other edition of the code beside those of today; returns how many were new.

    Those of today come first, where they are not stored yet.
    """
    today = work.organisation
    complete = (work.tenant_id, answers_id_of(today))
    if _complete.get(complete):
        return 0
    stored = select(FrozenAnswers.stored_at).where(FrozenAnswers.id == complete[1])
    since = work.session.scalars(stored).first()
    if since is None:
        store_answers(work)
        return 1
    kept = 0
    for edition in today.regulations:
        if edition.kind is not EditionKind.CODE_OF_CONDUCT or edition.code == today.code_edition.code:
            continue
        answers = asked_under(work, edition.code)
        hashed = content_hash(answers)
        answers_id = id_of(hashed)
        if work.session.get(FrozenAnswers, (work.tenant_id, answers_id)) is None:
            row = FrozenAnswers(
                id=answers_id,
                content_hash=hashed,
                body=freeze(answers),
                stored_at=since - BEFORE,
                origin=origin_now(work),
            )
            add_once(work.session, row)
            kept += 1
    if not kept:  # only what was committed earlier is remembered
        _complete.keep(complete, True)
    return kept
