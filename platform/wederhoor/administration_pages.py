"""For the administrator: who gets in, whether all works, what fails; never what anything is about."""

from flask import Blueprint
from werkzeug.wrappers import Response

from wederhoor import administration
from wederhoor.people.staff import staff_work
from wederhoor.rules.roles import Role
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import installation, page

bp = Blueprint("administration", __name__, url_prefix="/<organisation>/kantoor/beheer")
administrators = staff(Role.ADMIN)


@bp.get("")
@administrators
def index() -> Response:
    """How it stands."""
    with staff_work() as work:
        found = administration.overview(installation(), work)
        return page("people/administration.html", found=found)
