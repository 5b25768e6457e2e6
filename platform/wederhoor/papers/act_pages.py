"""Pages of what is done with papers: a newer version, other details, for whom, and what was misfiled."""

import uuid
from typing import Any

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Dossier
from wederhoor.papers import acts, views
from wederhoor.papers.doors import AlreadyReplaced, Described, Side
from wederhoor.papers.forms import DescribeForm, MisfiledForm, SideForm, VersionForm, WholeForm
from wederhoor.papers.labels import OFFICE_ACCEPT
from wederhoor.papers.office import (
    ADDRESS,
    crumb,
    disk_has_room,
    handlers,
    name_of,
    one_paper,
    rules_of,
    sent_files,
    take_in,
    to_paper,
)
from wederhoor.papers.tables import Paper
from wederhoor.web import once
from wederhoor.web.request import takes_files
from wederhoor.web.runtime import files, page
from wederhoor.work import Work

bp = Blueprint("paper_acts", __name__, url_prefix=ADDRESS)
TITLES = {
    "version": "Nieuwe versie",
    "describe": "Gegevens wijzigen",
    "side": "Voor wie is dit stuk?",
    "misfiled": "Dit stuk hoort hier niet",
    "whole": "De kopie is volledig",
}
MEANWHILE = (
    "Een collega heeft dit stuk intussen gewijzigd. U ziet hieronder wat er nu staat en wat u invulde. "
    "Kijk het na en leg het dan vast."
)
TAKEN_OUT = "Dit stuk is uit het dossier gehaald. U kunt er niets meer aan veranderen."


def _meanwhile(found: Paper) -> str:
    return MEANWHILE if found.misfiled_at is None else TAKEN_OUT


@bp.get("/<uuid:paper_id>/nieuwe-versie")
@handlers
def new_version(dossier_id: uuid.UUID, paper_id: uuid.UUID) -> Response:
    """A newer file of the same paper."""
    with one_paper(dossier_id, paper_id) as (work, dossier, found):
        return _act_page(work, dossier, found, "version", VersionForm(data={"done_on": work.today}))


@bp.post("/<uuid:paper_id>/nieuwe-versie")
@handlers
@takes_files()
@once.in_steps
def new_version_send(dossier_id: uuid.UUID, paper_id: uuid.UUID) -> Response:
    """Keep it beside the older one."""
    disk_has_room()
    form = VersionForm()
    with one_paper(dossier_id, paper_id) as (work, dossier, found):
        form.done_on.today = work.today
        sent = sent_files()
        if not form.validate() or len(sent) != 1 or found.misfiled_at is not None:
            if len(sent) != 1 or found.misfiled_at is not None:
                form.files.errors = ["Kies één bestand." if found.misfiled_at is None else TAKEN_OUT]
            return _act_page(work, dossier, found, "version", form, status=422)
        title = found.title
        rules = rules_of(found.origin, found.side)
    described = Described(name=name_of(sent[0]), title=title, done_on=form.done_on.data, replaces_id=paper_id)
    try:
        _, errors = take_in(dossier_id, rules, described, sent[0])
    except AlreadyReplaced as first:
        errors = [
            f"Een collega was u voor: stuk {first.number} is al de nieuwe versie. Bekijk die eerst; uw bestand is niet bewaard."
        ]
    if errors:
        form.files.errors = errors
        with one_paper(dossier_id, paper_id) as (work, dossier, found):
            return _act_page(work, dossier, found, "version", form, status=422)
    return redirect(url_for("papers.index", dossier_id=dossier_id), 303)


@bp.get("/<uuid:paper_id>/gegevens")
@handlers
def describe(dossier_id: uuid.UUID, paper_id: uuid.UUID) -> Response:
    """Title, date, from whom."""
    with one_paper(dossier_id, paper_id) as (work, dossier, found):
        values = {
            "title": found.title,
            "done_on": found.done_on,
            "origin": found.origin,
            "seen": found.version,
        }
        return _act_page(work, dossier, found, "describe", DescribeForm(data=values))


@bp.post("/<uuid:paper_id>/gegevens")
@handlers
def describe_send(dossier_id: uuid.UUID, paper_id: uuid.UUID) -> Response:
    """Change them."""
    form = DescribeForm()
    with one_paper(dossier_id, paper_id, write=True) as (work, dossier, found):
        form.prepare(_origins(work, dossier, found), work.today)
        if not form.validate():
            return _act_page(work, dossier, found, "describe", form, status=422)
        try:
            acts.describe_paper(
                work,
                found,
                _seen(form),
                title=form.title.data,
                done_on=form.done_on.data,
                origin=form.origin.data,
            )
        except acts.ChangedMeanwhile:
            form.title.errors = [_meanwhile(found)]
            return _act_page(work, dossier, found, "describe", form, status=422, meanwhile=True)
    return to_paper(dossier_id, paper_id)


