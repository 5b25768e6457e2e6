"""The desk of the officers: `/<organisation>/meldingen`. Opens with their own strongbox; for nobody else there is anything here."""

import uuid
from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from wederhoor.misconduct import service
from wederhoor.misconduct.catalogue import BY_SLUG, Act, acts_now
from wederhoor.misconduct.clocks import clocks_of
from wederhoor.misconduct.forms import SpokenForm
from wederhoor.misconduct.handling import releasable
from wederhoor.misconduct.opened import NoSuchReport, Opened, Purpose, with_box
from wederhoor.misconduct.receiving import (
    OFFICER,
    Disclosure,
    NobodyToRead,
    readers_today,
    receive_report,
)
from wederhoor.misconduct.service import WHOSE
from wederhoor.misconduct.words import NAMING, WAYS, entry_view
from wederhoor.people.service import names_of
from wederhoor.people.staff import staff_work
from wederhoor.record import service as record
from wederhoor.strongboxes.here import need_box
from wederhoor.strongboxes.walls import BROKEN, ActRefused
from wederhoor.vault.codes import grouped
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import installation, only_reads, page
from wederhoor.web.shown import need_shown, show_later
from wederhoor.work import Work

bp = Blueprint("misconduct_desk", __name__, url_prefix="/<organisation>/meldingen")
officers = staff(OFFICER)


@bp.get("")
@officers
def index() -> Response:
    """Every report this officer can read."""
    with staff_work() as work:
        box = need_box()
        rows = [_row(work, one) for one in service.reports_for(work, box)]
        return page(
            "misconduct/index.html",
            kept=work.actor.only_given,
            open_rows=[row for row in rows if not row["closed"]],
            closed_rows=[row for row in rows if row["closed"]],
            gone=[
                {"received_on": row.received_on, "closed_on": row.closed_on, "destroyed_on": row.destroyed_on}
                for row in service.certificates(work, box)
            ],
        )


def _row(work: Work, listed: service.Listed) -> dict[str, Any]:
    row = listed.row
    clocks = [
        clock for clock in clocks_of(row, work.today) if clock.state not in ("done", "stopped", "waiting")
    ]
    body = listed.opened.read() if listed.opened else {"text": BROKEN}
    return {
        "url": url_for("misconduct_desk.report", report_id=row.id),
        "received_on": row.received_on,
        "first_words": _first_words(body.get("text") or WAYS[body["way"]]),
        "unread": listed.unread,
        "clocks": clocks,
        "closed": row.closed_on is not None,
        "review_on": row.review_on,
    }


def _first_words(text: str, most: int = 80) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"


def _open(work: Work, report_id: uuid.UUID, *, lock: bool = False) -> Opened:
    try:
        found = with_box(work, need_box(), report_id, lock=lock)
    except NoSuchReport:
        abort(404)
    return found if service.may_open(work, found) else abort(404)


@bp.get("/<uuid:report_id>")
@officers
def report(report_id: uuid.UUID) -> Response:
    """One report, without who reports and who is blamed. Looking is on the record."""
    with staff_work(write=True) as work:
        opened = _open(work, report_id, lock=True)
        entries = opened.entries(work)
        service.note_read(work, opened)
        lines = record.read(work, opened.id)
        actors = {line.actor_id for line in lines} | {entry.author_id for entry in entries}
        names = names_of(work, sorted(actor for actor in actors if actor))
        body = opened.read()
        return page(
            "misconduct/dossier.html",
            report={
                "received_on": opened.row.received_on,
                "closed_on": opened.row.closed_on,
                "review_on": opened.row.review_on,
                "naming": NAMING[body["naming"]],
                "way": WAYS[body["way"]],
                "signed": (body.get("account") or {}).get("signed"),
                "is_account": bool(body.get("account")),
                "recorded": (body.get("account") or {}).get("recorded", False),
            },
            facts=_facts(body),
            clocks=clocks_of(opened.row, work.today),
            entries=[entry_view(entry, own=False, names=names) for entry in reversed(entries)],
            readers=[reader.name for reader in service.readers_of(work, opened)],
            checks=service.checks_of(work, opened),
            acts=[
                {
                    "title": act.title,
                    "url": url_for("misconduct_desk.act", report_id=opened.id, slug=act.slug),
                    "due": act.due(opened),
                }
                for act in acts_now(opened)
            ],
            looks=[
                {
                    "title": WHOSE[one].capitalize(),
                    "value": one.value,
                    "url": url_for("misconduct_desk.look", report_id=opened.id),
                }
                for one in WHOSE
            ],
            log=[
                {
                    "at": line.entered_at,
                    "hour": line.actor_id is not None,
                    "sentence": line.sentence,
                    "article": line.article,
                    "who": names.get(line.actor_id, "De melder") if line.actor_id else "De melder",
                }
                for line in reversed(lines)
            ],
        )


RELATION_LABELS = {
    "employee": "werkt hier",
    "former": "werkte hier",
    "volunteer": "vrijwilliger",
    "intern": "stagiair",
    "hired": "ingehuurd, of van een leverancier",
    "applicant": "solliciteerde hier",
    "board": "bestuur of toezicht",
    "other": "anders",
}


def _facts(body: dict[str, Any]) -> list[dict[str, str]]:
    pairs = (
        ("Band met de organisatie", RELATION_LABELS.get(body.get("relation", ""), "")),
        ("Wat er aan de hand is", body.get("text", "")),
        ("Wat kan helpen", body.get("evidence", "")),
        ("Angst voor nadeel", body.get("fear", "")),
    )
    return [{"label": label, "text": text} for label, text in pairs if text]


