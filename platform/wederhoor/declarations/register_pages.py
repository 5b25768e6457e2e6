"""For HR: the register of declarations, one of them, a file of it, and the end of the year."""

import uuid
from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from wederhoor.declarations import handing, register, reminding, sharing, views
from wederhoor.declarations.cursor import cursor_text, read_cursor
from wederhoor.declarations.deciding import DecisionRefused
from wederhoor.declarations.forms import AssignForm
from wederhoor.declarations.register import (
    OUTCOME,
    Filters,
    RegisterRow,
    TooManyRows,
)
from wederhoor.declarations.service import NoSuchDeclaration, Step
from wederhoor.declarations.tables import Declaration
from wederhoor.declarations.topics import topics_of
from wederhoor.declarations.words import OUTCOMES, STEPS, worth_in_words
from wederhoor.people.service import everybody, names_of
from wederhoor.people.staff import staff_work
from wederhoor.rules.declaring import GIFT, INVITATION, OWN_CONDUCT, Lateness, Outcome
from wederhoor.rules.duties import Moment
from wederhoor.rules.roles import Role
from wederhoor.settings.service import stored_answers
from wederhoor.web.counted import counted
from wederhoor.web.file_names import file_name
from wederhoor.web.filtering import UnknownFilter
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import file_answer, only_reads, page, wants_fragment
from wederhoor.web.spreadsheets import CSV, MEDIA_TYPES, XLSX, as_csv, as_xlsx
from wederhoor.work import Work

bp = Blueprint("declaration_register", __name__, url_prefix="/<organisation>/kantoor/meldingen")
hr = staff(Role.HR)
NOBODY = "niemand"
MOST = {CSV: register.MOST_ROWS, XLSX: register.MOST_IN_EXCEL}


@bp.get("")
@hr
def index() -> Response:
    """The register: newest first, filtered, page after page by key."""
    with staff_work() as work:
        filters, errors = _filters(work)
        return _page(work, filters, errors, 422 if errors else 200)


def _filters(work: Work) -> tuple[Filters, dict[str, str]]:
    topics = frozenset(topic.code for topic in topics_of(work.organisation))
    try:
        return register.read_filters(request.values, topics)
    except UnknownFilter:
        abort(404)


def _page(work: Work, filters: Filters, errors: dict[str, str], status: int, *, wrong: str = "") -> Response:
    rows, following = register.register_page(work, filters, read_cursor(request.args.get("na", "")))
    named = names_of(work, list({row.declarer_id for row in rows}))
    labels = {topic.code: topic.label for topic in topics_of(work.organisation)}
    decides = reminding.deciders_called(work, [row.id for row in rows if row.step == Step.OPEN])
    query = filters.as_query()
    more = None
    if following:
        more = f"{url_for('declaration_register.index')}?{query}{'&' if query else ''}na={cursor_text(following)}"
    context: dict[str, Any] = {
        "rows": [_row(work, row, labels, named, decides) for row in rows],
        "more": more,
    }
    if not wants_fragment():
        context |= _around(work, filters, errors, labels, wrong)
    return page("declarations/register.html", status, block="rows", **context)


def _row(
    work: Work,
    row: RegisterRow,
    labels: dict[str, str],
    named: dict[uuid.UUID, str],
    decides: dict[uuid.UUID, str],
) -> dict[str, Any]:
    return {
        "label": labels.get(row.topic, row.topic),
        "declarer": named.get(row.declarer_id, "een medewerker"),
        "url": url_for("declaration_register.show", declaration_id=row.id),
        "declarer_url": url_for("declaration_register.index", wie=row.declarer_id),
        "declared_at": row.registered_at,
        "worth": worth_in_words(row.cents_low, row.cents_high) if row.cents_low is not None else "",
        "state": OUTCOMES[Outcome(row.outcome)] if row.outcome else STEPS[row.step],
        "badge": views.badge(row.step, row.outcome),
        "late": {Lateness.LATE: "te laat gemeld", Lateness.AFTERWARDS: "achteraf gemeld"}.get(
            Lateness(row.lateness), ""
        ),
        "decide_by": row.decide_by if row.step == Step.OPEN else None,
        "decides": decides.get(row.id, ""),
        "overdue": row.step == Step.OPEN and row.decide_by is not None and row.decide_by < work.today,
    }


