"""For who works here: what was handed to me to read and sign."""

import uuid
from typing import Any

from flask import Blueprint, abort, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from wederhoor.conduct import editions, service
from wederhoor.conduct.tables import Handout
from wederhoor.people.staff import staff_work
from wederhoor.web.permissions import worker
from wederhoor.web.runtime import page
from wederhoor.work import Work

bp = Blueprint("signing", __name__, url_prefix="/<organisation>/gedragscode")


@bp.get("/tekenen")
@worker
def index() -> Response:
    """What was handed to me: to sign, and what I signed."""
    with staff_work() as work:
        return _own_page(work)


def _own_page(work: Work, status: int = 200, wrong: str | None = None) -> Response:
    account = current_user.account_id
    mine = service.handouts_of(work, account)
    asked = {one.code for one in mine}
    return page(
        "conduct/signing.html",
        status,
        block="own",
        handouts=[_view(work, one) for one in mine],
        statements=[
            {
                "label": one.label,
                "before": one.before,
                "source": str(one.source),
                "url": url_for("signing.ask", code=one.code),
            }
            for one in work.organisation.statements
            if service.statement_code(one) not in asked
        ],
        wrong=wrong,
    )


def _view(work: Work, one: Handout) -> dict[str, Any]:
    statement = service.statement_of(work, one)
    title = (
        statement.label
        if statement
        else next((e.title for e in editions.codes(work) if e.code == one.code), one.code)
    )
    return {
        "title": title,
        "text": statement.text if statement else None,
        "source": str(statement.source) if statement else None,
        "read_url": None if statement else url_for("code.index", uitgave=one.code),
        "handed_at": one.handed_at,
        "signed_at": one.signed_at,
        "paper_on": one.paper_on,
        "sign_url": url_for("signing.sign", handout_id=one.id),
    }


@bp.post("/tekenen/<uuid:handout_id>")
@worker
def sign(handout_id: uuid.UUID) -> Response:
    """I read it and sign for it."""
    with staff_work(write=True) as work:
        try:
            service.sign(work, service.find_handout(work, handout_id, current_user.account_id))
        except service.NoSuchHandout:
            abort(404)
        except service.AlreadySigned:
            return _own_page(work, 422, "U tekende hier al voor. Hieronder ziet u wanneer.")
    return redirect(url_for("signing.index"), 303)


@bp.post("/verklaring/<code>")
@worker
def ask(code: str) -> Response:
    """Hand me a statement to sign."""
    with staff_work(write=True) as work:
        statement = next((one for one in work.organisation.statements if one.code == code), None)
        if statement is None:
            abort(404)
        service.ask_statement(work, current_user.account_id, statement)
    return redirect(url_for("signing.index"), 303)
