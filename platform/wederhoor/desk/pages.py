"""The office: today, the register, the dossier, what has not been sent."""

import base64
import binascii
import uuid
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, abort, g, request, url_for
from werkzeug.wrappers import Response

from wederhoor.complaints import service as complaints
from wederhoor.deadlines.service import clocks_shown
from wederhoor.deadlines.view import clock_views
from wederhoor.desk import queries
from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.intake.content import Content, missing_items
from wederhoor.intake.forms import CHANNELS, WHO, YOUTH_HELP
from wederhoor.intake.process import process_of
from wederhoor.intake.service import content_of
from wederhoor.notices import service as notices
from wederhoor.notices.labels import channel_label, letter_title, state_label, to_label
from wederhoor.organisation import Organisation
from wederhoor.people.service import names_of
from wederhoor.people.staff import staff_work
from wederhoor.record import service as record
from wederhoor.record.events import Event
from wederhoor.settings.service import stored_answers
from wederhoor.web.permissions import staff
from wederhoor.web.runtime import page
from wederhoor.work import Work

bp = Blueprint("desk", __name__, url_prefix="/<organisation>/kantoor")
readers = staff(*dossiers.READERS)
handlers = staff("secretary", "quality_officer")
TEXTS = (
    ("Wat er is gebeurd", "description"),
    ("Waarom de klager het er niet mee eens is", "objection"),
    ("Wat de klager zelf al deed", "steps_taken"),
)


@bp.get("/")
@readers
def home() -> Response:
    """Today."""
    with staff_work() as work:
        lists = queries.today(work)
        for items in lists.values():
            for item in items:
                item["url"] = url_for("desk.dossier", dossier_id=item["id"])
        return page("desk/home.html", block="lists", **lists)


@bp.get("/register")
@readers
def register() -> Response:
    """The register: newest first, by status, page after page by key."""
    status = request.args.get("status", "")
    with staff_work() as work:
        steps = process_of(work.organisation).steps
        known = {"", "open"} | {step.code for step in steps}
        if status not in known:
            abort(404)
        rows, cursor = queries.register_page(
            work, status=status, cursor=_read_cursor(request.args.get("na", ""))
        )
        labels = {c.code: c.label for c in work.organisation.categories}
        step_labels = {s.code: s.label for s in steps}
        address = url_for("desk.register").removesuffix("register") + "dossiers/"
        dossiers_shown = [
            {
                "id": row.id,
                "number": row.number,
                "category": labels.get(row.category, row.category),
                "received_on": row.received_on,
                "filed_on": row.filed_at,
                "step_label": step_labels.get(row.step, row.step),
                "badge": queries.badge(row, work.today),
                "next_due": row.next_due,
                "next_due_label": row.next_due_label,
                "short_description": row.short_description,
                "url": f"{address}{row.id}",
            }
            for row in rows
        ]
        filters = [("", "Alle dossiers"), ("open", "Alle open dossiers")] + [(s.code, s.label) for s in steps]
        more = url_for("desk.register", status=status or None, na=_write_cursor(cursor)) if cursor else None
        return page(
            "desk/register.html",
            block="rows",
            dossiers=dossiers_shown,
            filters=[
                {"value": value, "label": label, "current": value == status} for value, label in filters
            ],
            next_cursor_url=more,
        )


def _write_cursor(cursor: queries.Cursor) -> str:
    text = f"{cursor.filed_at.isoformat()}|{cursor.id.hex}"
    return base64.urlsafe_b64encode(text.encode()).decode()


def _read_cursor(text: str) -> queries.Cursor | None:
    if not text:
        return None
    try:
        moment, _, identifier = base64.urlsafe_b64decode(text).decode().partition("|")
        filed_at = datetime.fromisoformat(moment)
        if filed_at.tzinfo is None:
            abort(404)
        return queries.Cursor(filed_at=filed_at.astimezone(UTC), id=uuid.UUID(identifier))
    except (ValueError, OverflowError, binascii.Error):
        abort(404)


@bp.get("/dossiers/<uuid:dossier_id>")
@readers
def dossier(dossier_id: uuid.UUID) -> Response:
    """One dossier. Looking at it is on the record."""
    with staff_work(write=True) as work:
        found = dossiers.find(work, dossier_id)
        answers = stored_answers(work, found.answers_id)
        content = content_of(work, found)
        record.append(work, found.id, [record.Entry(event=Event.DOSSIER_READ)])
        lines = record.read(work, found.id)
        missing = missing_items(content, answers.required_content) if not found.received_on else []
        return page(
            "desk/dossier.html",
            block="record",
            dossier=_dossier_view(found, answers),
            parties=[_party_view(party, content) for party in dossiers.parties_of(work, found.id)],
            texts=[
                {"label": label, "body": getattr(content, name) or "Niet ingevuld."} for label, name in TEXTS
            ],
            timeline=_timeline(lines),
            clocks=clock_views(clocks_shown(work, found.id), answers, work.today),
            record=_record_view(work, lines),
            moves=_moves_view(work, found, answers, content),
            notices=_notices_view(work, found, answers),
            missing=missing,
        )


