"""Over mij: what is said about whoever is signed in, at `/<organisation>/over-mij`."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from wederhoor.accused import service
from wederhoor.accused.forms import ReactionForm
from wederhoor.accused.service import Own
from wederhoor.deadlines.handlers import HANDLER, handlers_of
from wederhoor.deadlines.service import clocks_shown
from wederhoor.deadlines.view import clock_views
from wederhoor.dossiers.parties import party_key
from wederhoor.intake.process import process_of
from wederhoor.notices import service as notices
from wederhoor.notices.pdf import to_html
from wederhoor.papers import reception
from wederhoor.papers.content import paper_blocks, paper_bytes
from wederhoor.papers.doors import MB, Belongs, Described, Rules
from wederhoor.papers.inspection import Kind, Refused
from wederhoor.papers.labels import BUSY, kind_label, reason
from wederhoor.papers.scanner import Scanner
from wederhoor.papers.tables import Paper
from wederhoor.papers.workshop import Busy
from wederhoor.people.service import ROLES, names_of
from wederhoor.people.staff import staff_work
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.wording import dutch_date
from wederhoor.settings.service import stored_answers
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import file_answer, files, installation, page, pdf
from wederhoor.work import Work, local_date, utc_now

bp = Blueprint("accused", __name__, url_prefix="/<organisation>/over-mij")
anyone_here = staff(*ROLES)
REACTIONS = Rules(kinds=frozenset({Kind.TEXT}), keeps_original=True, count=500, together=100 * MB)


@contextmanager
def own_matter(dossier_id: uuid.UUID, *, write: bool = False) -> Iterator[tuple[Work, Own]]:
    """A matter that is open to whoever is signed in; NoSuchDossier (404) for any other."""
    with staff_work(write=write) as work:
        yield work, service.find_own(work, dossier_id, current_user.account_id, lock=write)


@bp.get("")
@anyone_here
def index() -> Response:
    """The matters about me, and those I was told of as a supervisor."""
    with staff_work() as work:
        mine = []
        for own in service.own_matters(work, current_user.account_id):
            step = process_of(stored_answers(work, own.dossier.answers_id)).step(own.dossier.step)
            url = url_for("accused.matter", dossier_id=own.dossier.id)
            mine.append({"number": own.dossier.number, "url": url, "step": step.label})
        told = service.supervised(work, current_user.account_id)
        sorry = [
            {"title": one.title, "url": url_for("accused.apology", letter_id=one.id), "at": one.issued_at}
            for one in service.apologies(work, current_user.account_id)
        ]
        return page("accused/index.html", mine=mine, told=told, sorry=sorry)


@bp.get("/bericht/<uuid:letter_id>")
@anyone_here
def apology(letter_id: uuid.UUID) -> Response:
    """The letter that a complaint is not about me after all; the matter itself is closed to me."""
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
def matter(dossier_id: uuid.UUID) -> Response:
    """One matter: what is said, the papers, the dates, the letters, and what you can do. Looking is on the record."""
    with own_matter(dossier_id, write=True) as (work, own):
        service.note_reading(work, own)
        answers = stored_answers(work, own.dossier.answers_id)
        step = process_of(answers).step(own.dossier.step)
        handler = handlers_of(work, own.dossier.id).get(HANDLER)
        return page(
            "accused/matter.html",
            number=own.dossier.number,
            arrived_on=own.dossier.arrived_on,
            closed_on=own.dossier.closed_on,
            step=step.label,
            complaint=service.complaint_told(work, own),
            papers=[_paper_row(own, paper) for paper in service.papers_of(work, own)],
            clocks=clock_views(clocks_shown(work, own.dossier.id), answers, work.today, parties_only=True),
            letters=[
                {
                    "title": one.letter.title,
                    "left_at": one.left_at,
                    "url": url_for("accused.letter", dossier_id=dossier_id, letter_id=one.letter.id),
                    "pdf_url": url_for("accused.letter_pdf", dossier_id=dossier_id, letter_id=one.letter.id)
                    if one.letter.pdf_made_at
                    else None,
                }
                for one in service.letters_to(work, own)
            ],
            handler=names_of(work, [handler]).get(handler) if handler else None,
            react_url=url_for("accused.react", dossier_id=dossier_id),
        )


def _paper_row(own: Own, paper: Paper) -> dict[str, Any]:
    origin = paper.origin
    from_whom = "de organisatie"
    if origin == party_key(own.party.id):
        from_whom = "u"
    elif origin == "complainant" or origin.startswith("party:"):
        from_whom = "een andere partij"
    return {
        "number": paper.number,
        "title": paper.title,
        "kind": kind_label(paper),
        "from_whom": from_whom,
        "entered_at": paper.entered_at,
        "url": url_for("accused.paper", dossier_id=own.dossier.id, paper_id=paper.id),
    }


@bp.get("/<uuid:dossier_id>/stukken/<uuid:paper_id>")
@anyone_here
def paper(dossier_id: uuid.UUID, paper_id: uuid.UUID) -> Response:
    """One paper, as a page; reading it is on the record."""
    with own_matter(dossier_id, write=True) as (work, own):
        found = _paper(work, own, paper_id)
        blocks = paper_blocks(work, files(), found)
        if blocks is not None:
            _note_paper(work, own, found)
        copy_url = url_for("accused.copy", dossier_id=dossier_id, paper_id=paper_id)
        return page(
            "accused/paper.html",
            number=own.dossier.number,
            back_url=url_for("accused.matter", dossier_id=dossier_id),
            paper=_paper_row(own, found),
            blocks=blocks or [],
            copy_url=copy_url if found.copy_kind == "file" else None,
        )


@bp.get("/<uuid:dossier_id>/stukken/<uuid:paper_id>/leeskopie")
@anyone_here
def copy(dossier_id: uuid.UUID, paper_id: uuid.UUID) -> Response:
    """The safe copy of a photo or PDF; reading it is on the record."""
    with own_matter(dossier_id, write=True) as (work, own):
        found = _paper(work, own, paper_id)
        body = paper_bytes(work, files(), found)
        if body is None or found.copy_type is None:
            abort(404)
        _note_paper(work, own, found)
        return file_answer(body, found.copy_type, f"stuk-{found.number}")


def _paper(work: Work, own: Own, paper_id: uuid.UUID) -> Paper:
    return service.find_paper(work, own, paper_id) or abort(404)


def _note_paper(work: Work, own: Own, found: Paper) -> None:
    service.note_reading(work, own, record.Entry(event=Event.PAPER_READ, facts={"paper": str(found.number)}))


@bp.get("/<uuid:dossier_id>/brief/<uuid:letter_id>")
@anyone_here
def letter(dossier_id: uuid.UUID, letter_id: uuid.UUID) -> Response:
    """A letter to me, as a page."""
    with own_matter(dossier_id, write=True) as (work, own):
        found = service.find_letter(work, own, letter_id) or abort(404)
        service.note_reading(work, own, record.Entry(event=Event.LETTER_READ, facts={"letter": found.title}))
        return page(
            "accused/letter.html",
            number=own.dossier.number,
            back_url=url_for("accused.matter", dossier_id=dossier_id),
            title=found.title,
            body=to_html(found.body),
            pdf_url=url_for("accused.letter_pdf", dossier_id=dossier_id, letter_id=letter_id)
            if found.pdf_made_at
            else None,
        )


@bp.get("/<uuid:dossier_id>/brief/<uuid:letter_id>.pdf")
@anyone_here
def letter_pdf(dossier_id: uuid.UUID, letter_id: uuid.UUID) -> Response:
    """A letter to me, as tagged PDF."""
    with own_matter(dossier_id, write=True) as (work, own):
        found = service.find_letter(work, own, letter_id) or abort(404)
        body = notices.pdf_of(work, files(), found)
        if body is None:
            abort(404)
        service.note_reading(work, own, record.Entry(event=Event.LETTER_READ, facts={"letter": found.title}))
    return pdf(body)


@bp.get("/<uuid:dossier_id>/reactie")
@anyone_here
def react(dossier_id: uuid.UUID) -> Response:
    """Write my side."""
    with own_matter(dossier_id) as (_, own):
        _may_react(own)
        return _react_page(own, ReactionForm())


@bp.post("/<uuid:dossier_id>/reactie")
@anyone_here
def react_send(dossier_id: uuid.UUID) -> Response:
    """Keep what was written as a paper for both parties (KR-018)."""
    form = ReactionForm()
    with own_matter(dossier_id) as (_, own):
        _may_react(own)
        if not form.validate():
            return _react_page(own, form, 422)
        party_id = own.party.id
    wrong = _keep_reaction(dossier_id, party_id, form.text.data)
    if wrong:
        form.text.errors = [wrong]
        with own_matter(dossier_id) as (_, own):
            return _react_page(own, form, 422)
    return redirect(url_for("accused.matter", dossier_id=dossier_id), 303)


def _keep_reaction(dossier_id: uuid.UUID, party_id: uuid.UUID, text: str) -> str:
    """Keep a reaction as a paper; returns what went wrong, as a sentence."""

    @contextmanager
    def door(write: bool) -> Iterator[tuple[Work, Belongs]]:
        with own_matter(dossier_id, write=write) as (work, own):
            yield work, Belongs(dossier_id=own.dossier.id)

    today = local_date(utc_now())
    title = f"Reactie van de aangeklaagde, {dutch_date(today)}"
    rules = replace(REACTIONS, origin=party_key(party_id))
    described = Described(name="reactie.txt", title=title, done_on=today)
    scanner = Scanner(clamd=installation().config.clamd)
    try:
        paper_id, _ = reception.add_paper(
            door, files(), scanner, rules, described, f"{title}\n\n{text}\n".encode()
        )
    except Refused as refused:
        return reason(refused.why, rules)
    except Busy:
        return BUSY
    with own_matter(dossier_id, write=True) as (work, own):
        service.reaction_came_in(work, own, paper_id)
    return ""


def _may_react(own: Own) -> None:
    if own.dossier.closed_on is not None:
        abort(404)


def _react_page(own: Own, form: ReactionForm, status: int = 200) -> Response:
    return page(
        "accused/react.html",
        status,
        block="form",
        form=form,
        number=own.dossier.number,
        back_url=url_for("accused.matter", dossier_id=own.dossier.id),
    )
