"""For HR: how far everybody is with the code of conduct, and what can be done about it."""

import uuid

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from wederhoor.conduct import editions, following, service
from wederhoor.conduct.forms import PaperForm
from wederhoor.people.staff import staff_work
from wederhoor.rules.roles import Role
from wederhoor.web.counted import counted
from wederhoor.web.file_names import file_name
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import file_answer, only_reads, page
from wederhoor.web.spreadsheets import MEDIA_TYPES, XLSX, as_xlsx
from wederhoor.work import Refused, Work

bp = Blueprint("handing_out", __name__, url_prefix="/<organisation>/gedragscode/voortgang")
hr = staff(Role.HR)


@bp.get("/")
@hr
def index() -> Response:
    """How far every team is."""
    form = PaperForm(formdata=None)
    with staff_work() as work:
        form.day.process_data(work.today)
        return _page(work, form)


def _page(work: Work, form: PaperForm, status: int = 200) -> Response:
    teams = service.progress(work)
    waiting = following.waiting(work)
    form.prepare([(str(one.handout_id), one.name) for one in waiting])
    return page(
        "conduct/progress.html",
        status,
        block="form",
        edition=editions.edition_view(work, work.organisation.code_edition),
        teams=teams,
        handed=sum(team.handed for team in teams),
        signed=sum(team.signed for team in teams),
        after=service.REMIND_AFTER.days,
        waiting=len(waiting),
        form=form,
        reminded=counted(request.args.get("herinnerd", "")),
        urls={
            "remind": url_for("handing_out.remind"),
            "paper": url_for("handing_out.paper"),
            "export": url_for("handing_out.export"),
        },
    )


@bp.post("/herinner")
@hr
def remind() -> Response:
    """Mail who did not sign yet, now."""
    with staff_work(write=True) as work:
        count = following.remind_now(work)
    return redirect(url_for("handing_out.index", herinnerd=count), 303)


@bp.post("/papier")
@hr
def paper() -> Response:
    """Somebody signed on paper."""
    form = PaperForm()
    with staff_work(write=True) as work:
        form.prepare([(str(one.handout_id), one.name) for one in following.waiting(work)])
        form.day.today = work.today
        if not form.validate() or form.day.data is None:
            return _page(work, form, 422)
        try:
            following.note_paper(work, uuid.UUID(form.who.data), form.day.data)
        except Refused as refused:
            form[refused.field].errors = [refused.reason]
            return _page(work, form, 422)
    return redirect(url_for("handing_out.index"), 303)


@bp.post("/uitvoer")
@hr
@only_reads
def export() -> Response:
    """The list as a file; that it left is on the record."""
    with staff_work(write=True) as work:
        body, count = as_xlsx("Gedragscode", following.COLUMNS, following.progress_rows(work))
        following.note_export(work, count)
    return file_answer(
        body, MEDIA_TYPES[XLSX], file_name("gedragscode voortgang", XLSX, on=work.today), keep=True
    )
