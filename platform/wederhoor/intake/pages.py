"""Filing a complaint: `/<organisation>/klacht-indienen`, page by page, with and without JavaScript."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from wederhoor.dossiers.content import Content, missing_items
from wederhoor.dossiers.parties import full_name
from wederhoor.dossiers.process import process_of, terms_wait
from wederhoor.intake import drafts
from wederhoor.intake.forms import (
    FELLOW,
    LINES,
    FellowForm,
    QuestionForm,
    question_form,
    start_values,
)
from wederhoor.intake.questions import QUESTIONS, Question, asked, named, requires
from wederhoor.organisation import Organisation
from wederhoor.people.attempts import TooManyAttempts, count_attempt
from wederhoor.rules.committee import NoCommittee
from wederhoor.vault.codes import grouped
from wederhoor.vault.files import DiskFull, room_left
from wederhoor.web import once
from wederhoor.web.kept import held_code, keep_code, kept_code, no_code
from wederhoor.web.language import DUTCH, language
from wederhoor.web.permissions import public
from wederhoor.web.runtime import client_address, installation, page, resident_work
from wederhoor.web.whose import is_about
from wederhoor.work import Work

bp = Blueprint("intake", __name__, url_prefix="/<organisation>")

HOUR = timedelta(hours=1)
NAME_NEEDED = "Zonder uw naam en adres kunnen wij een klacht niet behandelen. U mag ze ook later aanvullen."
FELLOWS_AT_MOST = 20
HANDLERS = "De mensen die bij de organisatie klachten behandelen."
COMMITTEE = "De leden van de klachtencommissie, haar secretaris en wie bij de organisatie klachten behandelt."
READERS = (
    "Degene over wie u klaagt. Die mag dezelfde stukken zien als u, maar niet uw adres, telefoonnummer en e-mailadres.",
    "De organisatie zelf: zij mag de stukken inzien, en de directeur beslist over maatregelen.",
)


@bp.get("/klacht-indienen")
@public
def before() -> Response:
    """Who will read this, before the first question."""
    with resident_work() as work:
        process_of(work.organisation)
        needed = [item.label for item in work.organisation.required_content]
        return page(
            "intake/before.html",
            resume_url=_resume_url(work),
            needed=needed,
            terms_wait=terms_wait(work.organisation),
        )


def _resume_url(work: Work) -> str | None:
    code = kept_code("draft")
    if code is None:
        return None
    try:
        drafts.draft_content(work, code)
    except (drafts.NoSuchDraft, drafts.AlreadySent):
        return None
    return url_for("intake.go_on")


@bp.post("/klacht-indienen")
@public
def begin() -> Response:
    """Make the draft and its code."""
    disk_has_room()
    with resident_work(write=True) as work:
        count_visit(work, "draft")
        keep_code("draft", drafts.start_draft(work))
        first = asked(Content(), work.organisation)[0]
    return redirect(url_for("intake.fill_in", name=first.name), 303)


@bp.get("/klacht-indienen/verder")
@public
def go_on() -> Response:
    """Back at a draft, where somebody was: after the last answer, or at the end when nothing is missing."""
    with resident_work() as work:
        opened = open_draft(work)
        if isinstance(opened, Response):
            return opened
        _, content = opened
        absent = missing_items(content, work.organisation.required_content)
        if content.contact_channel and all(item.code == "signature" for item in absent):
            return redirect(url_for("intake.check"), 303)
        order = asked(content, work.organisation)
        told = [at for at, one in enumerate(order) if any(getattr(content, name) for name in one.fields)]
        following = order[max(told, default=-1) + 1 :]
    if following:
        return redirect(url_for("intake.fill_in", name=following[0].name), 303)
    return redirect(url_for("intake.check"), 303)


@bp.get("/klacht-indienen/vraag/<name>")
@public
def fill_in(name: str) -> Response:
    """One question."""
    _known(name)
    with resident_work() as work:
        opened = open_draft(work)
        if isinstance(opened, Response):
            return opened
        code, content = opened
        question = _question(name, content, work.organisation)
        if isinstance(question, Response):
            return question
        form = _form(work, question, start_values(content))
        return _page(work, question, form, code, content)


@bp.get("/klacht-indienen/laatste-vraag")
@public
def last() -> Response:
    """The last question that is asked."""
    with resident_work() as work:
        opened = open_draft(work)
        if isinstance(opened, Response):
            return opened
        order = asked(opened[1], work.organisation)
    return redirect(url_for("intake.fill_in", name=order[-1].name), 303)


@bp.post("/klacht-indienen/vraag/<name>")
@public
def save(name: str) -> Response:
    """Keep the answer and go on to the next question, or back to the one before."""
    _known(name)
    disk_has_room()
    if "add" not in request.form:
        once.may_come_again()  # the same answer twice is one answer
    with resident_work(write=True) as work:
        opened = open_draft(work)
        if isinstance(opened, Response):
            return opened
        code, content = opened
        question = _question(name, content, work.organisation)
        if isinstance(question, Response):
            return question
        form = _form(work, question, None)
        stays = "add" in request.form or "remove" in request.form
        if isinstance(form, FellowForm):
            fine, fellows = _changed_fellows(content, form)
            values: dict[str, Any] = {"fellows": fellows}
        else:
            fine = form.validate()
            values, stays = form.values(), False
        if not fine:
            return _page(work, question, form, code, content, status=422)
        if language() is not DUTCH:
            values["language"] = language().code
        content = drafts.save_draft(work, code, values)
        if stays:
            target = url_for("intake.fill_in", name=name)
        else:
            target = _neighbour(question, content, work.organisation, back="back" in request.form)
    return redirect(target, 303)


def _question(name: str, content: Content, answers: Organisation) -> Response | Question:
    """The page with this name; a page that is not asked (any more) leads to the check."""
    return named(name, content, answers) or redirect(url_for("intake.check"), 303)


def _known(name: str) -> None:
    if name not in {question.name for question in QUESTIONS}:
        abort(404)


def _neighbour(question: Question, content: Content, answers: Organisation, *, back: bool) -> str:
    order = asked(content, answers)
    place = [one.name for one in order].index(question.name) + (-1 if back else 1)
    if place < 0:
        return url_for("intake.before")
    if place == len(order):
        return url_for("uploads.draft_index")
    return url_for("intake.fill_in", name=order[place].name)


def _changed_fellows(content: Content, form: FellowForm) -> tuple[bool, list[Mapping[str, str]]]:
    """Those who complain as well, with one more or one less; and whether what was typed can be used."""
    fellows = list(content.fellows)
    if "remove" in request.form:
        gone = request.form["remove"]
        if gone.isdecimal() and int(gone) < len(fellows):
            fellows.pop(int(gone))
        return True, fellows
    values = form.values()
    if not any(values[name] for name in FELLOW) and "add" not in request.form:
        return True, fellows
    fine = form.validate()
    if not values["surname"]:
        form.surname.errors = ["Vul de achternaam in van wie er ook klaagt."]
    elif len(fellows) >= FELLOWS_AT_MOST:
        form.surname.errors = [f"Noem hier hoogstens {FELLOWS_AT_MOST} mensen. Bel ons als het er meer zijn."]
    elif fine:
        return True, [*fellows, form.values()]
    return False, fellows


def to_receipt(code: str) -> Response:
    keep_code("draft", None)
    keep_code("case", code)
    return redirect(url_for("intake.receipt"), 303)


def sent_already() -> bool:
    """Whether the complaint this page is about was sent already, from another tab perhaps: then there is a receipt for it."""
    case = held_code("case")
    return case is not None and (request.method == "GET" or is_about("draft", case))


def open_draft(work: Work) -> Response | tuple[str, Content]:
    """The code and the content of the draft in this browser, or where to go instead."""
    code = kept_code("draft")
    if code is None:
        if sent_already():
            return redirect(url_for("intake.receipt"), 303)
        no_code("intake.before")
    try:
        content = drafts.draft_content(work, code)
    except drafts.AlreadySent:
        return to_receipt(code)
    except drafts.NoSuchDraft:
        keep_code("draft", None)
        no_code("intake.before")
    return code, content


def _form(work: Work, question: Question, values: dict[str, Any] | None) -> QuestionForm | FellowForm:
    if question.fields == ("fellows",):
        return FellowForm(formdata=None) if values is not None else FellowForm()
    return question_form(question, work.organisation, work.today, values)


def _page(
    work: Work,
    question: Question,
    form: QuestionForm | FellowForm,
    code: str,
    content: Content,
    status: int = 200,
) -> Response:
    order = asked(content, work.organisation)
    number = [one.name for one in order].index(question.name) + 1
    intro = question.intro
    if question.name == "uw-naam" and requires(work.organisation, "name_address"):
        intro = NAME_NEEDED
    about = {
        "number": number,
        "total": len(order) + 2,
        "title": question.title,
        "intro": intro,
        "name": question.name,
    }
    return page(
        "intake/page.html",
        status,
        block="form",
        page=about,
        form=form,
        lines=LINES,
        fellows=[full_name(fellow) for fellow in content.fellows]
        if question.fields == ("fellows",)
        else None,
        code=grouped(code),
    )


def readers(answers: Organisation) -> str:
    """Who at the organisation reads a complaint."""
    return HANDLERS if isinstance(answers.committee, NoCommittee) else COMMITTEE


def count_visit(work: Work, purpose: str) -> None:
    """Count what one address does; 429 when it is too often within an hour."""
    limit = installation().config.submissions_per_hour
    try:
        count_attempt(work, purpose, client_address(), limit=limit, window=HOUR)
    except TooManyAttempts:
        work.keep()  # the attempt counts, although nothing else happens
        abort(429)


def disk_has_room() -> None:
    """Raises DiskFull before anything is written that could not be kept."""
    if not room_left(installation().config.var):
        raise DiskFull
