"""For everybody who works here: what does the code say, declare it, and one's own declarations."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from flask import Blueprint, abort, current_app, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from wederhoor.declarations import own as own_declarations
from wederhoor.declarations import service, views
from wederhoor.declarations.cursor import cursor_text, read_cursor
from wederhoor.declarations.deciding import row_of
from wederhoor.declarations.forms import CheckForm, ReasonForm, check_form
from wederhoor.declarations.letters import note_of
from wederhoor.declarations.own import OwnRow
from wederhoor.declarations.questions import questions_of
from wederhoor.declarations.service import NoSuchDeclaration, NotDeclared, NotNow
from wederhoor.declarations.sums import given_in_year
from wederhoor.declarations.tables import Declaration
from wederhoor.declarations.topics import Judged, Topic, find_topic, judge, topic_by_code, topics_of
from wederhoor.declarations.words import OUTCOMES, STEPS, worth_in_words
from wederhoor.organisation import Organisation
from wederhoor.people.staff import staff_work
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.rules.declaring import (
    GIFT,
    INVITATION,
    OWN_CONDUCT,
    VALUE,
    Lateness,
    Outcome,
    acted_on,
    counts,
)
from wederhoor.rules.regulations import EditionKind
from wederhoor.rules.tables import SUM, TIMES
from wederhoor.settings.code_editions import answers_under
from wederhoor.settings.service import stored_answers
from wederhoor.web.asking import Ask
from wederhoor.web.permissions import worker
from wederhoor.web.runtime import page
from wederhoor.work import Work

bp = Blueprint("declare", __name__, url_prefix="/<organisation>/gedragscode")
own = Blueprint("declared", __name__, url_prefix="/<organisation>/mijn-meldingen")
CHECK, DECLARE = "check", "declare"


@bp.get("/melden")
@worker
def index() -> Response:
    """What can be asked of the code and declared; and what an edition that is not in force yet would add."""
    with staff_work() as work:
        topics = topics_of(work.organisation)
        mine = [t for t in topics if t.code in (GIFT, INVITATION, *OWN_CONDUCT)]
        others = [t for t in topics if t not in mine]
        return page(
            "declarations/index.html",
            edition=work.organisation.code_edition.title,
            caution=work.organisation.code_edition.caution,
            mine=[{"label": t.label, "url": _url(t)} for t in mine],
            others=[{"label": t.label, "url": _url(t)} for t in others],
            coming=_coming(work),
        )


def _url(topic: Topic) -> str:
    if topic.code in (GIFT, INVITATION):
        return url_for("declare.gift" if topic.code == GIFT else "declare.invitation")
    return url_for("declare.topic", slug=topic.slug)


def _coming(work: Work) -> list[dict[str, Any]]:
    """Editions without a day on which they start, with what people could declare under them and cannot now."""
    now = {topic.code for topic in topics_of(work.organisation)}
    found = []
    for edition in work.organisation.regulations:
        waits = edition.in_force_from is None or edition.in_force_from > work.today
        if edition.kind is not EditionKind.CODE_OF_CONDUCT or edition.in_force_on(work.today) or not waits:
            continue
        would = topics_of(answers_under(work, edition.code))
        topics = [
            {"label": one.label, "says": one.policy.rows[-1].says}
            for one in would
            if one.code in OWN_CONDUCT and one.code not in now
        ]
        if topics:
            found.append({"edition": edition.title, "from": edition.in_force_from, "topics": topics})
    return found


@bp.get("/geschenk")
@worker
def gift() -> Response:
    """May I accept this?"""
    return _ask("geschenk")


@bp.post("/geschenk")
@worker
def gift_send() -> Response:
    """The answer of the code, or a declaration."""
    return _answer("geschenk")


@bp.get("/uitnodiging")
@worker
def invitation() -> Response:
    """May I go?"""
    return _ask("uitnodiging")


@bp.post("/uitnodiging")
@worker
def invitation_send() -> Response:
    """The answer of the code, or a declaration."""
    return _answer("uitnodiging")


@bp.get("/melden/<slug>")
@worker
def topic(slug: str) -> Response:
    """What does the code say about this?"""
    return _ask(slug)


@bp.post("/melden/<slug>")
@worker
def topic_send(slug: str) -> Response:
    """The answer of the code, or a declaration."""
    return _answer(slug)


def _topic(work: Work, slug: str) -> Topic:
    return find_topic(work.organisation, slug) or abort(404)


def _form(work: Work, found: Topic, *, fresh: bool) -> CheckForm:
    recipient = service.recipient_of(work, current_user.account_id)
    return check_form(found, questions_of(found), recipient=recipient, today=work.today, fresh=fresh)


def _ask(slug: str) -> Response:
    with staff_work() as work:
        found = _topic(work, slug)
        return _check_page(work, found, _form(work, found, fresh=True))


def _answer(slug: str) -> Response:
    """Checking keeps nothing. Declaring keeps what was filled in, once its answer was shown."""
    declaring = request.form.get("act") == DECLARE
    with staff_work(write=declaring) as work:
        found = _topic(work, slug)
        form = _form(work, found, fresh=False)
        if not form.understood(to_declare=declaring):
            return _check_page(work, found, form, status=422, answer=_kept_answer(work, found, form))
        form.counted = _counted(work, found, form)
        judged = judge(work.organisation, found, form.facts(), form.worth)
        if not declaring or form.seen.data != views.seen_of(judged):
            status = 422 if declaring else 200
            return _check_page(work, found, form, status=status, answer=judged, changed=declaring)
        try:
            made = service.declare(work, form.statement(), declarer=current_user.account_id)
        except NotDeclared:
            return _check_page(work, found, form, answer=judged, status=422)
        target = url_for("declared.show", declaration_id=made.id)
    return redirect(target, 303)


def _kept_answer(work: Work, found: Topic, form: CheckForm) -> Judged | None:
    """The answer that was shown stays on the screen while a declaration still lacks something."""
    lacks = {question.name for question in form.questions if question.to_declare} | {"day"}
    if form.seen.data and all(name in lacks for name, errors in form.errors.items() if errors):
        return judge(work.organisation, found, form.facts(), form.worth)
    return None


def _check_page(
    work: Work,
    found: Topic,
    form: CheckForm,
    *,
    status: int = 200,
    answer: Judged | None = None,
    changed: bool = False,
) -> Response:
    organisation, view, total = work.organisation, None, None
    if answer is not None:
        to = service.whereto(work, answer.handling, current_user.account_id, form["who"].data or "")
        view = views.answer_view(answer, to, organisation)
        form.seen.data = view["seen"]
        form.rights.choices = [(one["code"], one["says"]) for one in view["rights"]]
        total = _sum(work, found, form)
    return page(
        "declarations/check.html",
        status,
        block="form",
        topic={"label": found.label, "gift": found.code == GIFT, "once": found.once},
        edition=organisation.code_edition.title,
        form=form,
        groups=_groups(form),
        no_amount=found.code == GIFT and VALUE not in acted_on(found.policy),
        answer=view,
        changed=changed,
        total=total,
        links=_elsewhere(found),
        index_url=url_for("declare.index"),
    )


ELSEWHERE: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("misconduct.before", "Een misstand melden", frozenset({"misconduct", "suspicion"})),
    ("code.who", "Met wie kan ik praten?", frozenset()),
    ("code.index", "Lees de code", frozenset()),
)
"""Other rooms of the house that help on: for these topics, or for every one."""


def _elsewhere(found: Topic) -> list[dict[str, str]]:
    """Where else to go with a topic."""
    return [
        {"label": label, "url": url_for(endpoint)}
        for endpoint, label, topics in ELSEWHERE
        if endpoint in current_app.view_functions and (not topics or found.code in topics)
    ]


def _counted(work: Work, found: Topic, form: CheckForm) -> dict[str, str]:
    """What this giver gave somebody this year, this included, where the code looks at that (`rules.tables.Total`, `Count`)."""
    who, day = form["who"].data, form["day"].data
    if not who or not counts(found.policy):
        return {}
    before = given_in_year(
        work,
        service.giver_hash(work, who),
        (day or work.today).year,
        before=service.giver_before(work, who),
        declarer=current_user.account_id,
    )
    times = {TIMES: str((before.gifts if before else 0) + 1)}
    if form.worth is None or (before is not None and before.unknown):
        return times
    return times | {SUM: str(Decimal(before.high if before else 0) / 100 + form.worth.high)}


def _sum(work: Work, found: Topic, form: CheckForm) -> dict[str, Any] | None:
    who, day = form["who"].data, form["day"].data
    if found.code not in (GIFT, INVITATION) or not who:
        return None
    year = (day or work.today).year
    total = given_in_year(
        work,
        service.giver_hash(work, who),
        year,
        before=service.giver_before(work, who),
        declarer=current_user.account_id,
    )
    return views.sum_view(total, work.organisation, year=year, own=True)


def _groups(form: CheckForm) -> dict[str, list[tuple[Any, Any]]]:
    """The questions with their fields: what the code needs, what may also be so, and what a declaration tells."""
    groups: dict[str, list[tuple[Any, Any]]] = {"facts": [], "boxes": [], "aside": [], "story": []}
    for question in form.questions:
        if not form.shows(question):
            continue
        group = "facts"
        if question.ask is Ask.CHECK:
            group = "aside" if question.aside else "boxes"
        elif question.name in ("who", "what", "day", "story"):
            group = "story"
        groups[group].append((question, form[question.name]))
    return groups


@own.get("", endpoint="index")
@worker
def index_own() -> Response:
    """Everything I declared, newest first."""
    with staff_work() as work:
        cursor = read_cursor(request.args.get("na", ""))
        rows, following = own_declarations.own_page(work, current_user.account_id, cursor)
        labels = {topic.code: topic.label for topic in topics_of(work.organisation)}
        return page(
            "declarations/own.html",
            block="rows",
            rows=[_own_row(row, labels, work.today) for row in rows],
            more=url_for("declared.index", na=cursor_text(following)) if following else None,
            declare_url=url_for("declare.index"),
        )


def _own_row(row: OwnRow, labels: dict[str, str], today: date) -> dict[str, Any]:
    return {
        "label": labels.get(row.topic, row.topic),
        "url": url_for("declared.show", declaration_id=row.id),
        "declared_at": row.declared_at,
        "worth": worth_in_words(row.cents_low, row.cents_high) if row.cents_low is not None else "",
        "state": OUTCOMES[Outcome(row.outcome)] if row.outcome else STEPS[row.step],
        "badge": views.badge(row.step, row.outcome),
        "late": row.lateness == Lateness.LATE,
        "decide_by": row.decide_by if row.step == service.Step.OPEN else None,
        "review": row.review_on is not None and row.review_on <= today,
    }


@own.get("/<uuid:declaration_id>")
@worker
def show(declaration_id: uuid.UUID) -> Response:
    """One of my declarations: what the code answered, who reads it, what came of it."""
    with staff_work() as work:
        return _own_page(work, _find(work, declaration_id))


def _find(work: Work, declaration_id: uuid.UUID, *, lock: bool = False) -> Declaration:
    try:
        return own_declarations.find_own(work, declaration_id, current_user.account_id, lock=lock)
    except NoSuchDeclaration:
        abort(404)


def _own_page(
    work: Work, found: Declaration, *, form: ReasonForm | None = None, wrong: str = "", status: int = 200
) -> Response:
    answers: Organisation = stored_answers(work, found.answers_id)
    used = {act.code for act in service.acts_of(work, found)}
    topic_now = topic_by_code(answers, found.topic)
    row = next((r for r in topic_now.policy.rows if r.code == found.policy_row), None) if topic_now else None
    unused = [right for right in (row.rights if row else ()) if right.code not in used]
    note = note_of(work, found)
    return page(
        "declarations/show.html",
        status,
        one=views.declaration_view(work, found, answers),
        people=views.people_view(work, found),
        used=views.acts_view(work, found, rights=True),
        unused=[
            {
                "says": right.says,
                "number": right.number,
                "url": url_for("declared.use_right", declaration_id=found.id, right=right.code),
            }
            for right in unused
        ],
        total=views.giver_view(work, found, answers, own=True),
        form=form or (ReasonForm(formdata=None) if found.step in ("open", "told") else None),
        wrong=wrong,
        withdraw_url=url_for("declared.withdraw", declaration_id=found.id),
        review_url=url_for("declared.review", declaration_id=found.id)
        if found.review_on is not None and found.review_on <= work.today
        else None,
        note_url=url_for("decisions.note_pdf", declaration_id=found.id) if note else None,
        log=[(line.entered_at, line.sentence) for line in record.read(work, found.id, SHOWN)],
        index_url=url_for("declared.index"),
    )


SHOWN = frozenset(
    {
        Event.DECLARED,
        Event.DECLARATION_SEEN,
        Event.DECLARATION_DECIDED,
        Event.DECLARATION_WITHDRAWN,
        Event.DECLARATION_ASSIGNED,
        Event.DECLARATION_REVIEWED,
    }
)


@own.post("/<uuid:declaration_id>/intrekken")
@worker
def withdraw(declaration_id: uuid.UUID) -> Response:
    """Take it back while nobody decided."""
    form = ReasonForm()
    with staff_work(write=True) as work:
        found = _find(work, declaration_id, lock=True)
        if not form.validate():
            return _own_page(work, found, form=form, status=422)
        try:
            own_declarations.withdraw(work, found, form.reason.data or "")
        except NotNow as late:
            return _own_page(work, found, wrong=str(late), status=422)
    return redirect(url_for("declared.show", declaration_id=declaration_id), 303)


@own.post("/<uuid:declaration_id>/recht/<right>")
@worker
def use_right(declaration_id: uuid.UUID, right: str) -> Response:
    """Say that I use a right the code gives me."""
    with staff_work(write=True) as work:
        found = _find(work, declaration_id, lock=True)
        row = row_of(work, found)
        if row is None or right not in {one.code for one in row.rights}:
            abort(404)
        try:
            own_declarations.claim_right(work, found, right)
        except NotNow as late:
            return _own_page(work, found, wrong=str(late), status=422)
    return redirect(url_for("declared.show", declaration_id=declaration_id), 303)


@own.post("/<uuid:declaration_id>/nakijken")
@worker
def review(declaration_id: uuid.UUID) -> Response:
    """Say that it is still so, or over."""
    with staff_work(write=True) as work:
        found = _find(work, declaration_id, lock=True)
        try:
            own_declarations.review(work, found, still=request.form.get("still") == "yes")
        except NotNow as late:
            return _own_page(work, found, wrong=str(late), status=422)
    return redirect(url_for("declared.show", declaration_id=declaration_id), 303)
