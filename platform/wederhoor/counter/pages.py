"""Complaints taken down in the office: `/<organisation>/kantoor/klacht-opnemen`, and reading them back."""

import uuid

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from wederhoor.addresses import number_in
from wederhoor.cases.signing import CHANGED, TextChanged, sign_complaint, unsigned, version_of
from wederhoor.counter import service as spoken
from wederhoor.counter.fellows import FELLOWS_AT_MOST, fellows_sent
from wederhoor.counter.forms import HOW, PhoneNoteForm, ReadBackForm
from wederhoor.counter.take_down_form import TakeDownForm, take_down_form
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.called import called
from wederhoor.dossiers.content import Content, content_of, missing_for
from wederhoor.dossiers.own_answers import own_questions
from wederhoor.dossiers.parties import filer_of, to_heed
from wederhoor.dossiers.process import answers_for, process_of
from wederhoor.dossiers.tables import Dossier
from wederhoor.messages.tables import Note
from wederhoor.papers.office import crumb, disk_has_room, handlers
from wederhoor.people.staff import staff_work
from wederhoor.rules.complaint_process import MoveNotPossible
from wederhoor.rules.roles import HANDLERS
from wederhoor.vault.codes import grouped
from wederhoor.web import once
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import page
from wederhoor.web.shown import need_shown, show_later, shown_now
from wederhoor.work import Work

bp = Blueprint("spoken", __name__, url_prefix="/<organisation>/kantoor")
FOR_ANOTHER = "collega"
FILE = "file"
"""The button that registers; every other way to send the form only keeps it."""
mine = staff(*HANDLERS, given=True)
"""Also for who was given the task of a call, because everybody who handles complaints may be meant in it."""


@bp.get("/klacht-opnemen")
@handlers
def index() -> Response:
    """Two fields for a call, and the calls that are no dossier yet."""
    with staff_work() as work:
        return _index(work, PhoneNoteForm())


@bp.post("/klacht-opnemen")
@handlers
def note() -> Response:
    """Keep the call at once; then the rest, now or later."""
    disk_has_room()
    form = PhoneNoteForm()
    with staff_work(write=True) as work:
        process_of(work.organisation)
        if not form.validate():
            return _index(work, form, status=422)
        kept = spoken.keep_phone_note(work, form.who.data, form.said.data)
        try:
            note_id = spoken.find_phone_note(work, kept.id).id
        except spoken.NoSuchNote:  # who wrote it down may be meant in it
            return redirect(url_for("spoken.index", bewaard=FOR_ANOTHER), 303)
    return redirect(url_for("spoken.take_down", note_id=note_id), 303)


def _index(work: Work, form: PhoneNoteForm, status: int = 200) -> Response:
    process_of(work.organisation)
    shown = [
        {
            "who": found.body["who"],
            "at": found.written_at,
            "url": url_for("spoken.take_down", note_id=found.id),
        }
        for found in spoken.open_phone_notes(work)
    ]
    for_another = request.args.get("bewaard") == FOR_ANOTHER
    return page("counter/note.html", status, block="form", form=form, notes=shown, for_another=for_another)


@bp.get("/klacht-opnemen/bij-taak/<uuid:task_id>")
@mine
def note_of_task(task_id: uuid.UUID) -> Response:
    """The note of a call that a task is about."""
    with staff_work() as work:
        try:
            note_id = spoken.find_phone_note(work, task_id=task_id).id
        except spoken.NoSuchNote:
            abort(404)
    return redirect(url_for("spoken.take_down", note_id=note_id), 303)


@bp.get("/klacht-opnemen/<uuid:note_id>")
@mine
def take_down(note_id: uuid.UUID) -> Response:
    """The whole complaint on one page, beginning with what was said."""
    with staff_work() as work:
        found = _note(work, note_id)
        if found.dossier_id is not None:
            return redirect(url_for("desk.dossier", dossier_id=found.dossier_id), 303)
        kept = found.body.get(spoken.FORM)
        if kept:
            sent = MultiDict((name, text) for name, text in kept)
            return _take_down_page(
                work,
                found,
                take_down_form(fellows_sent(sent), own_questions(work.organisation))(formdata=sent),
            )
        said, caller = found.body["text"], number_in(found.body["who"])
        values = {"description": said, "phone": caller, "arrived_on": work.today, "channel": "phone"}
        return _take_down_page(work, found, take_down_form(1, own_questions(work.organisation))(data=values))


@bp.post("/klacht-opnemen/<uuid:note_id>")
@mine
def take_down_send(note_id: uuid.UUID) -> Response:
    """Keep what was filled in; file it as of the day it came, or give room for one more who complains as well.

    Only whoever says so files it: a number is for good. The code of the complainant is shown on the page that comes next.
    """
    disk_has_room()
    room = fellows_sent(request.form)
    more = "more" in request.form
    with staff_work(write=not more) as work:
        form = take_down_form(min(room + more, FELLOWS_AT_MOST), own_questions(work.organisation))()
        found = _note(work, note_id, lock=not more)
        form.prepare(work.organisation, work.today)
        if more:
            return _take_down_page(work, found, form)
        if FILE not in request.form:
            return _kept(work, found, form)
        if not form.validate():
            return _take_down_page(work, found, form, status=422)
        try:
            taken = spoken.take_down(
                work,
                found,
                form.values(),
                channel=form.channel.data,
                arrived_on=form.arrived_on.data or work.today,
                signed_name=form.signed_name.data or None,
            )
        except spoken.AlreadyTakenDown as already:
            return redirect(url_for("desk.dossier", dossier_id=already.dossier_id), 303)
        told = {
            "number": taken.number,
            "code": grouped(taken.code),
            "fellows": [(name, grouped(one)) for name, one in taken.fellows],
            "signed": bool(form.signed_name.data),
        }
        return show_later("spoken.done", told, dossier_id=taken.dossier_id)


