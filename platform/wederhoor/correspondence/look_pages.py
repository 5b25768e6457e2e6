"""A letter that waits for a look: read it, change it here or in Word, send it, or put it aside with a reason."""

import uuid
from collections.abc import Sequence
from itertools import pairwise

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from wederhoor.correspondence import looks
from wederhoor.correspondence.forms import (
    DISCARD,
    INSERT,
    ONLY_SHOW,
    SEND,
    WORD,
    LookForm,
)
from wederhoor.correspondence.letters import may_read
from wederhoor.correspondence.preview import preview_of
from wederhoor.correspondence.versions import changes, versions_view
from wederhoor.correspondence.word import markdown_of, to_docx
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.parties import reads_large
from wederhoor.dossiers.tables import Dossier
from wederhoor.messages.saved_texts import added, pieces
from wederhoor.notices.aside import made_ready
from wederhoor.notices.labels import to_label
from wederhoor.notices.pdf import LARGE, NORMAL
from wederhoor.notices.service import NoticeGone
from wederhoor.notices.tables import Letter
from wederhoor.papers.doors import OFFICE
from wederhoor.papers.inspection import FileKind, Refused
from wederhoor.papers.labels import BUSY, reason
from wederhoor.papers.places import Busy, waiting_room
from wederhoor.papers.workshop import examine
from wederhoor.people.staff import staff_work
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.letters import added_to, lost_from
from wederhoor.rules.roles import HANDLERS, READERS
from wederhoor.web.brand import logo_url
from wederhoor.web.file_names import file_name
from wederhoor.web.once import repeatable
from wederhoor.web.permissions import staff
from wederhoor.web.request import takes_files
from wederhoor.web.runtime import file_answer, files, page, public_origin
from wederhoor.work import Work

bp = Blueprint("looks", __name__, url_prefix="/<organisation>/kantoor/dossiers/<uuid:dossier_id>/brieven")
readers = staff(*READERS)
handlers = staff(*HANDLERS)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.get("/<uuid:letter_id>/nakijken")
@handlers
def look(dossier_id: uuid.UUID, letter_id: uuid.UUID) -> Response:
    """The letter as it would leave, and its text to change."""
    made_ready()
    with staff_work(write=True) as work:
        dossier, letter = _draft(work, dossier_id, letter_id)
        entry = record.Entry(event=Event.LETTER_READ, facts={"letter": letter.title})
        record.append(work, dossier.id, [entry])
        newest = looks.versions_of(work, letter)[-1]
        form = LookForm(formdata=None, data={"body": newest.body, "seen": str(newest.number)})
        return _look_page(work, dossier, letter, form)


@bp.post("/<uuid:letter_id>/nakijken")
@handlers
@takes_files()
def look_send(dossier_id: uuid.UUID, letter_id: uuid.UUID) -> Response:
    """Keep the text, send the letter, or put it aside."""
    form = LookForm()
    if form.act.data == WORD:
        return _from_word(dossier_id, letter_id, form)
    changes = form.act.data not in ONLY_SHOW
    made_ready()
    with staff_work(write=changes) as work:
        dossier, letter = _draft(work, dossier_id, letter_id, lock=changes)
        if form.act.data == INSERT:
            form.body.data = added(form.body.data or "", form.piece.data, pieces(work))
        if not form.validate():
            return _look_page(work, dossier, letter, form, 422)
        if not changes:
            return _look_page(work, dossier, letter, form)
        try:
            return _acted(work, dossier, letter, form)
        except looks.DraftChanged as other:
            return _changed_meanwhile(work, dossier, letter, form, other.newest)


@bp.post("/<uuid:letter_id>/voorbeeld")
@handlers
@repeatable
def preview(dossier_id: uuid.UUID, letter_id: uuid.UUID) -> Response:
    """The letter as it will be with the text as far as it is typed: nothing changes, and nothing is kept."""
    form = LookForm()
    made_ready()
    with staff_work() as work:
        dossier, letter = _draft(work, dossier_id, letter_id)
        return _look_page(work, dossier, letter, form, block="sheet")


def _acted(work: Work, dossier: Dossier, letter: Letter, form: LookForm) -> Response:
    if form.act.data == DISCARD:
        looks.discard_draft(work, letter, form.reason.data)
    else:
        first = looks.versions_of(work, letter)[0].body
        lost = lost_from(first, form.body.data, dossier.number)
        came = _came_back_with(work, letter, form.body.data) if form.act.data == SEND else ()
        if (lost or came) and not form.accept.data:
            told = f"In de brief staat niet meer: {', '.join(lost)}. " if lost else ""
            told += f"Uit Word kwam tekst mee die er eerst niet stond: {_few(came)}. " if came else ""
            form.body.errors = [f"{told}Pas het aan, of zeg dat het zo klopt."]
            return _look_page(work, dossier, letter, form, 422, lost=lost)
        seen = looks.change_draft(work, letter, form.body.data, origin=looks.TYPED, seen=form.seen_number)
        if form.act.data == SEND:
            looks.send_draft(work, letter, seen=seen)
    if letter.issued_at or letter.discarded_at:
        return redirect(url_for("delivery.index"), 303)
    return redirect(url_for("looks.look", dossier_id=dossier.id, letter_id=letter.id), 303)


