"""Letters, papers and the copy of the complaint on the own page: all behind the second step, titles before it."""

import uuid
from typing import Any

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from wederhoor.cases.signing import CHANGED, TextChanged, may_sign, sign_complaint, version_of
from wederhoor.dossiers.content import Content, content_of
from wederhoor.dossiers.parties import filer_of, party_key
from wederhoor.dossiers.process import answers_for
from wederhoor.dossiers.service import complainants_of
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.intake.answers import answered
from wederhoor.intake.questions import asked
from wederhoor.notices.letters import LetterRow, letters_shown, pdf_of
from wederhoor.notices.pdf import to_html
from wederhoor.notices.tables import Letter
from wederhoor.papers.content import BLOCKS, FILE, paper_blocks, paper_bytes
from wederhoor.papers.doors import Side
from wederhoor.papers.labels import kind_label, size_text
from wederhoor.papers.service import papers_for
from wederhoor.papers.tables import Paper
from wederhoor.portal.forms import OwnSignForm
from wederhoor.portal.own import bp, own_dossier
from wederhoor.portal.second_step import door_open, to_door
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.web.file_names import LETTER, file_name, paper_name
from wederhoor.web.language import Said
from wederhoor.web.permissions import behind_code
from wederhoor.web.runtime import file_answer, files, page, pdf
from wederhoor.work import Work, local_date

TEXTS = (
    ("description", "Wat er is gebeurd"),
    ("objection", "Waarom u het er niet mee eens bent"),
    ("steps_taken", "Wat u zelf al deed"),
)
FOR_ALL = ("over-wie", "naam", "onderwerp", "wanneer", "wat-is-er-gebeurd", "niet-eens", "al-gedaan")
"""The questions about the case: nobody's name, address or circumstances."""


def letter_row(letter: LetterRow, number: int, opened: bool) -> dict[str, Any]:
    """A letter in a list, with its place in it; what it is about stands there after the second step."""
    return {
        "title": letter.title if opened else Said("Brief {number} aan u", number=number),
        "created_at": letter.created_at,
        "url": url_for("portal.letter_pdf", letter_id=letter.id),
        "read_url": url_for("portal.letter", letter_id=letter.id),
        "ready": letter.ready,
        "no_pdf": letter.no_pdf,
    }


@bp.get("/brief/<uuid:letter_id>")
@behind_code
def letter(letter_id: uuid.UUID) -> Response:
    """A letter as a page."""
    with own_dossier(write=True) as (work, dossier, party):
        found = _own_letter(work, party, letter_id)
        if not door_open(work, party):
            return to_door()
        _note_reading(work, dossier, found)
        pdf_url = url_for("portal.letter_pdf", letter_id=found.id) if found.pdf_made_at else None
        return page("portal/letter.html", title=found.title, body=to_html(found.body), pdf_url=pdf_url)


@bp.get("/brief/<uuid:letter_id>.pdf")
@behind_code
def letter_pdf(letter_id: uuid.UUID) -> Response:
    """A letter as tagged PDF."""
    with own_dossier(write=True) as (work, dossier, party):
        found = _own_letter(work, party, letter_id)
        if not door_open(work, party):
            return to_door()
        body = pdf_of(work, files(), found)
        if body is None:
            abort(404)
        _note_reading(work, dossier, found)
        name = file_name(LETTER, "pdf", number=dossier.number, on=local_date(found.issued_at or work.now))
    return pdf(body, name)


def _own_letter(work: Work, party: Party, letter_id: uuid.UUID) -> Letter:
    found = work.session.get(Letter, (work.tenant_id, letter_id))
    if found is None or found.matter_id != party.dossier_id or found.addressee != party_key(party.id):
        abort(404)
    shown = {row.id for row in letters_shown(work, party.dossier_id, found.addressee)}
    if found.id not in shown:  # a draft, what can still be called back, or the key to this very door
        abort(404)
    return found


def _note_reading(work: Work, dossier: Dossier, found: Letter) -> None:
    entry = record.Entry(event=Event.LETTER_READ, facts={"letter": found.title})
    record.append(work, dossier.id, [entry])


@bp.get("/inzien")
@behind_code
def papers() -> Response:
    """The papers both parties get (KR-017); only their titles without the second step."""
    with own_dossier() as (work, dossier, party):
        opened = door_open(work, party)
        shown = [_paper_row(paper, opened) for paper in papers_for(work, dossier.id, Side.PARTIES)]
        return page(
            "portal/papers.html",
            papers=shown,
            opened=opened,
            door_url=url_for("portal.door"),
            copy_url=url_for("portal.copy"),
        )


