"""Messages on the own page: `/<organisation>/mijn-klacht/berichten`."""

from typing import Any

from flask import redirect, url_for
from werkzeug.wrappers import Response

from wederhoor.dossiers.tables import Dossier, Party
from wederhoor.intake.own import bp, own_dossier
from wederhoor.messages import service
from wederhoor.messages.forms import ReplyForm
from wederhoor.messages.service import Direction, Kind, NoteSide
from wederhoor.web.permissions import behind_code
from wederhoor.web.runtime import page
from wederhoor.work import Work


@bp.get("/berichten")
@behind_code
def messages() -> Response:
    """What was written both ways; opening it counts as reading."""
    with own_dossier(write=True) as (work, dossier, party):
        service.mark_read(work, dossier, Direction.OUT, party)
        return _page(work, dossier, party, ReplyForm())


@bp.post("/berichten")
@behind_code
def messages_send() -> Response:
    """Write to the organisation; also when the matter is closed."""
    form = ReplyForm()
    with own_dossier(write=True) as (work, dossier, party):
        if not form.validate():
            return _page(work, dossier, party, form, status=422)
        service.write_from_party(work, dossier, party, form.text.data or "")
    return redirect(url_for("portal.messages"), 303)


def _page(work: Work, dossier: Dossier, party: Party, form: ReplyForm, status: int = 200) -> Response:
    return page(
        "intake/messages.html", status, block="form", form=form, entries=entries(work, dossier, party)
    )


def entries(work: Work, dossier: Dossier, party: Party) -> list[dict[str, Any]]:
    """The messages with one party and the notes for the parties, newest first, without names of staff."""
    name = work.organisation.profile.name
    shown: list[dict[str, Any]] = [
        {
            "title": service.TITLES[Kind(message.kind)],
            "who": "Van u" if message.direction == Direction.IN else f"Van {name}",
            "text": message.text,
            "at": message.at,
            "answer_by": message.answer_by,
            "agreements": message.kind == Kind.AGREEMENTS,
            "kind": "out" if message.direction == Direction.IN else "in",
        }
        for message in service.messages_with(work, dossier, party)
    ]
    shown += [
        {
            "title": "Mededeling",
            "who": f"Van {name}, voor alle partijen",
            "text": note.body["text"],
            "at": note.written_at,
            "answer_by": None,
            "agreements": False,
            "kind": "note",
        }
        for note in service.notes_of(work, dossier, NoteSide.PARTIES)
    ]
    return sorted(shown, key=lambda entry: entry["at"], reverse=True)