def _around(
    work: Work, filters: Filters, errors: dict[str, str], labels: dict[str, str], wrong: str
) -> dict[str, Any]:
    def options(chosen: str, pairs: list[tuple[str, str]]) -> list[dict[str, Any]]:
        return [{"value": value, "label": label, "current": value == chosen} for value, label in pairs]

    topics = [
        (topic.code, topic.label)
        for topic in topics_of(work.organisation)
        if topic.code in (GIFT, INVITATION, *OWN_CONDUCT) and not topic.between_two
    ]
    states = [(step, label) for step, label in STEPS.items()]
    states += [(OUTCOME + outcome.value, label) for outcome, label in OUTCOMES.items()]
    typed = {"vanaf": filters.since, "tot": filters.until}
    waiting, following = handing.without_reader(work, _after(request.args.get(NOBODY, "")))
    named = names_of(work, list({one.declarer_id for one, _ in waiting}))
    return {
        "filters": {
            "topics": options(filters.topic, [("", "Alle onderwerpen"), *topics]),
            "states": options(filters.state, [("", "Alle meldingen"), *states]),
            "late": options(
                filters.late,
                [("", "Op tijd of niet"), ("late", "Te laat gemeld"), ("afterwards", "Achteraf gemeld")],
            ),
            "declarer": str(filters.declarer) if filters.declarer else "",
            "declarer_name": names_of(work, [filters.declarer]).get(filters.declarer, "")
            if filters.declarer
            else "",
            "days": {
                name: f"{day.day}-{day.month}-{day.year}" if day else request.values.get(name, "")
                for name, day in typed.items()
            },
            "errors": errors,
            "narrowed": bool(filters.pairs() or errors),
            "pairs": filters.pairs(),
        },
        "wrong": wrong,
        "overdue": reminding.overdue(work),
        "remind_url": url_for("declaration_register.remind"),
        "reminded": counted(request.args.get("herinnerd", "")),
        "register_url": url_for("declaration_register.index"),
        "export_url": url_for("declaration_register.export"),
        "waiting": [
            {
                "label": labels.get(one.topic, one.topic) if one.registered_at else "Een melding",
                "declarer": named.get(one.declarer_id, "een medewerker"),
                "url": url_for("declaration_register.assign", declaration_id=one.id),
                "declared_at": one.declared_at,
            }
            for one, _ in {one.id: (one, reader) for one, reader in waiting}.values()
        ],
        "more_waiting": (
            f"{url_for('declaration_register.index')}?{NOBODY}={following}" if following else None
        ),
        "year_end_url": url_for("declaration_register.years") if _shares(work) else None,
    }


def _after(text: str) -> uuid.UUID | None:
    """Where the list of what reaches nobody goes on; 404 for what is no place in it."""
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        abort(404)


def _shares(work: Work) -> bool:
    """Whether the code wants gifts shared at the end of the year, or once did."""
    asked = any(
        duty.moment is Moment.YEAR_END for row in work.organisation.gift_policy.rows for duty in row.duties
    )
    return asked or bool(sharing.years_to_share(work))


@bp.post("/uitvoer")
@hr
@only_reads
def export() -> Response:
    """The register on the screen as a file; that it left is on the record."""
    kind = request.form.get("soort", CSV)
    if kind not in MOST:
        abort(404)
    with staff_work() as work:
        filters, errors = _filters(work)
        if errors:
            return _page(work, filters, errors, 422)
        try:
            rows = register.file_rows(work, filters, MOST[kind])
            if kind == XLSX:
                body, count = as_xlsx("Meldingen", register.COLUMNS, rows)
            else:
                body, count = as_csv(register.COLUMNS, rows)
        except TooManyRows:
            wrong = "Dit zijn te veel meldingen voor dit bestand. Kies een kortere periode, of CSV in plaats van Excel."
            return _page(work, filters, errors, 422, wrong=wrong)
    with staff_work(write=True) as work:  # nobody waits while the file is made
        register.note_export(work, kind, count)
    return file_answer(body, MEDIA_TYPES[kind], file_name("meldingen", kind, on=work.today), keep=True)


