"""One form that was sent is taken once, however often it arrives: after a double click, after a line that was cut.

Which form it is tells its own token, another for every form that is drawn (macro `posted`), together with what was filled in; only
a keyed hash of that is kept, as a unique key of the database. Not for doors behind a wall: there nothing is kept of who came by.
"""

import json
import uuid
from datetime import datetime, timedelta
from typing import Any, cast

from flask import Flask, request
from sqlalchemy import CursorResult, Index, String, delete
from sqlalchemy.orm import Mapped, mapped_column

from wederhoor.db import Moment
from wederhoor.tenancy.keeping import Kept, keeps
from wederhoor.tenancy.locks import add_once
from wederhoor.tenancy.tables import TenantOwned
from wederhoor.work import Work

FIELD = "once"
"""The token of a form. The page that says that something went wrong sends it along again: it may have been taken after all."""
SECRETS = frozenset({"password", "again", "passphrase", "old", "proof", "code", "digits", "credential"})
"""Fields with a secret: whoever sits at the screen later would have it."""
NOT_SHOWN_AGAIN = frozenset({"csrf_token", FIELD, "website"}) | SECRETS
"""Fields that come back on no page to be sent again, so that they cannot tell which form it is either."""
KEPT = timedelta(days=7)


class TakenForm(TenantOwned):
    """A form that was taken: its id is the keyed hash of what it was, `shown` the address its sender went on to."""

    __tablename__ = "taken_forms"
    __table_args__ = (Index("ix_taken_forms_taken_at", "tenant_id", "taken_at"),)

    shown: Mapped[str] = mapped_column(String(300))
    taken_at: Mapped[datetime] = mapped_column(Moment)


def register(app: Flask) -> None:
    """Give templates a token for each form."""
    app.jinja_env.globals["once_token"] = lambda: str(uuid.uuid4())


def taken_before(work: Work, shown: str) -> str | None:
    """Take the form of this request: None the first time, and after that the address that was shown the first time.

    In the unit of work that does what the form asks, before it: what is refused is not taken. `shown` is where its sender goes on.
    """
    token = request.form.get(FIELD)
    if not token:
        return None
    told = [(name, value) for name, value in request.form.items(multi=True) if name not in NOT_SHOWN_AGAIN]
    said = json.dumps([request.path, token, told])
    row_id = uuid.UUID(work.vault.search_hash("once", said)[:32])
    if add_once(work.session, TakenForm(id=row_id, shown=shown[:300], taken_at=work.now)):
        return None
    return work.session.get_one(TakenForm, (work.tenant_id, row_id)).shown


def forget(work: Work) -> int:
    """Drop what was taken a week ago: nothing arrives again that late. Returns how many."""
    old = delete(TakenForm).where(TakenForm.taken_at < work.now - KEPT)
    return int(cast(CursorResult[Any], work.session.execute(old)).rowcount)


keeps(Kept(name="taken_forms", says="welke formulieren al zijn aangenomen, als getal"))
