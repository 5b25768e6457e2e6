"""Filing a complaint: `/<organisation>/klacht-indienen`, page by page, with and without JavaScript."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from wederhoor.dossiers.content import Content
from wederhoor.dossiers.parties import full_name
from wederhoor.intake import drafts
from wederhoor.intake.facts import child_alone, long_ago, requires, said, speaks_to_child
from wederhoor.intake.fields import FELLOW, LINES
from wederhoor.intake.question_forms import FellowForm, QuestionForm, question_form
from wederhoor.intake.questions import NAMES, QUESTIONS, Question, asked, named
from wederhoor.organisation import Organisation
from wederhoor.people.attempts import TooManyAttempts, count_attempt
from wederhoor.rules.committee import NoCommittee
from wederhoor.rules.course import OTHER_PARTY
from wederhoor.rules.helplines import FOR_CHILDREN
from wederhoor.vault.codes import grouped
from wederhoor.vault.files import DiskFull, room_left
from wederhoor.web import once
from wederhoor.web.familiar import speak_to
from wederhoor.web.kept import held_code, keep_code, kept_code, no_code
from wederhoor.web.language import DUTCH, language
from wederhoor.web.permissions import public
from wederhoor.web.runtime import client_address, installation, page, resident_work
from wederhoor.web.whose import is_about
from wederhoor.work import Work

bp = Blueprint("intake", __name__, url_prefix="/<organisation>")

HOUR = timedelta(hours=1)
NAME_NEEDED = "Zonder uw naam en adres kunnen wij een klacht niet behandelen. U mag ze ook later aanvullen."
CHILD_ADDRESS = (
    "Naar je adres sturen wij niets, behalve als jij straks zegt dat het mag. Je mag dit ook later aanvullen."
)
FELLOWS_AT_MOST = 20
FORMER = {
    **dict.fromkeys(("naam", "onderwerp", "jeugdhulp"), "over-wie"),
    **dict.fromkeys(("veilig", "nodig"), "letten"),
    "wanneer": "wat-is-er-gebeurd",
    "al-gedaan": "niet-eens",
    "uw-adres": "uw-naam",
}
"""Pages that are part of another now: an address that was kept still leads to the question."""
HANDLERS = "De mensen die bij de organisatie klachten behandelen."
COMMITTEE = "De leden van de klachtencommissie, haar secretaris en wie bij de organisatie klachten behandelt."
READERS = (
    OTHER_PARTY,
    "De organisatie zelf: wie over maatregelen beslist, leest wat daarvoor nodig is.",
)


TO_CHECK = "controle"


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
        return _page(work, question, _form(work, question, content, sent=False), code, content)


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
    """Keep the answer and go on to the next question, back to the one before, or to the check somebody came from."""
    _known(name)
    disk_has_room()
    if not any(one.name == name and "fellows" in one.fields for one in QUESTIONS):
        once.may_come_again()  # the same answer twice is one answer; a person twice is two
    with resident_work(write=True) as work:
        opened = open_draft(work)
        if isinstance(opened, Response):
            return opened
        code, content = opened
        question = _question(name, content, work.organisation)
        if isinstance(question, Response):
            return question
        form = _form(work, question, content, sent=True)
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
        order = {one.name for one in asked(content, work.organisation)}
        content = drafts.save_draft(work, code, values)
        late = "yes" if long_ago(content, work.organisation, work.today) else ""
        if late != content.late:
            content = drafts.save_draft(work, code, {"late": late})
        if stays:
            target = url_for("intake.fill_in", name=name, terug=request.args.get("terug"))
        elif request.args.get("terug") == TO_CHECK:
            target = _back_to_check(question, content, work.organisation, order)
        else:
            target = _neighbour(question, content, work.organisation, back="back" in request.form)
    return redirect(target, 303)


def _back_to_check(question: Question, content: Content, answers: Organisation, before: set[str]) -> str:
    """The check page somebody came from to change something; first the questions that the new answer made appear."""
    if "back" in request.form:
        return url_for("intake.check")
    waiting = request.args.get("nog", "").split(".")
    new = [
        one.name
        for one in asked(content, answers)
        if one.name != question.name and (one.name not in before or one.name in waiting)
    ]
    if not new:
        return url_for("intake.check")
    return url_for("intake.fill_in", name=new[0], terug=TO_CHECK, nog=".".join(new[1:]) or None)


def _question(name: str, content: Content, answers: Organisation) -> Response | Question:
    """The page with this name; a page that is not asked (any more) leads to the check."""
    return named(name, content, answers) or redirect(url_for("intake.check"), 303)


def _known(name: str) -> None:
    if name in FORMER:
        abort(redirect(url_for("intake.fill_in", name=FORMER[name]), 303))
    if name not in NAMES:
        abort(404)


def _neighbour(question: Question, content: Content, answers: Organisation, *, back: bool) -> str:
    order = asked(content, answers)
    place = [one.name for one in order].index(question.name) + (-1 if back else 1)
    if place < 0:
        return url_for("intake.before")
    if place == len(order):
        return url_for("uploads.draft_index" if content.with_papers == "yes" else "intake.check")
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
    speak_to(child=speaks_to_child(content))
    return code, content


def _form(work: Work, question: Question, content: Content, *, sent: bool) -> QuestionForm | FellowForm:
    if question.fields == ("fellows",):
        return FellowForm() if sent else FellowForm(formdata=None)
    return question_form(question, work.organisation, work.today, content, sent=sent)


def _page(
    work: Work,
    question: Question,
    form: QuestionForm | FellowForm,
    code: str,
    content: Content,
    status: int = 200,
) -> Response:
    answers = work.organisation
    order = asked(content, answers)
    number = [one.name for one in order].index(question.name) + 1
    intro = question.intro
    if question.name == "uw-naam" and requires(answers, "name_address"):
        intro = NAME_NEEDED
    if question.name == "uw-naam" and child_alone(content):
        intro = CHILD_ADDRESS
    about = {
        "number": number,
        "total": len(order) + 1 + (content.with_papers == "yes"),
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
        changing=request.args.get("terug") == TO_CHECK,
        child=speaks_to_child(content),
        helplines=FOR_CHILDREN,
        kept_for=drafts.lasts(work).days,
        objection=_objection(answers) if "as_objection" in form else [],
    )


def _objection(answers: Organisation) -> list[dict[str, str]]:
    """How one objects to a decision of this organisation, in its own words, each with its source."""
    found = [said(answers, code) for code in ("objection_how", "objection_to")]
    return [{"text": text.text, "source": str(text.source)} for text in found if text is not None]


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