def _dossier_view(found: Dossier, answers: Organisation) -> dict[str, Any]:
    step = process_of(answers).step(found.step)
    categories = {c.code: c.label for c in answers.categories}
    closed = {"withdrawn": "Ingetrokken"}.get(found.close_ground or "", "")
    if (found.close_ground or "").startswith("inadmissible"):
        closed = "Niet in behandeling"
    return {
        "id": found.id,
        "number": found.number,
        "step_label": closed or step.label,
        "badge": "info" if step.open else "ok",
        "filed_at": found.filed_at,
        "received_on": found.received_on,
        "category": categories.get(found.category, found.category),
        "channel": {"web": "via de website"}.get(found.channel, found.channel),
        "youth_help": dict(YOUTH_HELP).get(found.youth_help, found.youth_help),
        "short_description": found.short_description,
        "papers_url": url_for("papers.index", dossier_id=found.id),
    }


def _party_view(party: Party, content: Content) -> dict[str, Any]:
    name = party.name or {}
    if party.role == "complainant":
        shown = " ".join(p for p in (name.get("given_name"), name.get("surname")) if p)
        contact = party.contact or {}
        address = ", ".join(
            p for p in (contact.get("street"), contact.get("postal_code"), contact.get("town")) if p
        )
        rows = [
            ("Wie", dict(WHO).get(party.kind, "")),
            ("Organisatie", name.get("organisation_name", "")),
            ("Adres", address),
            ("E-mail", contact.get("email", "")),
            ("Telefoon", contact.get("phone", "")),
            ("Bericht", dict(CHANNELS).get(party.channel, "")),
        ]
        return {
            "role_label": "Klager",
            "name": shown or name.get("organisation_name") or "Naam niet ingevuld",
            "contact": [(label, value) for label, value in rows if value],
            "confirmed": True,
        }
    return {
        "role_label": "Aangeklaagde",
        "name": name.get("name") or "Naam niet genoemd",
        "contact": [],
        "confirmed": party.confirmed_at is not None,
    }


def _timeline(lines: list[record.RecordLine]) -> list[dict[str, Any]]:
    told = {
        Event.COMPLAINT_FILED: "Binnengekomen",
        Event.COMPLAINT_COMPLETED: "Compleet",
        Event.COMPLAINT_WITHDRAWN: "Ingetrokken",
        Event.JUDGED_ADMISSIBLE: "In behandeling genomen",
        Event.JUDGED_INADMISSIBLE: "Niet in behandeling genomen",
        Event.ACCUSED_CONFIRMED: "Aangeklaagde bevestigd",
    }
    return [
        {"at": line.entered_at, "title": told[Event(line.event)], "text": line.sentence}
        for line in lines
        if Event(line.event) in told
    ]


def _record_view(work: Work, lines: list[record.RecordLine]) -> list[dict[str, Any]]:
    names = names_of(work, sorted({line.actor_id for line in lines if line.actor_id}))
    kinds = {"resident": "de klager", "system": "het platform", "staff": "een medewerker"}
    return [
        {
            "seq": line.seq,
            "at": line.entered_at,
            "done_on": line.done_on,
            "actor": names.get(line.actor_id, "een medewerker") if line.actor_id else kinds[line.actor_kind],
            "sentence": line.sentence,
            "article": line.article,
        }
        for line in lines
    ]


def _moves_view(work: Work, found: Dossier, answers: Organisation, content: Content) -> list[dict[str, Any]]:
    shown = []
    for possible in complaints.possible_moves(work, found, answers, content):
        code = possible.move.code
        can = possible.possible and code in complaints.ACTS
        reason = possible.reason or ("" if can else "Deze stap kan het platform nog niet vastleggen.")
        shown.append(
            {
                "code": code,
                "label": possible.move.label,
                "possible": can,
                "reason": reason,
                "article": str(possible.source) if not possible.reason else "",
                "url": url_for("complaints.admissibility", dossier_id=found.id) if can else None,
            }
        )
    return shown


def _notices_view(work: Work, found: Dossier, answers: Organisation) -> list[dict[str, Any]]:
    may_release = bool(work.actor.roles & {"secretary", "quality_officer"})
    return [
        {
            "letter": letter_title(answers, row.letter),
            "to": to_label(row.addressee),
            "channel": channel_label(row.channel),
            "state": row.state,
            "state_label": state_label(row.state),
            "url_letter": url_for("delivery.letter", dossier_id=found.id, letter_id=row.letter_id)
            if row.letter_id
            else None,
            "when": row.done_at or (row.not_before if row.state == "waiting" else None),
            "url_release": url_for("complaints.release", dossier_id=found.id)
            if row.state == "held" and may_release
            else None,
        }
        for row in notices.notices_of(work, found.id)
    ]


def navigation() -> list[dict[str, Any]]:
    """The side navigation of the office, for the roles of this request."""
    roles: frozenset[str] = g.get("roles", frozenset())
    items = [("desk.home", "Vandaag"), ("desk.register", "Register")]
    if roles & {"secretary", "quality_officer"}:
        items.append(("delivery.index", "Verzending"))
    if not roles & dossiers.READERS:
        return []
    endpoint = request.endpoint or ""
    inside = (
        "desk.register"
        if endpoint.startswith(("desk.dossier", "complaints.", "papers.", "paper_acts.", "delivery.letter"))
        else endpoint
    )
    return [{"label": label, "url": url_for(name), "current": name == inside} for name, label in items]
