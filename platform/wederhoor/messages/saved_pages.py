"""Saved texts in the office: `/<organisation>/kantoor/vaste-teksten`."""

import uuid

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from wederhoor.messages import saved_texts
from wederhoor.messages.forms import SavedForm
from wederhoor.people.service import names_of
from wederhoor.people.staff import staff_work
from wederhoor.rules.roles import HANDLERS
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import page
from wederhoor.work import Work

bp = Blueprint("saved_texts", __name__, url_prefix="/<organisation>/kantoor/vaste-teksten")
keepers = staff(*HANDLERS)
TAKEN = "Er is al een tekst met deze naam. Kies een andere naam, of wijzig die tekst."
FULL = f"Er zijn al {saved_texts.MOST} teksten. Verwijder er eerst een."


@bp.get("")
@keepers
def index() -> Response:
    """All of them, and a form for a new one."""
    with staff_work() as work:
        return _index(work, SavedForm(formdata=None))


@bp.post("")
@keepers
def add() -> Response:
    """Keep a new one."""
    form = SavedForm()
    with staff_work(write=True) as work:
        if not form.validate():
            return _index(work, form, 422)
        try:
            saved_texts.keep_piece(work, form.name.data, form.text.data)
        except saved_texts.NameTaken:
            form.name.errors = [TAKEN]
            return _index(work, form, 422)
        except saved_texts.TooMany:
            form.name.errors = [FULL]
            return _index(work, form, 422)
    return redirect(url_for("saved_texts.index"), 303)


@bp.get("/<uuid:text_id>")
@keepers
def change(text_id: uuid.UUID) -> Response:
    """One of them, to change or remove."""
    with staff_work() as work:
        piece = _found(work, text_id)
        return _change(piece, SavedForm(formdata=None, data={"name": piece.name, "text": piece.text}))


@bp.post("/<uuid:text_id>")
@keepers
def change_send(text_id: uuid.UUID) -> Response:
    """Keep it as it is now."""
    form = SavedForm()
    with staff_work(write=True) as work:
        piece = _found(work, text_id)
        if not form.validate():
            return _change(piece, form, 422)
        try:
            saved_texts.keep_piece(work, form.name.data, form.text.data, text_id=text_id)
        except saved_texts.NameTaken:
            form.name.errors = [TAKEN]
            return _change(piece, form, 422)
    return redirect(url_for("saved_texts.index"), 303)


@bp.post("/<uuid:text_id>/weg")
@keepers
def remove(text_id: uuid.UUID) -> Response:
    """It is kept no more."""
    with staff_work(write=True) as work:
        saved_texts.drop_piece(work, _found(work, text_id).id)
    return redirect(url_for("saved_texts.index"), 303)


def _found(work: Work, text_id: uuid.UUID) -> saved_texts.Piece:
    try:
        return saved_texts.find_piece(work, text_id)
    except saved_texts.NoSuchText:
        abort(404)


def _index(work: Work, form: SavedForm, status: int = 200) -> Response:
    found = saved_texts.pieces(work)
    names = names_of(work, sorted({one.account_id for one in found if one.account_id}))
    rows = [
        {
            "name": one.name,
            "text": one.text,
            "at": one.changed_at,
            "who": names.get(one.account_id, "een medewerker") if one.account_id else "een medewerker",
            "url": url_for("saved_texts.change", text_id=one.id),
        }
        for one in found
    ]
    return page(
        "messages/saved_texts.html",
        status,
        block="form",
        form=form,
        pieces=rows,
    )


def _change(piece: saved_texts.Piece, form: SavedForm, status: int = 200) -> Response:
    return page(
        "messages/saved_text.html",
        status,
        block="form",
        form=form,
        name=piece.name,
        remove_url=url_for("saved_texts.remove", text_id=piece.id),
        index_url=url_for("saved_texts.index"),
    )