@bp.get("/<uuid:paper_id>/voor-wie")
@handlers
def side(dossier_id: uuid.UUID, paper_id: uuid.UUID) -> Response:
    """For both parties, or for the handlers only."""
    with one_paper(dossier_id, paper_id) as (work, dossier, found):
        return _act_page(
            work, dossier, found, "side", SideForm(data={"side": found.side, "seen": found.version})
        )


@bp.post("/<uuid:paper_id>/voor-wie")
@handlers
def side_send(dossier_id: uuid.UUID, paper_id: uuid.UUID) -> Response:
    """Change it, with the reason."""
    form = SideForm()
    with one_paper(dossier_id, paper_id, write=True) as (work, dossier, found):
        if not form.validate():
            return _act_page(work, dossier, found, "side", form, status=422)
        try:
            acts.change_side(work, found, _seen(form), side=Side(form.side.data), reason=form.reason.data)
        except acts.ChangedMeanwhile:
            form.side.errors = [_meanwhile(found)]
            return _act_page(work, dossier, found, "side", form, status=422, meanwhile=True)
    return to_paper(dossier_id, paper_id)


@bp.get("/<uuid:paper_id>/kopie-volledig")
@handlers
def whole(dossier_id: uuid.UUID, paper_id: uuid.UUID) -> Response:
    """What becomes of the original when the copy is whole."""
    with one_paper(dossier_id, paper_id) as (work, dossier, found):
        if found.original_key_id is None:
            return to_paper(dossier_id, paper_id)
        return _act_page(work, dossier, found, "whole", WholeForm(data={"seen": found.version}))


@bp.post("/<uuid:paper_id>/kopie-volledig")
@handlers
def whole_send(dossier_id: uuid.UUID, paper_id: uuid.UUID) -> Response:
    """The copy is whole: the original that was held until now goes."""
    form = WholeForm()
    with one_paper(dossier_id, paper_id, write=True) as (work, dossier, found):
        if not form.validate():
            return _act_page(work, dossier, found, "whole", form, status=422)
        try:
            acts.confirm_whole(work, files(), found, _seen(form))
        except acts.ChangedMeanwhile:
            form.whole.errors = [_meanwhile(found)]
            return _act_page(work, dossier, found, "whole", form, status=422, meanwhile=True)
    return to_paper(dossier_id, paper_id)


@bp.get("/<uuid:paper_id>/hoort-hier-niet")
@handlers
def misfiled(dossier_id: uuid.UUID, paper_id: uuid.UUID) -> Response:
    """Move it to where it belongs, or take it out."""
    with one_paper(dossier_id, paper_id) as (work, dossier, found):
        return _act_page(work, dossier, found, "misfiled", MisfiledForm(data={"seen": found.version}))


@bp.post("/<uuid:paper_id>/hoort-hier-niet")
@handlers
def misfiled_send(dossier_id: uuid.UUID, paper_id: uuid.UUID) -> Response:
    """Do it, with the reason."""
    form = MisfiledForm()
    with one_paper(dossier_id, paper_id, write=True) as (work, dossier, found):
        if not form.validate():
            return _act_page(work, dossier, found, "misfiled", form, status=422)
        reason = {"reason": form.reason.data}
        try:
            if form.where.data == "move":
                acts.move_paper(work, found, _seen(form), number=form.number.data, **reason)
            else:
                acts.withdraw_paper(work, found, _seen(form), **reason)
        except dossiers.NoSuchDossier:
            form.number.errors = [
                "Dit dossier is er niet, of u kunt er niet bij. Kijk het nummer nog eens na."
            ]
            return _act_page(work, dossier, found, "misfiled", form, status=422)
        except acts.SameDossier:
            form.number.errors = ["Het stuk zit al in dit dossier. Vul het nummer van het andere dossier in."]
            return _act_page(work, dossier, found, "misfiled", form, status=422)
        except acts.ChangedMeanwhile:
            form.where.errors = [_meanwhile(found)]
            return _act_page(work, dossier, found, "misfiled", form, status=422, meanwhile=True)
    return redirect(url_for("papers.index", dossier_id=dossier_id), 303)


def _seen(form: Any) -> int:
    text = form.seen.data or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _origins(work: Work, dossier: Dossier, found: Paper) -> list[tuple[str, str]]:
    """The origins to choose from; the one a paper has is among them."""
    known = views.origins(work, dossier.id)
    if found.origin in dict(known):
        return known
    return [(found.origin, views.origin_label(found.origin, known)), *known]


def _act_page(
    work: Work,
    dossier: Dossier,
    found: Paper,
    act: str,
    form: Any,
    status: int = 200,
    *,
    meanwhile: bool = False,
) -> Response:
    if act == "describe":
        form.prepare(_origins(work, dossier, found), work.today)
    if meanwhile:
        form.seen.data = str(found.version)  # what is sent next was seen
    return page(
        "papers/act.html",
        status,
        block="form",
        dossier=crumb(dossier),
        paper=views.row(found, views.origins(work, dossier.id)),
        act=act,
        title=TITLES[act],
        form=form,
        accept=OFFICE_ACCEPT,
        meanwhile=meanwhile,
    )