def _kept(work: Work, found: Note, form: TakeDownForm) -> Response:
    """What was filled in is kept as it is, right or wrong: it is judged when it is filed."""
    if found.dossier_id is not None:
        return redirect(url_for("desk.dossier", dossier_id=found.dossier_id), 303)
    sent = [pair for pair in request.form.items(multi=True) if pair[0] not in once.NOT_TOLD]
    spoken.keep_form(work, found, sent, Content().merged(form.values()).naming)
    try:
        spoken.find_phone_note(work, found.id)
    except spoken.NoSuchNote:  # who wrote it down may be meant in it
        return redirect(url_for("spoken.index", bewaard=FOR_ANOTHER), 303)
    return redirect(url_for("spoken.take_down", note_id=found.id, bewaard="ja"), 303)


@bp.get("/klacht-opnemen/klaar/<uuid:dossier_id>/<uuid:shown_id>")
@mine
def done(dossier_id: uuid.UUID, shown_id: uuid.UUID) -> Response:
    """What was just filed, with the codes to hand over."""
    with staff_work() as work:
        if shown_now(shown_id) is None:
            dossiers.find(work, dossier_id)
        found = need_shown(shown_id, url_for("codes.index", dossier_id=dossier_id))
        try:
            dossier = dossiers.find(work, dossier_id)
            missing = missing_for(content_of(work, dossier), answers_for(work, dossier))
        except (
            dossiers.NoSuchDossier
        ):  # who took it down is barred from it, and hands over the code all the same
            return page("counter/done.html", opens=False, **found)
        return page(
            "counter/done.html",
            opens=True,
            missing=missing,
            dossier_url=url_for("desk.dossier", dossier_id=dossier_id),
            sign_url=url_for("spoken.sign", dossier_id=dossier_id),
            papers_url=url_for("papers.index", dossier_id=dossier_id),
            **found,
        )


def _note(work: Work, note_id: uuid.UUID, *, lock: bool = False) -> Note:
    try:
        found = spoken.find_phone_note(work, note_id, lock=lock)
    except spoken.NoSuchNote:
        abort(404)
    if found.dossier_id is not None:
        dossiers.find(work, found.dossier_id)  # whoever is barred from it meets no note of it either
    return found


def _take_down_page(work: Work, found: Note, form: TakeDownForm, status: int = 200) -> Response:
    form.prepare(work.organisation, work.today)
    return page(
        "counter/take_down.html",
        status,
        form=form,
        note={"who": found.body["who"], "at": found.written_at},
        kept=status == 200 and request.method == "GET" and request.args.get("bewaard") == "ja",
    )


@bp.get("/dossiers/<uuid:dossier_id>/ondertekenen")
@handlers
def sign(dossier_id: uuid.UUID) -> Response:
    """The text to read aloud, and who still has to sign."""
    with staff_work() as work:
        dossier = dossiers.find(work, dossier_id)
        content = content_of(work, dossier)
        values = {name: getattr(content, name) for name in ("description", "objection", "steps_taken")}
        form = ReadBackForm(data={**values, "done_on": work.today, "version": version_of(work, dossier)})
        return _sign_page(work, dossier, form)


@bp.post("/dossiers/<uuid:dossier_id>/ondertekenen")
@handlers
def sign_send(dossier_id: uuid.UUID) -> Response:
    """Read back and agreed, or signed on paper: who, what, to whom and when."""
    form = ReadBackForm()
    with staff_work(write=True) as work:
        dossier = dossiers.find(work, dossier_id, lock=True)
        people = {str(party.id): party for party in unsigned(work, dossier)}
        form.prepare([(key, str(called(one))) for key, one in people.items()], dossier.arrived_on, work.today)
        if not form.validate():
            return _sign_page(work, dossier, form, status=422)
        party = people[form.party.data]
        values = {name: form[name].data for name in ("description", "objection", "steps_taken")}
        first = filer_of(dossiers.complainants_of(work, dossier.id)).id == party.id
        how = dict(HOW)[form.how.data].split(";")[0].casefold()
        told = {"read_to": form.read_to.data} if form.how.data != "paper" else None
        try:
            sign_complaint(
                work,
                dossier,
                party,
                {name: text for name, text in values.items() if text} if first else {},
                signed_name=form.signed_name.data,
                how=how,
                on=form.done_on.data,
                read_back=told,
                seen=form.version.data,
            )
        except TextChanged:
            form.version.data = version_of(work, dossier)
            form.description.errors = [CHANGED]
            return _sign_page(work, dossier, form, status=422, changed=True)
        except MoveNotPossible as why:
            form.party.errors = [why.reason]
            return _sign_page(work, dossier, form, status=422)
    return redirect(url_for("desk.dossier", dossier_id=dossier_id), 303)


def _sign_page(
    work: Work, dossier: Dossier, form: ReadBackForm, status: int = 200, *, changed: bool = False
) -> Response:
    people = unsigned(work, dossier)
    content = content_of(work, dossier) if changed else None
    form.prepare([(str(one.id), str(called(one))) for one in people], dossier.arrived_on, work.today)
    return page(
        "counter/sign.html",
        status,
        block="form",
        dossier=crumb(dossier),
        heed=to_heed(people),
        form=form,
        nobody=not people,
        newest=[getattr(content, name) for name in ("description", "objection", "steps_taken")]
        if content
        else [],
    )
