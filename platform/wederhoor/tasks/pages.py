"""What somebody must do: `/<organisation>/kantoor/taken`."""

import uuid
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Dossier
from wederhoor.people.service import names_of
from wederhoor.people.staff import staff_work
from wederhoor.rules.roles import HANDLERS
from wederhoor.rules.wording import days_said
from wederhoor.tasks import service
from wederhoor.tasks.forms import FinishForm
from wederhoor.tasks.meant import let_see, meant_in_task
from wederhoor.tasks.opening import lead, press
from wederhoor.tasks.tables import Task
from wederhoor.tasks.told import just_done, told_lines
from wederhoor.web.keyset import place_text, read_place
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import page
from wederhoor.web.telling import tell
from wederhoor.work import Work

bp = Blueprint("tasks", __name__, url_prefix="/<organisation>/kantoor/taken")
handlers = staff(*HANDLERS, given=True)

BACK = {"vandaag": "desk.home", "taken": "tasks.index"}
"""Where a press of a button comes back to."""


@bp.get("")
@handlers
def index() -> Response:
    """Everything that is to be done, the most urgent first."""
    with staff_work() as work:
        after = read_place(request.args.get("na", ""), *service.PLACE)
        found, following = service.task_page(work, after=after)
        known = dossiers.numbers(work, [task.dossier_id for task in found if task.dossier_id])
        return page(
            "tasks/index.html",
            block="list",
            tasks=[_row(work, task, known) for task in found],
            done=just_done(work, request.args.get("gedaan", ""), "taken"),
            more=url_for("tasks.index", na=place_text(following)) if following else None,
        )


def _row(work: Work, task: service.OpenTask, known: Mapping[uuid.UUID, str]) -> dict[str, Any]:
    number = known.get(task.dossier_id, "") if task.dossier_id else ""
    return {
        "label": task.label,
        "told": told_lines(task.text),
        "due_on": task.due_on,
        "late": task.due_on < work.today,
        "number": number,
        "dossier_url": url_for("desk.dossier", dossier_id=task.dossier_id) if task.dossier_id else None,
        "way": lead(task.kind, task.id, task.dossier_id)
        if task.dossier_id or task.kind == service.TaskKind.TAKE_DOWN
        else None,
        "url": url_for("tasks.finish", task_id=task.id),
        "press": press(task.kind, task.id),
        "days": days_said(task.due_on, work.today),
        "for_me": task.account_id is not None,
    }


def _number(work: Work, dossier_id: uuid.UUID | None) -> str:
    if dossier_id is None:
        return ""
    return work.session.get_one(Dossier, (work.tenant_id, dossier_id)).number


@bp.get("/<uuid:task_id>")
@handlers
def finish(task_id: uuid.UUID) -> Response:
    """One task, and a form to finish it."""
    with staff_work() as work:
        return _finish_page(work, _find(work, task_id), FinishForm())


@bp.post("/<uuid:task_id>")
@handlers
def finish_send(task_id: uuid.UUID) -> Response:
    """It is done; whoever comes second sees that a colleague was first."""
    form = FinishForm()
    with staff_work(write=True) as work:
        task = _find(work, task_id)
        if not form.validate():
            return _finish_page(work, task, form, status=422)
        if task.dossier_id is not None:
            dossiers.find(work, task.dossier_id, lock=True)
        try:
            service.finish_task(work, task_id, form.note.data or "")
        except service.TaskDone:
            form.note.errors = ["Een collega heeft deze taak al afgerond. Hieronder ziet u wanneer."]
            return _finish_page(work, task, form, status=422)
    return redirect(url_for("tasks.index"), 303)


@bp.post("/<uuid:task_id>/klaar")
@handlers
def done(task_id: uuid.UUID) -> Response:
    """Done, with one press; the page one comes back to says what, and who was first when it was a colleague."""
    with staff_work(write=True) as work:
        task = _find(work, task_id)
        if press(task.kind, task.id) is None:
            tell("")  # nothing was done: it asks for more
            return redirect(url_for("tasks.finish", task_id=task_id), 303)
        if task.dossier_id is not None:
            dossiers.find(work, task.dossier_id, lock=True)
        with suppress(service.TaskDone):
            service.finish_task(work, task_id)
    return redirect(_back(gedaan=task_id), 303)


@bp.post("/<uuid:task_id>/toch-niet")
@handlers
def undo(task_id: uuid.UUID) -> Response:
    """It was not done after all: whoever said so takes it back."""
    with staff_work(write=True) as work:
        task = _find(work, task_id)
        if task.dossier_id is not None:
            dossiers.find(work, task.dossier_id, lock=True)
        try:
            service.reopen_task(work, task_id)
        except service.NoSuchTask:
            abort(404)
    return redirect(_back(), 303)


def _back(**values: Any) -> str:
    """The page on which the button stood, with whose lines it showed."""
    page_of = BACK.get(request.form.get("terug", ""), "tasks.index")
    whose = request.form.get("wie") if page_of == "desk.home" else None
    return url_for(page_of, wie=whose or None, **values)


@bp.post("/<uuid:task_id>/niet-bedoeld/<uuid:account_id>")
@handlers
def not_meant(task_id: uuid.UUID, account_id: uuid.UUID) -> Response:
    """Somebody else looked: this colleague is not meant, and sees the task from now on."""
    with staff_work(write=True) as work:
        let_see(work, _find(work, task_id).id, account_id)
    return redirect(url_for("tasks.finish", task_id=task_id), 303)


def _find(work: Work, task_id: uuid.UUID) -> Task:
    try:
        return service.find_task(work, task_id)
    except service.NoSuchTask:
        abort(404)


def _finish_page(work: Work, task: Task, form: FinishForm, status: int = 200) -> Response:
    by = names_of(work, [task.done_by]).get(task.done_by, "een medewerker") if task.done_by else ""
    shown = {
        "label": service.LABELS.get(task.kind, task.kind),
        "told": told_lines(task.text),
        "due_on": task.due_on,
        "number": _number(work, task.dossier_id),
        "dossier_url": url_for("desk.dossier", dossier_id=task.dossier_id) if task.dossier_id else None,
        "done_at": task.done_at,
        "done_by": by,
        "note": task.text.get("note", ""),
        "kept_from": [
            {"name": name, "url": url_for("tasks.not_meant", task_id=task.id, account_id=account)}
            for account, name in meant_in_task(work, task.id).items()
        ],
        "note_url": url_for("spoken.note_of_task", task_id=task.id)
        if task.kind == service.TaskKind.TAKE_DOWN and not task.done_at
        else None,
    }
    return page("tasks/finish.html", status, block="form", task=shown, form=form)
