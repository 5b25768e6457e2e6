"""A complaint about somebody without an account: behind a code of their own, at `/<organisation>/klacht-over-mij`.

The code of a complainant opens nothing here, and this code opens nothing at `mijn-klacht`.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from wederhoor.accused import service, views
from wederhoor.accused.doors import Door
from wederhoor.accused.service import Own
from wederhoor.complaints import details_page
from wederhoor.complaints.details_page import DetailsForm
from wederhoor.dossiers.service import NoSuchDossier
from wederhoor.messages import second_step
from wederhoor.messages.door_pages import door_page, try_digits
from wederhoor.messages.forms import DoorForm
from wederhoor.messages.second_step import TooManyCodes, Way
from wederhoor.people.attempts import TooManyAttempts, count_attempt, forgive_attempt
from wederhoor.web.code_form import CodeForm
from wederhoor.web.crowd import CODE_TRIES, CODE_WINDOW
from wederhoor.web.kept import keep_code, kept_code, need_code, no_code, onward
from wederhoor.web.permissions import behind_code, public
from wederhoor.web.runtime import client_address, only_reads, page, resident_work
from wederhoor.web.security import emptied
from wederhoor.work import ACCUSED, Work

bp = Blueprint("accused_code", __name__, url_prefix="/<organisation>/klacht-over-mij")
CODE, PAPERS = "accused", "accused_papers"
UNKNOWN = "Deze code kennen wij niet, of hij werkt niet meer. Kijk de code nog eens na, of bel ons."


@contextmanager
def _opened(*, write: bool = False) -> Iterator[tuple[Work, Own]]:
    """The case behind the code this browser holds; without one whoever asks goes to the question for it."""
    code = need_code(CODE, "accused_code.case")
    with resident_work(write=write, actor=ACCUSED) as work:
        try:
            own = service.find_by_code(work, code, lock=write)
        except NoSuchDossier:
            keep_code(CODE, None)
            no_code("accused_code.case")
        yield work, own


def _papers_open(work: Work, own: Own) -> bool:
    return second_step.open_until(work, own.party, kept_code(PAPERS)) is not None


DOOR = Door(
    open=_opened,
    url=lambda name, **values: url_for(f"accused_code.{name}", **values),
    papers_open=_papers_open,
    with_code=True,
)


@bp.get("")
@public
def case() -> Response:
    """The case about me, or the question for the code."""
    code = kept_code(CODE)
    if code is not None:
        with resident_work(actor=ACCUSED) as work:
            try:
                service.find_by_code(work, code)
            except NoSuchDossier:  # replaced, or the naming was taken back: another code may be typed at once
                keep_code(CODE, None)
                code = None
    if code is not None:
        return views.case(DOOR)
    with resident_work():
        return page("accused/code.html", block="form", form=CodeForm())


@bp.post("")
@public
@only_reads
def enter() -> Response:
    """Open the door with a code. Wrong codes are counted per address."""
    form = CodeForm()
    code = form.read()
    if code is None:
        with resident_work():
            return page("accused/code.html", 422, block="form", form=form)
    with resident_work(write=True, actor=ACCUSED) as work:
        try:
            count_attempt(work, "code", client_address(), limit=CODE_TRIES, window=CODE_WINDOW)
        except TooManyAttempts:
            work.keep()
            abort(429)
        try:
            service.find_by_code(work, code)
        except NoSuchDossier:
            form.code.errors = [UNKNOWN]
            work.keep()
            return page("accused/code.html", 422, block="form", form=form)
        forgive_attempt(work, "code", client_address(), window=CODE_WINDOW)
    keep_code(CODE, code)
    return redirect(onward(url_for("accused_code.case")), 303)


@bp.post("/sluiten")
@public
def close() -> Response:
    """Let go of the code in this browser."""
    keep_code(CODE, None)
    keep_code(PAPERS, None)
    return emptied(redirect(url_for("front.start"), 303))


@bp.get("/tweede-code")
@behind_code
def door() -> Response:
    """The question for the six digits."""
    with _opened() as (work, own):
        if _papers_open(work, own):
            return redirect(url_for("accused_code.case"), 303)
        asked = request.args.get("gevraagd", "")
        return _door_page(own, DoorForm(), asked=asked if asked in set(Way) else "")


@bp.post("/tweede-code")
@behind_code
@only_reads
def door_send() -> Response:
    """Try the digits; a wrong try counts."""
    form = DoorForm()
    with _opened(write=True) as (work, own):
        if not form.validate() or not try_digits(work, own.dossier, own.party, form, PAPERS):
            return _door_page(own, form, status=422)
    return redirect(url_for("accused_code.case"), 303)


@bp.post("/tweede-code/vragen")
@behind_code
def door_ask() -> Response:
    """Ask for digits, through the channel that was registered."""
    with _opened(write=True) as (work, own):
        try:
            way = second_step.ask_code(work, own.dossier, own.party)
        except TooManyCodes:
            abort(429)
    return redirect(url_for("accused_code.door", gevraagd=way.value), 303)


def _door_page(own: Own, form: DoorForm, *, status: int = 200, asked: str = "") -> Response:
    return door_page(
        own.party,
        form,
        status=status,
        asked=asked,
        ask_url=url_for("accused_code.door_ask"),
        back=("Terug naar de klacht", url_for("accused_code.case")),
    )


@bp.get("/stukken/<uuid:paper_id>")
@behind_code
def paper(paper_id: uuid.UUID) -> Response:
    """One paper, as a page."""
    return views.paper(DOOR, paper_id)


@bp.get("/stukken/<uuid:paper_id>/leeskopie")
@behind_code
def copy(paper_id: uuid.UUID) -> Response:
    """The safe copy of a photo or PDF."""
    return views.copy(DOOR, paper_id)


@bp.get("/brief/<uuid:letter_id>")
@behind_code
def letter(letter_id: uuid.UUID) -> Response:
    """A letter to me, as a page."""
    return views.letter(DOOR, letter_id)


@bp.get("/brief/<uuid:letter_id>.pdf")
@behind_code
def letter_pdf(letter_id: uuid.UUID) -> Response:
    """A letter to me, as tagged PDF."""
    return views.letter_pdf(DOOR, letter_id)


@bp.get("/berichten")
@behind_code
def messages() -> Response:
    """What was written both ways."""
    return views.talk(DOOR)


@bp.post("/berichten")
@behind_code
def messages_send() -> Response:
    """Write to whoever handles it."""
    return views.write(DOOR)


@bp.get("/gegevens")
@behind_code
def details() -> Response:
    """How I am reached, to change; behind the second step (AVG 7 lid 3, 16)."""
    with _opened() as (work, own):
        if not _papers_open(work, own):
            return redirect(url_for("accused_code.door"), 303)
        return _details_page(work, own, saved="bewaard" in request.args)


@bp.post("/gegevens")
@behind_code
def details_send() -> Response:
    """Note it; it holds at once."""
    form = DetailsForm()
    with _opened(write=True) as (work, own):
        if not _papers_open(work, own):
            return redirect(url_for("accused_code.door"), 303)
        if not details_page.details_send(work, own.dossier, own.party, form):
            return _details_page(work, own, form=form, status=422)
    return redirect(url_for("accused_code.details", bewaard=1), 303)


def _details_page(
    work: Work, own: Own, *, form: DetailsForm | None = None, status: int = 200, saved: bool = False
) -> Response:
    return details_page.details_page(
        work,
        own.party,
        ("Terug naar de klacht", url_for("accused_code.case")),
        url_for("accused_code.messages"),
        form=form,
        status=status,
        saved=saved,
    )


@bp.get("/reactie")
@behind_code
def react() -> Response:
    """Write my side."""
    return views.react(DOOR)


@bp.post("/reactie")
@behind_code
def react_send() -> Response:
    """Keep what was written as a paper for both parties (KR-018)."""
    return views.react_send(DOOR)
