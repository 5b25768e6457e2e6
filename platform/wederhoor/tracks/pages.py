"""`/<organisation>/ander-spoor/<from>`: from a talk with a confidant, a report or a complaint to a report or a complaint.

Stands above the rooms, which do not know each other. What is taken along is what the person holds the code of, and sends again
themselves: that is the consent. The new case has its own code and its own clock; nothing stored links the two.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response
from wtforms import ValidationError

from wederhoor.confidants import front
from wederhoor.confidants.opened import NoSuchConsultation, TalkEntry
from wederhoor.confidants.opened import with_code as talk_with_code
from wederhoor.dossiers.content import content_of
from wederhoor.dossiers.process import NoIntake, process_of
from wederhoor.dossiers.service import NoSuchDossier, find_by_code
from wederhoor.intake import drafts
from wederhoor.intake.pages import count_visit
from wederhoor.misconduct import pages as misconduct
from wederhoor.misconduct.forms import ReportForm
from wederhoor.misconduct.opened import NoSuchReport, ReportEntry
from wederhoor.misconduct.opened import with_code as report_with_code
from wederhoor.portal.second_step import door_open
from wederhoor.web.fields import BaseForm, long_text
from wederhoor.web.kept import keep_code, kept_code
from wederhoor.web.permissions import public
from wederhoor.web.runtime import page, resident_work
from wederhoor.work import Work

bp = Blueprint("tracks", __name__, url_prefix="/<organisation>/ander-spoor")


class NothingToTake(Exception):
    """This browser holds no code of such a case."""


class TakeForm(BaseForm):
    """What is taken along."""

    text = long_text(
        "Dit neemt u mee", description="Haal weg wat de mensen die het gaan lezen niet hoeven te weten."
    )

    def validate_text(self, field: Any) -> None:
        """Something."""
        if not field.data:
            raise ValidationError("Schrijf op wat u mee wilt nemen.")


@dataclass(frozen=True, kw_only=True)
class Track:
    """Where somebody comes from: what it is called, what they wrote there, and where they can go."""

    label: str
    words: Callable[[Work], str]
    to: tuple[str, ...]
    back: str


def _talk(work: Work) -> str:
    try:
        opened = talk_with_code(work, kept_code(front.TALK) or "")
    except NoSuchConsultation:
        raise NothingToTake from None
    entries = opened.entries(work, for_worker=True)
    return "\n\n".join(entry.body["text"] for entry in entries if entry.kind is TalkEntry.FROM_WORKER)


def _report(work: Work) -> str:
    try:
        opened = report_with_code(work, kept_code(misconduct.REPORT) or "")
    except NoSuchReport:
        raise NothingToTake from None
    own = [entry.body["text"] for entry in opened.entries(work) if entry.kind is ReportEntry.FROM_REPORTER]
    return "\n\n".join(text for text in (opened.read().get("text", ""), *own) if text)


def _complaint(work: Work) -> str:
    code = kept_code("case")
    try:
        if code is None:
            raise NoSuchDossier
        dossier, party = find_by_code(work, work.vault.code_hash(code))
    except NoSuchDossier:
        raise NothingToTake from None
    if not door_open(work, party):  # what was filed is read after the second code only
        return ""
    content = content_of(work, dossier)
    return "\n\n".join(text for text in (content.description, content.objection) if text)


TRACKS = {
    "gesprek": Track(
        label="uw gesprek met de vertrouwenspersoon",
        words=_talk,
        to=("melding", "klacht"),
        back="confidant_front.own",
    ),
    "melding": Track(label="uw melding", words=_report, to=("klacht",), back="misconduct_portal.status"),
    "klacht": Track(label="uw klacht", words=_complaint, to=("melding",), back="portal.status"),
}


def _track(origin: str) -> Track:
    return TRACKS.get(origin) or abort(404)


def _open_here(work: Work) -> bool:
    try:
        process_of(work.organisation)
    except NoIntake:
        return False
    return True


def _targets(work: Work, track: Track) -> tuple[str, ...]:
    return tuple(target for target in track.to if target != "klacht" or _open_here(work))


@bp.get("/<origin>")
@public
def choose(origin: str) -> Response:
    """What changes, what stays, who reads it then."""
    track = _track(origin)
    with resident_work() as work:
        try:
            track.words(work)
        except NothingToTake:
            return redirect(url_for(track.back), 303)
        return page(
            "tracks/choose.html",
            label=track.label,
            targets=[
                {
                    "kind": target,
                    "url": url_for(
                        f"tracks.to_{'report' if target == 'melding' else 'complaint'}", origin=origin
                    ),
                }
                for target in _targets(work, track)
            ],
            back=url_for(track.back),
        )


def _words(work: Work, origin: str, target: str) -> str:
    track = _track(origin)
    if target not in _targets(work, track):
        abort(404)
    try:
        return track.words(work)
    except NothingToTake:
        abort(redirect(url_for(track.back), 303))


@bp.get("/<origin>/melding")
@public
def to_report(origin: str) -> Response:
    """The report's own form, with the words in it."""
    with resident_work() as work:
        text = _words(work, origin, "melding")
        return misconduct.report_page(work, ReportForm(data={"text": text, "way": "written"}))


@bp.post("/<origin>/melding")
@public
def to_report_send(origin: str) -> Response:
    """Received like any other report."""
    _track(origin)
    return misconduct.receive_form()


@bp.get("/<origin>/klacht")
@public
def to_complaint(origin: str) -> Response:
    """The words, to look over before they become a draft."""
    with resident_work() as work:
        form = TakeForm(data={"text": _words(work, origin, "klacht")})
        return _take(origin, form)


def _take(origin: str, form: TakeForm, status: int = 200) -> Response:
    back = url_for("tracks.choose", origin=origin)
    return page("tracks/take.html", status, block="form", form=form, back=back, label=_track(origin).label)


@bp.post("/<origin>/klacht")
@public
def to_complaint_send(origin: str) -> Response:
    """A draft of a complaint with these words; nothing is filed before it is sent."""
    form: Any = TakeForm()
    with resident_work(write=True) as work:
        _words(work, origin, "klacht")
        if not form.validate():
            return _take(origin, form, 422)
        count_visit(work, "draft")
        code = drafts.start_draft(work)
        drafts.save_draft(work, code, {"description": form.text.data})
    keep_code("draft", code)
    return redirect(url_for("intake.go_on"), 303)
