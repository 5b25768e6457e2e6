"""Codes given by the office: a lost receipt code replaced, six digits for the papers said or sent."""

import uuid

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from wederhoor.cases.signing import unsigned
from wederhoor.correspondence.code_letters import replace_code, send_code
from wederhoor.counter.forms import CodesForm
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.called import called
from wederhoor.dossiers.parties import to_heed
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.messages import second_step
from wederhoor.messages.second_step import TooManyCodes, Way
from wederhoor.papers.office import crumb, handlers
from wederhoor.people.staff import staff_work
from wederhoor.vault.codes import grouped
from wederhoor.web.runtime import page
from wederhoor.web.shown import need_shown, show_later
from wederhoor.work import Work

bp = Blueprint("codes", __name__, url_prefix="/<organisation>/kantoor/dossiers/<uuid:dossier_id>/codes")


@bp.get("")
@handlers
def index(dossier_id: uuid.UUID) -> Response:
    """Who needs a code, and how you know who it is."""
    with staff_work() as work:
        return _index(work, dossiers.find(work, dossier_id), CodesForm())


@bp.post("")
@handlers
def make(dossier_id: uuid.UUID) -> Response:
    """A code, shown for a quarter of an hour: it is kept nowhere in clear."""
    form = CodesForm()
    with staff_work(write=True) as work:
        dossier = dossiers.find(work, dossier_id, lock=True)
        people = _people(work, dossier)
        form.prepare([(key, str(called(party))) for key, party in people.items()])
        if not form.validate():
            return _index(work, dossier, form, status=422)
        party = people[form.party.data]
        if form.what.data == "letter":
            send_code(work, dossier, party, checks=form.checked)
            return redirect(url_for("desk.letters", dossier_id=dossier_id), 303)
        if form.what.data == "replace":
            code, kind = grouped(replace_code(work, dossier, party, form.checked)), "receipt"
        else:
            try:
                code = second_step.give_code(work, dossier, party, Way(form.what.data))
            except TooManyCodes:
                form.what.errors = [
                    "Er zijn het laatste uur al vijf codes gemaakt. Wacht even en bel later terug."
                ]
                return _index(work, dossier, form, status=422)
            kind = form.what.data
        told = {"code": code, "kind": kind, "name": str(called(party))}
        return show_later("codes.made", told, dossier_id=dossier_id)


@bp.get("/gemaakt/<uuid:shown_id>")
@handlers
def made(dossier_id: uuid.UUID, shown_id: uuid.UUID) -> Response:
    """The code that was just made."""
    with staff_work() as work:
        dossier = dossiers.find(work, dossier_id)
        found = need_shown(shown_id, url_for("codes.index", dossier_id=dossier_id))
        return page("counter/code_made.html", dossier=crumb(dossier), **found)


def _people(work: Work, dossier: Dossier) -> dict[str, Party]:
    """Everybody on the complaining side, and an accused who has a code of their own."""
    people = dossiers.complainants_of(work, dossier.id)
    people += [
        party
        for party in dossiers.parties_of(work, dossier.id)
        if party.role == "accused" and party.code_hash
    ]
    return {str(party.id): party for party in people}


def _index(work: Work, dossier: Dossier, form: CodesForm, status: int = 200) -> Response:
    people = _people(work, dossier)
    form.prepare([(key, str(called(party))) for key, party in people.items()])
    return page(
        "counter/codes.html",
        status,
        dossier=crumb(dossier),
        heed=to_heed(dossiers.complainants_of(work, dossier.id)),
        form=form,
        unsigned=[str(called(party)) for party in unsigned(work, dossier)],
        sign_url=url_for("spoken.sign", dossier_id=dossier.id),
    )
