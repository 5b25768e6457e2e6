"""Go to: one box for acts, dossiers and pages, at `/<organisation>/kantoor/ga-naar`. The keyboard opens it anywhere (`keys.js`)."""

import uuid

from flask import abort, request
from werkzeug.wrappers import Response

from wederhoor.desk.blueprint import bp
from wederhoor.desk.going import places
from wederhoor.desk.menu import navigation, reads_matters
from wederhoor.dossiers.service import NoSuchDossier
from wederhoor.people.staff import staff_work
from wederhoor.rules import typed
from wederhoor.rules.roles import Role
from wederhoor.web.once import repeatable
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import page

LONGEST = 100
anybody = staff(*Role, given=True)


@bp.get("/ga-naar")
@anybody
def going() -> Response:
    """Everywhere there is to go, from the dossier named in the address or from anywhere."""
    return _page("", request.args.get("dossier", ""))


@bp.post("/ga-naar")
@anybody
@repeatable
def going_found() -> Response:
    """Where a few letters lead. They may be a name, so they never stand in an address."""
    return _page(typed.name(request.form.get("zoek", ""))[:LONGEST], request.form.get("dossier", ""))


def _page(text: str, dossier: str) -> Response:
    try:
        dossier_id = uuid.UUID(dossier) if dossier else None
    except ValueError:
        abort(404)
    with staff_work() as work:
        reads = reads_matters()
        try:
            found = places(
                work, text, menu=navigation(), dossier_id=dossier_id if reads else None, reads=reads
            )
        except NoSuchDossier:
            abort(404)
        return page("desk/going.html", block="found", found=found, text=text, dossier=dossier)
