"""Writing to a confidant: `/<organisation>/vertrouwenspersoon`. No account, no draft, no address kept; a code to come back with."""

import uuid
from typing import Any

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from wederhoor.confidants import service, sharing
from wederhoor.confidants.forms import LetReadForm, TextForm, WriteForm
from wederhoor.confidants.opened import NoSuchConsultation, Opened, TalkEntry, with_code
from wederhoor.confidants.service import confidants_reached, confidants_today
from wederhoor.confidants.words import OWN_TITLES
from wederhoor.rules.roles import Role
from wederhoor.strongboxes.walls import ActRefused
from wederhoor.vault.codes import grouped
from wederhoor.web.code_form import CodeForm
from wederhoor.web.crowd import count_code, crowd, forgive_code
from wederhoor.web.fields import choices
from wederhoor.web.kept import keep_code, kept_code, need_code, no_code, onward
from wederhoor.web.permissions import public
from wederhoor.web.runtime import client_address, page, resident_work
from wederhoor.web.security import emptied
from wederhoor.work import Work, utc_now

bp = Blueprint("confidant_front", __name__, url_prefix="/<organisation>/vertrouwenspersoon")
TALK = "gesprek"
TOO_MANY = "Vanaf deze verbinding is vaak iets verstuurd. Wacht een uur, of gebruik een andere verbinding."
UNKNOWN = "Bij deze code is niets bekend. Kijk de code nog eens na. Wij kunnen hem niet opzoeken."


@bp.get("")
@public
def about() -> Response:
    """Who they are, what they do, and that they keep it to themselves."""
    with resident_work() as work:
        texts = [
            {"text": one.text, "source": str(one.source)}
            for one in work.organisation.texts
            if one.code.startswith(Role.CONFIDANT)
        ]
        return page(
            "confidants/about.html",
            texts=texts,
            confidants=[
                {"name": one.name, "phone": reached.phone, "email": reached.email}
                for one, reached in confidants_reached(work)
            ],
            writes=bool(confidants_today(work)),
            has_code=kept_code(TALK) is not None,
        )


@bp.get("/schrijven")
@public
def write() -> Response:
    """To whom, and what."""
    with resident_work() as work:
        return _write(work, WriteForm())


def _write(work: Work, form: WriteForm, status: int = 200) -> Response:
    people = confidants_today(work)
    form.who.choices = choices((str(one.account_id), one.name) for one in people)
    if len(people) == 1 and not form.who.data:
        form.who.data = str(people[0].account_id)
    return page("confidants/write.html", status, block="form", form=form, nobody=not people)


@bp.post("/schrijven")
@public
def send() -> Response:
    """Put it in the strongbox of the confidant."""
    form = WriteForm()
    with resident_work(write=True) as work:
        people = {str(one.account_id): one for one in confidants_today(work)}
        form.who.choices = choices((key, one.name) for key, one in people.items())
        if not form.validate():
            return _write(work, form, 422)
        if not crowd().admits(client_address(), utc_now()):
            form.who.errors = [TOO_MANY]
            return _write(work, form, 422)
        code = service.write_to(work, people[form.who.data], form.text.data, name=form.name.data or "")
    keep_code(TALK, code)
    return redirect(url_for("confidant_front.sent"), 303)


@bp.get("/verstuurd")
@public
def sent() -> Response:
    """The code, to write down."""
    code = kept_code(TALK)
    if code is None:
        return redirect(url_for("confidant_front.own"), 303)
    with resident_work():
        return page("confidants/sent.html", code=grouped(code))


@bp.get("/mijn-bericht")
@public
def own() -> Response:
    """What was written, or the question for the code."""
    code = kept_code(TALK)
    with resident_work(write=code is not None) as work:
        if code is not None:
            try:
                opened = with_code(work, code, lock=True)
            except NoSuchConsultation:
                keep_code(TALK, None)
            else:
                service.note_visit(work, opened)
                return _own(work, opened, TextForm())
        return page("confidants/code.html", block="form", form=CodeForm())