@bp.post("/<uuid:report_id>/bekijken")
@officers
@only_reads
def look(report_id: uuid.UUID) -> Response:
    """Who reports, or who is blamed: shown on this answer only, and on the record."""
    with staff_work(write=True) as work:
        opened = _open(work, report_id, lock=True)
        try:
            purpose = Purpose(request.form.get("wie", ""))
            found = service.look(work, opened, purpose)
        except (ValueError, KeyError, NoSuchReport):
            abort(404)
        return page(
            "misconduct/look.html",
            title=WHOSE[purpose].capitalize(),
            told=[text for text in (found.get("name"), found.get("reach")) if text],
            back=url_for("misconduct_desk.report", report_id=report_id),
        )


@bp.get("/opschrijven")
@officers
def spoken() -> Response:
    """Writing down what was told by telephone or in a talk."""
    with staff_work() as work:
        _receives(work)
        form = SpokenForm()
        form.prepare(work.today)
        return _spoken(form)


def _receives(work: Work) -> None:
    """With an open box; 404 for who only keeps what nobody else can open."""
    if work.actor.only_given:
        abort(404)
    need_box()


def _spoken(form: SpokenForm, status: int = 200) -> Response:
    return page("misconduct/spoken.html", status, block="form", form=form)


@bp.post("/opschrijven")
@officers
def spoken_send() -> Response:
    """Keep it; the reporter checks, corrects and signs it with the code shown on the answer."""
    form = SpokenForm()
    with staff_work(write=True) as work:
        _receives(work)
        form.prepare(work.today)
        if not form.validate():
            return _spoken(form, 422)
        disclosure = Disclosure(
            naming=form.naming.data,
            way="spoken",
            body={
                "text": form.text.data,
                "relation": form.relation.data,
                "account": {"how": form.how.data, "recorded": form.recorded.data == "yes"},
            },
            who={"name": form.name.data or "", "reach": form.reach.data or ""},
            blamed=form.blamed.data or "",
            arrived_on=form.arrived_on.data,
        )
        try:
            receipt = receive_report(work, disclosure)
        except NobodyToRead:
            form.text.errors = [
                "Niemand kan deze melding ontvangen: er is geen onafhankelijke functionaris met een kluis."
            ]
            return _spoken(form, 422)
        told = {"code": grouped(receipt.code), "report": str(receipt.report_id)}
        return show_later("misconduct_desk.spoken_done", told)


@bp.get("/opschrijven/<uuid:shown_id>")
@officers
def spoken_done(shown_id: uuid.UUID) -> Response:
    """The code of the reporter, to hand over."""
    with staff_work() as work:
        _receives(work)
        found = need_shown(shown_id, url_for("misconduct_desk.index"))
        url = url_for("misconduct_desk.report", report_id=uuid.UUID(found["report"]))
        return page("misconduct/spoken_done.html", code=found["code"], url=url)


@bp.get("/<uuid:report_id>/<slug>")
@officers
def act(report_id: uuid.UUID, slug: str) -> Response:
    """One act, asked."""
    with staff_work(write=True) as work:
        opened = _open(work, report_id)
        found = _act(opened, slug)
        form = found.form(data={"text": found.begins(opened)})
        return _act_page(work, opened, found, form)


def _act(opened: Opened, slug: str) -> Act:
    found = BY_SLUG.get(slug)
    if found is None or not found.now(opened):
        abort(404)
    return found


def _act_page(work: Work, opened: Opened, found: Act, form: Any, status: int = 200) -> Response:
    _prepare(work, opened, found, form)
    return page(
        "misconduct/act.html",
        status,
        block="form",
        act=found,
        form=form,
        back=url_for("misconduct_desk.report", report_id=opened.id),
        nothing=found.slug == "bekendgemaakt" and not releasable(work, opened),
    )


def _prepare(work: Work, opened: Opened, found: Act, form: Any) -> None:
    readers = service.readers_of(work, opened)
    reading = {one.account_id for one in readers}
    out = found.slug == "niet-laten-lezen"
    others = [
        (str(one.account_id), one.name)
        for one in readers_today(work)
        if one.account_id not in reading | service.passed_by(opened)
    ]
    people = [(str(one.account_id), one.name) for one in readers] if out else others
    grounds = [(str(key), label) for key, label in releasable(work, opened).items()]
    form.prepare(today=work.today, people=people, grounds=grounds)
    if "instead" in form:
        form.offer(others)
    if "text" in form:
        form.text.label.text = found.text_label


@bp.post("/<uuid:report_id>/<slug>")
@officers
def act_send(report_id: uuid.UUID, slug: str) -> Response:
    """Do it."""
    destroyed = None
    with staff_work(write=True) as work:
        opened = _open(work, report_id, lock=True)
        found = _act(opened, slug)
        form: Any = found.form()
        _prepare(work, opened, found, form)
        if not form.validate():
            return _act_page(work, opened, found, form, 422)
        try:
            destroyed = found.do(work, opened, form)
        except ActRefused as why:
            work.refuse()
            (form[why.field] if why.field in form else next(iter(form))).errors = [why.why]
            return _act_page(work, opened, found, form, 422)
    if isinstance(destroyed, uuid.UUID):
        installation().vault.destroy(work.tenant_id, destroyed)
        return redirect(url_for("misconduct_desk.index"), 303)
    if slug == "niet-laten-lezen":  # perhaps it was oneself
        return redirect(url_for("misconduct_desk.index"), 303)
    return redirect(url_for("misconduct_desk.report", report_id=report_id), 303)
