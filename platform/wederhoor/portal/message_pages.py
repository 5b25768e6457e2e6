"""Messages on the own page: `/<organisation>/mijn-klacht/berichten`."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.messages import service
from wederhoor.messages.entries import entries
from wederhoor.messages.forms import ReplyForm
from wederhoor.messages.service import Direction
from wederhoor.portal.own import bp, own_dossier
from wederhoor.portal.second_step import door_open
from wederhoor.web.permissions import behind_code
from wederhoor.web.runtime import page
from wederhoor.work import Work


@bp.get("/berichten")
@behind_code
def messages() -> Response:
    """What was written both ways; opening it counts as reading. What it says takes the second step, writing does not."""
    with own_dossier(write=True) as (work, dossier, party):
        if door_open(work, party):
            service.mark_read(work, dossier, Direction.OUT, party)
        return _page(work, dossier, party, ReplyForm())


@bp.post("/berichten")
@behind_code
def messages_send() -> Response:
    """Write to the organisation; also when the case is closed."""
    form = ReplyForm()
    with own_dossier(write=True) as (work, dossier, party):
        if not form.validate():
            return _page(work, dossier, party, form, status=422)
        try:
            service.write_from_party(work, dossier, party, form.text.data or "")
        except service.TooManyMessages:
            form.text.errors = [service.TOO_MANY]
            return _page(work, dossier, party, form, status=422)
        return redirect(url_for("portal.messages"), 303)


def _page(work: Work, dossier: Dossier, party: Party, form: ReplyForm, status: int = 200) -> Response:
    opened = door_open(work, party)
    return page(
        "portal/messages.html",
        status,
        block="form",
        form=form,
        entries=entries(work, dossier, party, opened=opened),
        door_url=None if opened else url_for("portal.door", voor="berichten"),
    )
