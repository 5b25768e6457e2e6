"""How the complainant is reached, on the own page: read and changed behind the second step, at any time (AVG 7 lid 3, 16)."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from wederhoor.complaints.details_page import DetailsForm, details_page, details_send
from wederhoor.dossiers.tables import Party
from wederhoor.portal.own import bp, own_dossier
from wederhoor.portal.second_step import door_open, to_door
from wederhoor.web.permissions import behind_code
from wederhoor.work import Work


@bp.get("/gegevens")
@behind_code
def details() -> Response:
    """What is known, to change."""
    with own_dossier() as (work, _, party):
        if not door_open(work, party):
            return to_door("gegevens")
        return _page(work, party, saved="bewaard" in request.args)


@bp.post("/gegevens")
@behind_code
def details_note() -> Response:
    """Note it; it holds at once."""
    form = DetailsForm()
    with own_dossier(write=True) as (work, dossier, party):
        if not door_open(work, party):
            return to_door("gegevens")
        if not details_send(work, dossier, party, form):
            return _page(work, party, form=form, status=422)
    return redirect(url_for("portal.details", bewaard=1), 303)


def _page(
    work: Work, party: Party, *, form: DetailsForm | None = None, status: int = 200, saved: bool = False
) -> Response:
    return details_page(
        work,
        party,
        ("Terug naar mijn klacht", url_for("portal.status")),
        url_for("portal.messages"),
        form=form,
        status=status,
        saved=saved,
    )
