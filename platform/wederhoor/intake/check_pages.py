"""The check before sending, and the receipt: the last pages of filing."""

from datetime import timedelta
from typing import Any

from flask import redirect, url_for
from werkzeug.wrappers import Response

from wederhoor.deadlines.expected import expectation, spoken
from wederhoor.deadlines.service import clocks_shown
from wederhoor.dossiers.content import DISSATISFACTION, Content, content_of, missing_items
from wederhoor.dossiers.course import course_about
from wederhoor.dossiers.own_answers import asked_of
from wederhoor.dossiers.process import answers_about, answers_for, terms_wait
from wederhoor.dossiers.tables import Dossier
from wederhoor.intake import drafts, service
from wederhoor.intake.answers import answered
from wederhoor.intake.facts import informal, non_formal_rule, objecting, requires, speaks_to_child
from wederhoor.intake.forms import SignForm
from wederhoor.intake.pages import (
    HANDLERS,
    TO_CHECK,
    bp,
    count_visit,
    disk_has_room,
    open_draft,
    readers,
    sent_already,
    to_receipt,
)
from wederhoor.intake.question_forms import CLASHES, ON_PAGE
from wederhoor.intake.questions import as_asked, asked, named
from wederhoor.organisation import Organisation
from wederhoor.papers.doors import Belongs, State
from wederhoor.papers.labels import uploaded_view
from wederhoor.papers.service import unfinished, uploaded
from wederhoor.rules.bsn import mentions_bsn
from wederhoor.rules.contact import clash
from wederhoor.rules.course import readers as who_reads
from wederhoor.vault.codes import grouped
from wederhoor.web.familiar import speak_to
from wederhoor.web.kept import kept_code, no_code
from wederhoor.web.language import say
from wederhoor.web.permissions import public
from wederhoor.web.runtime import page, resident_work
from wederhoor.work import Work


@bp.get("/klacht-indienen/controle")
@public
def check() -> Response:
    """Everything once more, what is missing, sign and send."""
    with resident_work() as work:
        opened = open_draft(work)
        if isinstance(opened, Response):
            return opened
        code, content = opened
        return _check_page(work, SignForm(formdata=None, data={"sign": "now"}), code, content)


@bp.post("/klacht-indienen/controle")
@public
def send() -> Response:
    """Send it: one complaint, however often the button is pressed."""
    disk_has_room()
    code = kept_code("draft")
    if code is None:
        if sent_already():
            return redirect(url_for("intake.receipt"), 303)
        no_code("intake.before")
    form = SignForm()
    with resident_work(write=True) as work:
        try:
            content = drafts.draft_content(work, code)
            speak_to(child=speaks_to_child(content))
            if not form.validate() or _stops(work, content, code):
                return _check_page(work, form, code, content, status=422)
            count_visit(work, "submission")
            signed = form.signed_name.data if form.sign.data == "now" else None
            service.receive_complaint(work, code, signed_name=signed, at_least=MINIMUM_FILL)
        except drafts.AlreadySent:
            return to_receipt(code)
        except drafts.NoSuchDraft:
            return redirect(url_for("intake.before"), 303)
        except service.TooFast:
            form.sign.errors = [TOO_FAST]
            return _check_page(work, form, code, drafts.draft_content(work, code), status=422)
    return to_receipt(code)


OF_OBJECTION = ("Wie over bezwaren gaat: dat is degene naar wie wij het doorsturen.",)
OF_DISSATISFACTION = ("Wie het met u oplost; dat kan ook de medewerker of het team zijn om wie het gaat.",)
NOTHING_SAID = "Er staat nog niets in. Vertel eerst wat er is gebeurd, of stuur een foto of brief mee."


def _stops(work: Work, content: Content, code: str) -> list[dict[str, str]]:
    """What keeps it from being sent, each with where to mend it: nothing was told, or wishes that cannot all be kept."""
    content, found = as_asked(content, work.organisation), []
    if content.says_nothing and not uploaded(work, Belongs(draft_id=drafts.find_draft(work, code).id)):
        found.append(
            {"text": NOTHING_SAID, "url": url_for("intake.fill_in", name="wat-is-er-gebeurd", terug=TO_CHECK)}
        )
    clashing = clash(content.wishes)
    if clashing is not None:
        name = ON_PAGE[clashing]
        if named(name, content, work.organisation) is None:
            name = "bereiken"
        found.append(
            {"text": CLASHES[clashing][1], "url": url_for("intake.fill_in", name=name, terug=TO_CHECK)}
        )
    return found


