"""Messages and notes in the office: `/<organisation>/kantoor/dossiers/<id>/berichten`."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from wederhoor.dossiers import service as dossiers
from wederhoor.dossiers.called import called_in
from wederhoor.dossiers.parties import place_of, to_heed
from wederhoor.dossiers.sheets import drawn, sheet_to
from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.messages import recall, service
from wederhoor.messages.forms import ALL, INSERT, ONLY_SHOW, PREVIEW, WriteForm
from wederhoor.messages.saved_texts import added, pieces
from wederhoor.messages.service import Direction, MessageKind, NoteSide
from wederhoor.messages.tables import Note, still_waits
from wederhoor.messages.ways import way_of, way_said
from wederhoor.notices.aside import made_ready
from wederhoor.notices.sending import site_of
from wederhoor.notices.service import Channel, NoticeGone
from wederhoor.papers.office import crumb, handlers, readers
from wederhoor.people.service import names_of
from wederhoor.people.staff import staff_work
from wederhoor.rules.roles import HANDLERS
from wederhoor.web.brand import logo_url
from wederhoor.web.runtime import page, public_origin
from wederhoor.work import Work

bp = Blueprint(
    "messages", __name__, url_prefix="/<organisation>/kantoor/dossiers/<uuid:dossier_id>/berichten"
)


@bp.get("")
@readers
def index(dossier_id: uuid.UUID) -> Response:
    """Everything that was written, and a form to write. What parties wrote counts as read when a handler opens this."""
    with staff_work(write=True) as work:
        dossier = dossiers.find(work, dossier_id, lock=True)
        if work.actor.roles.intersection(HANDLERS):
            service.mark_read(work, dossier, Direction.IN)
        return _index(work, dossier, *_begun(work, dossier))


def _begun(work: Work, dossier: Dossier) -> tuple[WriteForm, bool]:
    """An empty form; or one that holds what the address says was called back, to change and write again."""
    told = request.args.get("terug", "")
    if not told or not work.actor.roles.intersection(HANDLERS):
        return WriteForm(formdata=None, data={"side": NoteSide.INSIDE.value}), False
    held = recall.called_back(work, dossier, told) or abort(404)
    return WriteForm(formdata=None, data=held), True


@bp.post("/<uuid:message_id>/terughalen")
@handlers
def back(dossier_id: uuid.UUID, message_id: uuid.UUID) -> Response:
    """What was just written does not go: its text is in the form again."""
    return _called_back(dossier_id, message_id, recall.call_back_message)


@bp.post("/notities/<uuid:note_id>/terughalen")
@handlers
def note_back(dossier_id: uuid.UUID, note_id: uuid.UUID) -> Response:
    """The same for a note for the parties."""
    return _called_back(dossier_id, note_id, recall.call_back_note)


def _called_back(
    dossier_id: uuid.UUID, which: uuid.UUID, call_back: Callable[[Work, Dossier, uuid.UUID], object]
) -> Response:
    with staff_work(write=True) as work:
        dossier = dossiers.find(work, dossier_id, lock=True)
        try:
            call_back(work, dossier, which)
        except NoticeGone:
            work.refuse()
            return _index(work, dossier, *_begun(work, dossier), status=409, too_late=True)
        return redirect(url_for("messages.index", dossier_id=dossier_id, terug=which), 303)


@bp.post("")
@handlers
def write(dossier_id: uuid.UUID) -> Response:
    """A message to one party or to all, or a note."""
    form = WriteForm()
    changes = form.act.data not in ONLY_SHOW
    if form.act.data == PREVIEW:
        made_ready()
    with staff_work(write=changes) as work:
        dossier = dossiers.find(work, dossier_id, lock=changes)
        people = {str(party.id): party for party in _people(work, dossier)}
        form.prepare(_choices(work, people), work.today)
        if form.act.data == INSERT:
            form.text.data = added(form.text.data or "", form.piece.data, pieces(work))
            return _index(work, dossier, form)
        if not form.validate():
            return _index(work, dossier, form, status=422)
        if form.act.data == PREVIEW:
            return _index(work, dossier, form, goes=_goes(work, dossier, form, people))
        text = form.text.data or ""
        if form.what.data == "note":
            service.write_note(work, dossier, text, NoteSide(form.side.data))
        else:
            chosen = list(people.values()) if form.to.data == ALL else [people[form.to.data]]
            for party in chosen:
                service.write_to_party(
                    work,
                    dossier,
                    party,
                    text,
                    kind=MessageKind(form.what.data),
                    answer_by=form.answer_by.data,
                )
        return redirect(url_for("messages.index", dossier_id=dossier_id), 303)


def _goes(
    work: Work, dossier: Dossier, form: WriteForm, people: dict[str, Party]
) -> list[tuple[str, str, list[str]]]:
    """Who reads what is being written, how it reaches them, and the pages of it where that is on paper."""
    if form.what.data == "note":
        return [(service.SIDES[NoteSide(form.side.data)], "staat er zodra u het vastlegt", [])]
    chosen = people if form.to.data == ALL else {form.to.data: people[form.to.data]}
    names = called_in(work, chosen.values())
    text, title = form.text.data or "", service.TITLES[MessageKind(form.what.data)]
    return [
        (str(names[party.id]), way_said(work, party), _pages(work, dossier, party, title, text))
        for party in chosen.values()
    ]


def _pages(work: Work, dossier: Dossier, party: Party, title: str, text: str) -> list[str]:
    """The pages as they will be printed; none for who gets it in another way."""
    if way_of(work, party)[0] is not Channel.POST:
        return []
    return drawn(
        work,
        sheet_to(work, dossier.id, place_of(party), site_of(work, public_origin())),
        title=title,
        markdown=service.as_letter(text),
        later=["to"],
        logo_url=logo_url(work.organisation.profile.slug) or "",
    )


def _said(note: Note) -> str:
    """What a note says; of a call also who called, and from which number (KR-079)."""
    who = note.body.get("who", "")
    return f"Gebeld door: {who}\n\n{note.body['text']}" if who else str(note.body["text"])


def _people(work: Work, dossier: Dossier) -> list[Party]:
    return service.recipients(work, dossiers.parties_of(work, dossier.id))


def _choices(work: Work, people: dict[str, Party]) -> list[tuple[str, str]]:
    names = called_in(work, people.values())
    return [(key, str(names[party.id])) for key, party in people.items()]


def _index(
    work: Work,
    dossier: Dossier,
    form: WriteForm,
    back: bool = False,
    status: int = 200,
    *,
    too_late: bool = False,
    goes: Sequence[tuple[str, str, list[str]]] = (),
) -> Response:
    people = {str(party.id): party for party in _people(work, dossier)}
    form.prepare(_choices(work, people), work.today)
    return page(
        "messages/index.html",
        status,
        block="form",
        dossier=crumb(dossier),
        heed=to_heed(dossiers.complainants_of(work, dossier.id))
        if work.actor.roles.intersection(HANDLERS)
        else [],
        form=form,
        back=back,
        too_late=too_late,
        goes=goes,
        pieces=pieces(work) if work.actor.roles.intersection(HANDLERS) else [],
        pieces_url=url_for("saved_texts.index"),
        may_write=bool(work.actor.roles.intersection(HANDLERS)),
        may_send=bool(people),
        entries=_entries(work, dossier, bool(work.actor.roles.intersection(HANDLERS))),
    )


def _entries(work: Work, dossier: Dossier, handles: bool) -> list[dict[str, Any]]:
    """Messages and notes in one order; notes for the handlers only for them."""
    parties = called_in(work, dossiers.parties_of(work, dossier.id))
    messages = service.messages_with(work, dossier)
    returning = recall.to_call_back(work, dossier) if handles else ()
    notes = service.notes_of(work, dossier, NoteSide.INSIDE if handles else NoteSide.PARTIES)
    authors = {one.author_id for one in messages} | {note.author_id for note in notes}
    names = names_of(work, sorted(author for author in authors if author))

    def author(account_id: uuid.UUID | None) -> str:
        return names.get(account_id, "een medewerker") if account_id else "een medewerker"

    shown = []
    for message in messages:
        party = parties.get(message.party_id, "een partij") if message.party_id else "een partij"
        incoming = message.direction == Direction.IN
        shown.append(
            {
                "title": service.TITLES[MessageKind(message.kind)],
                "who": f"Van {party}" if incoming else f"Aan {party}, door {author(message.author_id)}",
                "text": message.text,
                "at": message.at,
                "read_at": message.read_at,
                "answer_by": message.answer_by,
                "waits_until": message.waits_until,
                "called_back_at": message.called_back_at,
                "back_url": url_for("messages.back", dossier_id=dossier.id, message_id=message.id)
                if message.id in returning
                else None,
                "kind": "in" if incoming else "out",
            }
        )
    for note in notes:
        shown.append(
            {
                "title": "Notitie",
                "who": f"Door {author(note.author_id)}, {service.SIDES[NoteSide(note.side)]}",
                "text": _said(note),
                "at": note.written_at,
                "read_at": None,
                "answer_by": None,
                "waits_until": note.shown_from if still_waits(note, work.now) else None,
                "called_back_at": note.called_back_at,
                "back_url": url_for("messages.note_back", dossier_id=dossier.id, note_id=note.id)
                if handles and still_waits(note, work.now)
                else None,
                "kind": "note",
            }
        )
    return sorted(shown, key=lambda entry: entry["at"], reverse=True)