@bp.get("/<uuid:declaration_id>")
@hr
def show(declaration_id: uuid.UUID) -> Response:
    """One declaration of the register, to read."""
    with staff_work(write=True) as work:
        try:
            found = register.find_registered(work, declaration_id)
        except NoSuchDeclaration:
            abort(404)
        answers = stored_answers(work, found.answers_id)
        return page(
            "declarations/entry.html",
            one=views.declaration_view(work, found, answers),
            decides=reminding.who_decides(work, found),
            late=found.decide_by is not None and found.decide_by < work.today,
            remind_url=url_for("declaration_register.remind_one", declaration_id=found.id)
            if found.step == Step.OPEN
            else None,
            reminded=counted(request.args.get("herinnerd", "")),
            people=views.people_view(work, found),
            total=views.giver_view(work, found, answers, own=False),
            index_url=url_for("declaration_register.index"),
        )


@bp.post("/herinner")
@hr
def remind() -> Response:
    """Remind everybody who should have decided, now."""
    with staff_work(write=True) as work:
        count = reminding.remind_overdue(work)
    return redirect(url_for("declaration_register.index", herinnerd=count), 303)


@bp.post("/<uuid:declaration_id>/herinner")
@hr
def remind_one(declaration_id: uuid.UUID) -> Response:
    """Remind who has to decide on this one, now."""
    with staff_work(write=True) as work:
        try:
            found = register.find_registered(work, declaration_id)
        except NoSuchDeclaration:
            abort(404)
        count = reminding.remind_now(work, [found])
    return redirect(url_for("declaration_register.show", declaration_id=declaration_id, herinnerd=count), 303)


@bp.get("/<uuid:declaration_id>/aanwijzen")
@hr
def assign(declaration_id: uuid.UUID) -> Response:
    """Say who reads a declaration that has nobody."""
    with staff_work() as work:
        return _assign_page(work, _without_reader(work, declaration_id), AssignForm(formdata=None))


@bp.post("/<uuid:declaration_id>/aanwijzen")
@hr
def assign_send(declaration_id: uuid.UUID) -> Response:
    """Somebody is named; they hear of it."""
    form = AssignForm()
    with staff_work(write=True) as work:
        found = _without_reader(work, declaration_id)
        people = _people(work, found)
        form.prepare(people)
        if form.account.data not in {account for account, _ in people}:
            form.account.errors = ["Kies iemand uit de lijst."]
            return _assign_page(work, found, form, 422)
        try:
            handing.assign(work, declaration_id, uuid.UUID(form.account.data))
        except DecisionRefused as refused:
            form.account.errors = [refused.reason]
            return _assign_page(work, found, form, 422)
    return redirect(url_for("declaration_register.index"), 303)


def _without_reader(work: Work, declaration_id: uuid.UUID) -> Declaration:
    found = handing.reaches_nobody(work, declaration_id)
    return found[0][0] if found else abort(404)


def _people(work: Work, found: Declaration) -> list[tuple[str, str]]:
    people = everybody(work).items()
    return [(str(account), name) for account, name in people if account != found.declarer_id]


def _assign_page(work: Work, found: Declaration, form: AssignForm, status: int = 200) -> Response:
    form.prepare(_people(work, found))
    return page(
        "declarations/assign.html",
        status,
        block="form",
        form=form,
        declarer=names_of(work, [found.declarer_id]).get(found.declarer_id, "een medewerker"),
        declared_at=found.declared_at,
        index_url=url_for("declaration_register.index"),
    )
