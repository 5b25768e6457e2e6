"""The pages of one case for whoever it is about, the same through either door."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from flask import abort, redirect
from werkzeug.wrappers import Response

from wederhoor.accused import service, told
from wederhoor.accused.doors import Door
from wederhoor.accused.forms import ReactionForm
from wederhoor.accused.service import Own
from wederhoor.deadlines.service import clocks_shown
from wederhoor.deadlines.view import clock_views
from wederhoor.dossiers.course import course_for, step_told
from wederhoor.dossiers.parties import party_key
from wederhoor.dossiers.process import answers_for, process_of
from wederhoor.messages import service as messages
from wederhoor.messages.entries import entries
from wederhoor.messages.forms import ReplyForm
from wederhoor.messages.passing import unread_by
from wederhoor.messages.service import Direction
from wederhoor.notices.letters import pdf_of
from wederhoor.notices.pdf import to_html
from wederhoor.papers import reception
from wederhoor.papers.content import paper_blocks, paper_bytes
from wederhoor.papers.doors import MB, Belongs, Described, Rules
from wederhoor.papers.inspection import FileKind, Refused
from wederhoor.papers.labels import BUSY, kind_label, reason
from wederhoor.papers.places import Busy
from wederhoor.papers.scanner import Scanner
from wederhoor.papers.tables import Paper
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.wording import dutch_date
from wederhoor.web.file_names import LETTER, file_name, paper_name
from wederhoor.web.runtime import file_answer, files, installation, page, pdf
from wederhoor.work import Work, local_date, utc_now

WHO = (
    "Wij weten niet meer zeker dat u het bent. Uw tekst staat hieronder nog. Open de tweede code in een ander tabblad en verstuur "
    "dan opnieuw."
)
REACTIONS = Rules(kinds=frozenset({FileKind.TEXT}), keeps_original=True, count=500, together=100 * MB)


def case(door: Door) -> Response:
    """What is said, the papers, the dates, the letters, and what you can do. Looking is on the record.

    Until the second step there are titles only, as for the complainant.
    """
    with door.open(write=True) as (work, own):
        service.note_reading(work, own)
        opened = door.papers_open(work, own)
        answers = answers_for(work, own.dossier)
        step = process_of(answers).step(own.dossier.step)
        course = course_for(work, own.dossier, answers)
        clocks = clock_views(clocks_shown(work, own.dossier.id), answers, work.today, parties_only=True)
        return page(
            "accused/case.html",
            number=own.dossier.number,
            arrived_on=own.dossier.arrived_on,
            closed_on=own.dossier.closed_on,
            step=step_told(step, course, accused=True),
            decision="" if own.dossier.closed_on else course.decision,
            complaint=service.complaint_told(work, own) if opened else [],
            papers=[_paper_row(door, own, paper, opened) for paper in service.papers_of(work, own)],
            clocks=clocks,
            react_by=told.react_by(work, own, clocks),
            hear_by=told.hear_by(own, clocks),
            rights=told.rights(own.dossier, answers),
            letters=[
                _letter_row(door, one, number, opened)
                for number, one in enumerate(service.letters_to(work, own), 1)
            ],
            handler=told.handler_named(work, own),
            support=told.support(work, own),
            react_url=door.url("react"),
            messages_url=door.url("messages"),
            unread=unread_by(work, own.dossier, own.party),
            door_url=None if opened else door.url("door"),
            details_url=door.url("details") if door.with_code else None,
            close_url=door.url("close") if door.with_code else None,
        )


def _letter_row(door: Door, one: service.OwnLetter, number: int, opened: bool) -> dict[str, Any]:
    made = opened and one.letter.pdf_made_at is not None
    return {
        "title": one.letter.title if opened else f"Brief {number} aan u",
        "left_at": one.left_at,
        "url": door.url("letter", letter_id=one.letter.id) if opened else None,
        "pdf_url": door.url("letter_pdf", letter_id=one.letter.id) if made else None,
    }


def _paper_row(door: Door, own: Own, paper: Paper, opened: bool = True) -> dict[str, Any]:
    origin = paper.origin
    from_whom = "de organisatie"
    if origin == party_key(own.party.id):
        from_whom = "u"
    elif origin == "complainant" or origin.startswith("party:"):
        from_whom = "een andere partij"
    return {
        "number": paper.number,
        "title": paper.title if opened else "",
        "kind": kind_label(paper),
        "from_whom": from_whom,
        "entered_at": paper.entered_at,
        "url": door.url("paper", paper_id=paper.id) if opened else None,
    }


def paper(door: Door, paper_id: uuid.UUID) -> Response:
    """One paper, as a page; reading it is on the record."""
    with door.open(write=True) as (work, own):
        found = service.find_paper(work, own, paper_id) or abort(404)
        if not door.papers_open(work, own):
            return redirect(door.url("door"), 303)
        blocks = paper_blocks(work, files(), found)
        if blocks is not None:
            _note_paper(work, own, found)
        return page(
            "accused/paper.html",
            number=own.dossier.number,
            back_url=door.url("case"),
            paper=_paper_row(door, own, found),
            blocks=blocks or [],
            copy_url=door.url("copy", paper_id=paper_id) if found.copy_kind == "file" else None,
        )


def copy(door: Door, paper_id: uuid.UUID) -> Response:
    """The safe copy of a photo or PDF; reading it is on the record."""
    with door.open(write=True) as (work, own):
        found = service.find_paper(work, own, paper_id) or abort(404)
        if not door.papers_open(work, own):
            return redirect(door.url("door"), 303)
        body = paper_bytes(work, files(), found)
        if body is None or found.copy_type is None:
            abort(404)
        _note_paper(work, own, found)
        name = paper_name(found.number, found.copy_type, of=own.dossier.number)
        return file_answer(body, found.copy_type, name)


def _note_paper(work: Work, own: Own, found: Paper) -> None:
    service.note_reading(work, own, record.Entry(event=Event.PAPER_READ, facts={"paper": str(found.number)}))


def letter(door: Door, letter_id: uuid.UUID) -> Response:
    """A letter to me, as a page."""
    with door.open(write=True) as (work, own):
        found = service.find_letter(work, own, letter_id) or abort(404)
        if not door.papers_open(work, own):
            return redirect(door.url("door"), 303)
        service.note_reading(work, own, record.Entry(event=Event.LETTER_READ, facts={"letter": found.title}))
        return page(
            "accused/letter.html",
            number=own.dossier.number,
            back_url=door.url("case"),
            title=found.title,
            body=to_html(found.body),
            pdf_url=door.url("letter_pdf", letter_id=letter_id) if found.pdf_made_at else None,
        )


def letter_pdf(door: Door, letter_id: uuid.UUID) -> Response:
    """A letter to me, as tagged PDF."""
    with door.open(write=True) as (work, own):
        found = service.find_letter(work, own, letter_id) or abort(404)
        if not door.papers_open(work, own):
            return redirect(door.url("door"), 303)
        body = pdf_of(work, files(), found)
        if body is None:
            abort(404)
        service.note_reading(work, own, record.Entry(event=Event.LETTER_READ, facts={"letter": found.title}))
        name = file_name(LETTER, "pdf", number=own.dossier.number, on=local_date(found.issued_at or work.now))
    return pdf(body, name)


def talk(door: Door) -> Response:
    """What was written both ways; opening it counts as reading. What it says takes the second step, writing does not."""
    with door.open(write=True) as (work, own):
        if door.papers_open(work, own):
            messages.mark_read(work, own.dossier, Direction.OUT, own.party)
        return _talk_page(door, work, own, ReplyForm())


def write(door: Door) -> Response:
    """Write to the organisation; also when the case is closed."""
    form = ReplyForm()
    with door.open(write=True) as (work, own):
        if not form.validate():
            return _talk_page(door, work, own, form, 422)
        try:
            messages.write_from_party(work, own.dossier, own.party, form.text.data or "")
        except messages.TooManyMessages:
            form.text.errors = [messages.TOO_MANY]
            return _talk_page(door, work, own, form, 422)
        return redirect(door.url("messages"), 303)


def _talk_page(door: Door, work: Work, own: Own, form: ReplyForm, status: int = 200) -> Response:
    opened = door.papers_open(work, own)
    return page(
        "accused/messages.html",
        status,
        block="form",
        form=form,
        number=own.dossier.number,
        back_url=door.url("case"),
        entries=entries(work, own.dossier, own.party, opened=opened),
        door_url=None if opened else door.url("door"),
    )


def react(door: Door) -> Response:
    """Write my side: what cannot be taken back takes the second step."""
    with door.open() as (work, own):
        _may_react(own)
        if not door.papers_open(work, own):
            return redirect(door.url("door"), 303)
        return _react_page(door, own, ReactionForm())


def react_send(door: Door) -> Response:
    """Keep what was written as a paper for both parties (KR-018)."""
    form = ReactionForm()
    with door.open() as (work, own):
        _may_react(own)
        fine = form.validate()
        if fine and not door.papers_open(work, own):
            form.text.errors, fine = [WHO], False
        if not fine:
            return _react_page(door, own, form, 422)
        party_id = own.party.id
    wrong = _keep_reaction(door, party_id, form.text.data)
    if wrong:
        form.text.errors = [wrong]
        with door.open() as (_, own):
            return _react_page(door, own, form, 422)
    return redirect(door.url("case"), 303)


def _keep_reaction(door: Door, party_id: uuid.UUID, text: str) -> str:
    """Keep a reaction as a paper; returns what went wrong, as a sentence."""

    @contextmanager
    def opened(write: bool) -> Iterator[tuple[Work, Belongs]]:
        with door.open(write=write) as (work, own):
            yield work, Belongs(dossier_id=own.dossier.id)
            if (
                write
            ):  # in the same transaction: nobody's reaction is kept without somebody who has to read it
                service.reaction_came_in(work, own)

    today = local_date(utc_now())
    title = f"Reactie van de aangeklaagde, {dutch_date(today)}"
    rules = replace(REACTIONS, origin=party_key(party_id))
    described = Described(name="reactie.txt", title=title, done_on=today)
    scanner = Scanner(clamd=installation().config.clamd)
    try:
        reception.add_paper(opened, files(), scanner, rules, described, f"{title}\n\n{text}\n".encode())
    except Refused as refused:
        return reason(refused.why, rules)
    except Busy:
        return BUSY
    return ""


def _may_react(own: Own) -> None:
    if own.dossier.closed_on is not None:
        abort(404)


def _react_page(door: Door, own: Own, form: ReactionForm, status: int = 200) -> Response:
    return page(
        "accused/react.html",
        status,
        block="form",
        form=form,
        number=own.dossier.number,
        back_url=door.url("case"),
    )