def _own(
    work: Work, opened: Opened, form: TextForm, status: int = 200, *, let: LetReadForm | None = None
) -> Response:
    readers = [one.name for one in service.readers_of(work, opened)]
    others = [] if readers else [(str(one.account_id), one.name) for one in service.confidants_today(work)]
    let = let or LetReadForm(formdata=None)
    let.offer(others)
    entries = opened.entries(work, for_worker=True)
    answered = {entry.body["on"] for entry in entries if entry.kind is TalkEntry.SHARE_ANSWER}
    return page(
        "confidants/own.html",
        status,
        block="form",
        form=form,
        readers=readers,
        let=let,
        others=bool(others),
        closed=bool(opened.closed_on),
        questions=[
            {"id": entry.id, "text": entry.body["text"]}
            for entry in entries
            if entry.kind is TalkEntry.SHARE_ASKED and str(entry.id) not in answered
        ],
        entries=[
            {
                "title": OWN_TITLES[entry.kind],
                "text": entry.body.get("text", ""),
                "at": entry.at,
                "side": "out" if entry.kind in (TalkEntry.FROM_WORKER, TalkEntry.SHARE_ANSWER) else "in",
            }
            for entry in reversed(entries)
        ],
    )


@bp.post("/mijn-bericht")
@public
def enter() -> Response:
    """Open the door with a code. Codes are counted per address, in memory only: nobody learns that anybody came by."""
    form = CodeForm()
    code = form.read()
    with resident_work() as work:
        if code is not None:
            count_code(work.now)
            try:
                with_code(work, code)
            except NoSuchConsultation:
                form.code.errors = [UNKNOWN]
            else:
                forgive_code()
                keep_code(TALK, code)
                return redirect(onward(url_for("confidant_front.own")), 303)
        return page("confidants/code.html", 422, block="form", form=form)


def own_talk(work: Work) -> Opened:
    """The talk of the code this browser holds; who holds none goes to the question for it."""
    code = need_code(TALK, "confidant_front.own")
    try:
        return with_code(work, code, lock=True)
    except NoSuchConsultation:
        no_code("confidant_front.own")


@bp.post("/mijn-bericht/bericht")
@public
def reply() -> Response:
    """A message."""
    form: Any = TextForm()
    with resident_work(write=True) as work:
        opened = own_talk(work)
        if not form.validate():
            return _own(work, opened, form, 422)
        try:
            service.write_back(work, opened, form.text.data)
        except ActRefused as refused:
            form.text.errors = [refused.why]
            return _own(work, opened, form, 422)
    return redirect(url_for("confidant_front.own"), 303)


@bp.post("/mijn-bericht/antwoord")
@public
def answer() -> Response:
    """Yes or no to a stand-in."""
    with resident_work(write=True) as work:
        opened = own_talk(work)
        try:
            on = uuid.UUID(request.form.get("vraag", ""))
            sharing.answer_share(work, opened, on, request.form.get("antwoord", ""))
        except (ValueError, ActRefused):
            form = TextForm()
            form.text.errors = ["Deze vraag is er niet (meer), of u gaf geen ja of nee."]
            return _own(work, opened, form, 422)
    return redirect(url_for("confidant_front.own"), 303)


@bp.post("/mijn-bericht/laten-lezen")
@public
def let_read() -> Response:
    """Another confidant reads it, when nobody can any more."""
    let = LetReadForm()
    with resident_work(write=True) as work:
        opened = own_talk(work)
        let.offer((str(one.account_id), one.name) for one in service.confidants_today(work))
        if not let.validate():
            return _own(work, opened, TextForm(formdata=None), 422, let=let)
        try:
            sharing.let_read(work, opened, uuid.UUID(let.who.data))
        except ActRefused as refused:
            let.who.errors = [refused.why]
            return _own(work, opened, TextForm(formdata=None), 422, let=let)
    return redirect(url_for("confidant_front.own"), 303)


@bp.post("/mijn-bericht/niet-meer-delen")
@public
def unshare() -> Response:
    """Only the confidant reads it from now on."""
    with resident_work(write=True) as work:
        opened = own_talk(work)
        try:
            sharing.stop_sharing(work, opened)
        except ActRefused as refused:
            form = TextForm(formdata=None)
            form.text.errors = [refused.why]
            return _own(work, opened, form, 422)
    return redirect(url_for("confidant_front.own"), 303)


@bp.post("/mijn-bericht/sluiten")
@public
def close() -> Response:
    """Let go of the code in this browser."""
    keep_code(TALK, None)
    return emptied(redirect(url_for("confidant_front.about"), 303))