def _came_back_with(work: Work, letter: Letter, body: str) -> tuple[str, ...]:
    """What a Word file that came back added to the letter as it was before, and still stands in it."""
    versions = looks.versions_of(work, letter)
    came: dict[str, None] = {}
    for before, version in pairwise(versions):
        if version.origin == looks.WORD:
            came |= dict.fromkeys(added_to(before.body, version.body))
    still = set(added_to(versions[0].body, body))
    return tuple(line for line in came if line in still)


def _few(lines: Sequence[str]) -> str:
    shown = "; ".join(f"‘{line if len(line) <= 120 else line[:119] + '…'}’" for line in lines[:5])
    return shown if len(lines) <= 5 else f"{shown}; en nog {len(lines) - 5} regels"


def _from_word(dossier_id: uuid.UUID, letter_id: uuid.UUID, form: LookForm) -> Response:
    """Take the text of a Word file as a newer version; the file is looked at before the transaction begins."""
    with staff_work() as work:
        _draft(work, dossier_id, letter_id)
    sent = request.files.get("word")
    content = sent.read() if sent else b""
    blocks, wrong = None, ""
    said: tuple[str, ...] = ()
    if not content:
        wrong = "Kies het Word-bestand dat u heeft aangepast."
    else:
        try:
            read = examine(content, frozenset({FileKind.DOCX}), needs_copy=True, queue=waiting_room(files()))
            blocks, said = read.blocks, read.lacks
        except Refused as refused:
            wrong = reason(refused.why, OFFICE)
        except Busy:
            wrong = BUSY
    with staff_work(write=True) as work:
        dossier, letter = _draft(work, dossier_id, letter_id, lock=True)
        newest = looks.versions_of(work, letter)[-1]
        form.body.data = newest.body
        if wrong or blocks is None:
            form.word.errors = [wrong or "Dit bestand heeft geen tekst."]
            return _look_page(work, dossier, letter, form, 422)
        body = markdown_of(blocks, letter.title)
        try:
            number = looks.change_draft(work, letter, body, origin=looks.WORD, seen=form.seen_number)
        except looks.DraftChanged as other:
            form.body.data = body
            return _changed_meanwhile(work, dossier, letter, form, other.newest)
        if said:  # what the file held and the letter does not is told now: it is kept nowhere
            form.body.data, form.seen.data = letter.body, str(number)
            return _look_page(work, dossier, letter, form, said=said)
    return redirect(url_for("looks.look", dossier_id=dossier_id, letter_id=letter_id), 303)


def _changed_meanwhile(
    work: Work, dossier: Dossier, letter: Letter, form: LookForm, newest: looks.Version
) -> Response:
    """Somebody else was first: both texts are shown, and sending again replaces theirs knowingly."""
    form.body.errors = ["Een collega heeft deze brief net aangepast. Vergelijk de teksten hieronder en kies."]
    form.seen.data = str(newest.number)
    return _look_page(work, dossier, letter, form, 422, theirs=newest)


@bp.get("/<uuid:letter_id>.docx")
@readers
def word(dossier_id: uuid.UUID, letter_id: uuid.UUID) -> Response:
    """The letter as a Word document."""
    with staff_work(write=True) as work:
        dossier = dossiers.find(work, dossier_id)
        letter = work.session.get(Letter, (work.tenant_id, letter_id))
        if letter is None or letter.matter_id != dossier.id or not may_read(work, letter.code):
            abort(404)
        entry = record.Entry(event=Event.LETTER_TAKEN_AS_WORD, facts={"letter": letter.title})
        record.append(work, dossier.id, [entry])
        sender = work.organisation.profile.name
        name = file_name(letter.title, "docx", number=dossier.number)
        made = to_docx(
            title=letter.title,
            sender=sender,
            number=dossier.number,
            markdown=letter.body,
            points=LARGE if reads_large(work, letter.addressee) else NORMAL,
        )
    return file_answer(made, DOCX, name, keep=True)


def _draft(
    work: Work, dossier_id: uuid.UUID, letter_id: uuid.UUID, *, lock: bool = False
) -> tuple[Dossier, Letter]:
    dossier = dossiers.find(work, dossier_id, lock=lock)
    try:
        return dossier, looks.find_draft(work, dossier.id, letter_id, lock=lock)
    except NoticeGone:
        abort(404)


def _look_page(
    work: Work,
    dossier: Dossier,
    letter: Letter,
    form: LookForm,
    status: int = 200,
    *,
    lost: tuple[str, ...] = (),
    theirs: looks.Version | None = None,
    said: tuple[str, ...] = (),
    block: str = "form",
) -> Response:
    first = looks.versions_of(work, letter)[0].body
    return page(
        "correspondence/look.html",
        status,
        block=block,
        form=form,
        title=letter.title,
        to=to_label(letter.addressee, letter.code),
        preview=preview_of(
            work,
            letter,
            form.body.data or "",
            address=public_origin(),
            logo_url=logo_url(work.organisation.profile.slug) or "",
        ),
        preview_url=url_for("looks.preview", dossier_id=dossier.id, letter_id=letter.id),
        versions=versions_view(work, letter),
        lost=lost,
        came=_came_back_with(work, letter, form.body.data or ""),
        changed=changes(first, form.body.data or ""),
        said=said,
        theirs=changes(theirs.body, form.body.data or "") if theirs else [],
        pieces=pieces(work),
        pieces_url=url_for("saved_texts.index"),
        word_url=url_for("looks.word", dossier_id=dossier.id, letter_id=letter.id),
        dossier={"number": dossier.number, "url": url_for("desk.dossier", dossier_id=dossier.id)},
    )
