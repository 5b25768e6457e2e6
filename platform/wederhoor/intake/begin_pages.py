"""Before the first question, and back at what somebody began: `/<organisation>/klacht-indienen`."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from wederhoor.dossiers.content import OWN, Content, missing_items
from wederhoor.dossiers.process import answers_about, process_of, terms_wait
from wederhoor.intake import drafts
from wederhoor.intake.facts import takes_decisions
from wederhoor.intake.pages import bp, count_visit, disk_has_room, open_draft
from wederhoor.intake.questions import Question, asked
from wederhoor.organisation import Organisation
from wederhoor.web.code_form import CodeForm
from wederhoor.web.kept import keep_code, kept_code
from wederhoor.web.language import say
from wederhoor.web.permissions import public
from wederhoor.web.runtime import page, resident_work
from wederhoor.work import Work


@bp.get("/klacht-indienen")
@public
def before() -> Response:
    """Who will read this, before the first question; and the way back to what somebody began."""
    with resident_work() as work:
        process_of(work.organisation)
        needed = [say(item.label) for item in work.organisation.required_content]
        return page(
            "intake/before.html",
            resume_url=_resume_url(work),
            needed=needed,
            terms_wait=terms_wait(work.organisation),
            decisions=takes_decisions(work.organisation),
            kept_for=drafts.lasts(work).days,
            code_form=CodeForm(formdata=None),
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
        answers = work.organisation
        absent = missing_items(content, answers_about(answers, content).required_content)
        if content.contact_channel and all(item.code == "signature" for item in absent):
            return redirect(url_for("intake.check"), 303)
        order = asked(content, answers)
        told = [at for at, one in enumerate(order) if _answered(one, content, answers)]
        following = order[max(told, default=-1) + 1 :]
    if following:
        return redirect(url_for("intake.fill_in", name=following[0].name), 303)
    return redirect(url_for("intake.check"), 303)


def _kept(name: str) -> bool:
    """Whether a field of a page is kept under its own name."""
    return name.startswith(OWN) or name in Content.__dataclass_fields__


def _answered(question: Question, content: Content, answers: Organisation) -> bool:
    return any(content.answer(name) for name in question.asks(content, answers) if _kept(name))