@bp.get("/klacht-indienen/ontvangst")
@public
def receipt() -> Response:
    """The receipt, as long as this browser holds the code."""
    code = kept_code("case")
    if code is None:
        return redirect(url_for("intake.before"), 303)
    with resident_work() as work:
        found = service.receipt_of(work, code)
        speak_to(child=found.to_child)
        rule = non_formal_rule(work.organisation)
        return page(
            "intake/receipt.html",
            number=found.number,
            code=grouped(code),
            received_at=found.filed_at,
            complete=not found.missing,
            missing=found.missing,
            terms_wait=terms_wait(work.organisation),
            expected=[] if found.as_objection else _expected(work, found),
            informal=found.filed_as == DISSATISFACTION,
            settled_within=str(rule.term) if rule else "",
            objection=found.as_objection,
            perhaps=found.perhaps_objection,
            arrived_on=found.arrived_on,
            fellows=[{"name": name, "code": grouped(made)} for name, made in found.fellows],
        )


def _expected(work: Work, found: service.Receipt) -> list[str]:
    """The line of what to expect, and what comes after it: the same as on the own page and in the letter."""
    dossier = work.session.get_one(Dossier, (work.tenant_id, found.dossier_id))
    answers, content = answers_for(work, dossier), content_of(work, dossier)
    expects = expectation(
        answers,
        {clock.code: clock for clock in clocks_shown(work, dossier.id)},
        work.today,
        about=content.about_kind,
        role=content.concerned_role,
        informal=found.filed_as == DISSATISFACTION,
        waits=bool(found.missing) and terms_wait(answers),
    )
    return [spoken(said) for said in (expects.line, *expects.then)]


MINIMUM_FILL = timedelta(seconds=3)


TOO_FAST = "Dit ging wel erg snel. Wacht een paar tellen en verstuur het dan nog een keer."


def _check_page(work: Work, form: SignForm, code: str, content: Content, *, status: int = 200) -> Response:
    missing = missing_items(content, answers_about(work.organisation, content).required_content)
    papers = uploaded(work, Belongs(draft_id=drafts.find_draft(work, code).id))
    return page(
        "intake/check.html",
        status,
        block="form",
        sections=_sections(work, content),
        missing=[item for item in missing if item.code != "signature" and not informal(content)],
        stops=_stops(work, content, code),
        refused=status != 200,
        informal=informal(content),
        objecting=objecting(content),
        needs_signature=requires(work.organisation, "signature"),
        terms_wait=terms_wait(work.organisation),
        code=grouped(code),
        form=form,
        readers=_read_by(content, work.organisation),
        papers=[uploaded_view(paper) for paper in papers],
        unfinished=unfinished(papers),
        papers_url=url_for("uploads.draft_index"),
        bsn_in=_probable_bsn(content, work.organisation)
        + [paper.file_name for paper in papers if paper.mentions_bsn and paper.state == State.READY],
    )


def _read_by(content: Content, answers: Organisation) -> tuple[str, ...]:
    """Who will read it: of dissatisfaction no member has a copy, and an objection goes to others (KR-038, Awb 6:15)."""
    if informal(content):
        return (HANDLERS, *OF_DISSATISFACTION)
    if objecting(content):
        return (readers(answers), *OF_OBJECTION)
    course = course_about(answers, content.about_kind, content.concerned_role)
    found = who_reads(course, content.about_kind, answers.profile.name)
    return tuple(say(one.text, **one.values) for one in found)


def _probable_bsn(content: Content, answers: Organisation) -> list[str]:
    """The answers that probably mention a BSN, by their question; the numbers themselves are kept nowhere."""
    asked = {
        "accused_name": "Naam",
        "description": "Wat er is gebeurd",
        "objection": "Waarom u het er niet mee eens bent",
        "steps_taken": "Wat u zelf al deed",
        "why_late": "Waarom u er nu mee komt",
    }
    own = [one.label for one in asked_of(content, answers) if mentions_bsn(content.own.get(one.code, ""))]
    return [label for name, label in asked.items() if mentions_bsn(getattr(content, name))] + own


def _sections(work: Work, content: Content) -> list[dict[str, Any]]:
    """Every question that was asked, with its answer in words and where to change it."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for question in asked(content, work.organisation):
        url = url_for("intake.fill_in", name=question.name, terug=TO_CHECK)
        found = answered(question, content, work.organisation) or [(question.title, "Niets bijzonders")]
        for place, (label, value) in enumerate(found):
            row = {"label": label, "value": value, "url": None if place else url}
            rows.setdefault(question.section, []).append(row)
    return [{"title": title, "rows": part} for title, part in rows.items()]
