"""Over mij: what is said about whoever is signed in, at `/<organisation>/over-mij`."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint, abort, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from wederhoor.accused import service, views
from wederhoor.accused.doors import Door
from wederhoor.accused.service import Own
from wederhoor.dossiers.course import course_for, step_told
from wederhoor.dossiers.process import answers_for, process_of
from wederhoor.notices.pdf import to_html
from wederhoor.people.staff import staff_work
from wederhoor.web.permissions import worker
from wederhoor.web.runtime import page
from wederhoor.work import Work

bp = Blueprint("accused", __name__, url_prefix="/<organisation>/over-mij")
anyone_here = worker


def _door(dossier_id: uuid.UUID) -> Door:
    """A case that is open to whoever is signed in; NoSuchDossier (404) for any other."""

    @contextmanager
    def opened(*, write: bool = False) -> Iterator[tuple[Work, Own]]:
        with staff_work(write=write) as work:
            yield work, service.find_own(work, dossier_id, current_user.account_id, lock=write)

    return Door(
        open=opened,
        url=lambda name, **values: url_for(f"accused.{name}", dossier_id=dossier_id, **values),
        papers_open=lambda _work, _own: True,
        with_code=False,
    )


@bp.get("")
@anyone_here
def index() -> Response:
    """The cases about me, and those I was told of as a supervisor."""
    with staff_work() as work:
        mine = []
        for own in service.own_cases(work, current_user.account_id):
            answers = answers_for(work, own.dossier)
            step = process_of(answers).step(own.dossier.step)
            told = step_told(step, course_for(work, own.dossier, answers), accused=True)
            mine.append(
                {
                    "number": own.dossier.number,
                    "url": url_for("accused.case", dossier_id=own.dossier.id),
                    "step": told,
                    "arrived_on": own.dossier.arrived_on,
                    "closed_on": own.dossier.closed_on,
                }
            )
        supervised = service.supervised(work, current_user.account_id)
        sorry = [
            {"title": one.title, "url": url_for("accused.apology", letter_id=one.id), "at": one.issued_at}
            for one in service.apologies(work, current_user.account_id)
        ]
        return page("accused/index.html", mine=mine, told=supervised, sorry=sorry)


@bp.get("/bericht/<uuid:letter_id>")
@anyone_here
def apology(letter_id: uuid.UUID) -> Response:
    """The letter that a complaint is not about me after all; the case itself is closed to me."""
    with staff_work() as work:
        mine = service.apologies(work, current_user.account_id)
        found = next((one for one in mine if one.id == letter_id), None) or abort(404)
        return page(
            "accused/letter.html",
            number="bericht aan u",
            back_url=url_for("accused.index"),
            title=found.title,
            body=to_html(found.body),
            pdf_url=None,
        )


@bp.get("/<uuid:dossier_id>")
@anyone_here
def case(dossier_id: uuid.UUID) -> Response:
    """One case about me."""
    return views.case(_door(dossier_id))


@bp.get("/<uuid:dossier_id>/stukken/<uuid:paper_id>")
@anyone_here
def paper(dossier_id: uuid.UUID, paper_id: uuid.UUID) -> Response:
    """One paper, as a page."""
    return views.paper(_door(dossier_id), paper_id)


@bp.get("/<uuid:dossier_id>/stukken/<uuid:paper_id>/leeskopie")
@anyone_here
def copy(dossier_id: uuid.UUID, paper_id: uuid.UUID) -> Response:
    """The safe copy of a photo or PDF."""
    return views.copy(_door(dossier_id), paper_id)


@bp.get("/<uuid:dossier_id>/brief/<uuid:letter_id>")
@anyone_here
def letter(dossier_id: uuid.UUID, letter_id: uuid.UUID) -> Response:
    """A letter to me, as a page."""
    return views.letter(_door(dossier_id), letter_id)


@bp.get("/<uuid:dossier_id>/brief/<uuid:letter_id>.pdf")
@anyone_here
def letter_pdf(dossier_id: uuid.UUID, letter_id: uuid.UUID) -> Response:
    """A letter to me, as tagged PDF."""
    return views.letter_pdf(_door(dossier_id), letter_id)


@bp.get("/<uuid:dossier_id>/berichten")
@anyone_here
def messages(dossier_id: uuid.UUID) -> Response:
    """What was written both ways."""
    return views.talk(_door(dossier_id))


@bp.post("/<uuid:dossier_id>/berichten")
@anyone_here
def messages_send(dossier_id: uuid.UUID) -> Response:
    """Write to whoever handles it."""
    return views.write(_door(dossier_id))


@bp.get("/<uuid:dossier_id>/reactie")
@anyone_here
def react(dossier_id: uuid.UUID) -> Response:
    """Write my side."""
    return views.react(_door(dossier_id))


@bp.post("/<uuid:dossier_id>/reactie")
@anyone_here
def react_send(dossier_id: uuid.UUID) -> Response:
    """Keep what was written as a paper for both parties (KR-018)."""
    return views.react_send(_door(dossier_id))
