"""For who works here: weighing a dilemma with the questions of the code; nothing is kept unless somebody asks."""

import uuid

from flask import Blueprint, abort, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from wederhoor.conduct import service
from wederhoor.conduct.dilemmas import Dilemma, dilemma_of, dilemmas
from wederhoor.people.staff import staff_work
from wederhoor.rules.reporting_lines import About
from wederhoor.web.fields import BaseForm, long_text
from wederhoor.web.permissions import worker
from wederhoor.web.runtime import page
from wederhoor.work import Work

bp = Blueprint("weighing", __name__, url_prefix="/<organisation>/gedragscode/dilemma")
YES, NO, UNSURE = "ja", "nee", "twijfel"
ANSWERS = ((YES, "Ja"), (NO, "Nee"), (UNSURE, "Dat weet ik niet"))


@bp.get("/")
@worker
def index() -> Response:
    """What the code lets people weigh, and the worksheets I kept."""
    with staff_work() as work:
        kept = service.worksheets_of(work, current_user.account_id)
        return page(
            "conduct/dilemmas.html",
            dilemmas=[
                {"label": one.label, "url": url_for("weighing.show", topic=one.topic)}
                for one in dilemmas(work.organisation)
            ],
            sheets=[
                {
                    "label": sheet.body["label"],
                    "kept_at": sheet.kept_at,
                    "answers": sheet.body["answers"],
                    "notes": sheet.body["notes"],
                    "drop_url": url_for("weighing.drop", sheet_id=sheet.id),
                }
                for sheet in kept
            ],
        )


class WorksheetForm(BaseForm):
    """What somebody writes down for themselves; the answers are read one by one."""

    notes = long_text("Uw eigen woorden")


@bp.get("/<topic>")
@worker
def show(topic: str) -> Response:
    """The questions of the code on this matter."""
    with staff_work() as work:
        return _page(work, _find(work, topic), WorksheetForm(formdata=None), {})


@bp.post("/<topic>")
@worker
def send(topic: str) -> Response:
    """What the answers mean; kept only when asked for."""
    form = WorksheetForm()
    keep = request.form.get("act") == "keep"
    with staff_work(write=keep) as work:
        found = _find(work, topic)
        given = {
            place: value
            for place in range(len(found.questions))
            if (value := request.form.get(f"vraag-{place}", "")) in dict(ANSWERS)
        }
        if not form.validate():
            return _page(work, found, form, given, status=422)
        if not keep:
            return _page(work, found, form, given, weighed=True)
        said = [[q, dict(ANSWERS)[given[n]] if n in given else ""] for n, q in enumerate(found.questions)]
        body: dict[str, object] = {"label": found.label, "answers": said, "notes": form.notes.data or ""}
        service.keep_worksheet(work, current_user.account_id, body)
    return redirect(url_for("weighing.index"), 303)


def _find(work: Work, topic: str) -> Dilemma:
    asked = request.values.get("over", "")
    about = About(asked) if asked in set(About) else About.UNKNOWN
    found = dilemma_of(work, topic, about)
    if found is None:
        abort(404)
    return found


def _page(
    work: Work,
    found: Dilemma,
    form: WorksheetForm,
    given: dict[int, str],
    *,
    weighed: bool = False,
    status: int = 200,
) -> Response:
    return page(
        "conduct/dilemma.html",
        status,
        block="form",
        dilemma=found,
        form=form,
        given=given,
        answers=ANSWERS,
        weighed=weighed,
        doubts=[q for n, q in enumerate(found.questions) if given.get(n) != YES],
        index_url=url_for("weighing.index"),
    )


@bp.post("/werkblad/<uuid:sheet_id>/weg")
@worker
def drop(sheet_id: uuid.UUID) -> Response:
    """Throw a worksheet away."""
    with staff_work(write=True) as work:
        if not service.destroy_worksheet(work, current_user.account_id, sheet_id):
            abort(404)
    return redirect(url_for("weighing.index"), 303)