def _paper_row(paper: Paper, opened: bool) -> dict[str, Any]:
    readable = paper.copy_kind in (FILE, BLOCKS)
    return {
        "number": paper.number,
        "title": paper.title if opened else "",
        "kind": kind_label(paper),
        "size": size_text(paper.size),
        "done_on": paper.done_on,
        "url": url_for("portal.paper", paper_id=paper.id) if opened and readable else None,
    }


@bp.get("/inzien/<uuid:paper_id>")
@behind_code
def paper(paper_id: uuid.UUID) -> Response:
    """The safe copy of one paper. Reading it is on the record."""
    with own_dossier(write=True) as (work, dossier, party):
        found = next((p for p in papers_for(work, dossier.id, Side.PARTIES) if p.id == paper_id), None)
        if found is None:
            abort(404)
        if not door_open(work, party):
            return to_door()
        body, blocks = paper_bytes(work, files(), found), paper_blocks(work, files(), found)
        if body is None and blocks is None:
            abort(404)
        entry = record.Entry(event=Event.PAPER_READ, facts={"paper": str(found.number)})
        record.append(work, dossier.id, [entry])
        if body is None or found.copy_type is None:
            shown = _paper_row(found, True)
            return page(
                "portal/paper.html",
                paper=shown,
                blocks=blocks or [],
                papers_url=url_for("portal.papers"),
            )
        name = paper_name(found.number, found.copy_type, of=dossier.number)
        return file_answer(body, found.copy_type, name)


def _is_filer(work: Work, dossier: Dossier, party: Party) -> bool:
    """Whether this party filled it in: the address in the text is theirs, and so is the wording."""
    return filer_of(complainants_of(work, dossier.id)).id == party.id


@bp.get("/kopie")
@behind_code
def copy() -> Response:
    """What was filled in, to keep (Awb 2:17); to read, correct and sign while that is not done (KR-079)."""
    with own_dossier(write=True) as (work, dossier, party):
        if not door_open(work, party):
            return to_door()
        record.append(work, dossier.id, [record.Entry(event=Event.COPY_READ)])
        content = content_of(work, dossier)
        values = {name: getattr(content, name) for name, _ in TEXTS}
        values["version"] = version_of(work, dossier)
        return _copy_page(work, dossier, party, content, OwnSignForm(data=values))


@bp.post("/kopie")
@behind_code
def copy_sign() -> Response:
    """Read, corrected and signed by the complainant."""
    form = OwnSignForm()
    with own_dossier(write=True) as (work, dossier, party):
        if not door_open(work, party):
            return to_door()
        if not may_sign(work, dossier, party):
            abort(404)
        content = content_of(work, dossier)
        if not form.validate():
            return _copy_page(work, dossier, party, content, form, status=422)
        values = {name: form[name].data for name, _ in TEXTS if form[name].data}
        try:
            sign_complaint(
                work,
                dossier,
                party,
                values if _is_filer(work, dossier, party) else {},
                signed_name=form.signed_name.data,
                how="zelf gelezen, op de eigen pagina",
                seen=form.version.data,
            )
        except TextChanged:
            form.version.data = version_of(work, dossier)
            form.description.errors = [CHANGED]
            return _copy_page(work, dossier, party, content, form, status=422, changed=True)
    return redirect(url_for("portal.status"), 303)


def _filled_in(
    work: Work, dossier: Dossier, content: Content, *, whole: bool, texts: bool
) -> list[tuple[str, str]]:
    """Every question and its answer, for whoever filled it in (Awb 2:17); for the others what the complaint is about."""
    answers, written = answers_for(work, dossier), {name for name, _ in TEXTS}
    questions = [
        question
        for question in asked(content, answers)
        if (whole or question.name in FOR_ALL) and (texts or not written & set(question.fields))
    ]
    return [row for question in questions for row in answered(question, content, answers)]


def _copy_page(
    work: Work,
    dossier: Dossier,
    party: Party,
    content: Content,
    form: OwnSignForm,
    status: int = 200,
    *,
    changed: bool = False,
) -> Response:
    signing = may_sign(work, dossier, party)
    rows = _filled_in(
        work, dossier, content, whole=_is_filer(work, dossier, party), texts=changed or not signing
    )
    rows += [("Ondertekend door", content.signed_name)]
    return page(
        "portal/copy.html",
        status,
        block="form" if signing else None,
        may_sign=signing,
        form=form,
        newest=[getattr(content, name) for name, _ in TEXTS] if changed else [],
        rows=[(label, value) for label, value in rows if value],
    )
